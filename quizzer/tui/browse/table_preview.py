"""The marked card beside the table: its question, its answer, and its history, with a scroll position of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from quizzer.study.browse.card import CardDetails, load_details
from quizzer.tui.browse.card_view import DetailsView, card_lines
from quizzer.tui.kit.painting.paint import Line

if TYPE_CHECKING:
    from quizzer.study.browse.table import Browser


class CardPreview:
    """One card, drawn from where it was scrolled to."""

    def __init__(self) -> None:
        """Show no card yet."""
        self._details: CardDetails | None = None
        self._card_id = 0
        self._top = self._last = 0
        self._room = 1

    def forget(self) -> None:
        """Read the card again before it is shown."""
        self._details = None

    def lines(self, browser: Browser, at: int, wide: int, room: int) -> tuple[Line, ...]:
        """Draw the card that is the given one of those found.

        Args:
            browser: The cards.
            at: The index of the card among those found.
            wide: Cells of a line.
            room: Lines.
        """
        if not browser.found:
            return ()
        row = browser.found[at]
        card_id = browser.card_id(row)
        if card_id != self._card_id:
            self._top = 0
        if self._details is None or card_id != self._card_id:
            self._details, self._card_id = load_details(browser.collection, card_id), card_id
        local: Callable[[int], datetime] = browser.collection.clock.local
        view = DetailsView(self._details, browser.row(row), local, (at + 1, len(browser.found)), ())
        head, *body = card_lines(view, wide)
        self._room = max(1, room - 1)
        self._last = max(0, len(body) - self._room)
        self._top = min(self._top, self._last)
        return (head, *body[self._top : self._top + self._room])

    def scroll(self, key: str) -> None:
        """Scroll by a key that moves."""
        page = max(1, self._room - 2)
        by = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -self._last, "end": self._last}
        self._top = max(0, min(self._last, self._top + by[key]))
