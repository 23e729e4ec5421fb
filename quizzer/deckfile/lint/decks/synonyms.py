"""Find sets of synonyms that no answer of their deck uses."""

from __future__ import annotations

from collections.abc import Iterator

from quizzer.core.grading.synonyms import find_unused
from quizzer.core.notes.cards import face_of, parts_of
from quizzer.deckfile.findings import Finding, quote
from quizzer.deckfile.read.deck import DeckReading


def check_synonyms(reading: DeckReading) -> Iterator[Finding]:
    """Find the sets of which no term stands in anything that the deck accepts.

    An overlay has the sets of the deck that it changes, and only few of its answers, so it is left alone.
    """
    if reading.deck is None or reading.overlay or not reading.deck.synonyms:
        return
    for index in find_unused(reading.deck.synonyms, dict.fromkeys(_accepted(reading))):
        named = ", ".join(map(quote, reading.deck.synonyms[index]))
        message = f"no answer of this deck has one of {named}; take the set out, or mend its spelling"
        yield Finding(reading.path, reading.head.synonyms[index], message, "unused-synonym", "warning")


def _accepted(reading: DeckReading) -> Iterator[str]:
    for note in reading.notes:
        for part in parts_of(note):
            face = face_of(note, part)
            yield from face.accept
            for accept in face.accepts:
                yield from accept
