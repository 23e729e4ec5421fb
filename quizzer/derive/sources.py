"""Recognise which of the decks' sources a document is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from quizzer.core.notes.notes import Deck
from quizzer.derive.document.passages import Document


@dataclass(frozen=True, slots=True)
class SourceMatch:
    """The source a document was recognised as.

    Attributes:
        source_id: Id of the source.
        exact: Whether the decks name exactly this file by its SHA-256.
        found: Number of citations by the source's notes whose passage is in the document.
        of: Number of all such citations that have a fingerprint.
    """

    source_id: str
    exact: bool
    found: int
    of: int


def match_source(document: Document, decks: Iterable[Deck]) -> SourceMatch | None:
    """Match a document to the source whose decks name its SHA-256, else to the one with most cited passages in it.

    Returns:
        The match; None when no passage matches, or two sources match equally well.
    """
    prints = {passage.fingerprint for passage in document.passages}
    found: Counter[str] = Counter()
    of: Counter[str] = Counter()
    exact = set()
    for deck in decks:
        if deck.source is None:
            continue
        source = deck.source.id
        cited = [note.cite.fingerprint.lower() for note in deck.notes if note.cite and note.cite.fingerprint]
        of[source] += len(cited)
        found[source] += sum(passage in prints for passage in cited)
        if deck.source.sha256.lower() == document.sha256:
            exact.add(source)
    named = [source for source in of if source in exact] or [source for source in of if found[source]]
    ranked = sorted(named, key=lambda source: -found[source])
    if not ranked or (len(ranked) > 1 and found[ranked[0]] == found[ranked[1]]):
        return None
    best = ranked[0]
    return SourceMatch(best, best in exact, found[best], of[best])
