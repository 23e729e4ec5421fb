"""Answers by study day: today's share of the limits, recent activity, the streak."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from quizzer.core.log import LogKind
from quizzer.core.schedule.progress import State

_COUNTED = f"kind = {LogKind.ANSWER:d} AND undone IS NULL"


@dataclass(frozen=True, slots=True)
class Today:
    """Answers given on one study day.

    Attributes:
        new: Cards answered for the first time.
        reviews: Answers to cards in review state.
        took: Milliseconds.
    """

    answers: int
    new: int
    reviews: int
    took: int


def count_today(connection: sqlite3.Connection, day: int) -> Today:
    """Count the answers of this study day so far."""
    row = connection.execute(
        f"""
        SELECT
            count(*),
            coalesce(sum(before = {State.NEW:d}), 0),
            coalesce(sum(before = {State.REVIEW:d}), 0),
            coalesce(sum(took), 0)
        FROM log
        WHERE {_COUNTED}
            AND day = :day
        """,
        {"day": day},
    ).fetchone()
    return Today(*row)


def count_activity(connection: sqlite3.Connection, day: int, days: int) -> tuple[int, ...]:
    """Answers on each of the last study days, this one last."""
    found = dict(
        connection.execute(
            f"""
            SELECT day, count(*)
            FROM log
            WHERE {_COUNTED}
                AND day BETWEEN :first AND :last
            GROUP BY day
            """,
            {"first": day - days + 1, "last": day},
        ).fetchall()
    )
    return tuple(found.get(day - ago, 0) for ago in range(days - 1, -1, -1))


def count_streak(connection: sqlite3.Connection, day: int) -> int:
    """Study days in a row with at least one answer, ending today or, before today's first answer, yesterday."""
    length = 0
    has = f"SELECT EXISTS (SELECT 1 FROM log WHERE {_COUNTED} AND day = :day)"
    if not connection.execute(has, {"day": day}).fetchone()[0]:
        day -= 1
    while connection.execute(has, {"day": day - length}).fetchone()[0]:
        length += 1
    return length
