"""The part of the log that the counts of answers were made from, and the proof that they still follow from the log."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from quizzer.core.schedule.study_days import DAY_MILLIS, day_begins
from quizzer.store import key_values
from quizzer.store.caches.watermarks import COUNTS_KEY

LocalTime = Callable[[int], datetime]
"""Gives the local wall-clock time of an instant (:meth:`quizzer.clock.Clock.local`)."""

_PROBE_DAYS = 30


class CountedSpan(NamedTuple):
    """The part of the log that the counts were made from.

    Attributes:
        build: Number of the count, one more each time everything is counted anew.
        first: The first study day with an answer; ``day`` + 1 when there is none.
        day: The last study day that is counted.
        row: Id of the last row of the log at the time of the count.
        at: The last instant among the rows of the counted days.
        undone: Number of undone rows that are of the counted days or not later than ``at``.
        zone: The offsets of local time over those days.
    """

    build: int
    first: int
    day: int
    row: int
    at: int
    undone: int
    zone: str


def load_span(connection: sqlite3.Connection, today: int, local: LocalTime) -> CountedSpan | None:
    """Load the span that the counts hold, if they still follow from the log; it may end before yesterday."""
    known = read_span(connection)
    if known is None or known.day >= today or known.zone != _zone(known.first, known.day, local):
        return None
    late = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM log WHERE id > :row AND (day <= :day OR at <= :at))", known._asdict()
    ).fetchone()[0]
    return None if late or _undone(connection, known.day, known.at) != known.undone else known


def read_span(connection: sqlite3.Connection) -> CountedSpan | None:
    """Read the span as it was stored, whether or not the counts still follow from the log."""
    stored = key_values.get(connection, COUNTS_KEY)
    return CountedSpan(*json.loads(stored)) if stored else None


def write_span(connection: sqlite3.Connection, build: int, day: int, local: LocalTime) -> CountedSpan:
    """Store the span of the counts just made, which reach to this study day; returns it."""
    first = connection.execute("SELECT min(day) FROM tally_day").fetchone()[0]
    row, at = connection.execute(
        """
        SELECT
            (SELECT coalesce(max(id), 0) FROM log),
            (SELECT coalesce(max(at), 0) FROM log WHERE day <= :day)
        """,
        {"day": day},
    ).fetchone()
    first = day + 1 if first is None else first
    found = CountedSpan(build, first, day, row, at, _undone(connection, day, at), _zone(first, day, local))
    key_values.put(connection, COUNTS_KEY, json.dumps(found))
    return found


def _undone(connection: sqlite3.Connection, day: int, at: int) -> int:
    count = connection.execute(
        """
        SELECT count(*)
        FROM log
        WHERE undone IS NOT NULL
            AND (day <= :day OR at <= :at)
        """,
        {"day": day, "at": at},
    ).fetchone()[0]
    return int(count)


def _zone(first: int, day: int, local: LocalTime) -> str:
    """Where the wall clock was: its distance from UTC in minutes, month by month, each change once."""
    found: list[str] = []
    for probe in range(first, day + 1, _PROBE_DAYS):
        minutes = str((local(probe * DAY_MILLIS) - day_begins(probe, 0)) // timedelta(minutes=1))
        if not found or found[-1] != minutes:
            found.append(minutes)
    return ",".join(found)
