"""Which decks stand on a document that is kept, and what has changed between them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from quizzer.core.notes.notes import Deck, Note


@dataclass(frozen=True, slots=True)
class Standing:
    """How one deck stands on a document.

    Attributes:
        deck: Name of the deck.
        notes: Number of its notes that cite a passage by fingerprint, drafts aside.
        lost: The ids of those whose passage the document has no longer.
        drafts: Number of its drafts.
        is_same_version: Whether the deck names this version of the file; None where it names none.
    """

    deck: str
    notes: int
    lost: tuple[str, ...]
    drafts: int
    is_same_version: bool | None

    def describe(self) -> str:
        """Describe it in a clause."""
        standing = self.notes - len(self.lost)
        parts = [f"{standing} of {self.notes} citing notes find their passage"]
        if self.lost:
            shown = ", ".join(self.lost[:3]) + (", …" if len(self.lost) > 3 else "")
            parts.append(f"lost: {shown}")
        if self.drafts:
            parts.append(f"{self.drafts} draft{'s' if self.drafts != 1 else ''}")
        if self.is_same_version is False:
            parts.append("made from another version of the file")
        return "; ".join(parts)


def find_standing(
    source_id: str, sha256: str, fingerprints: Collection[str], decks: Iterable[Deck]
) -> tuple[Standing, ...]:
    """Find the decks that stand on a document, in the order given.

    Args:
        source_id: Id of the source the document is kept as.
        sha256: Hash of the version that is kept.
        fingerprints: Those of its passages.
        decks: All that are loaded.
    """
    return tuple(
        _stand(deck, sha256, fingerprints) for deck in decks if deck.source is not None and deck.source.id == source_id
    )


def _stand(deck: Deck, sha256: str, fingerprints: Collection[str]) -> Standing:
    cited = [note for note in deck.accepted if note.cite is not None and note.cite.fingerprint]
    named = deck.source.sha256.lower() if deck.source is not None else ""
    return Standing(
        deck.name,
        len(cited),
        tuple(note.id for note in cited if _fingerprint(note) not in fingerprints),
        len(deck.drafts),
        named == sha256 if named and sha256 else None,
    )


def _fingerprint(note: Note) -> str:
    return note.cite.fingerprint.lower() if note.cite is not None else ""
