"""A deck of drafts on a kept document, for the tests of triage and of deriving."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from quizzer.config import Paths
from quizzer.core.notes.axes import Axis
from quizzer.core.notes.drafts import DraftMark, Origin
from quizzer.core.notes.json_content import hash_as_generated
from quizzer.core.notes.kinds import Basic, Body, Cloze
from quizzer.core.notes.notes import Citation, Deck, Note, Source
from quizzer.deckfile.write import write_deck
from quizzer.derive.document.passages import Document, Passage
from quizzer.derive.document.read import read_document
from quizzer.derive.library import store_document

DOCUMENT = """\
# Lighthouses

A lamp needs a lens. The lens bends the light into a beam. Fog weakens the beam.

## Keepers

The keeper winds the clock. The clock turns the lens.

- Oil: the fuel of the first lamps.
- Gas: the fuel that came after oil.
"""
AXES = (Axis("LAMP", "The lamp"), Axis("MEN", "The keepers"))


def keep_document(paths: Paths, text: str = DOCUMENT) -> Document:
    """The document, kept in the home as ``source add`` does."""
    path = paths.home / "lighthouses.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    document = read_document(path)
    store_document(paths.home, document, "lighthouses")
    return document


def draft_on(document: Document, note_id: str, sentence: str, body: Body, score: float, **more: object) -> Note:
    """A draft on a sentence of the document, as a derivation writes it."""
    passage = passage_with(document, sentence)
    cite = Citation(passage.section, passage.place, passage.fingerprint, sentence)
    note = Note(note_id, body, "LAMP", "fundamentals", cite=cite)
    note = replace(note, **more)  # type: ignore[arg-type]
    origin = Origin(f"key-{note_id}", hash_as_generated(note, "LAMP"))
    doubts = ("two right answers",) if score < 0.5 else ()
    return replace(note, draft=DraftMark(score, f"why {note_id}", doubts), derived=origin)


def passage_with(document: Document, sentence: str) -> Passage:
    """The passage that holds a sentence."""
    return next(passage for passage in document.passages if sentence in passage.text)


def drafts_of(document: Document) -> tuple[Note, ...]:
    """Five drafts on four sentences, best first, and a note that counts."""
    turns, fog = "The clock turns the lens.", "Fog weakens the beam."
    return (
        draft_on(document, "turns", turns, Basic("What turns the lens?", "the clock"), 0.9),
        draft_on(document, "fog", fog, Cloze("Fog {{weakens::does what to?}} the beam."), 0.8),
        draft_on(document, "oil", "Oil: the fuel of the first lamps.", Basic("What fed the first lamps?", "oil"), 0.7),
        draft_on(document, "fog-gap", fog, Cloze("{{Fog}} weakens the beam."), 0.6),
        draft_on(document, "lens", "A lamp needs a lens.", Cloze("A lamp needs a {{lens}}."), 0.4),
        replace(draft_on(document, "beam", "The lens bends the light into a beam.", Basic("q", "r"), 1), draft=None),
    )


def write_drafts(paths: Paths, notes: tuple[Note, ...], name: str = "lighthouses.yaml") -> Path:
    """A deck file with these notes."""
    paths.decks.mkdir(parents=True, exist_ok=True)
    path = paths.decks / name
    write_deck(path, Deck("Lighthouses", AXES, notes, Source("lighthouses")))
    return path
