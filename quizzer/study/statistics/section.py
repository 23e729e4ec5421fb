"""A section of the statistics, which the command line prints; its pictures are those of the app's panels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from quizzer.plots.lines import Line
from quizzer.study.statistics.figures import Statistics

Draw = Callable[[Statistics, int, int], list[Line]]
"""Draws figures on a width of cells and a number of rows. Parts that do not fit into the rows are left out, except the
first; a line that is too wide is cut by :func:`quizzer.study.statistics.sections.draw_lines`."""


class Way(NamedTuple):
    """A way to look at a panel of the app: its name, and how it is drawn."""

    name: str
    draw: Draw


class Section(NamedTuple):
    """A section of the statistics.

    Attributes:
        name: A word for the command line.
        title: The line above the section on the command line.
        about: Its content, as the end of a sentence that begins “Here will be”.
        draw: Draws it.
        to_json: Gives its figures for ``--json``, by key: days as dates, shares 0..1, times in seconds.
        by_period: Whether it is about the chosen period only.
        shows_new: Whether it has something to show of cards that were never answered.
        needs_calibration: Whether it shows the calibration, which takes long to compute.
    """

    name: str
    title: str
    about: str
    draw: Draw
    to_json: Callable[[Statistics], dict[str, Any]]
    by_period: bool = False
    shows_new: bool = False
    needs_calibration: bool = False
