"""One card of the table with everything there is to say of it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from textual.geometry import Size

from quizzer.errors import Problem
from quizzer.keys import Context
from quizzer.study.browse.card import CardDetails, load_details
from quizzer.study.browse.table import Browser
from quizzer.study.decks.values import DeckProblem
from quizzer.tui.browse.card_actions import ACTIONS, ActingScreen
from quizzer.tui.browse.card_view import DetailsView, details_picture
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.paint import Picture

_GONE = "The card is gone from its deck file, or from what is searched for; its history is kept."


class CardTable(Protocol):
    """The table that the cards are those of.

    Attributes:
        browser: The cards.
        notice: A sentence to show when the table is in front again.
    """

    browser: Browser
    notice: str

    @property
    def number(self) -> int:
        """The place of the cursor among the cards found, from 0."""

    def move_to(self, number: int) -> None:
        """Put the cursor on the card at a place among those found."""

    def reload(self, path: Path) -> list[DeckProblem]:
        """Read the decks anew after a file was edited; cursor and selection stay on their cards."""


class DetailsScreen(ActingScreen):
    """A card; the next and the one before it are those of the table."""

    contexts: tuple[Context, ...] = ("details", "card", "app")
    help_note = (
        "Recall is the chance to remember the card today; the curve tells how it fell between the answers, and how it "
        "will go on. Stability is the number of days in which it falls to 90%."
    )

    def __init__(self, table: CardTable, number: int) -> None:
        """A card.

        Args:
            table: Where it stands.
            number: Its place among the cards found there, from 0.
        """
        super().__init__(table.browser)
        self._table = table
        self._number = number
        self._details: CardDetails | None = None

    def picture(self, size: Size) -> Picture:
        """The card."""
        if not self.browser.found:
            return Picture()
        if self._details is None:
            self._details = load_details(self.browser.collection, self.browser.card_id(self.here()))
        view = DetailsView(
            details=self._details,
            row=self.browser.row(self.here()),
            local=self.browser.collection.clock.local,
            place=(self._number + 1, len(self.browser.found)),
            hints=self.shown_hints(
                [("details.back", "back"), ("details.previous", "previous"), ("details.next", "next"), *ACTIONS,
                 ("app.help", "help")]
            ),
            notice=self.notice,
            question=self.pending.question if self.pending else None,
        )  # fmt: skip
        return details_picture(view, size.width, size.height)

    def here(self) -> int:
        """The card's row."""
        return self.browser.found[self._number]

    def targets(self) -> list[int]:
        """The card alone."""
        return [self.here()]

    def changed(self) -> None:
        """Read the card anew."""
        self._details = None

    def reload(self, path: Path) -> list[DeckProblem]:
        """Read the decks anew; back to the table where the card is no longer found."""
        edited = self.browser.card_id(self.here())
        problems = self._table.reload(path)
        self._details = None
        self._number = self._table.number
        if not self.browser.found or self.browser.card_id(self.here()) != edited:
            self._table.notice = _GONE
            self.dismiss()
        return problems

    def _show(self, number: int, otherwise: str) -> None:
        if not 0 <= number < len(self.browser.found):
            raise Problem(otherwise)
        self._number, self._details = number, None
        self._table.move_to(number)
        self.page.repaint(top=0)

    @keyed("details.next")
    def next(self) -> None:
        """Show the next card."""
        self._show(self._number + 1, "This is the last card.")

    @keyed("details.previous")
    def previous(self) -> None:
        """Show the card before."""
        self._show(self._number - 1, "This is the first card.")

    @keyed("details.back")
    def back(self) -> None:
        """Back to the table."""
        self.dismiss()
