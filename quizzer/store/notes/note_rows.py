"""The notes and cards of the deck files, as rows: added, changed and retired here; their progress is not."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from quizzer.core.log import CardQueue
from quizzer.core.notes.cards import card_key, parts_of
from quizzer.core.notes.json_content import encode
from quizzer.core.notes.notes import PRIORITIES, Deck, Note
from quizzer.core.notes.recognition import only_asks_to_pick
from quizzer.core.schedule.progress import State
from quizzer.core.seeded_random import seed_of
from quizzer.store.connection import insert_rows
from quizzer.store.course.places import LAST_PART
from quizzer.store.notes.catalogue import save_axes
from quizzer.store.notes.picks import follow_picks
from quizzer.store.notes.retire import retire_notes, retire_other_cards
from quizzer.store.recognition import KEEP_PICKS

_CardValues = tuple[str, int, str, int, int, int, int, int, str, bool]
"""The values of ``_CARD``; positional, since names take half of the time of ten thousand rows."""

# A note that another program would see unchanged; its line and its file are not exported.
_SAME = """
    NOT retired
    AND content = excluded.content
    AND level = excluded.level
    AND tags = excluded.tags
    AND axis_id = excluded.axis_id
"""
_INTO_NOTE = """
    INSERT INTO note (key, deck_id, axis_id, level, tags, content, line, changed, retired, priority, checked)
"""
_NOTE = "(?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)"
_UPDATE_NOTE = f"""
    ON CONFLICT (key) DO UPDATE
    SET
        changed = CASE WHEN {_SAME} THEN changed ELSE max(excluded.changed, changed + 1) END,
        deck_id = excluded.deck_id,
        axis_id = excluded.axis_id,
        level = excluded.level,
        tags = excluded.tags,
        content = excluded.content,
        line = excluded.line,
        priority = excluded.priority,
        checked = excluded.checked,
        retired = 0
"""
_INTO_CARD = """
    INSERT INTO card (
        key, note_id, part, axis_id, position, shuffle, retired, queue, due, state, step, interval, reps, lapses,
        leech, suspended, flag, buried_day, sibling_day, level, picked
    )
"""
_CARD = f"(?, ?, ?, ?, ?, ?, 0, {CardQueue.NEW:d}, ?, {State.NEW:d}, 0, 0, 0, 0, 0, 0, 0, 0, ?, ?, ?)"
_UPDATE_CARD = f"""
    ON CONFLICT (key) DO UPDATE
    SET
        axis_id = excluded.axis_id,
        position = (position & ~{LAST_PART}) + excluded.position,
        retired = 0,
        level = excluded.level,
        picked = {KEEP_PICKS}
"""


def save_notes(
    connection: sqlite3.Connection,
    deck_id: int,
    deck: Deck,
    notes: Sequence[Note],
    *,
    keep_missing: bool,
    changed: int,
) -> None:
    """Store a deck's notes and cards; :func:`place_new_cards` then gives the cards their places.

    Args:
        notes: Those of the deck's notes that belong to it (not the second of two with one id).
        keep_missing: Notes of this deck that are not among them stay; else they are retired.
        changed: Epoch seconds to store as the time of change of new and changed notes.
    """
    axes = save_axes(connection, deck.axes)
    known = _load_last_days(connection, notes)
    rows = [_note_values(note, deck_id, axes[note.axis], changed) for note in notes]
    insert_rows(connection, _INTO_NOTE, _NOTE, rows, _UPDATE_NOTE)
    ids = _load_ids(connection, notes)
    cards: list[_CardValues] = []
    for note in notes:
        note_id, axis_id, last_day = ids[note.id], axes[note.axis], known.get(note.id, 0)
        for place, part in enumerate(parts_of(note)):
            key, position = card_key(note.id, part), min(place, LAST_PART)
            picked, shuffle = only_asks_to_pick(note, part), seed_of(key) >> 33
            cards.append((key, note_id, part, axis_id, position, shuffle, position, last_day, note.level, picked))
    if known:
        follow_picks(connection, {card[0]: card[-1] for card in cards})
    insert_rows(connection, _INTO_CARD, _CARD, cards, _UPDATE_CARD)
    for note in notes:
        if note.id in known:
            retire_other_cards(connection, ids[note.id], note)
    if not keep_missing:
        present = {note.id for note in notes}
        stored = connection.execute("SELECT id, key FROM note WHERE deck_id = :deck AND NOT retired", {"deck": deck_id})
        retire_notes(connection, [note_id for note_id, key in stored.fetchall() if key not in present], changed)


def _load_last_days(connection: sqlite3.Connection, notes: Sequence[Note]) -> dict[str, int]:
    """The day of the last answer to a card of each of these notes that has cards here, 0 for none, by key."""
    rows = connection.execute(
        """
        SELECT note.key, coalesce(max(last_day), 0)
        FROM json_each(:keys) AS these
        CROSS JOIN note ON note.key = these.value
        CROSS JOIN card ON note_id = note.id
        GROUP BY note.id
        """,
        {"keys": _keys_of(notes)},
    )
    return dict(rows.fetchall())


def _load_ids(connection: sqlite3.Connection, notes: Sequence[Note]) -> dict[str, int]:
    """The row id of each of these notes, by key."""
    rows = connection.execute(
        "SELECT note.key, note.id FROM json_each(:keys) AS these CROSS JOIN note ON note.key = these.value",
        {"keys": _keys_of(notes)},
    )
    return dict(rows.fetchall())


def _keys_of(notes: Sequence[Note]) -> str:
    return json.dumps([note.id for note in notes])


def _note_values(note: Note, deck_id: int, axis_id: int, changed: int) -> tuple[Any, ...]:
    tags = f" {' '.join(note.tags)} " if note.tags else ""
    return (
        note.id, deck_id, axis_id, note.level, tags, encode(note), note.line, changed,
        PRIORITIES.index(note.priority), note.checked,
    )  # fmt: skip
