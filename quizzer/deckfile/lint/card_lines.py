"""The cards of a deck with the line at which each is asked; worked out once for all that looks at them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from quizzer.core.notes.cards import REVERSE, Face, face_of, parts_of
from quizzer.deckfile.lint.suppress import NoteRef
from quizzer.deckfile.read.deck import DeckReading


@dataclass(frozen=True, slots=True)
class CardLine:
    """One card of a deck file.

    Attributes:
        path: The deck file.
        note_id: The note the card is of.
        line: The line of its question.
        face: What it asks and accepts.
    """

    path: Path
    note_id: str
    line: int
    face: Face

    @property
    def place(self) -> NoteRef:
        """The note, as what a finding is about."""
        return self.path, self.note_id


def locate_cards(reading: DeckReading) -> list[CardLine]:
    """The cards of a deck in the order of its notes."""
    found = []
    for note in reading.deck.notes if reading.deck is not None else ():
        lines = reading.lines.get(note.id, {})
        for part in parts_of(note):
            face = face_of(note, part)
            key = part if part == REVERSE else note.body.parts[0].deck_key
            found.append(CardLine(reading.path, note.id, lines.get(key, note.line), face))
    return found
