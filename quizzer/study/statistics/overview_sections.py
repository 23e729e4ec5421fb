"""Sections about the collection as a whole: the cards by state, the year of answers, the cards coming due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quizzer.core.schedule.study_days import date_of
from quizzer.core.wording import count, plural
from quizzer.plots.bars import draw_shares
from quizzer.plots.calendar import draw_calendar
from quizzer.plots.columns import draw_columns
from quizzer.plots.lines import BAD, BAR, Line
from quizzer.plots.scale import abbreviate_number, round_top, sum_neighbours
from quizzer.study.statistics.figures import Statistics
from quizzer.study.statistics.layout import beside, date_labels, figure_lines, heading, short_duration, stacked
from quizzer.study.statistics.section import Section, Way
from quizzer.study.statistics.spread_sections import all_spreads

_MONTH = 30
_WEEK = 7
_HIGHEST = 14
_NARROW = 70  # cells under which two histograms have no room side by side


def cards(shown: Statistics, width: int, _rows: int) -> list[Line]:
    """Cards by state, and the leeches among them."""
    counts = shown.cards
    parts = (
        ("mature", counts.mature),
        ("young", counts.young),
        ("learning", counts.learning + counts.relearning),
        ("new", counts.new),
        ("suspended", counts.suspended),
        ("buried", counts.buried),
    )
    total = count(counts.total, "card")
    leeches = count(counts.leeches, "leech", "leeches")
    return [*heading(total, leeches, width), *draw_shares(parts, width)]


def cards_and_spreads(shown: Statistics, width: int, rows: int) -> list[Line]:
    """Cards by state and, where there is room, the four histograms of their figures."""
    counts = cards(shown, width, rows)
    half = (width - 3) // 2
    height = min(10, (rows - len(counts) - 8) // 2)
    if width < _NARROW or height < 2 or shown.recall.average is None:
        return counts
    plots = all_spreads(shown, half, height)
    return stacked([counts, beside(plots[0], plots[1], half), beside(plots[2], plots[3], half)], rows)


def _cards_json(shown: Statistics) -> dict[str, Any]:
    return {"cards": {**shown.cards._asdict(), "total": shown.cards.total}}


def calendar(shown: Statistics, width: int, rows: int) -> list[Line]:
    """Today and the streak, the year as a calendar, and the last 30 days."""
    month = list(shown.year[-_MONTH:])
    total = f"{sum(month):,} answers, {sum(month) / _MONTH:,.0f} a day"
    labels = date_labels(shown.day - _MONTH + 1, _MONTH, 1)
    return stacked(
        [
            [*_today(shown, width), *_streak(shown, width)],
            draw_calendar(shown.year, shown.day, width),
            [
                *heading("Last 30 days", total, width),
                *draw_columns(month, width, max(3, min(8, rows - 16)), labels=labels),
            ],
        ],
        rows,
    )


def _today(shown: Statistics, width: int) -> list[Line]:
    reviews = shown.retention[0].all
    last = shown.days[-1] if shown.days and shown.days[-1].day == shown.day else None
    pairs = [(f"{shown.year[-1]:,}", "answer today" if shown.year[-1] == 1 else "answers today")]
    if last is not None and last.took:
        pairs.append((short_duration(last.took), "spent"))
    if reviews.reviews:
        pairs.append((f"{reviews.passes:,} of {reviews.reviews:,}", "reviews recalled"))
    return figure_lines(pairs, width)


def _streak(shown: Statistics, width: int) -> list[Line]:
    streak = shown.streak
    pairs = [
        (plural(streak.current, "day"), "in a row"),
        (f"{streak.longest:,}", "the longest"),
        (f"{streak.days:,}", "with answers"),
    ]
    return figure_lines(pairs, width)


def _calendar_json(shown: Statistics) -> dict[str, Any]:
    first = shown.day - len(shown.year) + 1
    return {
        "calendar": {date_of(first + at).isoformat(): answers for at, answers in enumerate(shown.year) if answers},
        "streak": shown.streak._asdict(),
    }


def forecast(shown: Statistics, width: int, rows: int) -> list[Line]:
    """Cards coming due: the figures, the next 30 days, and the next year by weeks."""
    height = (rows - 9) // 2
    figures = _due_figures(shown, width, year=True)
    return stacked([figures, _due_in_a_month(shown, width, height), _due_in_a_year(shown, width, height)], rows)


def forecast_of_a_month(shown: Statistics, width: int, rows: int) -> list[Line]:
    """Cards coming due in the next 30 days."""
    return stacked([_due_figures(shown, width), _due_in_a_month(shown, width, rows - 6)], rows)


def forecast_of_a_year(shown: Statistics, width: int, rows: int) -> list[Line]:
    """Cards coming due in the next year."""
    return stacked([_due_figures(shown, width, year=True), _due_in_a_year(shown, width, rows - 6)], rows)


def _due_figures(shown: Statistics, width: int, *, year: bool = False) -> list[Line]:
    backlog, days = shown.forecast
    pairs = [
        (f"{backlog:,}", "backlog"),
        (f"{days[0]:,}", "due today"),
        (f"{days[1]:,}", "tomorrow"),
        (f"{sum(days[1:8]):,}", "in 7 days"),
        (f"{sum(days[1 : _MONTH + 1]):,}", "in 30 days"),
    ]
    return figure_lines([*pairs, (f"{sum(days[1:]):,}", "in a year")] if year else pairs, width)


def _due_in_a_month(shown: Statistics, width: int, height: int) -> list[Line]:
    days = shown.forecast.days[: _MONTH + 1]
    labels = [*date_labels(shown.day, len(days), 1)]
    labels[0] = "today"
    title = heading("Due in 30 days", f"{sum(days[1:]) / _MONTH:,.0f} a day", width)
    return [*title, *_due_columns(shown.forecast.backlog, days, labels, width, height)]


def _due_in_a_year(shown: Statistics, width: int, height: int) -> list[Line]:
    backlog, days = shown.forecast
    weeks, size = sum_neighbours(days, len(days) // _WEEK + 1)
    span = "week"
    if len(weeks) + 1 > width - 2 - len(abbreviate_number(round_top(max(backlog, *weeks)))):
        weeks, size = sum_neighbours(days, len(days) // (2 * _WEEK) + 1)
        span = "fortnight"
    each = f"{sum(days[1:]) / (len(days) - 1):,.0f} a day; a column is a {span}"
    labels = date_labels(shown.day, len(weeks), size)
    title = heading("Due in 365 days", each, width)
    return [*title, *_due_columns(backlog, weeks, labels, width, height)]


def _due_columns(backlog: int, coming: Sequence[float], labels: Sequence[str], width: int, height: int) -> list[Line]:
    """Columns of the cards coming due, the backlog before them."""
    return draw_columns(
        [backlog, *coming],
        width,
        max(3, min(_HIGHEST, height)),
        labels=["late" if backlog else "", *labels],
        levels=[BAD, *[BAR] * len(coming)],
    )


def _forecast_json(shown: Statistics) -> dict[str, Any]:
    return {"forecast": {"backlog": shown.forecast.backlog, "days": list(shown.forecast.days)}}


SECTIONS = (
    Section(
        name="cards",
        title="Cards",
        page="Cards",
        about="what state the cards are in, and their intervals, stability, difficulty and recall",
        draw=cards,
        to_json=_cards_json,
        shows_new=True,
        ways=(Way("all", cards_and_spreads),),
    ),
    Section(
        name="calendar",
        title="Calendar",
        page="Today",
        about="today's answers, the days in a row, and a calendar of the year",
        draw=calendar,
        to_json=_calendar_json,
    ),
    Section(
        name="forecast",
        title="Forecast",
        page="Due",
        about="how many cards come due in the next days",
        draw=forecast,
        to_json=_forecast_json,
        ways=(Way("30 days", forecast_of_a_month), Way("365 days", forecast_of_a_year)),
    ),
)
