"""A base: a whole log in one file, for an empty home; without a word of any card, and read without trust."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from unittest.mock import patch

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzer.core.exchange import ProgressCallback
from quizzer.core.schedule.progress import Rating
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS
from quizzer.store.connection import transaction
from quizzer.store.log.forgotten import add_marks
from quizzer.store.records import parameters
from quizzer.store.records.quizzes import StoredAnswer, save_quiz
from quizzer.store.sync import base, base_file
from quizzer.store.sync.base import take_in_base, write_base
from quizzer.store.sync.fingerprint import fingerprint
from quizzer.store.sync.take_in import TakenIn
from quizzer.store.sync.taken import load_taken, note_taken
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.memory_cache import quiet
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.sync.frame import DamagedFile, NewerFile
from quizzer.sync.segment import decode
from tests.conftest import DECK, START
from tests.long.take_in_bases import NAME, PLAN, differ, open_home
from tests.probe import cards_of, count_rows, ids_of, log_of, rows_of
from tests.store.conftest import Machine

DAY = 86_400_000


def study(collection: Collection, days: int = 6) -> None:
    for day in range(days):
        collection.clock.at = START + day * DAY  # type: ignore[attr-defined]
        session = Session(collection, Plan(ahead_days=400))
        for rating in (Rating.GOOD, Rating.AGAIN, Rating.EASY):
            session.answer(rating, 1_000)
    session.suspend()
    session.flag(3)
    session.answer(Rating.GOOD, 1_000)
    session.undo()


def written(collection: Collection) -> bytes:
    return write_base(collection.connection, collection.scheduler, [NAME])


class Progress:
    """What the progress showed."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    def __call__(self, what: str, _done: int, _total: int) -> None:
        self.shown.append(what)


def take(collection: Collection, data: bytes, progress: ProgressCallback = quiet) -> TakenIn | None:
    return take_in_base(collection.connection, collection.read_scheduler, data, START + 9 * DAY, progress)


def test_a_base_is_the_whole_log_and_the_columns_are_taken_over(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    study(one)
    progress = Progress()
    taken = take(other, written(one), progress)
    assert taken is not None
    assert (taken.counts.added, taken.counts.undone, taken.counts.unknown) == (count_rows(one, "log"), 1, 0)
    assert "Computing schedules" not in progress.shown
    assert cards_of(one) == cards_of(other)
    rows = [sorted(row._replace(id=0, origin=0) for row in log_of(collection)) for collection in (one, other)]
    assert rows[0] == rows[1]
    assert {row.origin for row in log_of(other)} == {2}
    assert load_taken(other.connection) == {NAME}
    assert rebuild_collection(other) == []


def test_a_file_that_was_not_understood_is_not_covered(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    study(one)
    with transaction(one.connection):
        note_taken(one.connection, [(NAME, False)], START)
    take(other, written(one))
    assert load_taken(other.connection) == set()


def test_a_log_that_is_not_empty_is_left_as_it_is(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    study(one)
    Session(other, Plan()).answer(Rating.GOOD, 1_000)
    before = rows_of(other, "log")
    assert take(other, written(one)) is None
    assert rows_of(other, "log") == before
    assert load_taken(other.connection) == set()


def test_no_word_of_a_card_is_in_it(machine: Machine) -> None:
    one = machine("one")
    study(one)
    answers = [StoredAnswer(0, ids_of(one)["gland"], 0, 1, "what the learner typed")]
    plan = {**PLAN, "decks": [str(one.paths.decks / "small.yaml")]}
    save_quiz(one.connection, at=START, day=START // DAY, took=1, plan=plan, answers=answers)
    content = base_file._decompress(written(one))
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(content)
        content += repr(decode(connection.execute("SELECT rest FROM about").fetchone()[0])).encode()
    known = " ".join([*base_file._TABLES.values(), *(card.key for card in cards_of(one)), *PLAN, "answers"])
    words = {word for word in re.findall(r"\w{4,}", DECK) if word not in known} - {"axis"}
    assert {"Which", "pituitary", "luteinizing", "fatigue", "article"} <= words
    assert [word for word in words if word.encode() in content] == []
    for text in ("typed", str(one.paths.home), "Small axis"):
        assert text.encode() not in content


def test_what_a_leech_is_is_said_here(machine: Machine, tmp_path: Path) -> None:
    one = machine("one")
    for day in range(6):
        one.clock.at = START + day * DAY  # type: ignore[attr-defined]
        session = Session(one, Plan(ahead_days=400))
        for _ in range(5):
            session.answer(Rating.AGAIN if day % 2 else Rating.EASY, 1_000)
    shown: list[str] = []
    with open_home(tmp_path / "strict", leeches=1) as strict:
        take(strict, written(one), lambda what, *_: shown.append(what))
        assert "Computing schedules" not in shown
        assert {card.leech for card in cards_of(strict) if card.lapses} == {1}
        assert rebuild_collection(strict) == []
    assert {card.leech for card in cards_of(one)} == {0}


@pytest.mark.parametrize("why", ["parameters", "arithmetic", "wrong columns"])
def test_columns_that_would_be_other_ones_here_are_computed(machine: Machine, why: str) -> None:
    one, other = machine("one"), machine("other")
    study(one)
    if why == "wrong columns":
        one.connection.execute("UPDATE card SET stability = stability * 2")
    data = written(one)
    if why == "parameters":
        with other.changing_parameters():
            weights = (0.5, *FSRS_6_DEFAULTS[1:])
            parameters.activate(other.connection, at=START, axis=None, weights=weights, reviews=9, evaluation={})
    progress = Progress()
    with patch.object(base, "fingerprint", lambda _: "another" if why == "arithmetic" else fingerprint(one.scheduler)):
        take(other, data, progress)
    assert "Computing schedules" in progress.shown
    assert rebuild_collection(other) == []


def test_parameters_come_with_it_and_need_no_second_computation(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    study(one)
    with one.changing_parameters():
        weights = (0.5, *FSRS_6_DEFAULTS[1:])
        parameters.activate(one.connection, at=START, axis="SML", weights=weights, reviews=9, evaluation={})
    progress = Progress()
    taken = take(other, written(one), progress)
    assert taken is not None
    assert (taken.goals, taken.parameters) == (False, True)
    assert "Computing schedules" not in progress.shown
    assert other.scheduler.of("SML").settings.parameters[0] == 0.5
    other.follow_parameters()
    assert [card.progress for card in cards_of(one)] == [card.progress for card in cards_of(other)]
    assert rebuild_collection(other) == []


def test_what_was_forgotten_here_stays_away(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    study(one)
    key = log_of(one)[0].card
    with transaction(other.connection):
        add_marks(other.connection, other.scheduler, [(key, START + 2 * DAY)])
    take(other, written(one))
    assert min(row.at for row in log_of(other) if row.card == key) > START + 2 * DAY
    assert rebuild_collection(other) == []


def test_rows_wait_for_their_decks(machine: Machine) -> None:
    one, other = machine("one"), machine("other", deck="")
    study(one)
    taken = take(other, written(one))
    assert taken is not None
    assert taken.counts.unknown == count_rows(other, "waiting") == count_rows(one, "log")
    (other.paths.decks / "small.yaml").write_text(DECK, "utf-8")
    sync_decks(other)
    assert cards_of(one) == cards_of(other)


def test_a_clock_that_is_ahead_is_told(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    study(one, 20)
    taken = take(other, written(one))
    assert taken is not None
    (device,) = {row[-1] for row in rows_of(one, "log")}
    assert taken.ahead == {device: max(row.at for row in log_of(one)) - START - 9 * DAY}


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10_000))
def test_it_is_as_if_the_rows_had_come_by_themselves(seed: int) -> None:
    assert differ(seed) == []


# Without trust


def spoiled(data: bytes, *statements: str) -> bytes:
    """A base that says something else, packed as a base is."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(base_file._decompress(data))
    connection.execute("PRAGMA writable_schema = ON")
    for statement in statements:
        connection.execute(statement)
    return packed(connection.serialize())


def packed(content: bytes) -> bytes:
    return b"qzbase\x01\x00" + zstandard.ZstdCompressor(write_content_size=True).compress(content)


STATEMENTS = (
    "UPDATE log SET state = 9",
    "UPDATE log SET at = 9223372036854775807 WHERE at = (SELECT min(at) FROM log)",
    "UPDATE log SET value = 5 WHERE kind = 0",
    "UPDATE log SET device = 99",
    "UPDATE log SET interval = -9999999999",
    "UPDATE card SET stability = 9e999",
    "UPDATE card SET difficulty = 0",
    "UPDATE card SET flag = 8",
    "UPDATE card SET key = ''",
    "UPDATE card SET key = CAST(x'80' AS TEXT) WHERE id = 1",
    "UPDATE device SET name = CAST(x'80' AS TEXT)",
    "UPDATE about SET rest = x'00'",
    "DELETE FROM about",
    "DELETE FROM card",
    "CREATE TABLE more (a)",
    "CREATE VIEW more AS SELECT 1",
    "CREATE TRIGGER more AFTER INSERT ON log BEGIN SELECT 1; END",
    "DROP TABLE covered",
    "ALTER TABLE card ADD COLUMN more",
    "CREATE INDEX more ON log (abs(at))",
    "UPDATE sqlite_master SET sql = replace(sql, ' STRICT', '')",
    "UPDATE sqlite_master SET rootpage = 2",
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A base of some days."""
    bundled = tmp_path_factory.mktemp("bundled")
    with patch("quizzer.study.decks.sync.bundled_decks", lambda: bundled):
        collection = open_home(tmp_path_factory.mktemp("sound"))
    with collection:
        study(collection)
        return written(collection)


def test_what_no_quizzer_wrote_changes_nothing(machine: Machine, sound: bytes) -> None:
    one = machine("one")
    before = [rows_of(one, table) for table in ("card", "setting", "register", "forgotten", "taken")]
    bombs = (
        packed(bytes(1 << 27)),
        b"qzbase\x01\x00" + zstandard.ZstdCompressor(write_content_size=False).compress(b"x"),
    )
    cut = (b"", b"qz", sound[:8], sound[:-1], sound + b"x", b"x" + sound[1:], packed(b""), packed(b"x" * 9_000), *bombs)
    database = one.paths.database.read_bytes()
    for data in (*cut, packed(database), *(spoiled(sound, statement) for statement in STATEMENTS)):
        with pytest.raises(DamagedFile):
            take(one, data)
    with pytest.raises(DamagedFile, match="too large"):  # before any of it is unpacked
        take(one, packed(bytes(1 << 27)))
    with pytest.raises(NewerFile):
        take(one, b"qzbase\x02\x00" + sound[8:])
    assert [rows_of(one, table) for table in ("card", "setting", "register", "forgotten", "taken")] == before
    assert take(one, sound) is not None


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), min_size=1, max_size=3))
def test_a_base_with_other_bytes_is_refused_or_leaves_log_and_cards_in_step(
    machine: Machine, sound: bytes, changes: list[tuple[int, int]]
) -> None:
    content = bytearray(base_file._decompress(sound))
    for place, byte in changes:
        content[place % len(content)] = byte
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("ATTACH ':memory:' AS base")
        try:
            base_file.unpack(connection, packed(bytes(content)))
        except DamagedFile:
            return
    with machine(f"machine-{next(_numbers)}") as one:
        with suppress(DamagedFile):
            take(one, packed(bytes(content)))
        assert rebuild_collection(one) == []


_numbers = count()
