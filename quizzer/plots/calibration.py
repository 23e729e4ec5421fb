"""Predicted against actual: on the diagonal a prediction came true."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from quizzer.core.calibration import CalibrationBin
from quizzer.plots.frame import frame_plot
from quizzer.plots.lines import BAR, LINE, Line, Run, line

SIGNS = ("○", "◉", "●")
"""Fewer than a tenth of the answers, fewer than a third, more."""

_DIAGONAL = "╱"
_LEFT = 6  # "100% ┤"


def draw_calibration(bins: Sequence[CalibrationBin], width: int, height: int) -> list[Line]:
    """Each bin as a dot, to the right as predicted, upwards as remembered; the diagonal is drawn.

    Both axes show the same range, from a whole tenth below everything to 100%.

    Args:
        bins: Those without answers are left out.
        width: Cells of a line, >= 16; at most four for each row are used, so that the diagonal is one.
        height: Rows of the plot, >= 3; axis and labels take two more.
    """
    height = max(3, height)
    wide = max(8, min(width - _LEFT, 4 * height))
    shown = [found for found in bins if found.answers > 0]
    low = min(0.9, floor(10 * min((min(found.predicted, found.actual) for found in shown), default=0.0)) / 10)
    grid = [[Run(" ")] * wide for _ in range(height)]
    for across in range(wide):
        row = height - 1 - round(across / (wide - 1) * (height - 1))
        grid[row][across] = Run(_DIAGONAL, LINE)
    total = sum(found.answers for found in shown)
    for found in sorted(shown, key=lambda found: found.answers):
        right, up = ((share - low) / (1 - low) for share in (found.predicted, found.actual))
        size = (found.answers * 10 >= total) + (found.answers * 3 >= total)
        grid[height - 1 - round(up * (height - 1))][round(right * (wide - 1))] = Run(SIGNS[size], BAR)
    middle = (1 + low) / 2
    ticks = {0: "100%", height - 1: f"{low:.0%}"}
    if height % 2:
        ticks[height // 2] = f"{middle:.0%}"
    ticks = {row: f"{text:>4}" for row, text in ticks.items()}
    below = [(0, f"{low:.0%}"), ((wide - 1) // 2, f"{middle:.0%}"), (wide - 1, "100%")]
    return frame_plot([line(*row) for row in grid], ticks, below, wide)
