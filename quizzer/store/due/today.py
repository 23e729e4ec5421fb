"""Answers by study day: today's share of the limits, recent activity, the streak."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from quizzer.core.log import CardQueue, LogKind
from quizzer.core.schedule.progress import Rating, State
from quizzer.store.due.due_counts import ANY_SET_RIGHT, SET_RIGHT, split_list

_COUNTED = f"kind = {LogKind.ANSWER:d} AND undone IS NULL"


class Today(NamedTuple):
    """Answers given on one study day.

    Attributes:
        new: Cards answered for the first time.
        reviews: Answers to cards in review state.
        passed: Those of them that were not Again.
        slipped: Cards with a review that was Again.
        took: Milliseconds.
    """

    answers: int
    new: int
    reviews: int
    passed: int
    slipped: int
    took: int


def count_today(connection: sqlite3.Connection, day: int) -> Today:
    """Count the answers of this study day so far."""
    row = connection.execute(
        f"""
        SELECT
            count(*),
            coalesce(sum(before = {State.NEW:d}), 0),
            coalesce(sum(before = {State.REVIEW:d}), 0),
            coalesce(sum(before = {State.REVIEW:d} AND value > {Rating.AGAIN:d}), 0),
            count(DISTINCT card_id) FILTER (WHERE before = {State.REVIEW:d} AND value = {Rating.AGAIN:d}),
            coalesce(sum(took), 0)
        FROM log
        WHERE {_COUNTED}
            AND day = :day
            AND NOT {SET_RIGHT}
        """,
        {"day": day},
    ).fetchone()
    return Today(*row)


def count_activity(connection: sqlite3.Connection, day: int, days: int) -> tuple[int, ...]:
    """Answers on each of the last study days, this one last."""
    # Day by day, for a count alone takes a third of what a grouped one takes.
    rows = connection.execute(
        f"""
        WITH RECURSIVE these(day) AS (
            SELECT :first
            UNION ALL
            SELECT day + 1
            FROM these
            WHERE day < :last
        )
        SELECT (SELECT count(*) FROM log WHERE {_COUNTED} AND day = these.day AND NOT {SET_RIGHT})
        FROM these
        """,
        {"first": day - days + 1, "last": day},
    )
    return tuple(answers for (answers,) in rows)


def load_active_days(connection: sqlite3.Connection) -> list[int]:
    """Every study day with an answer, from the first on; the index is read once a day, not once an answer."""
    next_day = f"SELECT day FROM log WHERE {_COUNTED} AND day > {{}} ORDER BY day LIMIT 1"
    row = connection.execute(
        f"""
        WITH RECURSIVE active(day) AS (
            SELECT ({next_day.format(-1)})
            UNION ALL
            SELECT ({next_day.format("active.day")})
            FROM active
            WHERE active.day IS NOT NULL
        )
        -- One text is read in half the time of a row for each day.
        SELECT group_concat(active.day)
        FROM active
        WHERE active.day IS NOT NULL
            AND (
                NOT {ANY_SET_RIGHT}
                OR EXISTS (SELECT 1 FROM log WHERE {_COUNTED} AND day = active.day AND NOT {SET_RIGHT})
            )
        """
    ).fetchone()
    return sorted(map(int, split_list(row[0])))


def load_slipped(connection: sqlite3.Connection, day: int) -> tuple[int, ...]:
    """Row ids of the cards with a review rated Again on a study day, in the order of the first such answer."""
    rows = connection.execute(
        f"""
        SELECT card_id
        FROM log
        WHERE {_COUNTED}
            AND day = :day
            AND before = {State.REVIEW:d}
            AND value = {Rating.AGAIN:d}
            AND NOT {SET_RIGHT}
            AND card_id IN (SELECT id FROM card WHERE queue >= {CardQueue.NEW:d})
        GROUP BY card_id
        ORDER BY min(id)
        """,
        {"day": day},
    )
    return tuple(card_id for (card_id,) in rows)


def is_log_empty(connection: sqlite3.Connection) -> bool:
    """Whether nothing was ever answered or marked."""
    return not connection.execute("SELECT EXISTS (SELECT 1 FROM log)").fetchone()[0]


def count_cards_by_day(connection: sqlite3.Connection, first: int, last: int) -> list[int]:
    """Cards answered on each of some study days, those without an answer left out."""
    rows = connection.execute(
        f"""
        SELECT count(DISTINCT card_id)
        FROM log
        WHERE {_COUNTED}
            AND day BETWEEN :first AND :last
            AND NOT {SET_RIGHT}
        GROUP BY day
        """,
        {"first": first, "last": last},
    )
    return [int(cards) for (cards,) in rows]


def find_last_day(connection: sqlite3.Connection, before: int) -> int | None:
    """The last study day with an answer before one; None where there is none."""
    row = connection.execute(
        f"SELECT max(day) FROM log WHERE {_COUNTED} AND day < :before AND NOT {SET_RIGHT}", {"before": before}
    ).fetchone()
    return None if row[0] is None else int(row[0])
