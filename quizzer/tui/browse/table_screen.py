"""The table of all cards: searched while typing, sorted, selected, and acted on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rich.cells import cell_len
from textual.geometry import Size

from quizzer.errors import Problem
from quizzer.keys.actions import Context
from quizzer.study.browse.table import Browser
from quizzer.study.decks.values import DeckProblem
from quizzer.study.review.values import Plan
from quizzer.tui.browse.card_actions import Hint, Pending
from quizzer.tui.browse.table_columns import DOWNWARDS, SORTS
from quizzer.tui.browse.table_preview import CardPreview
from quizzer.tui.browse.table_search import LEAVING, MOVES, BrowsePlace, SearchingScreen
from quizzer.tui.browse.table_view import BrowseView, browse_picture, card_width, rows_that_fit
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.painting.paint import Line, Picture
from quizzer.tui.kit.painting.rolling_page import RollingPage

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection
    from quizzer.study.decks.editing.add import AddedNote

Result = TypeVar("Result")

_LETTERS = {"k": "up", "j": "down", "h": "left", "l": "right"}


class BrowseScreen(SearchingScreen):
    """A search line and the cards it finds; actions apply to the selected cards, or to the one under the cursor."""

    contexts: tuple[Context, ...] = ("browse", "card", "app")
    help_note = (
        "The list follows while you write. What is done is done to the selected cards, or to the marked one; one undo "
        "takes all of it back. Known is the chance to recall a card now; ! marks a leech. Cards of notes that are no "
        "longer in their deck file are shown with is:retired."
    )

    def __init__(self, collection: Collection, search: str = "", *, place: BrowsePlace | None = None) -> None:
        """Show the table.

        Args:
            collection: The collection of the cards.
            search: The text in the search line.
            place: Where one was when one left; kept up to date when one leaves again.

        Raises:
            Problem: The cards cannot be read.
        """
        super().__init__(Browser(collection))
        self.page = RollingPage(self.picture, self._roll)
        self._place = place or BrowsePlace(search)
        self.bar.write(self._place.search)
        self._preview = CardPreview()
        self._in_card = False
        self._has_card = False
        self._at = self._top = 0
        self._fit = 1
        browser = self.browser
        browser.sort(self._place.column, backwards=self._place.backwards)
        browser.search(self.bar.text)
        self._selected = self._rows(self._place.selected)
        if self._place.card_id is not None:
            self._go_to(browser.row_of(self._place.card_id))

    def on_screen_resume(self) -> None:
        """Refresh after the page of a card or a session; what is searched, sorted, marked and selected stays."""
        if self.browser.is_stale:
            self._keep_rows(self.browser.refresh)
        self._preview.forget()
        self.page.repaint()

    # Picture

    def picture(self, size: Size) -> Picture:
        """Draw the rows that fit, and the marked card where there is room for it beside them."""
        view = self._view()
        self._fit = rows_that_fit(view, size.width, size.height)
        self._top = max(self._at - self._fit + 1, min(self._top, self._at, len(self.browser.found) - self._fit), 0)
        wide = card_width(size.width, size.height)
        self._has_card = bool(wide)
        self._in_card = self._in_card and self._has_card
        card = self._preview.lines(self.browser, self._at, wide, self._fit + 1) if wide else ()
        return browse_picture(self._view(self._fit, card), size.width, size.height)

    def _view(self, rows: int = 0, card: tuple[Line, ...] = ()) -> BrowseView:
        browser = self.browser
        shown = browser.found[self._top : self._top + rows]
        keymap = self.shell.keymap
        return BrowseView(
            search=self.bar,
            found=len(browser.found),
            total=browser.total,
            selected=len(self._selected),
            column=browser.column,
            backwards=browser.backwards,
            hints=self._hints(),
            key=keymap.shown("browse.search"),
            none=keymap.shown("browse.back"),
            notice=self.notice or (browser.message if self.bar.typing else ""),
            question=self.pending.question if self.pending else None,
            axis_width=max(map(cell_len, browser.axis_labels), default=4),
            rows=tuple(
                (number, browser.row(row), row in self._selected) for number, row in enumerate(shown, self._top)
            ),
            at=self._at,
            values=self.values,
            card=card,
            is_in_card=self._in_card,
        )

    def _hints(self) -> tuple[Hint, ...]:
        searching = self.search_hints()
        if searching:
            return searching
        number = f" {len(self._selected):,}" if self._selected else ""
        acts = [("card.suspend", f"suspend{number}"), ("card.bury", "bury"), ("card.flag", "flag"),
                ("card.reschedule", "due"), ("browse.practice", f"practise{number}")]  # fmt: skip
        found = f"all {len(self.browser.found):,}"
        more = [("card.reset", "reset"), ("browse.select", "select"), ("browse.all", found), ("card.undo", "undo"),
                ("app.help", "all keys")]  # fmt: skip
        if self._selected:
            return self.shown_hints([*acts, *more])
        first = [("browse.open", "open"), ("browse.search", "search"), ("browse.sort", "sort")]
        return self.shown_hints([*first, *acts, *more])

    # Keys

    def capture(self, key: str, character: str | None) -> bool:
        """Handle text for the search line, and the keys that move."""
        if self.unsearched and (not self.bar.typing or key in LEAVING):
            self.find()  # what is done next is done to the cards of the search that is written
        if super().capture(key, character):
            return True
        if self.is_searching:
            return self.press_search(key, character)
        if self.shell.keymap.action(self.contexts, key) is None:
            key = _LETTERS.get(key, key)
        if key == "tab":
            self.bar.chip = 0
        elif key in ("right", "left"):
            self._in_card = key == "right" and self._has_card
        elif self._in_card and key in MOVES and not key.startswith("shift"):
            self._preview.scroll(key)
        elif self._in_card and key == "escape":
            self._in_card = False
        else:
            return key in MOVES and self.move(key)
        self.page.repaint()
        return True

    def find(self) -> None:
        """Find the cards; the cursor stays on its card, and no card out of sight stays selected."""
        self.unsearched = False
        here = self.browser.found[self._at] if self.browser.found else None
        self.notice = ""
        self.browser.search(self.bar.text)
        if self._selected:
            self._selected &= set(self.browser.found)
        self._go_to(here)

    def _go_to(self, row: int | None) -> None:
        """Move the cursor to a row if the search finds it, else to the first one."""
        found = self.browser.found
        self._at = found.index(row) if row is not None and row in found else 0
        self._top = 0

    def move(self, key: str) -> bool:
        """Move the cursor by a key, and select on the way with Shift."""
        last = len(self.browser.found) - 1
        by = {"up": -1, "down": 1, "pageup": 1 - self._fit, "pagedown": self._fit - 1, "home": -last, "end": last}
        if key.startswith("shift+") and last >= 0:
            self._selected.add(self.browser.found[self._at])
        self.move_to(self._at + by[key.removeprefix("shift+")])
        if key.startswith("shift+") and last >= 0:
            self._selected.add(self.browser.found[self._at])
        self.page.repaint()
        return True

    @property
    def number(self) -> int:
        """The index of the card under the cursor among those found."""
        return self._at

    def move_to(self, number: int) -> None:
        """Move the cursor to an index among the cards found, or to the nearest one."""
        self._at = max(0, min(number, len(self.browser.found) - 1))

    def _roll(self, lines: int) -> None:
        self.move_to(self._at + lines)
        self.page.repaint()

    def click(self, target: str) -> None:
        """Handle a click on a row, a column's title, a chip, a value, or a hint."""
        kind, _, name = target.partition(":")
        if self.unsearched:
            self.find()
        if self.pending is not None or kind not in ("row", "sort", "key", "chip", "value"):
            super().click(target)
            return
        if kind == "key":
            self.capture(name, None)
        elif kind == "sort":
            self._sort_by(name)
        elif kind == "chip":
            self.open_values(int(name))
        elif kind == "value":
            self.choose_value(int(name))
        elif kind == "row" and int(name) == self._at and not self.bar.typing:
            self.act("browse.open")
        elif kind == "row":
            self.bar.typing = False
            self.move_to(int(name))
        self.page.repaint()

    # Cards

    def here(self) -> int:
        """Find the row under the cursor."""
        if not self.browser.found:
            raise Problem("No card is found.")
        return self.browser.found[self._at]

    def targets(self) -> list[int]:
        """List the selected rows in their order, else the one under the cursor."""
        if self._selected:
            return [row for row in self.browser.found if row in self._selected]
        return [self.here()]

    def reload(self, path: Path) -> list[DeckProblem]:
        """Read the decks again; cursor and selection stay on their cards."""
        return self._keep_rows(lambda: self.browser.reload(path))

    def _keep_rows(self, read: Callable[[], Result]) -> Result:
        """Read all cards anew; cursor and selection stay on their cards, and the list where it was scrolled to."""
        browser, top = self.browser, self._top
        here = browser.card_id(browser.found[self._at]) if browser.found else None
        selected = [browser.card_id(row) for row in self._selected]
        result = read()
        self._selected = self._rows(selected)
        self._go_to(None if here is None else browser.row_of(here))
        self._top = top
        self._preview.forget()
        return result

    def _rows(self, card_ids: Iterable[int]) -> set[int]:
        """The rows of those cards that the search finds."""
        rows = (self.browser.row_of(card_id) for card_id in card_ids)
        return {row for row in rows if row is not None} & set(self.browser.found)

    def changed(self) -> None:
        """Read the marked card again."""
        self._preview.forget()

    @keyed("browse.search")
    def search(self) -> None:
        """Go to the search line."""
        self.bar.typing, self.bar.chip, self.values, self._in_card = True, None, None, False
        self.read_texts()

    @keyed("browse.open")
    def open(self) -> None:
        """Show the details of the card."""
        from quizzer.tui.browse.card_screen import DetailsScreen

        self.here()
        self.shell.push(DetailsScreen(self, self._at))

    @keyed("browse.select")
    def select(self) -> None:
        """Toggle the selection of the card, and move down."""
        self._selected ^= {self.here()}
        self.move_to(self._at + 1)

    @keyed("browse.all")
    def select_all(self) -> None:
        """Select all cards found, or none."""
        found = set(self.browser.found)
        self._selected = set() if self._selected == found else found

    @keyed("browse.sort")
    def sort(self) -> None:
        """Ask for the column to sort by."""
        choices = tuple((key, label) for key, (_, label) in SORTS.items())
        self.pending = Pending("Sort by what?", lambda key: self._sort_by(SORTS[key][0]), choices)

    def _sort_by(self, column: str) -> None:
        """Sort by a column; choosing the same one again reverses the order."""
        browser = self.browser
        backwards = not browser.backwards if column == browser.column else column in DOWNWARDS
        browser.sort(column, backwards=backwards)
        self._go_to(None)

    @keyed("browse.reverse")
    def reverse(self) -> None:
        """Reverse the order."""
        self._sort_by(self.browser.column)

    @keyed("browse.practice")
    def practise(self) -> None:
        """Practise the cards, which leaves the schedule alone."""
        only = tuple(self.browser.card_id(row) for row in self.targets())
        if not self.shell.review(Plan(practice=True, only=only)):
            raise Problem("None of these cards can be practised.")

    @keyed("browse.add")
    def add(self) -> None:
        """Open the form for a new note."""
        from quizzer.tui.browse.add_form import AddNoteForm

        self.shell.push(AddNoteForm(self.shell.collection, self._added))

    def _added(self, added: AddedNote) -> None:
        """Show the new note, which the search finds by its id."""
        self.browser.reload(added.path)
        self.bar.write(added.id)
        self._selected, self.bar.typing = set(), False
        self.searched()
        warnings = "".join(f" {warning.message}." for warning in added.warnings)
        self.notice = f"Added to “{added.deck}”.{warnings}"
        self.page.repaint()

    @keyed("browse.back")
    def back(self) -> None:
        """Select none; then leave, and keep the place."""
        if self._selected:
            self._selected = set()
            return
        browser, place = self.browser, self._place
        place.search, place.column, place.backwards = self.bar.text, browser.column, browser.backwards
        place.card_id = browser.card_id(browser.found[self._at]) if browser.found else None
        place.selected = set()
        self.shell.go_home()
