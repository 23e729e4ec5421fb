"""The table of all cards: searched while typing, sorted, selected, and acted on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.geometry import Size

from quizzer.errors import Problem
from quizzer.keys.actions import Context
from quizzer.study.browse.table import Browser
from quizzer.study.decks.values import DeckProblem
from quizzer.study.review.values import Plan
from quizzer.tui.browse.card_actions import ACTIONS, ActingScreen, Hint, Pending
from quizzer.tui.browse.table_view import BrowseView, browse_picture, rows_that_fit
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.line_editor import LineEditor
from quizzer.tui.kit.painting.paint import Picture
from quizzer.tui.kit.painting.rolling_page import RollingPage

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection
    from quizzer.study.decks.add import AddedNote

_SORTS = {
    "a": ("axis", "axis"), "l": ("level", "level"), "q": ("question", "question"), "s": ("state", "state"),
    "d": ("due", "due"), "r": ("recall", "recall"), "m": ("lapses", "lapses"), "i": ("interval", "interval"),
    "y": ("stability", "stability"), "f": ("difficulty", "difficulty"), "n": ("reps", "answers"),
    "k": ("deck", "deck"), "g": ("flag", "flag"), "o": ("file", "order of the files"),
}  # fmt: skip
_DOWNWARDS = frozenset({"lapses", "flag", "reps"})  # the highest first
_MOVES = frozenset({"up", "down", "pageup", "pagedown", "home", "end", "shift+up", "shift+down"})


class BrowseScreen(ActingScreen):
    """A search line and the cards it finds; actions apply to the selected cards, or to the one under the cursor."""

    contexts: tuple[Context, ...] = ("browse", "card", "app")
    help_note = (
        "Cards are found while you write. What is done is done to the selected cards, or to the one the cursor is on; "
        "one undo takes all of it back. R is the chance to remember a card today; ! marks a leech. Cards of notes that "
        "are no longer in their deck file are shown with is:retired."
    )
    help_title = "Searching and moving"
    help_rows = (
        ("word", "In question, answer, remark, caveat, id or tags; all words must be there"),
        ('"a phrase"  w*d', "Words that stand together; * is anything"),
        ("-word  or  ( )", "Without it; one or the other; parentheses join"),
        ("axis: deck: level: tag:", "By name; the beginning is enough"),
        ("kind: is: flag:", "kind:cloze  is:due  is:leech  flag:1"),
        ("due: rated:", "due:<7 days from today; rated:7 answered in the last 7 days"),
        ("prop:", "prop:stability>30  prop:difficulty>=7  prop:recall<0.8  prop:lapses>2  prop:reps  prop:interval"),
        ("↑  ↓  PgUp  PgDn", "Go from card to card, also while searching"),
        ("Home  End", "Go to the first or the last card"),
        ("Shift+↑  Shift+↓", "Select on the way"),
        ("Enter  Esc", "While searching: go to the table"),
    )

    def __init__(self, collection: Collection, search: str = "", *, typing: bool = True) -> None:
        """Show the table.

        Args:
            collection: The collection of the cards.
            search: The text in the search line.
            typing: Whether keys go to the search line at first.

        Raises:
            Problem: The cards cannot be read.
        """
        super().__init__(Browser(collection))
        self.page = RollingPage(self.picture, self._roll)
        self._search = LineEditor(search, len(search))
        self._typing = typing
        self._at = self._top = 0
        self._fit = 1
        self._selected: set[int] = set()
        self.browser.search(search)

    def on_screen_resume(self) -> None:
        """Refresh after the details of a card, whose actions may have changed it."""
        self.page.repaint()

    # Picture

    def picture(self, size: Size) -> Picture:
        """Draw the rows that fit."""
        view = self._view()
        self._fit = rows_that_fit(view, size.width, size.height)
        self._top = max(self._at - self._fit + 1, min(self._top, self._at, len(self.browser.found) - self._fit), 0)
        return browse_picture(self._view(self._fit), size.width, size.height)

    def _view(self, rows: int = 0) -> BrowseView:
        browser = self.browser
        shown = browser.found[self._top : self._top + rows]
        return BrowseView(
            search=self._search,
            typing=self._typing and self.pending is None,
            found=len(browser.found),
            total=browser.total,
            selected=len(self._selected),
            column=browser.column,
            backwards=browser.backwards,
            hints=self._hints(),
            key=self.shell.keymap.shown("browse.search"),
            notice=self.notice or (browser.message if self._typing else ""),
            question=self.pending.question if self.pending else None,
            axis_width=max(map(cell_len, browser.axis_ids), default=4),
            rows=tuple(
                (number, browser.row(row), row in self._selected) for number, row in enumerate(shown, self._top)
            ),
            at=self._at,
        )

    def _hints(self) -> tuple[Hint, ...]:
        if self._typing:
            first = (("Enter", "to the table", "key:enter"), ("↑ ↓", "move", ""), ("Esc", "leave", "key:escape"))
            return (*first, *self.shown_hints([*ACTIONS, ("app.help", "help")], typing=True))
        back = "none selected" if self._selected else "clear search" if self._search.text else "home"
        return self.shown_hints(
            [("browse.open", "details"), ("browse.search", "search"), ("browse.back", back), ("app.help", "help"),
             ("browse.select", "select"), ("browse.all", "all"), ("browse.sort", "sort"), *ACTIONS,
             ("browse.practice", "practise")]
        )  # fmt: skip

    # Keys

    def capture(self, key: str, character: str | None) -> bool:
        """Handle text for the search line, and the keys that move the cursor."""
        if super().capture(key, character):
            return True
        if not self._typing:
            return key in _MOVES and self._move(key)
        if key in ("enter", "tab", "escape"):
            self._typing, self.notice = False, ""
        elif key in _MOVES - {"home", "end"}:
            return self._move(key)
        elif not self._write(key, character):
            return False
        self.page.repaint()
        return True

    def _write(self, key: str, character: str | None) -> bool:
        before = self._search.text
        if not self._search.press(key, character):
            return False
        if self._search.text != before:
            self._searched()
        return True

    def _searched(self) -> None:
        here = self.browser.found[self._at] if self.browser.found else None
        self.notice = ""
        self.browser.search(self._search.text)
        if self._selected:
            self._selected &= set(self.browser.found)
        self._go_to(here)

    def _go_to(self, row: int | None) -> None:
        """Move the cursor to a row if the search finds it, else to the first one."""
        found = self.browser.found
        self._at = found.index(row) if row is not None and row in found else 0
        self._top = 0

    def paste(self, text: str) -> None:
        """Paste into the search line, or into the answer to a question."""
        if self.pending is not None:
            super().paste(text)
            return
        self._typing = True
        self._search.insert(text)
        self._searched()
        self.page.repaint()

    def _move(self, key: str) -> bool:
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
        """Handle a click on a row, a column's title, or a hint."""
        kind, _, name = target.partition(":")
        if self.pending is not None or kind not in ("row", "sort", "key"):
            super().click(target)
        elif kind == "key":
            self.capture(name, None)
        elif kind == "sort":
            self._sort_by(name)
            self.page.repaint()
        elif int(name) == self._at and not self._typing:
            self.act("browse.open")
        else:
            self._typing = False
            self.move_to(int(name))
            self.page.repaint()

    # Cards

    def here(self) -> int:
        """Find the row under the cursor."""
        if not self.browser.found:
            raise Problem("No card is found.")
        return self.browser.found[self._at]

    def targets(self) -> list[int]:
        """List the selected rows, else the one under the cursor."""
        if self._selected:
            return [row for row in self.browser.found if row in self._selected]
        return [self.here()]

    def reload(self, path: Path) -> list[DeckProblem]:
        """Read the decks again; cursor and selection stay on their cards."""
        browser = self.browser
        here, selected = browser.card_id(self.here()), [browser.card_id(row) for row in self._selected]
        problems = browser.reload(path)
        rows = (browser.row_of(card_id) for card_id in selected)
        self._selected = {row for row in rows if row is not None} & set(browser.found)
        self._go_to(browser.row_of(here))
        return problems

    @keyed("browse.search")
    def search(self) -> None:
        """Go to the search line."""
        self._typing = True

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
        choices = tuple((key, label) for key, (_, label) in _SORTS.items())
        self.pending = Pending("Sort by what?", lambda key: self._sort_by(_SORTS[key][0]), choices)

    def _sort_by(self, column: str) -> None:
        """Sort by a column; choosing the same one again reverses the order."""
        browser = self.browser
        backwards = not browser.backwards if column == browser.column else column in _DOWNWARDS
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
        self.shell.review(Plan(practice=True, only=only))

    @keyed("browse.add")
    def add(self) -> None:
        """Open the form for a new note."""
        from quizzer.tui.browse.add_form import AddNoteForm

        self.shell.push(AddNoteForm(self.shell.collection, self._added))

    def _added(self, added: AddedNote) -> None:
        """Show the new note, which the search finds by its id."""
        self.browser.reload(added.path)
        self._search = LineEditor(added.id, len(added.id))
        self._selected, self._typing = set(), False
        self._searched()
        warnings = "".join(f" {warning.message}." for warning in added.warnings)
        self.notice = f"Added to “{added.deck}”.{warnings}"
        self.page.repaint()

    @keyed("browse.back")
    def back(self) -> None:
        """Clear the selection, then the search, then leave."""
        if self._selected:
            self._selected = set()
        elif self._search.text:
            self._search.clear()
            self._searched()
        else:
            self.shell.go_home()
