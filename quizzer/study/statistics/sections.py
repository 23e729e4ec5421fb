"""The closed table of sections, for the command line and the app; adding one touches the module that draws it alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quizzer.core.schedule.study_days import date_of
from quizzer.plots.lines import Line
from quizzer.study.statistics import answer_sections, memory_sections, overview_sections, spread_sections
from quizzer.study.statistics.figures import Statistics
from quizzer.study.statistics.layout import cut, sentence
from quizzer.study.statistics.section import Draw, Section

SECTIONS: Mapping[str, Section] = {
    section.name: section
    for module in (overview_sections, answer_sections, spread_sections, memory_sections)
    for section in module.SECTIONS
}
"""Every section by the name a person gives it."""

OVERVIEW: Sequence[str] = ("cards", "calendar", "retention", "forecast", "recall", "buttons")
"""The sections that the command line prints when none is named."""


def draw_section(name: str, statistics: Statistics, width: int, rows: int) -> list[Line]:
    """Draw a section, or say what it will show once there are answers.

    Args:
        name: One of ``SECTIONS``.
        statistics: The figures; with the calibration where the section needs it.
        width: Cells of a line, >= 20; from 38 on no column of a table is cut off.
        rows: Rows to fill, >= 4.

    Returns:
        Lines of at most ``width`` cells.
    """
    section = SECTIONS[name]
    absence = absence_of(statistics, shows_new=section.shows_new)
    if absence:
        return sentence(f"{absence} Here will be {section.about}.", width)
    return draw_lines(section.draw, statistics, width, rows)


def draw_lines(draw: Draw, statistics: Statistics, width: int, rows: int) -> list[Line]:
    """Draw the figures; a line wider than ``width`` cells is cut."""
    return [cut(runs, width) for runs in draw(statistics, width, rows)]


def absence_of(statistics: Statistics, *, shows_new: bool) -> str:
    """A sentence that says why there is nothing to show; empty where there is something."""
    if not statistics.cards.total:
        return "There is no card yet."
    if not statistics.streak.days and not shows_new:
        return "No card has been answered yet."
    return ""


def to_json(statistics: Statistics) -> dict[str, Any]:
    """All figures as JSON can hold them."""
    figures: dict[str, Any] = {"as_of": date_of(statistics.day).isoformat(), "days": statistics.period}
    for section in SECTIONS.values():
        figures |= section.to_json(statistics)
    return figures
