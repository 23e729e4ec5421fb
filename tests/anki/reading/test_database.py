"""Small files that are made to fill the memory or to take for ever, and days that an old collection leaves unsaid."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import zstandard

from quizzer.anki.read import read_anki
from quizzer.anki.reading.protobuf import message
from quizzer.anki.reading.templates import render, side_of
from quizzer.clock import SystemClock
from quizzer.core.log import LogKind
from quizzer.core.schedule.progress import State
from quizzer.core.schedule.study_days import DAY_SECONDS
from tests.anki.profile import import_package, profile, require_anki
from tests.anki.reading.test_archive import DAY_1, MODEL, database, package
from tests.formats.given import ROLLOVER, notes_of, quiet, read

SECONDS = 5  # each takes a tenth of this, and took minutes before there was a limit
CLOZE = [{"name": "Cloze", "ord": 0, "qfmt": "{{cloze:Front}}", "afmt": "{{cloze:Front}}{{Back}}"}]
NEW_TABLES = """
    CREATE TABLE notetypes (id, name, config);
    CREATE TABLE fields (ntid, ord, name);
    CREATE TABLE templates (ntid, ord, name, config);
    CREATE TABLE decks (id, name);
    INSERT INTO notetypes VALUES (5, 'Basic', zeroblob(0));
    INSERT INTO fields VALUES (5, 0, 'Front'), (5, 1, 'Back'), (5, 2, 'More');
"""


def many_fields(connection: sqlite3.Connection) -> None:
    connection.executescript(NEW_TABLES)
    connection.execute("UPDATE notetypes SET config = ?", (b"\x10\x01" * 20_000_000,))
    config = b"\x0a\x09{{Front}}\x12\x08{{Back}}"
    connection.execute("INSERT INTO templates VALUES (5, 0, 'Card 1', ?)", (config,))


def many_tags(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE notes SET tags = ?", ("a " * 20_000_000,))


def many_filters(connection: sqlite3.Connection) -> None:
    front, back = ("{{" + f"{name}:" * 3000 + f"{field}}}}}" for name, field in (("kana", "Front"), ("text", "Back")))
    models = {"5": {**MODEL, "tmpls": [{"name": "Card 1", "ord": 0, "qfmt": front, "afmt": back}]}}
    connection.execute("UPDATE col SET models = ?", (json.dumps(models),))
    connection.execute("UPDATE notes SET flds = ?", ("a[b] " * 30_000 + "\x1f" + "<b>x</b>" * 20_000 + "\x1f",))


@pytest.mark.parametrize("change", [many_fields, many_tags, many_filters])
def test_what_there_is_too_much_of_is_cut(tmp_path: Path, change: Callable[[sqlite3.Connection], None]) -> None:
    base = database(tmp_path / "db")
    with closing(sqlite3.connect(base)) as connection:
        change(connection)
        connection.commit()
    began = time.process_time()
    assert len(notes_of(read(read_anki, package(tmp_path / "a.apkg", base)))) == 1
    assert time.process_time() - began < SECONDS


def test_endless_list_of_media_is_cut(tmp_path: Path) -> None:
    listing = zstandard.compress(b"\x0a\x03\x0a\x01a" * 10_000_000)
    path = package(tmp_path / "a.apkg", database(tmp_path / "db"), "collection.anki21b", media=listing)
    began = time.process_time()
    assert read(read_anki, path).media == ("a",)
    assert time.process_time() - began < SECONDS


def test_filters_that_leave_nothing_cost_something() -> None:
    side = side_of("{{text:Front}}" * 10_000)
    began = time.process_time()
    assert render(side, {"Front": "<b></b>" * 28_000}, str, front=True) == ""
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize("piece", ["a", "a[", "a[b", " ["])
def test_readings_without_an_end_are_sought_once(piece: str) -> None:
    html = piece * (200_000 // len(piece))
    began = time.process_time()
    assert render(side_of("{{furigana:Front}}" * 9), {"Front": html}, str, front=True).startswith(html)
    assert time.process_time() - began < 1


NESTED = "".join(f"{{{{c{number}::{'x' * 120} {{{{c{number + 1}::b}}}} }}}} " for number in range(1, 200))


def test_note_with_too_many_cards_is_told(tmp_path: Path) -> None:
    """A cloze that has to become questions, each with the whole text; and a note with more cards than one has."""
    base = database(tmp_path / "db", ("asked {{c1::x}}", "answered", ""), (NESTED, "", ""))
    with closing(sqlite3.connect(base)) as connection:
        connection.execute("UPDATE col SET models = ?", (json.dumps({"5": {**MODEL, "type": 1, "tmpls": CLOZE}}),))
        row = "INSERT INTO cards SELECT ?, ?, did, ?, mod, usn, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, flags, data FROM cards WHERE id = 1"  # noqa: E501
        connection.executemany(row, ((100 + number, 2, number) for number in range(1, 200)))
        connection.commit()
    told = read(read_anki, base)
    assert len(notes_of(told)) == 1
    assert [skipped.why.split(" of ")[0] for skipped in told.skipped] == ["would become 200 questions"]
    with closing(sqlite3.connect(base)) as connection:
        connection.executemany(row, ((1000 + number, 2, number) for number in range(200, 1100)))
        connection.commit()
    assert [skipped.why for skipped in read(read_anki, base).skipped] == ["has 1,100 cards; a note can have 1,000"]


def test_message_stops_at_its_limit() -> None:
    assert len(message(b"\x08\x01" * 300_000)) == 200_000


def test_missing_first_answers_are_told(tmp_path: Path) -> None:
    """Anki makes up a memory for such a card; this log cannot hold it, so a person is told."""
    base = database(tmp_path / "db", *[(f"question {number}", "answer", "") for number in range(4)])
    with closing(sqlite3.connect(base)) as connection:
        connection.execute("UPDATE revlog SET type = 1 WHERE cid = 1")
        connection.execute("DELETE FROM revlog WHERE cid = 2")
        connection.execute("UPDATE revlog SET type = 1 WHERE cid = 3")
        connection.execute("UPDATE cards SET type = 0, queue = 0 WHERE id = 3")
        connection.commit()
    told = read(read_anki, base)
    assert [skipped.what for skipped in told.skipped] == ["memory of 2 cards"]
    assert "first answers" in told.skipped[0].why
    assert sum(entry.kind == LogKind.ANSWER for entry in told.entries) == 3


@pytest.mark.parametrize("hour", [2, 4, 19])
def test_due_days_are_ankis_where_no_zone_is_told(tmp_path: Path, hour: int) -> None:
    """Anki takes the day a collection was made for a date, at whatever hour it was made."""
    require_anki()
    clock = SystemClock()
    at = clock.now() // 1000 - 30 * DAY_SECONDS
    wall = clock.local(at * 1000)
    made = at - (wall - wall.replace(hour=hour, minute=0, second=0)).total_seconds()
    base = database(tmp_path / "db", *[(f"question {number}", "answer", "") for number in range(3)])
    with closing(sqlite3.connect(base)) as connection:
        connection.execute(
            "UPDATE col SET crt = ?, mod = ?, models = ?", (int(made), DAY_1, json.dumps(_whole_model()))
        )
        connection.execute("UPDATE cards SET due = 30 + id")
        connection.commit()
    path = package(tmp_path / "a.apkg", base, media=b"{}")
    with profile() as collection:
        import_package(collection, path, progress=True)
        theirs = [due - collection.sched.today for due in collection.db.list("SELECT due FROM cards ORDER BY id")]
    today = clock.day_of(clock.now(), ROLLOVER)
    entries = read_anki(path, clock, ROLLOVER, quiet).entries
    ours = [
        entry.value - today for entry in entries if entry.kind == LogKind.RESCHEDULE and entry.state is State.REVIEW
    ]
    assert ours == theirs
    assert len(ours) == 3


def _whole_model() -> dict[str, Any]:
    """The note type with all that Anki itself wants of one."""
    font = {"sticky": False, "rtl": False, "font": "Arial", "size": 20}
    more = {"mod": 0, "usn": 0, "sortf": 0, "did": 1, "css": "", "latexPre": "", "latexPost": "", "req": []}
    flds = [{**one, **font} for one in MODEL["flds"]]  # type: ignore[attr-defined]
    tmpls = [{**one, "did": None, "bqfmt": "", "bafmt": ""} for one in MODEL["tmpls"]]  # type: ignore[attr-defined]
    return {"5": {**MODEL, **more, "flds": flds, "tmpls": tmpls}}
