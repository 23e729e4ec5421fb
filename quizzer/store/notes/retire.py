"""Notes, cards and decks that are in no deck file any more: out of every queue, with their history kept."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from quizzer.core.notes.cards import card_key, parts_of
from quizzer.core.notes.notes import Note
from quizzer.core.schedule.progress import State
from quizzer.store.log.replay import QUEUE

_QUEUE_CARDS = f"""
    UPDATE card
    SET queue = {QUEUE}, due = CASE WHEN state = {State.NEW:d} THEN position ELSE due END
    WHERE note_id = :note
"""


def retire_other_cards(connection: sqlite3.Connection, note_id: int, note: Note) -> None:
    """Retire the cards of parts the note no longer has, and queue the others where they belong."""
    keys = [card_key(note.id, part) for part in parts_of(note)]
    connection.execute(
        """
        UPDATE card
        SET retired = 1
        WHERE note_id = :note
            AND key NOT IN (SELECT value FROM json_each(:keys))
        """,
        {"note": note_id, "keys": json.dumps(keys)},
    )
    connection.execute(_QUEUE_CARDS, {"note": note_id})


def retire_notes(connection: sqlite3.Connection, note_ids: Sequence[int], changed: int) -> None:
    """Retire notes and their cards; the history stays, and a note that comes back continues where it was."""
    for note_id in note_ids:
        connection.execute(
            "UPDATE note SET retired = 1, changed = max(:changed, changed + 1) WHERE id = :note",
            {"note": note_id, "changed": changed},
        )
        connection.execute("UPDATE card SET retired = 1 WHERE note_id = :note", {"note": note_id})
        connection.execute(_QUEUE_CARDS, {"note": note_id})


def retire_by_key(connection: sqlite3.Connection, keys: Sequence[str], changed: int) -> None:
    """Retire the notes with these ids."""
    rows = connection.execute(
        "SELECT id FROM note WHERE key IN (SELECT value FROM json_each(:keys))", {"keys": json.dumps(list(keys))}
    ).fetchall()
    retire_notes(connection, [note_id for (note_id,) in rows], changed)


def retire_drafts(connection: sqlite3.Connection, deck_id: int, keys: Sequence[str], changed: int) -> None:
    """Retire those of these notes that the deck holds: what is a draft again is not asked."""
    rows = connection.execute(
        """
        SELECT id
        FROM note
        WHERE deck_id = :deck
            AND NOT retired
            AND key IN (SELECT value FROM json_each(:keys))
        """,
        {"deck": deck_id, "keys": json.dumps(list(keys))},
    ).fetchall()
    retire_notes(connection, [note_id for (note_id,) in rows], changed)


def retire_deck(connection: sqlite3.Connection, deck_id: int, now: int) -> None:
    """Retire a deck whose file is gone, with the notes that no other file holds.

    Args:
        now: Epoch seconds.
    """
    named = {"deck": deck_id}
    rows = connection.execute("SELECT id FROM note WHERE deck_id = :deck AND NOT retired", named).fetchall()
    retire_notes(connection, [note_id for (note_id,) in rows], now)
    connection.execute("UPDATE deck SET digest = 'gone', problems = '[]', drafts = 0 WHERE id = :deck", named)
