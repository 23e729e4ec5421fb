"""The counts of answers prove themselves: whatever happened to the log, they say what the log says."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzer.clock import FixedClock
from quizzer.core.schedule.scheduler import Scheduler
from quizzer.core.schedule.settings import Scheduling
from quizzer.store.caches import answer_counts, review_memory
from quizzer.store.caches.answer_counts import DayCount, HourCount
from quizzer.store.caches.counted_span import load_span
from quizzer.store.caches.watermarks import COUNTS_KEY
from quizzer.store.connection import connect
from quizzer.store.schema import upgrade
from quizzer.store.scope import EVERYTHING, Scope
from tests.probe import count_rows, log_of

DAY, HOUR = 86_400_000, 3_600_000
NEW, LEARNING, REVIEW, RELEARNING = range(4)
ANSWER, SUSPEND, RESET, RESCHEDULE = 0, 1, 5, 6
CARDS = 4
FIRST = 100
INTERVALS = (-90_000, -600, 0, 1, 5, 20, 21, 40)


def no_tell(what: str, done: int, total: int) -> None:
    """Nobody waits."""


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with four cards on two axes, never answered."""
    path = tmp_path_factory.mktemp("tally") / "collection.db"
    upgrade.create(path)
    with closing(connect(path)) as connection:
        connection.execute("INSERT INTO axis (id, key, name) VALUES (1, 'A', 'A'), (2, 'B', 'B')")
        connection.execute(
            "INSERT INTO deck (id, path, name, digest, bundled, problems) VALUES (1, 'd', 'd', '', 0, '')"
        )
        for card in range(1, CARDS + 1):
            connection.execute(
                "INSERT INTO note (id, key, deck_id, axis_id, level, tags, content, line, retired) "
                "VALUES (?, ?, 1, ?, '', '', '', 1, 0)",
                (card, f"n{card}", card % 2 + 1),
            )
            connection.execute(
                "INSERT INTO card (id, key, note_id, part, axis_id, position, shuffle, queue, due, state, step, "
                "interval, reps, lapses, leech, suspended, flag, buried_day, sibling_day, retired) "
                "VALUES (?, ?, ?, '', ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)",
                (card, f"n{card}", card, card % 2 + 1, card),
            )
        connection.execute("PRAGMA journal_mode = DELETE")
    return path


@pytest.fixture
def connection(empty: Path) -> Iterator[sqlite3.Connection]:
    """A copy of it in memory."""
    with closing(fresh(empty)) as found:
        yield found


def fresh(empty: Path) -> sqlite3.Connection:
    """The database, in memory."""
    found = sqlite3.connect(":memory:", isolation_level=None)
    with closing(sqlite3.connect(empty)) as source:
        source.backup(found)
    return found


def write(
    connection: sqlite3.Connection,
    card: int,
    at: int,
    day: int,
    value: int = 3,
    *,
    kind: int = ANSWER,
    before: int = REVIEW,
    interval: int = 5,
) -> None:
    """A row of the log, at the next free instant."""
    while connection.execute("SELECT 1 FROM log WHERE card_id = ? AND at = ?", (card, at)).fetchone():
        at += 1
    connection.execute(
        "INSERT INTO log (card_id, at, day, kind, value, before, state, step, interval, took) "
        "VALUES (?, ?, ?, ?, ?, ?, 2, 0, ?, 1000)",
        (card, at, day, kind, value, before, interval),
    )


def by_hand(connection: sqlite3.Connection, clock: FixedClock) -> tuple[list[DayCount], list[HourCount]]:
    """Every answer by itself: the interval before it is that of the card's row before, and a reset leaves none."""
    counts: Counter[tuple[int, int, int]] = Counter()
    hours: Counter[int] = Counter()
    passes: Counter[int] = Counter()
    interval: dict[int, int] = {}
    for card, at, day, kind, value, before, scheduled in connection.execute(
        "SELECT card_id, at, day, kind, value, before, interval FROM log WHERE undone IS NULL ORDER BY card_id, at"
    ):
        last = interval.get(card, 0)
        if kind == ANSWER:
            mature, by_day = last >= 21, last >= 1 or last <= -86_400
            sort = 2 + mature if before == REVIEW else (before == RELEARNING) + (4 + 2 * mature) * by_day
            counts[day, sort, value] += 1
            hour = clock.local(at).hour
            hours[hour] += 1
            passes[hour] += value > 1
        if kind in (ANSWER, RESET, RESCHEDULE):
            interval[card] = 0 if kind == RESET else scheduled
    rows = sorted((*key, count, 1000 * count) for key, count in counts.items())
    return rows, [HourCount(hour, hours[hour], passes[hour]) for hour in range(24)]


def told(connection: sqlite3.Connection, clock: FixedClock, today: int) -> tuple[list[DayCount], list[HourCount]]:
    """What the counts say, brought up to yesterday."""
    known = answer_counts.refresh(connection, today, clock.local, no_tell)
    assert load_span(connection, today, clock.local) == known
    days = sorted(answer_counts.count_by_day(connection, known, 0))
    return days, answer_counts.count_by_hour(connection, known, 0, clock.local)


answers = st.tuples(
    st.just("answer"),
    st.integers(1, CARDS),
    st.integers(1, 4),
    st.sampled_from([NEW, LEARNING, REVIEW, RELEARNING]),
    st.sampled_from(INTERVALS),
)
marks = st.tuples(
    st.just("mark"), st.integers(1, CARDS), st.sampled_from([SUSPEND, RESET, RESCHEDULE]), st.sampled_from(INTERVALS)
)
late = st.tuples(st.just("late"), st.integers(1, CARDS), st.integers(1, 4), st.integers(0, 6 * DAY), st.integers(-1, 1))
undo = st.tuples(st.just("undo"), st.integers(0, 30))
time = st.tuples(st.just("time"), st.sampled_from([HOUR, 20 * HOUR, DAY, 3 * DAY, -DAY, -2 * HOUR]))
zone = st.tuples(st.just("zone"), st.sampled_from([-8, 0, 9]))
night = st.tuples(st.just("night"))
histories = st.lists(answers | marks | late | undo | time | zone | night, max_size=40)


def live(connection: sqlite3.Connection, clock: FixedClock, happened: tuple[object, ...]) -> None:
    """Let one thing happen."""
    today = clock.day_of(clock.at, 4)
    match happened:
        case ("answer", int(card), int(value), int(before), int(interval)):
            write(connection, card, clock.at, today, value, before=before, interval=interval)
        case ("mark", int(card), int(kind), int(interval)):
            write(connection, card, clock.at, today, 0, kind=kind, interval=interval)
        case ("late", int(card), int(value), int(ago), int(apart)):  # perhaps from the other side of the earth
            at = clock.at - ago
            write(connection, card, at, clock.day_of(at, 4) + apart, value, interval=30)
        case ("undo", int(back)):
            ids = [row.id for row in reversed(log_of(connection)) if row.undone is None]
            if ids:
                connection.execute("UPDATE log SET undone = ? WHERE id = ?", (clock.at, ids[back % len(ids)]))
        case ("time", int(passed)):
            clock.at += passed
        case ("zone", int(hours)):
            clock.zone = timezone(timedelta(hours=hours))
        case ("night",):
            told(connection, clock, today)
            clock.at += DAY
            told(connection, clock, today + 1)
        case _:
            raise AssertionError(happened)


@given(histories)
@settings(deadline=None, max_examples=125, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_counts_say_what_the_log_says(empty: Path, history: list[tuple[object, ...]]) -> None:
    clock = FixedClock(FIRST * DAY + 10 * HOUR)
    with closing(fresh(empty)) as connection:
        for happened in history:
            live(connection, clock, happened)
        today = clock.day_of(clock.at, 4)
        assert told(connection, clock, today) == by_hand(connection, clock)
        straight = (
            sorted(answer_counts.count_by_day(connection, None, 0)),
            answer_counts.count_by_hour(connection, None, 0, clock.local),
        )
        assert straight == by_hand(connection, clock)
        assert answer_counts.count_answered(connection, FIRST, EVERYTHING) == sum(
            row[3] for row in straight[0] if row[0] >= FIRST
        )


@given(histories)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_counting_all_anew_changes_nothing(empty: Path, history: list[tuple[object, ...]]) -> None:
    clock = FixedClock(FIRST * DAY + 10 * HOUR)
    with closing(fresh(empty)) as connection:
        for happened in history:
            live(connection, clock, happened)
        today = clock.day_of(clock.at, 4)
        before = told(connection, clock, today)
        connection.execute("DELETE FROM setting WHERE key = ?", (COUNTS_KEY,))
        assert told(connection, clock, today) == before


@given(histories)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_counts_of_parts_add_up_to_the_whole(empty: Path, history: list[tuple[object, ...]]) -> None:
    clock = FixedClock(FIRST * DAY + 10 * HOUR)
    with closing(fresh(empty)) as connection:
        for happened in history:
            live(connection, clock, happened)
        whole: Counter[tuple[int, int, int]] = Counter()
        for axis in (1, 2):
            for day, kind, rating, count, _ in answer_counts.count_by_day(connection, None, 0, Scope(axes=(axis,))):
                whole[day, kind, rating] += count
        days, hours = by_hand(connection, clock)
        assert whole == {(day, kind, rating): count for day, kind, rating, count, _ in days}
        parts = [answer_counts.count_by_hour(connection, None, 0, clock.local, Scope(axes=(axis,))) for axis in (1, 2)]
        assert [(a.answers + b.answers, a.passes + b.passes) for a, b in zip(*parts, strict=True)] == [
            (hour.answers, hour.passes) for hour in hours
        ]


@given(histories, st.integers(0, 12), st.sampled_from([0, 1, FIRST * DAY + 12 * HOUR]))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_counted_in_the_memory_the_answers_to_some_cards_are_those_of_the_log(
    empty: Path, history: list[tuple[object, ...]], between: int, picked: int
) -> None:
    clock, scheduler = FixedClock(FIRST * DAY + 10 * HOUR), Scheduler(Scheduling())
    with closing(fresh(empty)) as connection:
        connection.execute("UPDATE card SET picked = ? WHERE id < 3", (picked,))
        for place, happened in enumerate(history):
            live(connection, clock, happened)
            if place == between:
                review_memory.refresh(connection, scheduler, no_tell)
        review_memory.refresh(connection, scheduler, no_tell)
        for axis, first in ((1, answer_counts.EVER), (2, answer_counts.EVER), (1, FIRST + 1)):
            scope = Scope(axes=(axis,))
            in_log, in_memory = (
                (
                    list(answer_counts.count_by_day(connection, None, first, scope, in_memory=where)),
                    answer_counts.count_by_hour(connection, None, first, clock.local, scope, in_memory=where),
                )
                for where in (False, True)
            )
            assert in_memory == in_log


# What is counted anew, and what is not: the counts are read where they can be


def refreshed(connection: sqlite3.Connection, clock: FixedClock) -> int:
    """How often all was counted anew so far."""
    return answer_counts.refresh(connection, clock.day_of(clock.at, 4), clock.local, no_tell).build


def test_a_new_day_only_adds_to_the_counts(connection: sqlite3.Connection) -> None:
    clock = FixedClock(FIRST * DAY + 10 * HOUR)
    for _ in range(5):
        write(connection, 1, clock.at, clock.day_of(clock.at, 4))
        assert refreshed(connection, clock) == 1
        clock.at += DAY
    assert refreshed(connection, clock) == 1
    assert connection.execute("SELECT count(*), sum(answers) FROM tally_day").fetchone() == (5, 5)


def test_an_undo_of_today_costs_no_count_and_one_of_the_past_does(connection: sqlite3.Connection) -> None:
    clock = FixedClock(FIRST * DAY + 10 * HOUR)
    write(connection, 1, clock.at, FIRST)
    clock.at += DAY
    assert refreshed(connection, clock) == 1
    write(connection, 1, clock.at, FIRST + 1)
    connection.execute("UPDATE log SET undone = ? WHERE day = ?", (clock.at, FIRST + 1))
    assert refreshed(connection, clock) == 1
    connection.execute("UPDATE log SET undone = ? WHERE day = ?", (clock.at, FIRST))
    assert refreshed(connection, clock) == 2
    assert count_rows(connection, "tally_day") == 0


@pytest.mark.parametrize("kind", [ANSWER, RESET])
def test_a_row_that_comes_late_for_a_counted_day_is_noticed(connection: sqlite3.Connection, kind: int) -> None:
    clock = FixedClock(FIRST * DAY + 10 * HOUR)
    write(connection, 1, clock.at, FIRST)
    clock.at += 2 * DAY
    assert refreshed(connection, clock) == 1
    write(connection, 1, clock.at - 3 * DAY, FIRST - 1, kind=kind, interval=30)
    assert load_span(connection, FIRST + 2, clock.local) is None
    assert refreshed(connection, clock) == 2


def test_another_zone_moves_the_hours(connection: sqlite3.Connection) -> None:
    clock = FixedClock(FIRST * DAY + 10 * HOUR)
    write(connection, 1, clock.at, FIRST)
    clock.at += DAY
    assert told(connection, clock, FIRST + 1)[1][10].answers == 1
    clock.zone = timezone(timedelta(hours=9))
    assert told(connection, clock, FIRST + 1)[1][19].answers == 1


def test_the_search_for_rows_taken_back_reads_an_index(connection: sqlite3.Connection) -> None:
    plan = connection.execute(
        "EXPLAIN QUERY PLAN SELECT count(*) FROM log WHERE undone IS NOT NULL AND (day <= 1 OR at <= 1)"
    ).fetchall()
    assert "log_undone" in str(plan)


def test_a_row_of_a_later_day_but_an_earlier_instant_is_noticed(connection: sqlite3.Connection) -> None:
    clock = FixedClock(FIRST * DAY + 10 * HOUR)
    write(connection, 1, clock.at, FIRST)
    clock.at += DAY
    assert told(connection, clock, FIRST + 1) == by_hand(connection, clock)
    write(connection, 1, clock.at - DAY - HOUR, FIRST + 1, interval=30)  # given far to the east, and merged
    assert told(connection, clock, FIRST + 1) == by_hand(connection, clock)
    assert sorted(answer_counts.count_by_day(connection, None, 0))[0][1] == answer_counts.AnswerKind.MATURE


def test_days_counted_before_the_clock_was_set_back_are_not_counted_twice(connection: sqlite3.Connection) -> None:
    clock = FixedClock(FIRST * DAY + 10 * HOUR)
    for _ in range(4):
        write(connection, 1, clock.at, clock.day_of(clock.at, 4))
        clock.at += DAY
    assert told(connection, clock, FIRST + 4) == by_hand(connection, clock)
    clock.at -= 2 * DAY
    assert told(connection, clock, FIRST + 2) == by_hand(connection, clock)
    clock.at += 3 * DAY
    assert told(connection, clock, FIRST + 5) == by_hand(connection, clock)
