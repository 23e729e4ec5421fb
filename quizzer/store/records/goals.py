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
    """Set a goal, in place of an earlier one of the same axis, deck or tag; inside the caller's transaction."""
    from quizzer.store.records.register import GOAL, note

    store_goal(connection, goal)
    note(connection, GOAL + goal.key, to_json(goal), goal.made)


def remove_goal(connection: sqlite3.Connection, key: str, at: int) -> bool:
    """Remove a goal, and return whether there was one; inside the caller's transaction.

    Args:
        at: Milliseconds; now.
    """
    from quizzer.store.records.register import GOAL, note

    removed = delete_goal(connection, key)
    if removed:
        note(connection, GOAL + key, None, at)
    return removed


def store_goal(connection: sqlite3.Connection, goal: Goal) -> None:
    """Store a goal as it was set here or elsewhere."""
    connection.execute(
        """
        INSERT INTO goal (key, day, recall, made, lead)
        VALUES (:key, :day, :recall, :made, :lead)
        ON CONFLICT (key) DO UPDATE
        SET day = excluded.day, recall = excluded.recall, made = excluded.made, lead = excluded.lead
        """,
        goal._asdict(),
    )


def delete_goal(connection: sqlite3.Connection, key: str) -> bool:
    """Delete a goal as it was removed here or elsewhere; whether there was one."""
    return connection.execute("DELETE FROM goal WHERE key = :key", {"key": key}).rowcount > 0


def to_json(goal: Goal) -> str:
    """A goal without its key, as it goes to other devices."""
    import json  # the line for a prompt imports this module while there is a goal

    return json.dumps({"day": goal.day, "recall": goal.recall, "made": goal.made, "lead": goal.lead})


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
