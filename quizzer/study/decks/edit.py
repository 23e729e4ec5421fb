"""The place of a note in its deck file, for an editor, and the face of a card whose note has changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quizzer.core.notes.cards import Face, face_of, parts_of
from quizzer.core.notes.notes import Note
from quizzer.errors import Problem
from quizzer.store.log.replay import PROGRESS
from quizzer.store.notes.cards import load_card

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection
    from quizzer.study.decks.values import DeckProblem


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


def explain_edit(problems: Sequence[DeckProblem]) -> str:
    """What an edit did to the identity of notes, a sentence; empty where it did nothing.

    Args:
        problems: Of the edited file, as reading it again gave them.

    Raises:
        Problem: One of them is an error.
    """
    failed = next((problem for problem in problems if problem.level == "error"), None)
    if failed is not None:
        raise Problem(f"{failed}. The old text stays until the file is right.")
    return f"{problems[0].message[:1].upper()}{problems[0].message[1:]}." if problems else ""


def last_face(note: Note, part: str) -> Face:
    """The face of a card; for a retired card whose part is no longer in the note, that of the note's first card."""
    parts = parts_of(note)
    return face_of(note, part if part in parts else parts[0])
