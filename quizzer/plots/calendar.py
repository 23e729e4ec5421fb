"""A year of days: a column for each week, a row for each weekday, three signs from none to many."""

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
SIGNS = ("·", "▪", "■")
"""No answer, some, and half a busy day or more: signs apart, so that a month is not a block."""

_WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
_LEFT = 4
_CELL = 2  # a sign and a gap
_HALF = 26  # weeks where a year does not fit
_SHADES = (SHADES[0], SHADES[2], SHADES[4])


def draw_calendar(counts: Sequence[int], last_day: int, width: int) -> list[Line]:
    """The calendar: a line of months, seven of days (Monday first), and a legend of the signs.

    A year takes 110 cells, half a year 56; on fewer cells it begins later.

    Args:
        counts: Something of each day, the last day last; days before the first are shown as none.
        last_day: The study day of the last one, days since 1970-01-01.
        width: Cells of a line, >= 16.
    """
    weekday = date_of(last_day).weekday()
    room = (width - _LEFT) // _CELL
    weeks = WEEKS if room >= WEEKS else max(1, min(_HALF, room))
    first = last_day - weekday - 7 * (weeks - 1)
    steps = shade_thresholds(counts)
    lines = [line(" " * _LEFT, (place_labels(_months(first, weeks), weeks * _CELL, keep_last=False), QUIET))]
    for row in range(7):
        runs = [Run(f"{_WEEKDAYS[row]:<{_LEFT}}", QUIET)]
        for day in range(first + row, last_day + 1, 7):
            shade = _shade(_on(counts, last_day - day), steps)
            runs.append(Run(SIGNS[shade].ljust(_CELL), _SHADES[shade]))
        lines.append(line(*runs))
    return [*lines, _legend(steps, width)]


def shade_thresholds(counts: Sequence[int]) -> tuple[int, int]:
    """The least number for each sign above none: half of a busy day, of which one active day in ten is busier."""
    active = sorted(count for count in counts if count > 0)
    busy = active[max(0, ceil(len(active) * 0.9) - 1)] if active else 4
    return 1, max(2, ceil(busy / 2))


def _on(counts: Sequence[int], ago: int) -> int:
    return counts[-1 - ago] if ago < len(counts) else 0


def _shade(count: int, steps: Sequence[int]) -> int:
    return sum(count >= step for step in steps)


def _months(first: int, weeks: int) -> list[tuple[int, str]]:
    """Where each month begins: the cell at which its name is centred, so that it stands over its first week."""
    names = []
    for week in range(weeks):
        begins = date_of(first + 7 * week)
        ends = begins + timedelta(days=6)
        if ends.day <= 7:
            names.append((week * _CELL + 1, SHORT_MONTHS[ends.month - 1]))
    return names


def _legend(steps: Sequence[int], width: int) -> Line:
    """The range of each sign; in short where there is no room."""
    some, many = steps
    to = "" if many - 1 == some else f"–{abbreviate_number(many - 1)}"
    words = ("none", f"{some}{to}", f"{abbreviate_number(many)} or more")
    runs: list[Run] = [Run(" " * _LEFT)]
    for sign, shade, word in zip(SIGNS, _SHADES, words, strict=True):
        runs += [Run(sign, shade), Run(f" {word}   ", QUIET)]
    if sum(len(run.text) for run in runs) - 3 <= width:
        return line(*runs[:-1], (runs[-1].text.rstrip(), QUIET))
    scale = [Run(sign, shade) for sign, shade in zip(SIGNS, _SHADES, strict=True)]
    return line(" " * max(0, min(_LEFT, width - 13)), ("less ", QUIET), *scale, (" more", QUIET))
