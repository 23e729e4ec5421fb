"""Curves drawn with braille dots, two across and four down in each cell: recall over time, with what happened on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quizzer.plots.frame import frame_plot, margin
from quizzer.plots.lines import BAR, LINE, PLAIN, Line, Run, line

CurvePoint = tuple[float, float]

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_RULE = "┈"


class Curve(NamedTuple):
    """One curve.

    Attributes:
        points: Along it, from the left; each neighbour is joined to the next by a straight line.
        level: How it is shown.
    """

    points: Sequence[CurvePoint]
    level: str = BAR


class Mark(NamedTuple):
    """Something that happened at a place of the horizontal axis.

    Attributes:
        x: Where.
        sign: One character; where marks fall together the last one is seen.
        level: How it is shown.
    """

    x: float
    sign: str
    level: str = PLAIN


def draw_curves(
    drawn: Sequence[Curve],
    width: int,
    height: int,
    *,
    across: tuple[float, float],
    up: tuple[float, float] = (0.0, 1.0),
    ticks: Sequence[tuple[float, str]] = ((1.0, "100%"), (0.5, "50%"), (0.0, "0%")),
    labels: Sequence[tuple[float, str]] = (),
    marks: Sequence[Mark] = (),
    rules: Iterable[float] = (),
) -> list[Line]:
    """Curves with axes, labels, and a row of marks.

    Args:
        drawn: The curves; where two share a cell the later one's level is shown. What is out of range is not drawn.
        width: Cells of a line, >= 12.
        height: Rows of the plot, >= 2; marks, axis and labels take up to three more.
        across: The values at the left and the right end; the right one is larger.
        up: The same for the bottom and the top.
        ticks: The heights and the texts on the left.
        labels: The places and the texts below, centred there.
        marks: The signs on a row of their own between the plot and the axis.
        rules: Heights of dotted lines across the plot.
    """
    height = max(2, height)
    by_row = {round((up[1] - at) / (up[1] - up[0]) * (height - 1)): text for at, text in ticks if up[0] <= at <= up[1]}
    wide = max(2, width - margin(by_row.values()) - 2)
    grid = [[0] * wide for _ in range(height)]
    shown = [[BAR] * wide for _ in range(height)]
    for curve in drawn:
        for x, y in _dots(curve.points, across, up, 2 * wide, 4 * height):
            grid[y // 4][x // 2] |= _DOTS[y % 4][x % 2]
            shown[y // 4][x // 2] = curve.level
    ruled = {round((up[1] - at) / (up[1] - up[0]) * (height - 1)) for at in rules if up[0] <= at <= up[1]}
    rows = [
        line(
            *(
                Run(chr(0x2800 + dots), level) if dots else Run(_RULE if at in ruled else " ", LINE)
                for dots, level in zip(row, levels, strict=True)
            )
        )
        for at, (row, levels) in enumerate(zip(grid, shown, strict=True))
    ]
    if marks:
        rows.append(_marked(marks, across, wide))
    below = [(_cell(at, across, wide), text) for at, text in labels if across[0] <= at <= across[1]]
    return frame_plot(rows, by_row, below, wide)


def _marked(marks: Sequence[Mark], across: tuple[float, float], wide: int) -> Line:
    row = [Run(" ")] * wide
    for mark in marks:
        if across[0] <= mark.x <= across[1]:
            row[_cell(mark.x, across, wide)] = Run(mark.sign[:1], mark.level)
    return line(*row)


def _cell(at: float, across: tuple[float, float], wide: int) -> int:
    return min(wide - 1, int((at - across[0]) / (across[1] - across[0]) * wide))


def _dots(
    points: Sequence[CurvePoint], across: tuple[float, float], up: tuple[float, float], wide: int, high: int
) -> Iterable[tuple[int, int]]:
    """The dots of a curve, from the left and the top, among ``wide`` by ``high``."""
    scaled = [
        ((x - across[0]) / (across[1] - across[0]) * (wide - 1), (up[1] - y) / (up[1] - up[0]) * (high - 1))
        for x, y in points
    ]
    for (x, y), (next_x, next_y) in zip(scaled, scaled[1:] or scaled, strict=False):
        steps = max(1, min(4 * (wide + high), round(max(abs(next_x - x), abs(next_y - y)))))
        for step in range(steps + 1):
            dot = round(x + (next_x - x) * step / steps), round(y + (next_y - y) * step / steps)
            if 0 <= dot[0] < wide and 0 <= dot[1] < high:
                yield dot
