"""The history of one card: its answers with the memory state after each, and its resets."""

from __future__ import annotations

import sqlite3
from typing import Any

from quizzer.core.log import LogKind


def load_answers(connection: sqlite3.Connection, card_id: int) -> list[tuple[Any, ...]]:
    """Answers that count, in order: instant, day, rating, state before, interval, milliseconds taken, and of the memory
    the recall before and the stability and difficulty after; the memory cache must be up to date.
    """
    return connection.execute(
        """
        SELECT l.at, l.day, l.value, l.before, l.interval, l.took, m.recall, m.stability, m.difficulty
        FROM memory m
        JOIN log l ON l.id = m.log_id
        WHERE m.card_id = :card
        ORDER BY m.at, l.device
        """,
        {"card": card_id},
    ).fetchall()


def load_resets(connection: sqlite3.Connection, card_id: int) -> list[int]:
    """Milliseconds at which a card was made new again."""
    rows = connection.execute(
        f"""
        SELECT at
        FROM log
        WHERE card_id = :card
            AND kind = {LogKind.RESET:d}
            AND undone IS NULL
        ORDER BY at, device
        """,
        {"card": card_id},
    )
    return [at for (at,) in rows]


def find_axis_of_card(connection: sqlite3.Connection, card_id: int) -> str | None:
    """The key of a card's axis; None when there is no such card."""
    row = connection.execute(
        "SELECT axis.key FROM card JOIN axis ON axis.id = axis_id WHERE card.id = :card", {"card": card_id}
    ).fetchone()
    return row[0] if row else None
