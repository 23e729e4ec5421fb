"""The table of what each note waits for, filled from the notes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from quizzer.core.course.prerequisites import find_cycles
from quizzer.store import key_values

CYCLES = "prerequisite cycles"
"""The key under which stands the number of needs that are left out of the table."""


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
    _leave_out_cycles(connection)


def _leave_out_cycles(connection: sqlite3.Connection) -> None:
    ids: dict[str, int] = {}
    needs: dict[str, list[str]] = {}
    for note_id, key, needed in connection.execute(
        """
        SELECT note.id, key, needs
        FROM prerequisite
        CROSS JOIN note ON note.id = note_id
        ORDER BY key, needs
        """
    ):
        ids[key] = note_id
        needs.setdefault(key, []).append(needed)
    cycles = list(find_cycles(needs))
    for cycle in cycles:
        connection.execute(
            "DELETE FROM prerequisite WHERE note_id = :note AND needs = :needs",
            {"note": ids[cycle[-1]], "needs": cycle[0]},
        )
    key_values.put(connection, CYCLES, str(len(cycles)))
