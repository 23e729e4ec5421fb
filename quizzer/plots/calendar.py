"""A year of days: a column for each week, a row for each weekday, five shades from none to most."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from math import ceil

from quizzer.core.schedule.study_days import date_of
from quizzer.core.wording import SHORT_MONTHS
from quizzer.plots.frame import place_labels
from quizzer.plots.lines import QUIET, SHADES, Line, Run, line
from quizzer.plots.scale import abbreviate_number

WEEKS = 53
SIGNS = ("·", "░", "▒", "▓", "█")
"""The five shades in characters: no answer, then quarters of a busy day."""

_WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
_LEFT = 4
_WIDE = 2  # cells of a day where there is room, so that days are as wide as high


def draw_calendar(counts: Sequence[int], last_day: int, width: int) -> list[Line]:
    """The calendar: a line of months, seven of days (Monday first), and a legend of the shades.

    A year takes 57 cells, or 110 with days two cells wide; on fewer cells it begins later.

    Args:
        counts: Something of each day, the last day last; days before the first are shown as none.
        last_day: The study day of the last one, days since 1970-01-01.
        width: Cells of a line, >= 16.
    """
    weekday = date_of(last_day).weekday()
    cell = _WIDE if width >= _LEFT + _WIDE * WEEKS else 1
    weeks = max(1, min(WEEKS, (width - _LEFT) // cell))
    first = last_day - weekday - 7 * (weeks - 1)
    steps = shade_thresholds(counts)
    lines = [line(" " * _LEFT, (place_labels(_months(first, weeks, cell), weeks * cell, keep_last=False), QUIET))]
    for row in range(7):
        runs = [Run(f"{_WEEKDAYS[row]:<{_LEFT}}", QUIET)]
        for day in range(first + row, last_day + 1, 7):
            shade = _shade(_on(counts, last_day - day), steps)
            runs.append(Run(SIGNS[shade] + SIGNS[shade] * (cell - 1), SHADES[shade]))
        lines.append(line(*runs))
    return [*lines, _legend(steps, width)]


def shade_thresholds(counts: Sequence[int]) -> tuple[int, int, int, int]:
    """The least number for each shade above none: quarters of a busy day, of which one active day in ten is busier."""
    active = sorted(count for count in counts if count > 0)
    busy = active[max(0, ceil(len(active) * 0.9) - 1)] if active else 4
    return 1, max(2, ceil(busy / 4)), max(3, ceil(busy / 2)), max(4, ceil(busy * 3 / 4))


def _on(counts: Sequence[int], ago: int) -> int:
    return counts[-1 - ago] if ago < len(counts) else 0


def _shade(count: int, steps: Sequence[int]) -> int:
    return sum(count >= step for step in steps)


def _months(first: int, weeks: int, cell: int) -> list[tuple[int, str]]:
    """Where each month begins: the cell at which its name is centred, so that it stands over its first week."""
    names = []
    for week in range(weeks):
        begins = date_of(first + 7 * week)
        ends = begins + timedelta(days=6)
        if ends.day <= 7:
            names.append((week * cell + 1, SHORT_MONTHS[ends.month - 1]))
    return names


def _legend(steps: Sequence[int], width: int) -> Line:
    """The range of each shade; in short where there is no room."""
    runs: list[Run] = [Run(" " * _LEFT), Run(SIGNS[0], SHADES[0]), Run(" none", QUIET)]
    for shade, step in enumerate(steps, 1):
        last = shade == len(steps)
        to = "" if last or steps[shade] - 1 == step else f"–{abbreviate_number(steps[shade] - 1)}"
        runs += [
            Run("  "),
            Run(SIGNS[shade], SHADES[shade]),
            Run(f" {abbreviate_number(step)}{'+' if last else to}", QUIET),
        ]
    if sum(len(run.text) for run in runs) <= width:
        return line(*runs)
    scale = [Run(sign, shade) for sign, shade in zip(SIGNS, SHADES, strict=True)]
    return line(" " * max(0, min(_LEFT, width - 15)), ("less ", QUIET), *scale, (" more", QUIET))
