"""Answers counted by study day and by hour: self-validating caches of the log.

The counts hold every day before today. Today's answers, and those of later days (after a clock was set back), are
counted in the log itself. The span that they reach over (:mod:`quizzer.store.caches.counted_span`), stored beside them,
lets a reader verify that they still follow from the log, so nothing that writes to the log needs to know of them. A row
added later for a counted day (by a merge or an import), or a counted row that was undone, is found in a moment; then
everything is counted anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import NamedTuple

from quizzer.core.exchange import ProgressCallback
from quizzer.core.log import LogKind
from quizzer.core.schedule.progress import Rating, State
from quizzer.store.caches.counted_span import CountedSpan, LocalTime, load_span, read_span, write_span
from quizzer.store.connection import transaction
from quizzer.store.recognition import WAS_PICKED
from quizzer.store.scope import EVERYTHING, Scope

MATURE_DAYS = 21
"""Days of the interval from which a card is mature."""

CHUNK = 30
"""Study days whose hours are counted in one statement."""
CARDS = 20_000
"""Cards whose answers are counted in one statement."""

_LIVE = f"l.kind = {LogKind.ANSWER:d} AND l.undone IS NULL"
_QUARTER = 900_000  # milliseconds; every zone of today is whole quarters of an hour away from UTC
EVER, EVER_AFTER = -(2**62), 2**62
"""Before and after every study day."""


class AnswerKind(IntEnum):
    """The kinds of answers, by the state and the interval of the card before; the first four as Anki counts reviews.

    The others are answers to steps of a day or more: learning or relearning to the learner, yet measured as retention.
    """

    LEARNING = 0
    RELEARNING = 1
    YOUNG = 2
    MATURE = 3
    LEARNING_YOUNG = 4
    RELEARNING_YOUNG = 5
    LEARNING_MATURE = 6
    RELEARNING_MATURE = 7


PICKED = 8
"""Added to the kind of an answer that was picked: recognition, which is measured as no retention."""

_SCHEDULES = f"l.undone IS NULL AND l.kind IN ({LogKind.ANSWER:d}, {LogKind.RESET:d}, {LogKind.RESCHEDULE:d})"
_SCHEDULED = f"l.interval * (l.kind <> {LogKind.RESET:d})"  # a reset leaves none
_COLUMNS = f"l.kind, l.day, l.value, l.took, l.before, {WAS_PICKED} AS picked"
# Each answer and the interval that the row before it scheduled: of some days each answer looks for that row; of many
# cards it is faster to walk through their whole logs.
_OF_DAYS = f"""
    SELECT
        {_COLUMNS},
        coalesce(
            (
                SELECT {_SCHEDULED.replace("l.", "p.")}
                FROM log p
                WHERE p.card_id = l.card_id
                    AND (p.at, p.device) < (l.at, l.device)
                    AND {_SCHEDULES.replace("l.", "p.")}
                ORDER BY p.at DESC, p.device DESC
                LIMIT 1
            ),
            0
        ) AS last
    FROM log l
    CROSS JOIN card c ON c.id = l.card_id
    WHERE {_LIVE}
"""
_OF_CARDS = f"""
    SELECT {_COLUMNS}, lag({_SCHEDULED}, 1, 0) OVER (PARTITION BY c.id ORDER BY l.at, l.device) AS last
    FROM card c
    CROSS JOIN log l ON l.card_id = c.id
    WHERE {_SCHEDULES}
"""
# The same where ``memory`` is up to date, in which a card's answers lie side by side.
_IN_MEMORY = f"""
    SELECT
        {LogKind.ANSWER:d} AS kind, l.day, l.rating AS value, l.took, l.before, {WAS_PICKED} AS picked,
        l.scheduled AS last
    FROM card c
    CROSS JOIN memory l ON l.card_id = c.id
    WHERE l.rating IS NOT NULL
"""
_KIND = f"""
    CASE
        WHEN before = {State.REVIEW:d} THEN {AnswerKind.YOUNG:d} + (last >= {MATURE_DAYS})
        ELSE (before = {State.RELEARNING:d}) + 4 * (last >= 1 OR last <= -86400) + 2 * (last >= {MATURE_DAYS})
    END + {PICKED} * picked
"""

_ADD = "INSERT INTO tally_day (day, kind, rating, answers, took)"
_TO_DAY = """
    ON CONFLICT DO UPDATE
    SET
        answers = answers + excluded.answers,
        took = took + excluded.took
"""

DayCount = tuple[int, int, int, int, int]
"""Study day, kind, rating, answers, and the milliseconds they took; plain: there are tens of thousands."""


def _counted(answers: str) -> str:
    """The query that counts answers, those of :data:`_OF_DAYS` or :data:`_OF_CARDS`, until a last day."""
    return f"""
        SELECT day, {_KIND} AS kind, value AS rating, count(*) AS answers, sum(took) AS took
        FROM ({answers})
        WHERE kind = {LogKind.ANSWER:d}
            AND day <= :last
        GROUP BY 1, 2, 3
    """


class HourCount(NamedTuple):
    """Answers within one hour on the wall, 0..23, and how many of them were not Again."""

    hour: int
    answers: int
    passes: int


def refresh(connection: sqlite3.Connection, today: int, local: LocalTime, progress: ProgressCallback) -> CountedSpan:
    """Bring the counts up to yesterday: add the days since, or count everything anew if they no longer follow.

    Args:
        today: The study day.
        progress: Called with the progress of long work.
    """
    known = load_span(connection, today, local)
    if known is not None and known.day == today - 1:
        return known
    with transaction(connection):
        if known is None:
            last = read_span(connection)
            connection.execute("DELETE FROM tally_day")
            connection.execute("DELETE FROM tally_hour")
            build, first = last.build + 1 if last else 1, None
        else:
            build, first = known.build, known.day + 1
        _count(connection, first, today - 1, local, progress)
        return write_span(connection, build, today - 1, local)


def _count(
    connection: sqlite3.Connection, first: int | None, last: int, local: LocalTime, progress: ProgressCallback
) -> None:
    """Count the answers until a study day, some at a time; from the first one on, or everything."""
    if first is None:
        cards = connection.execute("SELECT coalesce(max(id), 0) FROM card").fetchone()[0]
        for low in range(1, cards + 1, CARDS):
            progress("Counting answers", low - 1, cards)
            counted = _counted(f"{_OF_CARDS} AND c.id BETWEEN :low AND :high")
            connection.execute(f"{_ADD} {counted} {_TO_DAY}", {"low": low, "high": low + CARDS - 1, "last": last})
        first = connection.execute("SELECT coalesce(min(day), :last) FROM tally_day", {"last": last}).fetchone()[0]
    else:
        counted = _counted(f"{_OF_DAYS} AND l.day BETWEEN :first AND :last")
        connection.execute(f"{_ADD} {counted} {_TO_DAY}", {"first": first, "last": last})
    for day in range(first, last + 1, CHUNK):
        hours = _hours(connection, day, min(last, day + CHUNK - 1), EVERYTHING, local)
        connection.executemany("INSERT INTO tally_hour VALUES (?, ?, ?, ?)", [(of, *count) for of, count in hours])


# What is counted


def count_by_day(
    connection: sqlite3.Connection,
    known: CountedSpan | None,
    first: int,
    scope: Scope = EVERYTHING,
    *,
    in_memory: bool = False,
) -> Iterator[DayCount]:
    """Answers by study day, kind and rating, from a day on, in the order of the days.

    Args:
        connection: To read from.
        known: The span that the counts hold; None to count in the log.
        first: The first study day.
        scope: Only the answers to these cards; the log is counted for them.
        in_memory: The table ``memory`` is up to date, where this is faster.
    """
    if known is not None and scope == EVERYTHING:
        yield from connection.execute(
            """
            SELECT day, kind, rating, answers, took
            FROM tally_day
            WHERE day BETWEEN :first AND :last
            ORDER BY day
            """,
            {"first": first, "last": known.day},
        )
        first = max(first, known.day + 1)
        counted = _counted(f"{_OF_DAYS} AND l.day >= :first")
    else:
        counted = _counted(f"{_IN_MEMORY if in_memory else _OF_CARDS} {scope.sql}")
    yield from connection.execute(
        f"SELECT * FROM ({counted}) WHERE day >= :first ORDER BY 1", {"first": first, "last": EVER_AFTER, **scope.args}
    )


def count_answered(connection: sqlite3.Connection, first: int, scope: Scope) -> int:
    """How many answers there are from a study day on, to some cards."""
    log = "log l JOIN card c ON c.id = l.card_id" if scope.sql else "log l"
    count = connection.execute(
        f"SELECT count(*) FROM {log} WHERE {_LIVE} AND l.day >= :first {scope.sql}", {"first": first, **scope.args}
    )
    return int(count.fetchone()[0])


def count_by_hour(
    connection: sqlite3.Connection,
    known: CountedSpan | None,
    first: int,
    local: LocalTime,
    scope: Scope = EVERYTHING,
    *,
    in_memory: bool = False,
) -> list[HourCount]:
    """Answers by hour of the day, from a study day on; all 24 hours. Arguments are those of :func:`count_by_day`."""
    counts: list[HourCount] = []
    if known is not None and scope == EVERYTHING:
        rows = connection.execute(
            """
            SELECT hour, sum(answers), sum(passes)
            FROM tally_hour
            WHERE day BETWEEN :first AND :last
            GROUP BY hour
            """,
            {"first": first, "last": known.day},
        )
        counts = list(map(HourCount._make, rows))
        first = max(first, known.day + 1)
    counts += [count for _, count in _hours(connection, first, None, scope, local, in_memory=in_memory)]
    sums = [[0, 0] for _ in range(24)]
    for hour, answers, passes in counts:
        sums[hour][0] += answers
        sums[hour][1] += passes
    return [HourCount(hour, *counted) for hour, counted in enumerate(sums)]


def _hours(
    connection: sqlite3.Connection,
    first: int,
    last: int | None,
    scope: Scope,
    local: LocalTime,
    *,
    in_memory: bool = False,
) -> Iterable[tuple[int, HourCount]]:
    """Answers by study day and hour, between two study days."""
    live, rating = _LIVE, "l.value"
    if not scope.sql:
        rows = "log l"
    elif in_memory:
        rows = "card c CROSS JOIN memory l ON l.card_id = c.id"
        live, rating = "l.rating IS NOT NULL", "l.rating"
    elif first == EVER:
        rows = "card c CROSS JOIN log l ON l.card_id = c.id"
    else:
        rows = "log l CROSS JOIN card c ON c.id = l.card_id"
    quarters = connection.execute(
        f"""
        SELECT l.day, l.at / {_QUARTER}, count(*), sum({rating} > {Rating.AGAIN:d})
        FROM {rows}
        WHERE {live}
            AND l.day BETWEEN :first AND :last
            {scope.sql}
        GROUP BY 2, 1
        """,
        {"first": first, "last": EVER_AFTER if last is None else last, **scope.args},
    )
    found: dict[tuple[int, int], list[int]] = {}
    for day, quarter, answers, passes in quarters:
        sums = found.setdefault((day, local(quarter * _QUARTER).hour), [0, 0])
        sums[0] += answers
        sums[1] += passes
    return [(day, HourCount(hour, *sums)) for (day, hour), sums in found.items()]
