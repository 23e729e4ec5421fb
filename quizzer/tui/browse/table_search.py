"""The search of the table: the line that is written in, and the chips that stand for words of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from textual.content import Content

from quizzer.core.safe_text import one_line, plain
from quizzer.core.search.chips import CHIPS, is_quoted, value_of_chip, with_chip
from quizzer.tui.kit.line_editor import LineEditor
from quizzer.tui.kit.painting.paint import ACCENT, ACCENT_STRONG, CHOSEN, EMPTY, QUIET, STRONG, Line, clickable, spread

EXAMPLES = 'words, "a phrase", prop:recall<0.8'
CHIP_NAMES = {"axis": "axis", "level": "level", "is": "state"}
_LONGEST_CHIP = 26
_WRITTEN = 14  # cells that the line has beside the chips


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


def search_line(bar: SearchBar, count: Line, key: str, wide: int) -> Line:
    """Draw the search: what is written on the left, the chips on the right, and behind them a count where there is one.

    Args:
        bar: The search.
        count: What stands at the right end, or an empty line.
        key: The key that leads to the line, as shown.
        wide: Cells of the line.
    """
    room = wide - (count.cell_length + 2 if count else 0)
    chips = _chips(bar, room if bar.chip is not None else room - _WRITTEN)
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


def _chips(bar: SearchBar, room: int) -> Line:
    """Draw the chips that fit: the marked one, those with a value, and then the others."""
    order = sorted(range(len(CHIPS)), key=lambda at: (at != bar.chip, not bar.value(CHIPS[at]), at))
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
