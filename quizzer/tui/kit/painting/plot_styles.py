"""Plots as lines of a picture: the levels of :mod:`quizzer.plots.lines` in the styles of the themes."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from quizzer.plots import lines as plot
from quizzer.tui.kit.painting.paint import ACCENT, BAR, LINE, RIGHT, WRONG, Line

_STYLES = {
    plot.OTHER: ACCENT,
    plot.GOOD: RIGHT,
    plot.BAD: WRONG,
    **dict(zip(plot.SHADES, (LINE, BAR, BAR, BAR, ACCENT), strict=True)),
}


def paint_lines(lines: Iterable[plot.Line]) -> list[Line]:
    """Paint the lines; the shades of a calendar differ by their characters as well as in colour."""
    return [
        Content.assemble(*((run.text, _STYLES.get(run.level, run.level)) if run.level else run.text for run in runs))
        for runs in lines
    ]
