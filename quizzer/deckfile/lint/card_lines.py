"""The cards of a deck with the lines of their questions; computed once for all checks of cards."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from quizzer.core.notes.cards import REVERSE, Face, face_of, parts_of
from quizzer.deckfile.lint.suppress import NoteRef
from quizzer.deckfile.read.deck import DeckReading


@dataclass(frozen=True, slots=True)
class CardLine:
    """One card of a deck file and the line of its question.

    Attributes:
        path: The deck file.
        note_id: Id of the card's note.
        line: Line of the question, from 1.
        face: What the card asks and accepts.
    """

    path: Path
    note_id: str
    line: int
    face: Face

    @property
    def note(self) -> NoteRef:
        """The card's note, as a remark names it."""
        return self.path, self.note_id


def locate_cards(reading: DeckReading) -> list[CardLine]:
    """List the cards of a deck in the order of its notes, each with the line of its question."""
    cards = []
    for note in reading.notes:
        lines = reading.lines.get(note.id, {})
        for part in parts_of(note):
            face = face_of(note, part)
            key = part if part == REVERSE else note.body.parts[0].deck_key
            cards.append(CardLine(reading.path, note.id, lines.get(key, note.line), face))
    return cards
