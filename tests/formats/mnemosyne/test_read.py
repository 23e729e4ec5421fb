"""Mnemosyne's files, two of them written by Mnemosyne 2.11.1 itself: its cards, its history, and whatever breaks them.

``collection.db.gz`` holds sixty days of learning; ``shared.cards`` is its export for sharing.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

from quizzer.clock import FixedClock
from quizzer.core.notes.kinds import Basic, Cloze, Reverse
from quizzer.core.schedule.progress import State
from quizzer.core.schedule.scheduler import Scheduler
from quizzer.core.schedule.settings import Scheduling
from quizzer.formats.mnemosyne.read import read_mnemosyne
from tests.formats.given import CLOCK, HERE, ROLLOVER, bodies, left_out, notes_of, quiet, read

DAY = 86_400


def change(database: Path, *statements: str) -> None:
    with closing(sqlite3.connect(database)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


WORDS = [
    Basic("Which gland releases LH?\nThink of the axis.", "pituitary & nothing else"),
    Basic("LH", "luteinizing hormone", (), Reverse("luteinizing hormone", "LH")),
    Basic("gonade", "gonad", (), Reverse("gonad", "gonade")),
    Basic("hoden", "testis", (), Reverse("testis", "hoden")),
    Cloze("Aromatase converts {{testosterone::steroid}} into {{estradiol}}."),
    Basic("La casa es grande", "The house is big"),
    Cloze("La {{casa::house}} es {{grande::big}}"),
    Basic("See [picture: gland.png] which gland?", "αδήν\n甲状腺"),
]


def test_the_cards_of_an_export_and_of_a_database_are_the_same(database: Path) -> None:
    shared, own = read(read_mnemosyne, HERE / "shared.cards"), read(read_mnemosyne, database)
    assert bodies(shared) == bodies(own) == WORDS
    assert [note.id for note in notes_of(shared)] == [note.id for note in notes_of(own)]
    assert (shared.decks[0].deck.name, own.decks[0].deck.name) == ("Endocrine & co", "Mnemosyne")
    assert left_out(shared) == left_out(own) == [("Kidney", "is a map, which needs its pictures")]
    assert shared.media == own.media == ("gland.png",)
    assert shared.entries == []


def test_tags_and_further_fields_stay(database: Path) -> None:
    notes = notes_of(read(read_mnemosyne, database))
    assert notes[0].tags == ("Chapter_1::Glands", "HPG_axis")
    assert notes[4].tags == ()
    assert [note.extra for note in notes[2:7]] == ["/gɔ.nad/\nfeminine", "", "", "x", "The house is big\nx"]


def test_every_answer_is_in_the_history_with_its_time_and_grade(database: Path) -> None:
    entries = read(read_mnemosyne, database).entries
    with closing(sqlite3.connect(database)) as connection:
        log = connection.execute(
            "SELECT timestamp, log.grade, thinking_time FROM log JOIN cards ON cards.id = object_id "
            "WHERE event_type = 9 AND card_type_id <> '4'"
        ).fetchall()
    ratings = {0: 1, 1: 1, 2: 2, 3: 2, 4: 3, 5: 4}
    assert Counter((entry.at, entry.value, entry.took) for entry in entries) == Counter(
        (at * 1000, ratings[grade], took * 1000) for at, grade, took in log
    )
    assert len(entries) == 93
    assert Counter(entry.value for entry in entries) == {3: 52, 2: 20, 4: 6, 1: 15}
    assert [entry.day for entry in entries] == [CLOCK.day_of(entry.at, ROLLOVER) for entry in entries]


def test_every_card_is_due_on_the_day_it_is_due_there(database: Path) -> None:
    entries = read(read_mnemosyne, database).entries
    with closing(sqlite3.connect(database)) as connection:
        cards = connection.execute(
            "SELECT facts.id, fact_view_id, cards.extra_data, next_rep, grade, lapses, acq_reps + ret_reps "
            "FROM cards JOIN facts ON facts._id = _fact_id WHERE card_type_id <> '4'"
        ).fetchall()
    scheduler = Scheduler(Scheduling())
    endings = {"2.2": "#reverse", "3.2": "#reverse", "5.1": "#{}", "6.2": "-cloze#{}"}
    for fact, view, extra, next_rep, grade, lapses, reps in cards:
        index = int(extra.split("'index': ")[1].rstrip("}")) if extra else 0
        key = f"mnemosyne-{fact}{endings.get(view, '').format(index + 1)}"
        rows = [(e.at, e.day, e.kind, e.value, e.state, e.step, e.interval) for e in entries if e.card == key]
        progress = scheduler.replay(rows).progress
        assert (progress.state, progress.due_day) == (State.REVIEW, next_rep // DAY), (key, grade)
        assert (progress.reps, progress.lapses) == (reps, lapses)


def test_states_before_and_after_follow_each_other(database: Path) -> None:
    state: dict[str, int] = {}
    for entry in read(read_mnemosyne, database).entries:
        assert entry.before == state.get(entry.card, State.NEW)
        assert (entry.interval > 0) == (entry.state == State.REVIEW)
        state[entry.card] = entry.state


def test_reading_twice_gives_the_same_and_leaves_the_file_alone(database: Path) -> None:
    before = database.read_bytes()
    assert read(read_mnemosyne, database) == read(read_mnemosyne, database)
    assert database.read_bytes() == before
    assert [path.name for path in database.parent.iterdir() if path.name.startswith("default")] == ["default.db"]


def test_another_zone_moves_days_and_not_instants(database: Path) -> None:
    west = read_mnemosyne(database, FixedClock(0, "America/Los_Angeles"), ROLLOVER, quiet).entries
    east = read(read_mnemosyne, database).entries
    assert [entry.at for entry in west] == [entry.at for entry in east]
    assert [entry.day for entry in west] != [entry.day for entry in east]


def test_the_last_answer_of_a_card_counts_when_the_log_was_put_away(database: Path) -> None:
    change(database, "DELETE FROM log")
    entries = read(read_mnemosyne, database).entries
    with closing(sqlite3.connect(database)) as connection:
        cards = connection.execute(
            "SELECT last_rep, next_rep FROM cards WHERE card_type_id <> '4' AND last_rep > 0"
        ).fetchall()
    assert Counter((entry.at // 1000, entry.day + entry.interval) for entry in entries) == Counter(
        (last, following // DAY) for last, following in cards
    )


def test_a_database_that_was_not_shut_down_is_read_as_of_its_last_commit(database: Path, tmp_path: Path) -> None:
    crashed = tmp_path / "crashed" / "default.db"
    crashed.parent.mkdir()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("UPDATE data_for_fact SET value = 'half written'")
        connection.execute("UPDATE cards SET question = hex(zeroblob(3000))")
        assert (database.parent / "default.db-journal").stat().st_size > 0
        for name in ("default.db", "default.db-journal"):
            shutil.copyfile(database.parent / name, crashed.parent / name)
        connection.rollback()
    assert crashed.read_bytes() != database.read_bytes()
    assert bodies(read(read_mnemosyne, crashed)) == WORDS


def test_what_still_stands_in_the_write_ahead_log_is_read(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE data_for_fact SET value = 'newest' WHERE _fact_id = 1 AND key = 'b'")
        connection.commit()
        assert Basic("Which gland releases LH?\nThink of the axis.", "newest") in bodies(read(read_mnemosyne, database))
