"""The goals, and the cards each of them covers."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from quizzer.core.goals.goal import Goal
from quizzer.core.groups import split_key
from quizzer.core.schedule.progress import Progress
from quizzer.store.log.replay import PROGRESS, progress_of
from quizzer.store.notes import names
from quizzer.store.scope import EVERYTHING, Scope

_COLUMNS = ", ".join(f"c.{name}" for name in PROGRESS.split(", "))


def load_goals(connection: sqlite3.Connection, since: int = 0) -> list[Goal]:
    """The goals whose day is this study day or later, the nearest first."""
    rows = connection.execute(
        """
        SELECT key, day, recall, made, lead
        FROM goal
        WHERE day >= :since
        ORDER BY day, key
        """,
        {"since": since},
    )
    return [Goal(*row) for row in rows]


def save_goal(connection: sqlite3.Connection, goal: Goal) -> None:
    """Set a goal, in place of an earlier one of the same axis, deck or tag."""
    connection.execute(
        """
        INSERT INTO goal (key, day, recall, made, lead)
        VALUES (:key, :day, :recall, :made, :lead)
        ON CONFLICT (key) DO UPDATE
        SET day = excluded.day, recall = excluded.recall, made = excluded.made, lead = excluded.lead
        """,
        goal._asdict(),
    )


def remove_goal(connection: sqlite3.Connection, key: str) -> bool:
    """Remove a goal, and return whether there was one."""
    return connection.execute("DELETE FROM goal WHERE key = :key", {"key": key}).rowcount > 0


class CardOfGoal(NamedTuple):
    """A card of a goal; ``picked``: it asks to pick an option, which is no recall."""

    id: int
    key: str
    axis: str
    picked: bool
    progress: Progress


def load_goal_cards(connection: sqlite3.Connection, goal: Goal) -> list[CardOfGoal]:
    """The cards of a goal that are neither retired nor suspended."""
    scope = scope_of_goal(connection, goal)
    if scope == EVERYTHING:
        return []
    rows = connection.execute(
        f"""
        SELECT c.id, c.key, axis.key, c.picked, {_COLUMNS}
        FROM card c
        JOIN axis ON axis.id = c.axis_id
        WHERE NOT c.retired
            AND NOT c.suspended
            {scope.sql}
        ORDER BY c.id
        """,
        scope.args,
    )
    return [CardOfGoal(card, key, axis, bool(picked), progress_of(cached)) for card, key, axis, picked, *cached in rows]


def scope_of_goal(connection: sqlite3.Connection, goal: Goal) -> Scope:
    """The cards of a goal; empty, which elsewhere means all of them, where its axis, deck or tag is there no more."""
    grouping, name = split_key(goal.key)
    match grouping:
        case "axis":
            return Scope(axes=tuple(axis_id for axis_id, axis in names.load_axes(connection) if axis.id == name))
        case "deck":
            return Scope(decks=tuple(deck_id for deck_id, _, deck in names.load_decks(connection) if deck == name))
        case "tag":
            return Scope(tags=names.find_spellings(connection, name))
