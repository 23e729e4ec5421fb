"""Lines of text, in runs that say what they are; and the cells they take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from unicodedata import category, combining, east_asian_width

from quizzer.core.safe_text import one_line

PLAIN = ""
STRONG = "strong"
QUIET = "quiet"
LINE = "line"
BAR = "bar"
OTHER = "other"
GOOD = "good"
BAD = "bad"
CAVEAT = "caveat"
ACCENTED = "accent"
SHADES = ("shade-0", "shade-1", "shade-2", "shade-3", "shade-4")
LEVELS = (PLAIN, STRONG, QUIET, LINE, BAR, OTHER, GOOD, BAD, CAVEAT, ACCENTED, *SHADES)
"""The levels of a run: text, text of more or less weight, an axis or rule, a bar or curve and a second one, right and
wrong, a caveat, what is marked, and the shades from none to most."""


class Run(NamedTuple):
    """Some characters of a line, and which of ``LEVELS`` they are."""

    text: str
    level: str = PLAIN


Line = tuple[Run, ...]


def line(*parts: Run | tuple[str, str] | str) -> Line:
    """A line of runs, pairs and plain text; empty ones are left out, and neighbours of one level joined."""
    runs: list[Run] = []
    for part in parts:
        text, level = (part, PLAIN) if isinstance(part, str) else part
        if runs and runs[-1].level == level:
            runs[-1] = Run(runs[-1].text + text, level)
        elif text:
            runs.append(Run(text, level))
    return tuple(runs)


def text_of(runs: Line) -> str:
    """The characters of a line, without blanks at its end."""
    return "".join(run.text for run in runs).rstrip()


def texts_of(lines: Iterable[Line]) -> str:
    """The characters of several lines, a line break between them."""
    return "\n".join(map(text_of, lines))


def cells(text: str) -> int:
    """Cells the text takes in a terminal: two for East Asian wide characters and emoji, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(map(_cells_of, text))


def _cells_of(character: str) -> int:
    if combining(character) or category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def fit_text(text: str, width: int, *, right: bool = False) -> str:
    """The text on one line in exactly ``width`` cells, cut with an ellipsis or filled up with blanks.

    Args:
        text: Any text; characters that would steer a terminal are replaced.
        width: Cells, >= 0.
        right: Set it at the right end.
    """
    text = one_line(text)
    if cells(text) > width:
        text = _cut(text, width - 1) + "…" if width > 0 else ""
    blanks = " " * (width - cells(text))
    return blanks + text if right else text + blanks


def _cut(text: str, room: int) -> str:
    taken = 0
    for place, character in enumerate(text):
        taken += _cells_of(character)
        if taken > room:
            return text[:place]
    return text


def max_cells(texts: Sequence[str], most: int) -> int:
    """Cells of the widest of the texts as :func:`fit_text` sets them, at most ``most``."""
    return min(most, max((cells(one_line(text)) for text in texts), default=0))
