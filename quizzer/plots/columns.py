"""Upright bars: a histogram, or a column for each day, with axes; and the same in a single line."""

from __future__ import annotations

from collections.abc import Sequence

from quizzer.plots.frame import frame_plot, margin
from quizzer.plots.lines import BAR, LINE, Line, Run, line
from quizzer.plots.scale import abbreviate_number, round_top, sum_neighbours

_EIGHTHS = " ▁▂▃▄▅▆▇█"
_WIDEST_COLUMN = 8
_WIDEST_NUMBER = 8
NONE = "·"
"""The sign of a value of 0."""


def draw_columns(
    values: Sequence[float],
    width: int,
    height: int,
    *,
    labels: Sequence[str] = (),
    notes: Sequence[str] = (),
    most: float | None = None,
    levels: Sequence[str] = (),
) -> list[Line]:
    """Upright bars with numbers on the left and labels below.

    Where there are more values than cells, :func:`quizzer.plots.scale.sum_neighbours` adds neighbours up. A caller
    whose title should say so does that itself before.

    Args:
        values: From the left, each >= 0.
        width: Cells of a line, >= 12.
        height: Rows of the bars, >= 1; the axis, labels and notes take up to three more.
        labels: For each value the text below it, or nothing; labels that do not fit are left out.
        notes: The same on a second line.
        most: The value that fills the whole height; a round number that is not below the largest value when None.
        levels: For each value how its bar is shown; all as bars when empty.
    """
    height = max(1, height)
    for wide in range(1, _WIDEST_NUMBER):
        room = max(1, width - wide - 2)
        shown, size = sum_neighbours(values, room)
        top = float(most) if most is not None else round_top(max(shown, default=0))
        ticks = _ticks(top, height)
        if margin(ticks.values()) <= wide:
            break
    cell = max(1, min(_WIDEST_COLUMN, room // max(1, len(shown))))
    gap = " " if cell > 2 else ""
    rows = [
        line(
            *(
                run
                for at, bar in enumerate(row)
                for run in (_bar(bar, cell - len(gap), levels[at * size] if levels else BAR), Run(gap))
            )
        )
        for row in draw_upright(shown, height, top)
    ]
    below, further = (
        [(at // size * cell + (cell - len(gap) - 1) // 2, text) for at, text in enumerate(texts) if text]
        for texts in (labels, notes)
    )
    return frame_plot(rows, ticks, below, len(shown) * cell, notes=further)


def _bar(character: str, cells: int, level: str) -> Run:
    if character == NONE:
        return Run(f"{NONE:^{cells}}", LINE)
    return Run(character * cells, level)


def _ticks(top: float, height: int) -> dict[int, str]:
    """The top on the first row and, where there is a row for it and it is whole, the half of it."""
    ticks = {0: abbreviate_number(top)}
    if height >= 4 and height % 2 == 0 and (top / 2).is_integer():
        ticks[height // 2] = abbreviate_number(top / 2)
    return ticks


def draw_upright(values: Sequence[float], height: int, most: float) -> list[str]:
    """Upright bars in eighths of a cell, without axes: the rows from the top, one character for each value.

    Args:
        values: Each >= 0; anything above 0 is seen.
        height: Rows, >= 1.
        most: The value that fills the whole height, > 0.
    """
    filled = [min(8 * height, max(1, round(8 * height * value / most))) if value > 0 else 0 for value in values]
    rows = [
        "".join(_EIGHTHS[max(0, min(8, eighths - 8 * below))] for eighths in filled)
        for below in range(height - 1, -1, -1)
    ]
    rows[-1] = "".join(bar if eighths else NONE for bar, eighths in zip(rows[-1], filled, strict=True))
    return rows


def draw_sparkline(values: Sequence[float | None], width: int, *, most: float | None = None, level: str = BAR) -> Line:
    """Values as one line of bars; each cell shows the mean of the values that fall into it.

    Args:
        values: From the left, each >= 0; None where there is none, which is left blank.
        width: Cells; fewer are used when there are fewer values.
        most: The value of a full cell; the largest one when None.
        level: How the bars are shown.
    """
    shown = len(values) if len(values) < width else max(0, width)
    parts = [values[at * len(values) // shown : (at + 1) * len(values) // shown] for at in range(shown)]
    means = [_mean([value for value in part if value is not None]) for part in parts]
    top = most if most is not None else max((mean for mean in means if mean is not None), default=0)
    return line(
        *(
            Run(" ") if mean is None else _bar(draw_upright([mean], 1, top if top > 0 else 1)[0], 1, level)
            for mean in means
        )
    )


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
