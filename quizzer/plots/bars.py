"""Horizontal bars: one line for each value, its label before and its number behind it; and one bar of several parts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from quizzer.plots.lines import BAR, GOOD, LINE, OTHER, QUIET, STRONG, Line, cells, fit_text, line, max_cells

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_FILLINGS = (("█", BAR), ("▓", OTHER), ("▒", GOOD), ("░", QUIET), ("·", LINE), ("╱", LINE), ("╲", LINE))
_LEAST = 4


class Bar(NamedTuple):
    """One line of a bar chart.

    Attributes:
        label: Its name.
        value: Its length, >= 0.
        number: The number behind it, as text.
        level: How the bar is shown.
    """

    label: str
    value: float
    number: str
    level: str = BAR


def draw_bar(value: float, most: float, width: int) -> str:
    """A bar in eighths of a cell, filled up with blanks to ``width`` cells.

    Args:
        value: 0 for no bar; anything above is seen.
        most: The value that fills all cells, > 0.
        width: Cells.
    """
    if value <= 0 or most <= 0 or width <= 0:
        return " " * max(0, width)
    eighths = max(1, min(8 * width, round(8 * width * value / most)))
    text = "█" * (eighths // 8) + (_EIGHTHS[eighths % 8] if eighths % 8 else "")
    return f"{text:<{width}}"


def draw_bars(rows: Sequence[Bar], width: int, *, most: float | None = None, labels: int = 28) -> list[Line]:
    """A chart of bars, one below the other.

    Args:
        rows: From the top.
        width: Cells of a line, >= 10.
        most: The value that fills the whole length; the largest one when None.
        labels: Cells the labels may take at most.
    """
    top = most if most is not None else max((row.value for row in rows), default=0)
    numbers = max((cells(row.number) for row in rows), default=0)
    names = max_cells([row.label for row in rows], min(labels, max(1, width - numbers - _LEAST - 2)))
    length = max(0, width - names - numbers - 2)
    lines = []
    for row in rows:
        number = fit_text(row.number, min(numbers, width - names - 1), right=True)
        drawn = line(fit_text(row.label, names), " ", (number, STRONG if row.value else QUIET))
        if length:
            drawn = line(*drawn, " ", (draw_bar(row.value, top, length), row.level))
        lines.append(drawn)
    return lines


def draw_shares(parts: Sequence[tuple[str, int]], width: int) -> list[Line]:
    """How a whole is made up: one bar of several parts, and a legend with the numbers below it.

    Args:
        parts: Name and number of each, at most seven; those that are none are only named.
        width: Cells of a line, >= 10.
    """
    total = sum(number for _, number in parts)
    lines = [line(*((character * length, level) for character, level, length in _filled(parts, total, width)))]
    legend: list[Line] = []
    taken = 0
    for (name, number), (character, level) in zip(parts, _FILLINGS, strict=False):
        item = line((character, level), " ", (f"{number:,}", STRONG if number else QUIET), f" {fit_name(name, width)}")
        size = sum(cells(run.text) for run in item)
        if legend and taken + 3 + size <= width:
            legend[-1] = line(*legend[-1], "   ", *item)
            taken += 3 + size
        else:
            legend.append(item)
            taken = size
    return lines + legend


def fit_name(name: str, width: int) -> str:
    """A name for a legend, cut where even alone it has no room."""
    return fit_text(name, max_cells([name], max(1, width - 12)))


def _filled(parts: Sequence[tuple[str, int]], total: int, width: int) -> list[tuple[str, str, int]]:
    """Cells of each part: what there is is seen, and all cells are filled."""
    if total <= 0:
        return [("─", LINE, width)]
    ends, so_far = [0], 0
    for _, number in parts:
        so_far += number
        ends.append(round(width * so_far / total))
    lengths = [after - before for before, after in pairwise(ends)]
    for at, (_, number) in enumerate(parts):
        if number and not lengths[at] and max(lengths) > 1:
            lengths[lengths.index(max(lengths))] -= 1
            lengths[at] = 1
    return [(character, level, length) for (character, level), length in zip(_FILLINGS, lengths, strict=False)]
