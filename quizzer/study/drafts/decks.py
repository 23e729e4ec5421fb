"""The decks that hold drafts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection


class DeckWithDrafts(NamedTuple):
    """A deck of one's own that holds drafts.

    Attributes:
        drafts: Number of those not decided.
    """

    name: str
    path: Path
    drafts: int


def list_decks_with_drafts(collection: Collection) -> list[DeckWithDrafts]:
    """List the decks of one's own that hold drafts, most drafts first."""
    from quizzer.store.notes import catalogue

    decks = [
        DeckWithDrafts(deck.name, deck.path, deck.drafts)
        for deck in catalogue.load_decks(collection.connection)
        if deck.drafts and not deck.bundled and deck.digest != "gone"
    ]
    return sorted(decks, key=lambda deck: (-deck.drafts, deck.name))
