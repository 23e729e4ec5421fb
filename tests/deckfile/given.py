"""Decks and notes read from a few lines, without a finding."""

from __future__ import annotations

from pathlib import Path

from quizzer.core.notes.notes import Deck, Note
from quizzer.deckfile.read.deck import parse_deck


def deck_of(text: str) -> Deck:
    """The deck of a file's text."""
    reading = parse_deck(text, Path("d.yaml"))
    assert [str(finding) for finding in reading.findings] == []
    assert reading.deck is not None
    return reading.deck


def note_of(lines: str) -> Note:
    """The note with these lines below its id."""
    body = "".join(f"    {line}\n" for line in lines.strip().splitlines())
    (note,) = deck_of(f"axis: HPG\nnotes:\n  - id: the-note\n{body}").notes
    return note
