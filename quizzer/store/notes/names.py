"""The names of axes, decks, levels and tags, and the rows they stand for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

from quizzer.core.groups import spell_tags
from quizzer.core.notes.axes import Axis
from quizzer.store.scope import Scope

AXIS = "axis.key, axis.name, axis.short, axis.spans"
"""The columns that make an :class:`Axis`, in its order."""


def load_axes(connection: sqlite3.Connection) -> list[tuple[int, Axis]]:
    """Row id and value of every axis, in the order in which they were first loaded."""
    return [(axis_id, Axis(*row)) for axis_id, *row in connection.execute(f"SELECT id, {AXIS} FROM axis ORDER BY id")]


def load_axes_of_notes(connection: sqlite3.Connection) -> list[Axis]:
    """The axes that have a note in a deck file."""
    rows = connection.execute(
        f"""
        SELECT {AXIS}
        FROM axis
        WHERE id IN (SELECT axis_id FROM note WHERE NOT retired)
        ORDER BY id
        """
    )
    return [Axis(*row) for row in rows]


def find_axis(connection: sqlite3.Connection, key: str) -> Axis | None:
    """An axis by its key; None when there is none."""
    row = connection.execute(f"SELECT {AXIS} FROM axis WHERE key = :key", {"key": key}).fetchone()
    return Axis(*row) if row else None


def find_axis_key(connection: sqlite3.Connection, axis_id: int) -> str:
    """The key of an axis, from its row id."""
    return str(connection.execute("SELECT key FROM axis WHERE id = :axis", {"axis": axis_id}).fetchone()[0])


def load_decks(connection: sqlite3.Connection) -> list[tuple[int, str, str]]:
    """Row id, path and name of every deck whose file is there."""
    return connection.execute("SELECT id, path, name FROM deck WHERE digest <> 'gone' ORDER BY id").fetchall()


def load_all_deck_names(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """Row id and name of every deck, those included whose file is gone."""
    return connection.execute("SELECT id, name FROM deck").fetchall()


def find_deck_name(connection: sqlite3.Connection, deck_id: int) -> str:
    """The name of a deck, from its row id."""
    return str(connection.execute("SELECT name FROM deck WHERE id = :deck", {"deck": deck_id}).fetchone()[0])


def load_deck_ids(connection: sqlite3.Connection, scope: Scope) -> Collection[int]:
    """The decks that have a note in a scope."""
    rows = connection.execute(
        f"""
        SELECT DISTINCT deck_id
        FROM note
        WHERE id IN (SELECT c.note_id FROM card c WHERE 1 {scope.sql})
        """,
        scope.args,
    )
    return {deck_id for (deck_id,) in rows}


def load_levels_and_tags(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """The levels and tags of the notes in deck files; tags as one line of words."""
    return connection.execute("SELECT DISTINCT level, tags FROM note WHERE NOT retired").fetchall()


def find_spellings(connection: sqlite3.Connection, folded: str) -> tuple[str, ...]:
    """Every spelling of a tag in deck files; tags that differ in case alone are one."""
    return spell_tags([line for _, line in load_levels_and_tags(connection)]).get(folded, ())


def load_note_keys(connection: sqlite3.Connection) -> set[str]:
    """The ids of all notes that were ever here."""
    return {key for (key,) in connection.execute("SELECT key FROM note")}


def load_levels(connection: sqlite3.Connection) -> list[str]:
    """The levels of the notes in deck files, in the order in which the decks introduce them."""
    rows = connection.execute(
        """
        SELECT level
        FROM note
        WHERE NOT retired
            AND level <> ''
        GROUP BY level
        ORDER BY min(id)
        """
    )
    return [level for (level,) in rows]


def count_other_identities(connection: sqlite3.Connection, deck_id: int, keys: Collection[str]) -> int:
    """How many of these ids a deck's notes in use have with another namespace, or with or without one.

    Args:
        keys: The ids that the notes of the deck have now.
    """
    rows = connection.execute(
        """
        SELECT key
        FROM note
        WHERE deck_id = :deck
            AND NOT retired
            AND key NOT IN (SELECT value FROM json_each(:keys))
        """,
        {"deck": deck_id, "keys": json.dumps(list(keys))},
    ).fetchall()
    from quizzer.core.notes.notes import split_id  # the first screen loads this module, and needs no notes

    written = {split_id(key)[1]: key for key in keys} if rows else {}
    return sum(split_id(key)[1] in written for (key,) in rows)


def load_decks_without_namespace(connection: sqlite3.Connection, scope: Scope) -> list[str]:
    """Names of the decks, other than bundled ones, that have notes in use of a scope and no namespace."""
    rows = connection.execute(
        f"""
        SELECT name
        FROM deck
        WHERE NOT bundled
            AND id IN (
                SELECT deck_id
                FROM note n
                WHERE NOT n.retired
                    AND instr(n.key, '/') = 0
                    AND n.id IN (SELECT c.note_id FROM card c WHERE 1 {scope.sql})
            )
        ORDER BY id
        """,
        scope.args,
    )
    return [name for (name,) in rows]
