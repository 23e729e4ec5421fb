"""Promise 9 at the file: what cannot be used gets a sentence and stays untouched."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from time import sleep

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.errors import Problem
from quizzer.store import connection as database
from quizzer.store.schema import upgrade as schema
from quizzer.study.collection.collection import Collection


def text_file(path: Path) -> None:
    path.write_text("this is no database\n" * 50, "utf-8")


def empty_file(path: Path) -> None:
    path.write_bytes(b"")


def other_program(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE mine (x)")
    connection.commit()
    connection.close()


def truncated(path: Path) -> None:
    schema.create(path)
    os.truncate(path, path.stat().st_size - 4096)


def newer(path: Path) -> None:
    schema.create(path)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {database.SCHEMA + 1}")
    connection.close()


def read_only(path: Path) -> None:
    schema.create(path)
    path.chmod(0o444)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (text_file, "not a quizzer database"),
        (empty_file, "not a quizzer database"),
        (other_program, "another program"),
        (truncated, "truncated"),
        (newer, "newer quizzer"),
        (read_only, "read-only"),
    ],
)
def test_a_file_that_cannot_be_used_gets_a_sentence_and_stays_as_it_is(
    paths: Paths, clock: FixedClock, spoil: Callable[[Path], None], says: str
) -> None:
    spoil(paths.database)
    before = paths.database.read_bytes()
    with pytest.raises(Problem, match=says) as told:
        Collection.open(paths, load_settings(paths), clock)
    assert str(paths.database) in str(told.value)
    assert paths.database.read_bytes() == before
    assert not list(paths.home.glob("quizzer.db-*"))


def test_commits_are_durable_and_foreign_keys_hold(collection: Collection) -> None:
    def pragma(name: str) -> object:
        return collection.connection.execute(f"PRAGMA {name}").fetchone()[0]

    assert (pragma("journal_mode"), pragma("synchronous"), pragma("foreign_keys")) == ("wal", 2, 1)
    assert pragma("busy_timeout") == 5000


@pytest.mark.parametrize("gone", [True, False])
def test_no_write_at_all_goes_to_a_file_that_is_not_there_any_more(paths: Paths, clock: FixedClock, gone: bool) -> None:
    collection = Collection.open(paths, load_settings(paths), clock)
    collection.connection.execute("INSERT INTO setting VALUES ('a', 'b')")
    paths.database.rename(paths.home / "aside.db")
    if not gone:
        paths.database.write_bytes((paths.home / "aside.db").read_bytes())
    writes: list[Callable[[], object]] = [
        lambda: collection.put("theme", "dark"),
        lambda: collection.connection.execute("  DELETE FROM setting"),
        lambda: collection.connection.executemany("INSERT INTO setting VALUES (?, '')", [("c",)]),
        lambda: collection.connection.execute("BEGIN IMMEDIATE"),
        lambda: database.transaction(collection.connection).__enter__(),
    ]
    for write in writes:
        with pytest.raises(Problem, match="nothing was stored"):
            write()
    assert collection.get("a") == "b"  # what is read may still be read
    assert not collection.connection.in_transaction
    collection.connection.close()


def test_who_waits_to_write_comes_before_who_writes_one_transaction_after_the_other(paths: Paths) -> None:
    schema.create(paths.database)
    first, second = database.connect(paths.database), database.connect(paths.database)
    order: list[str] = []

    def answer() -> None:
        with database.transaction(second):
            order.append("who waits")

    waiting = Thread(target=answer)
    with database.transaction(first):
        waiting.start()
        while not database._waiting:
            sleep(0.001)
        sleep(0.05)
    database.give_way()
    order.append("who writes on")
    waiting.join()
    assert order == ["who waits", "who writes on"]
    first.close()
    second.close()


@pytest.mark.parametrize("number", [0, 1, 49, 50, 51, 120])
def test_rows_that_are_inserted_together_are_those_of_single_statements(number: int) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE item (id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT UNIQUE, fixed, times)")
    rows = [(f"key {place % 60}", place) for place in range(number)]
    last = "ON CONFLICT (key) DO UPDATE SET times = 100 * times + excluded.times"
    database.insert_rows(connection, "INSERT INTO item (key, fixed, times)", "(?, 7, ?)", rows, last)
    found = connection.execute("SELECT key, fixed, times FROM item ORDER BY id").fetchall()
    assert found == [
        (f"key {place}", 7, place if place + 60 >= number else 100 * place + place + 60)
        for place in range(min(number, 60))
    ]
    connection.close()
