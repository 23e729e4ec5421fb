"""What an export or an import asks of the stored decks and notes."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from quizzer.store.scope import Scope


class StoredNote(NamedTuple):
    """A note as far as an import compares it with its own.

    Attributes:
        content: The body as :mod:`quizzer.core.notes.json_content` writes it.
        tags: With a blank before, between and behind them; empty for none.
        axis: Key of its axis.
        retired: No deck file holds it any more.
    """

    content: str
    level: str
    tags: str
    axis: str
    retired: bool


def load_notes(connection: sqlite3.Connection) -> dict[str, StoredNote]:
    """All notes, retired ones too, by their ids."""
    rows = connection.execute(
        """
        SELECT note.key, note.content, note.level, note.tags, axis.key, note.retired
        FROM note
        JOIN axis ON axis.id = note.axis_id
        """
    )
    return {
        key: StoredNote(content, level, tags, axis, bool(retired)) for key, content, level, tags, axis, retired in rows
    }


def load_deck_names(connection: sqlite3.Connection) -> dict[int, str]:
    """The name of each deck by its row."""
    return dict(connection.execute("SELECT id, name FROM deck").fetchall())


def load_axis_keys(connection: sqlite3.Connection) -> dict[int, str]:
    """The key of each axis by its row."""
    return dict(connection.execute("SELECT id, key FROM axis").fetchall())


def load_deck_rows(connection: sqlite3.Connection, scope: Scope) -> set[int]:
    """The rows of the decks that have a card in a scope."""
    rows = connection.execute(
        f"""
        SELECT DISTINCT deck_id
        FROM note
        WHERE id IN (SELECT c.note_id FROM card c WHERE 1{scope.sql})
        """,
        scope.args,
    )
    return {deck_id for (deck_id,) in rows}


def has_history(connection: sqlite3.Connection) -> bool:
    """Whether the log has a row."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM log)").fetchone()[0])
