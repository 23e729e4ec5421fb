"""Cards to go through one by one that are not those of a search: the table that the page of a card is shown with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quizzer.study.browse.table import Browser
from quizzer.study.decks.values import DeckProblem

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection


class CardList:
    """Some cards in their order.

    Attributes:
        browser: The cards.
        notice: A sentence about them, or empty.
    """

    def __init__(self, collection: Collection, card_ids: Sequence[int], moved: Callable[[int], None]) -> None:
        """Read the cards.

        Args:
            card_ids: Their row ids.
            moved: Called with the index of the card that is shown from now on.

        Raises:
            Problem: The database cannot be read.
        """
        self.browser = Browser(collection)
        self.notice = ""
        self._card_ids = card_ids
        self._moved = moved
        self._at = 0
        self.browser.show(card_ids)

    @property
    def number(self) -> int:
        """The index of the card that is shown."""
        return self._at

    def move_to(self, number: int) -> None:
        """Go to an index among the cards."""
        self._at = number
        self._moved(number)

    def reload(self, path: Path) -> list[DeckProblem]:
        """Read the decks again after a file was edited; the card that is shown stays, where it is still there."""
        shown = self.browser.card_id(self.browser.found[self._at])
        problems = self.browser.reload(path)
        self.browser.show(self._card_ids)
        row = self.browser.row_of(shown)
        self._at = self.browser.found.index(row) if row in self.browser.found else 0
        return problems
