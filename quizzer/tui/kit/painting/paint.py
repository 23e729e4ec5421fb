"""Painting with lines: a screen is a picture, and a picture is a few lines of styled text.

Styles have names, not colours: a theme gives ``quiet`` its look (``themes.text_styles``). A part of a line can have a
target, which a click on it reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from textual.content import Content, Span
from textual.style import Style

from quizzer.study.due.values import Counts

STRONG = "strong"
QUIET = "quiet"
LINE = "line"
ACCENT = "accent"
ACCENT_STRONG = "accent-strong"
RIGHT = "right"
WRONG = "wrong"
NEAR = "near"
DIFFERENT = "different"
CAVEAT = "caveat"
SOURCE = "source"
CARET = "caret"
BAR = "bar"
CHOSEN = "chosen"
FILLED = "filled"
AGAIN = "again"
HARD = "hard"
GOOD = "good"
EASY = "easy"

EMPTY = Content("")
WIDEST = 84
DENSE = 18
"""Rows of a terminal below which empty lines are left out."""
_EIGHTHS = " ▁▂▃▄▅▆▇█"
_DIGITS = {
    "0": ("╭─╮", "│ │", "╰─╯"),
    "1": ("╶╮ ", " │ ", "╶┴╴"),
    "2": ("╶─╮", "╭─╯", "╰─╴"),
    "3": ("╶─╮", " ─┤", "╶─╯"),
    "4": ("╷ ╷", "╰─┤", "  ╵"),
    "5": ("╭─╴", "╰─╮", "╶─╯"),
    "6": ("╭─╴", "├─╮", "╰─╯"),
    "7": ("╶─╮", "  │", "  ╵"),
    "8": ("╭─╮", "├─┤", "╰─╯"),
    "9": ("╭─╮", "╰─┤", "╶─╯"),
}

Line = Content


class Picture(NamedTuple):
    """The content of a page.

    Attributes:
        head: Lines that stay at the top.
        body: Lines between head and foot; they scroll when they do not fit.
        foot: Lines that stay at the bottom.
        look: Index of the body line to keep in sight; None leaves the scroll position alone.
        caret: Body line and cell of the text cursor, for the terminal's input methods.
        wide: Cells of a line, for a table wider than the usual column; 0 for that column.
        sight: The first and the last body line to show when the page is repainted into sight: from the top where the
            last one is in sight then, else from the first.
        stage: Rows of the page, where the terminal is higher and the body needs no more.
        from_fifth: Whether its title stands at a fifth of a higher terminal's height at most, wherever the body ends;
            else a third of the free rows is above the page.
    """

    head: tuple[Line, ...] = ()
    body: tuple[Line, ...] = ()
    foot: tuple[Line, ...] = ()
    look: int | None = None
    caret: tuple[int, int] | None = None
    wide: int = 0
    sight: tuple[int, int] | None = None
    stage: int = 34
    from_fifth: bool = False


def column(width: int) -> int:
    """Return the width of the text column on a page ``width`` cells wide."""
    return max(10, min(width - (2 if width < 70 else 6), WIDEST))


@lru_cache(maxsize=32)
def wrapped(text: str, width: int, style: str = "") -> tuple[Line, ...]:
    """Break a text into lines of at most ``width`` cells."""
    width = max(2, width)
    lines: list[Line] = []
    for part in text.split("\n"):
        content = Content(part, [Span(0, len(part), style)] if style and part else None)
        if len(part) <= (width if part.isascii() else width // 2):
            lines.append(content)
        else:
            lines += content.wrap(width)
    return tuple(lines)


def hanging(first: Line, lines: Sequence[Line]) -> list[Line]:
    """Put a mark before the first line, and indent the others as far."""
    if not lines:
        return [first]
    indent = Content(" " * first.cell_length)
    return [first + lines[0], *(indent + line for line in lines[1:])]


def spread(left: Line, right: Line, width: int) -> Line:
    """Draw one line with a text at each end; the left one is cut where both do not fit."""
    room = width - right.cell_length
    if left.cell_length > room - 1:
        left = left.truncate(max(0, room - 1), ellipsis=True)
    return left.pad_right(max(0, room - left.cell_length)) + right


def padded(line: Line, width: int) -> Line:
    """Cut or pad a line to an exact width in cells."""
    if line.cell_length > width:
        return line.truncate(width, ellipsis=True, pad=True)
    return line.pad_right(width - line.cell_length)


def centred(line: Line, width: int) -> Line:
    """Centre a line in a width in cells."""
    if line.cell_length >= width:
        return line.truncate(width, ellipsis=True)
    left = (width - line.cell_length) // 2
    return line.pad(left, width - line.cell_length - left)


def meter(done: int, total: int, width: int, *, ends: tuple[str, str] = ("━", "─")) -> Line:
    """Draw a bar of ``width`` cells, filled to ``done / total``, visible by thickness as well as by colour."""
    filled = 0 if total <= 0 else min(width, round(width * done / total))
    if 0 < done < total:
        filled = max(1, min(width - 1, filled))
    return Content.assemble((ends[0] * filled, ACCENT), (ends[1] * (width - filled), LINE))


def columns_of(values: Sequence[int], height: int, most: int | None = None) -> list[list[str]]:
    """Draw upright bars: for each line from the top, one character per value, in eighths of a cell."""
    top = max(1, most if most is not None else max(values, default=0))
    filled = [max(1 if value else 0, round(value * height * 8 / top)) for value in values]
    rows = [[_EIGHTHS[max(0, min(8, f - 8 * (height - 1 - line)))] for f in filled] for line in range(height)]
    rows[-1] = [bar if value else "·" for bar, value in zip(rows[-1], values, strict=True)]
    return rows


def big_number(number: int) -> list[str]:
    """Draw a number in digits three lines high."""
    return [" ".join(_DIGITS[digit][line] for digit in str(number)) for line in range(3)]


def counts_line(counts: Counts, *, everything: bool = True, styled: bool = True) -> Line:
    """Draw counts in words, ``12 new  3 learning  40 review``; without ``everything``, zeros are left out."""
    parts: list[Content | str | tuple[str, str]] = []
    for number, word in ((counts.new, "new"), (counts.learning, "learning"), (counts.review, "review")):
        if number or everything:
            parts += ["  "] if parts else []
            parts += [(str(number), STRONG if styled and number else QUIET), (f" {word}", QUIET)]
    return Content.assemble(*parts)


def hints(pairs: Iterable[tuple[str, str, str]], width: int, lines: int = 1, *, first: bool = False) -> list[Line]:
    """Draw keys and their effects; pairs that do not fit are dropped from the end.

    Args:
        pairs: Key as shown, its effect, and the target of a click on it.
        width: Cells of a line.
        lines: The maximum of lines.
        first: Whether the first pair is the main one, and drawn so.
    """
    rows: list[Line] = [EMPTY]
    for key, label, target in pairs:
        if first:
            item, first = Content.assemble((f" {key} ", CHOSEN), (f" {label}", STRONG)), False
        else:
            item = Content.assemble((key, STRONG), (f" {label}", QUIET))
        item = clickable(item, target)
        gap = 3 if rows[-1] else 0
        if rows[-1].cell_length + gap + item.cell_length > width:
            if len(rows) == lines:
                break
            rows.append(EMPTY)
            gap = 0
        rows[-1] = Content.assemble(rows[-1], " " * gap, item)
    return rows


def hint_line(pairs: Sequence[tuple[str, str, str]], width: int) -> Line:
    """Draw the one line of hints of a screen: the first pair leads, and the last, which opens the help, always fits.

    Args:
        pairs: Key as shown, its effect, and the target of a click on it, the most wanted first. Those that do not fit
            are dropped from the end, but for the last.
        width: Cells of the line.
    """
    *others, last = pairs
    (kept,) = hints([last], width)
    (rest,) = hints(others, width - kept.cell_length - 3, first=True)
    return Content.assemble(rest, "   ", kept) if rest else kept


def clickable(line: Line, target: str) -> Line:
    """Give a line a target for clicks."""
    return line.stylize(Style.from_meta({"target": target}))
