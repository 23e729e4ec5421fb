"""Reading the log as it stands, for a person who wants their own data: undone rows and retired cards included."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from quizzer.store.scope import Scope


def iterate_log(
    connection: sqlite3.Connection, scope: Scope, *, since: int | None, limit: int | None
) -> Iterator[tuple[Any, ...]]:
    """The log's rows in order of time.

    Each is: instant, day, card key, axis key, deck name, kind, value, state before and after, interval, milliseconds
    taken, device, and the instant of undoing.

    Args:
        since: The first study day wanted; None for all.
        limit: The most rows, the latest ones; None for all.
    """
    order = "ASC" if limit is None else "DESC"
    rows = connection.execute(
        f"""
        SELECT l.at, l.day, c.key, axis.key, deck.name, l.kind, l.value, l.before, l.state, l.interval, l.took,
            l.device, l.undone
        FROM log l
        JOIN card c ON c.id = l.card_id
        JOIN axis ON axis.id = c.axis_id
        JOIN note ON note.id = c.note_id
        JOIN deck ON deck.id = note.deck_id
        WHERE l.day >= :since
            {scope.sql}
        ORDER BY l.at {order}, l.id {order}
        LIMIT :limit
        """,
        {"since": -(1 << 60) if since is None else since, "limit": -1 if limit is None else limit, **scope.args},
    )
    return iter(rows) if limit is None else reversed(rows.fetchall())
