"""The table of what each note waits for, filled from the notes."""

from __future__ import annotations

import sqlite3

from quizzer.core.course.prerequisites import find_cycles


def fill_prerequisites(connection: sqlite3.Connection) -> None:
    """Fill the table from the notes in deck files, without the needs by which notes would wait for each other."""
    connection.execute("DELETE FROM prerequisite")
    connection.execute(
        """
        INSERT OR IGNORE INTO prerequisite (note_id, needs)
        SELECT note.id, one.value
        FROM note, json_each(note.content, '$.after') AS one
        WHERE NOT retired
            AND instr(content, '"after":[')
        """
    )
    ids: dict[str, int] = {}
    needs: dict[str, list[str]] = {}
    for note_id, key, needed in connection.execute(
        """
        SELECT note.id, key, needs
        FROM prerequisite
        JOIN note ON note.id = note_id
        ORDER BY key, needs
        """
    ):
        ids[key] = note_id
        needs.setdefault(key, []).append(needed)
    for cycle in find_cycles(needs):
        connection.execute(
            "DELETE FROM prerequisite WHERE note_id = :note AND needs = :needs",
            {"note": ids[cycle[-1]], "needs": cycle[0]},
        )
