"""The goals, and the cards each of them covers."""

from __future__ import annotations

import sqlite3

from quizzer.core.schedule.goals import Goal
from quizzer.core.schedule.progress import Progress
from quizzer.store.log.replay import PROGRESS, progress_of

_COLUMNS = ", ".join(f"card.{name}" for name in PROGRESS.split(", "))
_WHERE = {
    "axis": "card.axis_id = (SELECT id FROM axis WHERE key = :name)",
    "deck": "note.deck_id IN (SELECT id FROM deck WHERE name = :name AND digest <> 'gone')",
}


def load_goals(connection: sqlite3.Connection, since: int = 0) -> list[Goal]:
    """The goals whose day is this study day or later, the nearest first."""
    rows = connection.execute(
        """
        SELECT key, day, recall, made
        FROM goal
        WHERE day >= :since
        ORDER BY day, key
        """,
        {"since": since},
    )
    return [Goal(*row) for row in rows]


def save_goal(connection: sqlite3.Connection, goal: Goal) -> None:
    """Set a goal, in place of an earlier one of the same axis or deck."""
    connection.execute(
        """
        INSERT INTO goal (key, day, recall, made)
        VALUES (:key, :day, :recall, :made)
        ON CONFLICT (key) DO UPDATE
        SET day = excluded.day, recall = excluded.recall, made = excluded.made
        """,
        goal._asdict(),
    )


def remove_goal(connection: sqlite3.Connection, key: str) -> bool:
    """Remove a goal, and return whether there was one."""
    return connection.execute("DELETE FROM goal WHERE key = :key", {"key": key}).rowcount > 0


def load_goal_cards(connection: sqlite3.Connection, goal: Goal) -> list[tuple[int, str, Progress]]:
    """The cards of a goal that are neither retired nor suspended: row id, key, progress."""
    kind, _, name = goal.key.partition(":")
    rows = connection.execute(
        f"""
        SELECT card.id, card.key, {_COLUMNS}
        FROM card
        JOIN note ON note.id = note_id
        WHERE {_WHERE[kind]}
            AND NOT card.retired
            AND NOT suspended
        ORDER BY card.id
        """,
        {"name": name},
    )
    return [(card_id, key, progress_of(cached)) for card_id, key, *cached in rows]
