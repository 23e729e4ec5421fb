"""Where a note stands in its deck file, for an editor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quizzer.core.notes.cards import Face, face_of, parts_of
from quizzer.core.notes.notes import Note
from quizzer.store.log.replay import PROGRESS
from quizzer.store.notes import catalogue

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection


def edit_place(collection: Collection, card_id: int) -> tuple[Path, int]:
    """File and line of a card's note.

    A bundled deck is copied to the person's own deck folder first, where it takes the bundled one's place.

    Raises:
        Problem: The copy cannot be written.
    """
    card = catalogue.load_card(collection.connection, card_id, PROGRESS)
    path = Path(card.deck_path)
    if card.bundled:
        from quizzer.study.decks.sync import fresh_copy

        path = fresh_copy(path, collection.settings.deck_folders[0])
    return path, card.note.line


def last_face(note: Note, part: str) -> Face:
    """What a card asks; of a retired card whose part the note has no more, what the note's first card asks."""
    parts = parts_of(note)
    return face_of(note, part if part in parts else parts[0])
