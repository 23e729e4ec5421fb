"""Rows of the log and of the cards that fitting parameters and estimating the workload read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from quizzer.core.log import CardQueue, LogKind
from quizzer.core.schedule.progress import Progress, State
from quizzer.store.log.replay import PROGRESS, progress_of
from quizzer.store.scope import Scope

RECENT = 1_000
"""Reviews whose time is averaged."""

_PROGRESS = ", ".join(f"c.{name}" for name in PROGRESS.split(", "))


def load_answers_and_resets(
    connection: sqlite3.Connection, axis: str | None
) -> Iterator[tuple[int, int, int, LogKind, int]]:
    """Card id, instant, study day, kind and value of the rows that memory follows from, card by card in order.

    These are the answers and resets that count, and the rows that take back days ahead.

    Args:
        axis: The key of an axis; None for all.
    """
    of_axis = "AND card_id IN (SELECT card.id FROM card JOIN axis ON axis.id = axis_id WHERE axis.key = :axis)"
    yield from connection.execute(
        f"""
        SELECT card_id, at, day, kind, value
        FROM log
        WHERE undone IS NULL
            AND (kind IN ({LogKind.ANSWER:d}, {LogKind.RESET:d}) OR kind = {LogKind.BURY:d} AND value < 0)
            {of_axis if axis else ""}
        ORDER BY card_id, at, device
        """,
        {"axis": axis} if axis else {},
    )


def load_seen_progress(connection: sqlite3.Connection, scope: Scope) -> list[Progress]:
    """The progress of every card in a scope that was answered before."""
    rows = connection.execute(
        f"""
        SELECT {_PROGRESS}
        FROM card c
        WHERE c.reps > 0
            AND c.queue >= {CardQueue.NEW:d}
            {scope.sql}
        ORDER BY c.id
        """,
        scope.args,
    )
    return [progress_of(row) for row in rows]


def mean_review_seconds(connection: sqlite3.Connection) -> float:
    """Seconds that the latest reviews took on average; 0 when there was none yet."""
    took, answers = connection.execute(
        f"""
        SELECT coalesce(sum(took), 0), count(*)
        FROM (
            SELECT took
            FROM log
            WHERE kind = {LogKind.ANSWER:d}
                AND undone IS NULL
                AND before = {State.REVIEW:d}
            ORDER BY id DESC
            LIMIT {RECENT}
        )
        """
    ).fetchone()
    return float(took / 1000 / answers) if answers else 0.0
