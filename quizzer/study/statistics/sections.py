"""The statistics as pictures: for each section a title and lines of text, for the command line and the terminal app."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from quizzer.core.schedule.study_days import date_of
from quizzer.core.wording import SHORT_MONTHS, short_day_month
from quizzer.plots.bars import draw_shares
from quizzer.plots.calendar import draw_calendar
from quizzer.plots.columns import draw_columns
from quizzer.plots.lines import BAR, OTHER, Line, line
from quizzer.plots.scale import sum_neighbours
from quizzer.study.statistics import section_tables as tables
from quizzer.study.statistics.figures import Spread, Statistics
from quizzer.study.statistics.section_tables import count, percent

HEIGHT = 8
"""Rows of a plot, where there is room."""

_INTERVALS = ("0", "1d", "2d", "4d", "1w", "2w", "3w", "1mo", "2mo", "3mo", "6mo", "1y", "2y", "5y")
_MATURE = 21
_FORECAST = 31
_TIMES = 60
_HALF = 10  # bins of recall below one half


class Section(NamedTuple):
    """One part of the statistics.

    Attributes:
        title: What it shows, with the figure to remember.
        lines: The picture.
    """

    title: str
    lines: list[Line]


def section(name: str, statistics: Statistics, width: int, height: int = HEIGHT) -> Section:
    """One part of the statistics.

    Args:
        name: One of ``SECTIONS``.
        statistics: What is shown; for ``calibration`` it must have been asked for.
        width: Cells of a line, >= 40.
        height: Rows of a plot, >= 4; axis, labels and numbers come on top.
    """
    return SECTIONS[name](statistics, width, height)


def _cards(shown: Statistics, width: int, _height: int) -> Section:
    cards = shown.cards
    parts = [("mature", cards.mature), ("young", cards.young), ("relearning", cards.relearning)]
    parts += [("learning", cards.learning), ("new", cards.new)]
    parts += [("suspended", cards.suspended), ("buried", cards.buried)]
    leeches = f", {count(cards.leeches, 'leech', 'leeches')}" if cards.leeches else ""
    return Section(f"{count(cards.total, 'card')}{leeches}", draw_shares(parts, width))


def _calendar(shown: Statistics, width: int, _height: int) -> Section:
    streak = shown.streak
    told = f"{count(streak.current, 'day')} in a row" if streak.current else "No streak now"
    lines = draw_calendar(shown.year, shown.day, width)
    lines.append(line(f"{told}; the longest {count(streak.longest, 'day')}, {streak.days:,} in all."))
    return Section(f"{count(sum(shown.year), 'answer')} in the last 53 weeks", lines)


def _forecast(shown: Statistics, width: int, height: int) -> Section:
    backlog, days = shown.forecast
    if not backlog + sum(days):
        return Section("Forecast: no card is coming due", [])
    labels = [_date(shown.day + ahead) if ahead % 7 == 0 else "" for ahead in range(_FORECAST)]
    labels[0] = "today"
    late = f" and {backlog:,} overdue" if backlog else ""
    lines = draw_columns(days[:_FORECAST], width, height, labels=labels)
    weeks, _ = sum_neighbours(days[: 7 * 52], 52)
    months = [_month(shown.day + 7 * week) for week in range(52)]
    lines.append(line(f"The next year, week by week: {count(sum(days) + backlog, 'card')}"))
    lines += draw_columns(weeks, width, max(4, height // 2), labels=months)
    return Section(f"{days[0]:,} due today{late}, {sum(days[1:_FORECAST]):,} in the 30 days after", lines)


def _time(shown: Statistics, width: int, height: int) -> Section:
    if not shown.days:
        return Section("Time: no answers in this period", [])
    minutes = shown.took / 60_000
    each = shown.took / 1000 / shown.answers
    title = f"{tables.duration(minutes)} on {count(len(shown.days), 'day')}: "
    title += f"{tables.duration(minutes / len(shown.days))} a day, {each:.1f} seconds an answer"
    span = min(_TIMES, shown.period or _TIMES, max(7, shown.day - shown.days[0].day + 1))
    spent = {day.day: day.took / 60_000 for day in shown.days}
    first = shown.day - span + 1
    labels = [_date(day) if (shown.day - day) % 7 == 0 else "" for day in range(first, shown.day + 1)]
    lines = [line(f"Minutes a day, the last {span} days")]
    lines += draw_columns([spent.get(day, 0) for day in range(first, shown.day + 1)], width, height, labels=labels)
    return Section(title, lines)


def _hours(shown: Statistics, width: int, height: int) -> Section:
    answers = [hour.answers for hour in shown.hours]
    if not sum(answers):
        return Section("Hours: no answers in this period", [])
    rates = [f"{100 * hour.passes / hour.answers:.0f}"[:2] if hour.answers else "" for hour in shown.hours]
    lines = draw_columns(answers, width, height, labels=[str(hour.hour) for hour in shown.hours], notes=rates)
    lines.append(line("Below each hour: percent remembered."))
    return Section(f"{count(sum(answers), 'answer')} by hour of the day", lines)


def _intervals(shown: Statistics, width: int, height: int) -> Section:
    return _by_days("Intervals", shown.intervals, width, height)


def _stability(shown: Statistics, width: int, height: int) -> Section:
    return _by_days("Stability", shown.stability, width, height)


def _by_days(name: str, spread: Spread, width: int, height: int) -> Section:
    if spread.average is None:
        return Section(f"{name}: no card answered yet", [])
    levels = [BAR if edge >= _MATURE else OTHER for edge in spread.edges]
    lines = draw_columns(spread.counts, width, height, labels=_INTERVALS, levels=levels)
    told = f"{name} of {count(sum(spread.counts), 'card')}: {spread.average:,.1f} days on average"
    return Section(told, lines)


def _difficulty(shown: Statistics, width: int, height: int) -> Section:
    spread = shown.difficulty
    if spread.average is None:
        return Section("Difficulty: no card answered yet", [])
    labels = [f"{edge:g}–{edge + 1:g}" for edge in spread.edges]
    lines = draw_columns(spread.counts, width, height, labels=labels)
    told = f"Difficulty of {count(sum(spread.counts), 'card')}: {spread.average:.1f} on average, of 1 to 10"
    return Section(told, lines)


def _recall(shown: Statistics, width: int, height: int) -> Section:
    spread = shown.recall
    if spread.average is None:
        return Section("Recall now: no card answered yet", [])
    first = 0 if any(spread.counts[:_HALF]) else _HALF
    labels = [f"{edge:.0%}" if at % 2 == 0 or first else "" for at, edge in enumerate(spread.edges)][first:]
    lines = draw_columns(spread.counts[first:], width, height, labels=labels)
    told = f"Recall now of {count(sum(spread.counts), 'card')}: {percent(spread.average)} on average"
    return Section(told, lines)


def _month(day: int) -> str:
    """The month, in the first week of it."""
    date = date_of(day)
    return SHORT_MONTHS[date.month - 1] if date.day <= 7 else ""


def _date(day: int) -> str:
    date = date_of(day)
    return short_day_month(date)


def _table(build: Callable[[Statistics, int, int], tuple[str, list[Line]]]) -> Callable[..., Section]:
    return lambda shown, width, height: Section(*build(shown, width, height))


SECTIONS: dict[str, Callable[[Statistics, int, int], Section]] = {
    "cards": _cards,
    "calendar": _calendar,
    "retention": _table(tables.retention),
    "forecast": _forecast,
    "buttons": _table(tables.buttons),
    "time": _time,
    "hours": _hours,
    "intervals": _intervals,
    "stability": _stability,
    "difficulty": _difficulty,
    "recall": _recall,
    "calibration": _table(tables.calibrated),
    "leeches": _table(tables.leeches),
}
"""What can be shown, by the name a person gives it."""

OVERVIEW: Sequence[str] = ("cards", "calendar", "retention", "forecast", "recall", "buttons")
"""What is shown when nothing is named."""
