"""The table of what each note waits for, filled from the notes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence

from quizzer.core.course.prerequisites import find_cycles
from quizzer.store import key_values

CYCLES = "prerequisite cycles"
"""The key under which stands the number of needs that are left out of the table."""

_REACHED = """
    WITH RECURSIVE reached (key) AS (
        SELECT key
        FROM note
        WHERE deck_id IN (SELECT value FROM json_each(:decks))
            AND EXISTS (SELECT 1 FROM prerequisite WHERE note_id = note.id)
        UNION
        SELECT needs
        FROM reached
        CROSS JOIN note ON note.key = reached.key
        CROSS JOIN prerequisite ON note_id = note.id
    )
    SELECT key FROM reached
"""
"""The notes of some decks that wait for others, and all that these wait for: a new cycle goes through one of them."""


def fill_prerequisites(connection: sqlite3.Connection, deck_ids: Sequence[int]) -> None:
    """Fill the table from the notes of decks, without the needs by which notes would wait for each other.

    A need that was left out may become sound when another note changes, so while there are some, all notes are read.

    Args:
        deck_ids: Row ids of the decks that changed; the table holds what the others need.
    """
    everything = key_values.get(connection, CYCLES) != "0"  # not known of a table that an earlier version filled
    named = {"decks": json.dumps(list(deck_ids))}
    these = "SELECT id FROM note" + ("" if everything else " WHERE deck_id IN (SELECT value FROM json_each(:decks))")
    connection.execute(f"DELETE FROM prerequisite WHERE note_id IN ({these})", named)
    connection.execute(
        f"""
        INSERT OR IGNORE INTO prerequisite (note_id, needs)
        SELECT note.id, one.value
        FROM note, json_each(note.content, '$.after') AS one
        WHERE note.id IN ({these})
            AND NOT retired
            AND instr(content, '"after":[')
        """,
        named,
    )
    if everything or any(find_cycles(_load_needs(connection, _REACHED, named))):
        _leave_out_cycles(connection)


def _leave_out_cycles(connection: sqlite3.Connection) -> None:
    """Look at all notes, so that it is the same need that is left out, whichever deck changed last."""
    cycles = list(find_cycles(_load_needs(connection, "SELECT key FROM note")))
    connection.executemany(
        "DELETE FROM prerequisite WHERE note_id = (SELECT id FROM note WHERE key = ?) AND needs = ?",
        ((cycle[-1], cycle[0]) for cycle in cycles),
    )
    key_values.put(connection, CYCLES, str(len(cycles)))


def _load_needs(
    connection: sqlite3.Connection, keys: str, named: Mapping[str, str] | None = None
) -> dict[str, list[str]]:
    """The needs in the table of the notes with some keys, a select with its parameters."""
    needs: dict[str, list[str]] = {}
    for key, needed in connection.execute(
        f"""
        SELECT note.key, needs
        FROM ({keys}) AS chosen
        CROSS JOIN note ON note.key = chosen.key
        CROSS JOIN prerequisite ON note_id = note.id
        ORDER BY note.key, needs
        """,
        named or {},
    ):
        needs.setdefault(key, []).append(needed)
    return needs
