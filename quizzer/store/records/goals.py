"""The goals that are set, and which cards each of them covers. The line for a prompt imports it while there is one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from quizzer.core.goals.values import Goal
from quizzer.core.groups import fold_tag, split_key

Args = dict[str, int | str]


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


def where_of(connection: sqlite3.Connection, goal: Goal) -> tuple[str, Args]:
    """The condition for the cards ``c`` of a goal, beginning with ``AND``, and the values of its named parameters."""
    grouping, name = split_key(goal.key)
    match grouping:
        case "axis":
            return "AND c.axis_id = (SELECT id FROM axis WHERE key = :goal)", {"goal": name}
        case "deck":
            decks = "SELECT id FROM deck WHERE name = :goal AND digest <> 'gone'"
            return f"AND c.note_id IN (SELECT id FROM note WHERE deck_id IN ({decks}))", {"goal": name}
        case "tag":
            lines = connection.execute("SELECT DISTINCT tags FROM note WHERE tags <> ''")
            return _where_tagged({tag for (line,) in lines for tag in line.split() if fold_tag(tag) == name})


def _where_tagged(spellings: Iterable[str]) -> tuple[str, Args]:
    args: Args = {f"goal{place}": f" {tag} " for place, tag in enumerate(sorted(spellings))}
    if not args:
        return "AND 0", args
    tagged = " OR ".join(f"instr(tags, :{name})" for name in args)
    return f"AND c.note_id IN (SELECT id FROM note WHERE {tagged})", args
