"""Another collection's log: only what is new in it is taken, and what is not sound is refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from quizzer.core.schedule.progress import Rating
from quizzer.errors import Problem
from quizzer.store.log.other_log import load_news, reading_both
from quizzer.study.exchange.merge import merge_log
from quizzer.study.own_data.forget import forget_deck, plan_forgetting
from quizzer.study.review.session import Session
from quizzer.study.review.undo import undo_last_action
from quizzer.study.review.values import Plan
from tests.probe import count_rows
from tests.store.conftest import Machine
from tests.store.log.test_union import answer

PAGE = 4096


def test_a_merge_reads_what_is_new_and_nothing_else(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    for _ in range(3):
        answer(one, Rating.EASY)
    merge_log(other, one.paths.database)
    one.clock.at += 60_000  # type: ignore[attr-defined]
    undo_last_action(one)
    answer(one, Rating.HARD)
    with reading_both(other.paths.database, one.paths.database) as both:
        found = [(row[5], row[-1] is None) for row in load_news(both)]
    assert found == [(Rating.HARD, True), (Rating.EASY, False)]


def test_a_backup_is_made_before_something_changes_and_nothing_is_written_otherwise(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    answer(one, Rating.EASY)
    answer(other, Rating.GOOD)
    merge_log(other, one.paths.database)
    (backup,) = other.paths.backups.iterdir()
    assert backup.name.startswith("before-merge")
    assert count_rows(backup, "log") == 1
    files = [other.paths.database, other.paths.database.with_name("quizzer.db-wal")]
    before = [file.read_bytes() for file in files]
    assert merge_log(other, one.paths.database).added == 0
    assert [file.read_bytes() for file in files] == before
    assert list(other.paths.backups.iterdir()) == [backup]


@pytest.mark.parametrize("new", ["undone", "waiting", "mark"])
def test_whatever_is_new_there_is_worth_a_backup(machine: Machine, new: str) -> None:
    one, other = machine("one"), machine("other")
    answer(one, Rating.EASY)
    answer(other, Rating.GOOD)
    merge_log(other, one.paths.database)
    (first,) = other.paths.backups.iterdir()
    other.clock.at += 60_000  # type: ignore[attr-defined]
    if new == "undone":
        undo_last_action(one)
    elif new == "mark":
        forget_deck(one, plan_forgetting(one, "Small"))
    else:
        one.connection.execute("UPDATE card SET key = 'elsewhere' WHERE reps")
    merge_log(other, one.paths.database)
    assert [path.name[:12] for path in other.paths.backups.iterdir() if path != first] == ["before-merge"]


def test_a_merge_without_room_for_its_backup_changes_nothing(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    answer(one, Rating.EASY)
    answer(other, Rating.GOOD)
    other.paths.backups.touch()
    with pytest.raises(Problem, match="the backup cannot be written"):
        merge_log(other, one.paths.database)
    assert count_rows(other, "log") == 1


def put_page(file: Path, name: str, source: bytes) -> None:
    """Replace the first page of a table or an index by the one that another copy of the file has there."""
    with closing(sqlite3.connect(file)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0]
    with file.open("r+b") as whole:
        whole.seek((root - 1) * PAGE)
        whole.write(source[(root - 1) * PAGE : root * PAGE])


def nothing(file: Path, old: bytes) -> None:
    put_page(file, "log", bytes(len(old)))


def an_index_of_before(file: Path, old: bytes) -> None:
    put_page(file, "sqlite_autoindex_log_1", old)


def words_for_a_number(file: Path, _old: bytes) -> None:
    loosen = "UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = 'log'"
    tighten = "UPDATE sqlite_schema SET sql = sql || ' STRICT' WHERE name = 'log'"
    for change in ("DROP TRIGGER log_keeps_values", loosen, "UPDATE log SET took = 'a while'", tighten):
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute(change)
            connection.commit()


@pytest.mark.parametrize("spoil", [nothing, an_index_of_before, words_for_a_number])
def test_a_file_that_is_not_sound_is_refused(machine: Machine, spoil: Callable[[Path, bytes], None]) -> None:
    one, other = machine("one"), machine("other")
    session = Session(one, Plan())
    session.answer(Rating.EASY, 900)
    old = one.back_up().read_bytes()
    session.answer(Rating.EASY, 900)
    file = one.back_up()
    spoil(file, old)
    with pytest.raises(Problem, match=f"^{file}: the database is damaged"):
        merge_log(other, file)
    assert count_rows(other, "log") == 0
