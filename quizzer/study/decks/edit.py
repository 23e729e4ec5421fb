"""The place of a note in its deck file, for an editor, and the face of a card whose note has changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quizzer.core.notes.cards import Face, face_of, parts_of
from quizzer.core.notes.notes import Note
from quizzer.store.log.replay import PROGRESS
from quizzer.store.notes.cards import load_card

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection


def edit_place(collection: Collection, card_id: int) -> tuple[Path, int]:
    """The file and line of a card's note.

    A bundled deck is first copied to the learner's own deck folder, where it replaces the bundled one.

    Raises:
        Problem: The copy cannot be written.
    """
    card = load_card(collection.connection, card_id, PROGRESS)
    path = Path(card.deck_path)
    if card.bundled:
        from quizzer.study.decks.update import copy_bundled

        path = copy_bundled(path, collection.settings.deck_folders[0])
    return path, card.note.line


def last_face(note: Note, part: str) -> Face:
    """The face of a card; for a retired card whose part is no longer in the note, that of the note's first card."""
    parts = parts_of(note)
    return face_of(note, part if part in parts else parts[0])
