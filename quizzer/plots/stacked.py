"""Upright bars of several parts, a column for each day: what lies on what is seen by its filling."""

from __future__ import annotations

from collections.abc import Sequence

from quizzer.plots.columns import NONE
from quizzer.plots.frame import frame_plot, margin
from quizzer.plots.lines import BAR, LINE, OTHER, QUIET, Line, Run, line
from quizzer.plots.scale import abbreviate_number, round_top

FILLINGS = (("█", BAR), ("░", QUIET), ("▒", OTHER))
"""The filling of each part, the lowest first."""

_WIDEST_COLUMN = 4


def draw_stacked(parts: Sequence[Sequence[int]], width: int, height: int, *, labels: Sequence[str] = ()) -> list[Line]:
    """Upright bars, each of whole cells of its parts, with numbers on the left and labels below.

    Args:
        parts: At most three, the lowest first; each has a value >= 0 for every column.
        width: Cells of a line, >= 12.
        height: Rows of the bars, >= 1.
        labels: For each column the text below it, or nothing.
    """
    height = max(1, height)
    totals = [sum(column) for column in zip(*parts, strict=True)]
    top = round_top(max(totals, default=0))
    ticks = {0: abbreviate_number(top)}
    if height >= 4 and height % 2 == 0 and (top / 2).is_integer():
        ticks[height // 2] = abbreviate_number(top / 2)
    room = max(1, width - margin(ticks.values()) - 2)
    shown = totals[:room]
    cell = max(1, min(_WIDEST_COLUMN, room // max(1, len(shown))))
    heights = [_heights([part[at] for part in parts], height, top) for at in range(len(shown))]
    rows = []
    for row in range(height, 0, -1):
        runs = []
        for column in heights:
            part = next((number for number, reached in enumerate(column) if row <= reached), None)
            if part is not None:
                runs.append(Run(FILLINGS[part][0] * cell, FILLINGS[part][1]))
            else:
                runs.append(Run((NONE if row == 1 else " ").ljust(cell), LINE))
        rows.append(line(*runs))
    below = [(at * cell, text) for at, text in enumerate(labels[: len(shown)]) if text]
    return frame_plot(rows, ticks, below, len(shown) * cell)


def _heights(values: Sequence[int], height: int, top: float) -> list[int]:
    """The row that each part reaches; a part that is not none has a row, as long as there are rows."""
    reached, so_far, found = 0, 0, []
    for value in values:
        so_far += value
        least = reached + 1 if value else reached
        reached = min(height, max(least, round(height * so_far / top)) if value else reached)
        found.append(reached)
    return found
