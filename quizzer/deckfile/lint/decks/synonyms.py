"""Find sets of synonyms that no answer of their deck uses."""

from __future__ import annotations

from collections.abc import Iterator

from quizzer.core.grading.synonyms import find_terms, widen
from quizzer.core.notes.cards import face_of, parts_of
from quizzer.deckfile.findings import Finding, quote
from quizzer.deckfile.read.deck import DeckReading


def check_synonyms(reading: DeckReading) -> Iterator[Finding]:
    """Find the sets of which no term stands in anything that the deck accepts.

    An overlay has the sets of the deck that it changes, and only few of its answers, so it is left alone.
    """
    if reading.deck is None or reading.overlay or not reading.deck.synonyms:
        return
    answers = tuple(dict.fromkeys(_accepted(reading)))
    sets = reading.deck.synonyms
    for terms, wordings, line in zip(sets, widen(sets), reading.head.synonyms, strict=True):
        if not any(find_terms(answer, (wordings,)) for answer in answers):
            named = ", ".join(map(quote, terms))
            message = f"no answer of this deck has one of {named}; take the set out, or mend its spelling"
            yield Finding(reading.path, line, message, "unused-synonym", "warning")


def _accepted(reading: DeckReading) -> Iterator[str]:
    for note in reading.notes:
        for part in parts_of(note):
            face = face_of(note, part)
            yield from face.accept
            for accept in face.accepts:
                yield from accept
