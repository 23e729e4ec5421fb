"""The primer of a deck: a few sentences shown once, before its first new card."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from quizzer.core.schedule.progress import State
from quizzer.store.notes.cards import load_primer

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection
    from quizzer.study.review.values import Shown

READ = "primers read"
"""The key of the list of decks whose primer was shown."""


def primer_of(collection: Collection, shown: Shown) -> str:
    """The primer of a card's deck; empty for none."""
    return load_primer(collection.connection, shown.card_id)[1]


def take_unread_primer(collection: Collection, shown: Shown) -> str:
    """The primer to show before a new card, which counts as read from now on; empty where it was read, or for none."""
    if shown.progress.state is not State.NEW:
        return ""
    deck, primer = load_primer(collection.connection, shown.card_id)
    read = json.loads(collection.get(READ) or "[]") if primer else []
    if not primer or deck in read:
        return ""
    collection.put(READ, json.dumps([*read, deck]))
    return primer
