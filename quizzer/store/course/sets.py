"""The sets of notes that are easily taken for each other, and the notes of cards, to keep cards apart."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from quizzer.core.session.new_cards import SET, set_tags


def load_sets(connection: sqlite3.Connection, note_ids: Iterable[int]) -> Mapping[int, tuple[str, ...]]:
    """For each of these notes that has a tag ``set:NAME``, by row id, these tags; case ignored."""
    rows = connection.execute(
        f"""
        SELECT note.id, tags
        FROM json_each(:ids) AS these
        CROSS JOIN note ON note.id = these.value
        WHERE instr(lower(tags), ' {SET}')
            AND NOT retired
        """,
        {"ids": json.dumps(list(note_ids))},
    )
    return {note_id: tuple(set_tags(tags)) for note_id, tags in rows}


def load_notes_of(connection: sqlite3.Connection, card_ids: Sequence[int]) -> Mapping[int, int]:
    """The row id of the note of each of these cards."""
    rows = connection.execute(
        "SELECT id, note_id FROM card WHERE id IN (SELECT value FROM json_each(:ids))",
        {"ids": json.dumps(list(card_ids))},
    )
    return dict(rows.fetchall())
