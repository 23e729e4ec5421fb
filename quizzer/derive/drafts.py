"""Derive the drafts of a deck from a document: extract, check, score, select."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from quizzer.core.notes.notes import Note
from quizzer.derive.candidate import Derivation
from quizzer.derive.document.passages import Document


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person asks of a derivation.

    Attributes:
        axes: Id of an axis to the words that belong to it; empty lets the document's own structure decide.
        kinds: Names of extractors; empty for all.
        limit: The most drafts above the line; None leaves it to the line.
        everything: Whether drafts below the line are wanted too.
    """

    axes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()
    limit: int | None = None
    everything: bool = False


def derive_drafts(
    document: Document,
    wishes: Wishes,
    notes: Sequence[Note] = (),
    rejected: Callable[[str, str, str], bool] = lambda _key, _extractor, _fingerprint: False,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Derivation:
    """Derive the drafts of a document; the same input gives the same drafts.

    Args:
        document: The document.
        wishes: What the person asks for.
        notes: The notes of loaded decks; what they ask already is not proposed again.
        rejected: Whether a draft of this key, note kind and passage fingerprint was rejected before.
        progress: Called with the passages done and of all.
    """
    raise NotImplementedError  # replaced by the engine on this branch before it reaches main
