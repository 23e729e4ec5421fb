"""The details of one card from the table."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from textual.geometry import Size

from quizzer.errors import Problem
from quizzer.keys.actions import Context
from quizzer.study.browse.card import CardDetails, load_details
from quizzer.study.browse.table import Browser
from quizzer.study.decks.values import DeckProblem
from quizzer.tui.browse.card_actions import ACTIONS, ActingScreen, Hint
from quizzer.tui.browse.card_view import DetailsView, details_picture, is_beside
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.painting.paint import Picture

_GONE = "The card is gone from its deck file, or from what is searched for; its history is kept."


class CardTable(Protocol):
    """The table as the details of a card use it.

    Attributes:
        browser: The cards.
        notice: A sentence for the table to show when it is in front again.
    """

    browser: Browser
    notice: str

    @property
    def number(self) -> int:
        """The index of the cursor among the cards found."""

    def move_to(self, number: int) -> None:
        """Move the cursor to an index among the cards found."""

    def reload(self, path: Path) -> list[DeckProblem]:
        """Read the decks again after a file was edited; cursor and selection stay on their cards."""


class DetailsScreen(ActingScreen):
    """The details of a card, with the keys to its neighbours in the table."""

    contexts: tuple[Context, ...] = ("details", "card", "app")
    help_note = (
        "Known is the chance to recall the card today; the curve tells how it fell between the answers, and how it "
        "will go on. A card is firm when its interval is 21 days or more, and slips when a review of it is rated Again."
    )

    def __init__(self, table: CardTable, number: int) -> None:
        """Show a card.

        Args:
            table: The table the card is from.
            number: Its index among the cards found there.
        """
        super().__init__(table.browser)
        self._table = table
        self._number = number
        self._details: CardDetails | None = None
        self._unfolded = False

    def picture(self, size: Size) -> Picture:
        """Draw the card."""
        if not self.browser.found:
            return Picture()
        if self._details is None:
            self._details = load_details(self.browser.collection, self.browser.card_id(self.here()))
        view = DetailsView(
            details=self._details,
            row=self.browser.row(self.here()),
            local=self.browser.collection.clock.local,
            place=(self._number + 1, len(self.browser.found)),
            hints=self._hints(beside=is_beside(size.width)),
            unfolded=self._unfolded,
            notice=self.notice,
            question=self.pending.question if self.pending else None,
        )  # fmt: skip
        return details_picture(view, size.width, size.height)

    def _hints(self, *, beside: bool) -> tuple[Hint, ...]:
        fold = [] if beside else [("details.fold", "fold" if self._unfolded else "unfold")]
        before, after = self.shell.keymap.shown("details.previous"), self.shell.keymap.shown("details.next")
        return (
            *self.shown_hints([*fold, ("details.back", "back")]),
            (f"{before} {after}", "previous, next", ""),
            *self.shown_hints([*ACTIONS, ("app.help", "all keys")]),
        )

    def here(self) -> int:
        """Find the card's row."""
        return self.browser.found[self._number]

    def targets(self) -> list[int]:
        """List the card's row alone."""
        return [self.here()]

    def changed(self) -> None:
        """Read the card again."""
        self._details = None

    def reload(self, path: Path) -> list[DeckProblem]:
        """Read the decks again, and go back to the table when the search no longer finds the card."""
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

    @keyed("details.fold")
    def fold(self) -> None:
        """Show all of the card above its history, or three lines of it."""
        self._unfolded = not self._unfolded
        self.page.repaint(top=0)

    @keyed("details.next")
    def next(self) -> None:
        """Show the next card."""
        self._show(self._number + 1, "This is the last card.")

    @keyed("details.previous")
    def previous(self) -> None:
        """Show the previous card."""
        self._show(self._number - 1, "This is the first card.")

    @keyed("details.back")
    def back(self) -> None:
        """Go back to the table."""
        self.dismiss()
