"""The search of the table: the line that is written in, and the chips that stand for words of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.content import Content

from quizzer.core.safe_text import one_line, plain
from quizzer.core.search.chips import CHIPS, is_quoted, value_of_chip, with_chip
from quizzer.tui.browse.card_actions import ActingScreen, Hint
from quizzer.tui.kit.line_editor import LineEditor
from quizzer.tui.kit.painting.paint import ACCENT, ACCENT_STRONG, CHOSEN, EMPTY, QUIET, STRONG, Line, clickable, spread

if TYPE_CHECKING:
    from textual.timer import Timer

    from quizzer.study.browse.table import Browser

EXAMPLES = 'words, "a phrase", prop:recall<0.8'
CHIP_NAMES = {"axis": "axis", "level": "level", "is": "state"}
MOVES = frozenset({"up", "down", "pageup", "pagedown", "home", "end", "shift+up", "shift+down"})
LEAVING = frozenset({"enter", "escape", "tab"})
_ANY = "any"
_LONGEST_CHIP = 26
_WRITTEN = 14  # cells that the line has beside the chips
_AHEAD, _EVERY = 2_000, 0.02  # notes whose texts are read at once, and seconds between the begins of two such pauses


@dataclass(slots=True)
class SearchBar:
    """The search as it stands.

    Attributes:
        line: The text.
        typing: Whether keys are text.
        marked: Whether all of the text is selected, so that what is written next takes its place.
        chip: The index in ``CHIPS`` of the chip that is marked; None where none is.
    """

    line: LineEditor = field(default_factory=LineEditor)
    typing: bool = False
    marked: bool = False
    chip: int | None = None

    @property
    def text(self) -> str:
        """The search."""
        return self.line.text

    def write(self, text: str) -> None:
        """Put another text in place of all that is written."""
        self.line, self.marked = LineEditor(text, len(text)), False

    def press(self, key: str, character: str | None) -> bool:
        """Take a key as text; a slash selects what is written, but within quotes it is a letter."""
        if character == "/" and not is_quoted(self.text[: self.line.caret]):
            self.marked = bool(self.text)
            return True
        if self.marked and (key in ("backspace", "delete") or (character is not None and character.isprintable())):
            self.line.clear()
            self.marked = False
            return key in ("backspace", "delete") or self.line.press(key, character)
        taken = self.line.press(key, character)
        self.marked = self.marked and not taken
        return taken

    def value(self, key: str) -> str:
        """The value that the search has for a chip; empty where it has none."""
        return value_of_chip(self.text, key)

    def choose(self, key: str, value: str) -> None:
        """Write another value for a chip, or none."""
        self.write(with_chip(self.text, key, value))


def search_line(bar: SearchBar, count: Line, key: str, wide: int, *, brief: bool = False) -> Line:
    """Draw the search: what is written on the left, the chips on the right, and behind them a count where there is one.

    Args:
        bar: The search.
        count: What stands at the right end, or an empty line.
        key: The key that leads to the line, as shown.
        wide: Cells of the line.
        brief: Whether chips without a value are left out, but for the time when one goes through them.
    """
    room = wide - (count.cell_length + 2 if count else 0)
    at = [at for at, name in enumerate(CHIPS) if not brief or bar.chip is not None or bar.value(name)]
    chips = _chips(bar, at, room if bar.chip is not None else room - _WRITTEN)
    sign = Content.assemble((f"{key} ", ACCENT_STRONG if bar.typing else QUIET))
    left = max(8, room - chips.cell_length - 2 - sign.cell_length) if chips else room - sign.cell_length
    line = clickable(sign + _written(bar, left), "do:browse.search")
    if chips:
        line = spread(line, chips, room)
    return spread(line, count, wide) if count else line


def _written(bar: SearchBar, room: int) -> Line:
    if bar.typing and bar.marked:
        return Content.styled(plain(bar.text), CHOSEN).truncate(room, ellipsis=True)
    if bar.typing:
        written = bar.line.painted(room)[0]
        return written if bar.text else (written + Content.styled(EXAMPLES, QUIET)).truncate(room, ellipsis=True)
    if bar.text:
        return Content(plain(bar.text)).truncate(room, ellipsis=True)
    return Content.styled(EXAMPLES, QUIET).truncate(room, ellipsis=True)


def _chips(bar: SearchBar, wanted: Sequence[int], room: int) -> Line:
    """Draw the chips that fit: the marked one, those with a value, and then the others."""
    order = sorted(wanted, key=lambda at: (at != bar.chip, not bar.value(CHIPS[at]), at))
    taken: dict[int, Line] = {}
    for at in order:
        chip = _chip(bar, at)
        if sum(line.cell_length + 2 for line in taken.values()) + chip.cell_length <= room:
            taken[at] = chip
    shown = [taken[at] for at in sorted(taken)]
    parts = [part for chip in shown for part in (Content("  "), chip)][1:]
    return Content.assemble(*parts) if parts else EMPTY


def _chip(bar: SearchBar, at: int) -> Line:
    key, value = CHIPS[at], bar.value(CHIPS[at])
    text = f"[{key}:{one_line(value)} ×]" if value else f"[{CHIP_NAMES[key]}: any ▾]"
    style = CHOSEN if bar.chip == at else ACCENT if value else QUIET
    return clickable(Content.styled(text, style).truncate(_LONGEST_CHIP, ellipsis=True), f"chip:{at}")


@dataclass(slots=True)
class ChipValues:
    """The values that a chip can have, to choose from.

    Attributes:
        key: The key of the search.
        rows: How the search writes each value, its name, and how many cards it would find; the first takes it away.
        at: Index of the marked one.
    """

    key: str
    rows: Sequence[tuple[str, str, int]]
    at: int = 0

    def lines(self, wide: int, room: int) -> list[Line]:
        """Draw the values that fit, the marked one among them."""
        top = max(0, min(self.at - room // 2, len(self.rows) - room))
        names = min(40, max(len(name) for _, name, _ in self.rows))
        lines = []
        for number, (_, name, cards) in list(enumerate(self.rows))[top : top + room]:
            marked = number == self.at
            line = Content.assemble(
                ("▸ " if marked else "  ", ACCENT_STRONG),
                (one_line(name).ljust(names), STRONG if marked else ""),
                (f"  {cards:>7,}" if cards else "", QUIET),
            )
            lines.append(clickable(line.truncate(wide, ellipsis=True), f"value:{number}"))
        return lines


@dataclass(slots=True)
class BrowsePlace:
    """Where one was in the table when one left it.

    Attributes:
        search: The search.
        column: The column the cards were sorted by.
        backwards: Whether the order was descending.
        card_id: The marked card; None where there was none.
        selected: The selected cards.
    """

    search: str = ""
    column: str = "file"
    backwards: bool = False
    card_id: int | None = None
    selected: set[int] = field(default_factory=set)


class SearchingScreen(ActingScreen):
    """A screen whose cards are searched: the line is written in, and chips are chosen.

    Attributes:
        bar: The search.
        values: The values of a chip, while they are shown.
        unsearched: The cards of the search are not found yet, because texts are being read.
    """

    help_title = "Searching and moving"
    help_rows = (
        ("word", "In question, answer, remark, caveat, id or tags; all words must be there"),
        ('"a phrase"  w*d', "Words that stand together; * is anything"),
        ("-word  or  ( )", "Without it; one or the other; parentheses join"),
        ("axis: deck: level: tag:", "By name; the beginning is enough"),
        ("kind: is: flag: priority:", "kind:cloze  is:due  is:met  is:leech  flag:1  priority:core"),
        ("due: rated:", "due:<7 days from today; rated:7 answered in the last 7 days"),
        ("prop:", "prop:stability>30  prop:difficulty>=7  prop:recall<0.8  prop:lapses>2  prop:reps  prop:interval"),
        ("/", "While searching: select what is written; a letter only within quotes"),
        ("Tab", "Go to the chips: Enter opens the values of one, ⌫ takes it away"),
        ("↑  ↓  PgUp  PgDn", "Go from card to card, also while searching"),
        ("→  ←", "Go into the card beside the list to scroll it, and back"),
        ("Home  End", "Go to the first or the last card"),
        ("Shift+↑  Shift+↓", "Select on the way"),
        ("Enter  Esc", "While searching: go to the list"),
    )

    def __init__(self, browser: Browser) -> None:
        super().__init__(browser)
        self.bar = SearchBar()
        self.values: ChipValues | None = None
        self.unsearched = False
        self._reading: Timer | None = None

    def find(self) -> None:
        """Find the cards of the search."""
        raise NotImplementedError

    def searched(self) -> None:
        """Find the cards of a search that was changed, once their texts are read if it looks at them."""
        self.unsearched = self.browser.waits_for_texts(self.bar.text) and self.browser.read_ahead(_AHEAD)
        if self.unsearched:
            self.notice = "The texts of the cards are being read."
            self.read_texts()
        else:
            self.find()

    def read_texts(self) -> None:
        """Read the texts of the cards in pauses, so that a key need not wait for all of them."""
        self._reading = self._reading or self.set_interval(_EVERY, self._read_ahead)

    def _read_ahead(self) -> None:
        if not self.browser.read_ahead(_AHEAD) and self._reading is not None:
            self._reading.stop()
            self._reading = None
            if self.unsearched:
                self.find()
                self.page.repaint()

    def move(self, key: str) -> bool:
        """Move through the cards by a key, also while the search is written."""
        raise NotImplementedError

    @property
    def is_searching(self) -> bool:
        """Whether keys go to the line, to a chip or to its values."""
        return self.bar.typing or self.bar.chip is not None or self.values is not None

    def search_hints(self) -> tuple[Hint, ...]:
        """Build the hints while keys go to the search; none otherwise."""
        if self.values is not None:
            return (("Enter", "choose", "key:enter"), ("↑ ↓", "move", ""), ("Esc", "back", "key:escape"))
        if self.bar.chip is not None:
            away = [("⌫", "take away", "key:backspace")] if self.bar.value(CHIPS[self.bar.chip]) else []
            return (("Enter", "values", "key:enter"), *away, ("Tab", "next", "key:tab"), ("Esc", "list", "key:escape"))
        if self.bar.typing:
            first = (("Enter", "to the list", "key:enter"), ("/", "select all", ""), ("Tab", "chips", "key:tab"))
            return (*first, *self.shown_hints([("app.help", "all keys")], typing=True))
        return ()

    def press_search(self, key: str, character: str | None) -> bool:
        """Handle a key of the search."""
        if self.values is not None:
            return self._press_on_value(self.values, key)
        if self.bar.chip is not None:
            return self._press_on_chip(self.bar.chip, key)
        return self._type(key, character)

    def _type(self, key: str, character: str | None) -> bool:
        if key in LEAVING:
            self.bar.typing, self.bar.marked, self.notice = False, False, ""
            self.bar.chip = 0 if key == "tab" else None
        elif key in MOVES - {"home", "end"}:
            return self.move(key)
        elif not self._write(key, character):
            return False
        self.page.repaint()
        return True

    def _write(self, key: str, character: str | None) -> bool:
        before = self.bar.text
        if not self.bar.press(key, character):
            return False
        if self.bar.text != before:
            self.searched()
        return True

    def _press_on_chip(self, chip: int, key: str) -> bool:
        match key:
            case "tab" | "right":
                self.bar.chip = chip + 1 if chip + 1 < len(CHIPS) else None if key == "tab" else chip
            case "shift+tab" | "left":
                self.bar.chip = chip - 1 if chip else None if key == "shift+tab" else 0
            case "backspace" | "delete":
                self.bar.choose(CHIPS[chip], "")
                self.searched()
            case "enter" | "space" | "down":
                self.open_values(chip)
            case "escape" | "up":
                self.bar.chip = None
            case _:
                action = self.shell.keymap.action(self.contexts, key)
                return action is None or not action.startswith(("app.", "browse.search"))
        self.page.repaint()
        return True

    def open_values(self, chip: int) -> None:
        """Show the values that a chip can have."""
        key = CHIPS[chip]
        self.bar.typing, self.bar.chip = False, chip
        browser, now = self.browser, self.bar.value(key).casefold()
        rows = [("", _ANY, 0)]
        for value, name in browser.choices(key):
            bar = SearchBar()
            bar.write(self.bar.text)
            bar.choose(key, value)
            rows.append((value, name, browser.count(bar.text)))
        at = next((at for at, (value, _, _) in enumerate(rows) if value.casefold() == now), 0)
        self.values = ChipValues(key, rows, at)

    def choose_value(self, at: int) -> None:
        """Write a value of the chip into the search."""
        if self.values is not None:
            self.bar.choose(self.values.key, self.values.rows[at][0])
            self.bar.chip = self.values = None
            self.searched()

    def _press_on_value(self, values: ChipValues, key: str) -> bool:
        by = {"up": -1, "k": -1, "down": 1, "j": 1, "home": -len(values.rows), "end": len(values.rows)}
        if key in ("enter", "space"):
            self.choose_value(values.at)
        elif key in ("escape", "left"):
            self.values = None
        elif key in by:
            values.at = max(0, min(len(values.rows) - 1, values.at + by[key]))
        self.page.repaint()
        return True

    def paste(self, text: str) -> None:
        """Paste into the search line, or into the answer to a question."""
        if self.pending is not None:
            super().paste(text)
            return
        if self.bar.marked:
            self.bar.write("")
        self.bar.typing, self.bar.chip, self.values = True, None, None
        self.bar.line.insert(text)
        self.searched()
        self.page.repaint()
