"""Sections about the collection as a whole: the cards by state, the year of answers, the cards coming due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quizzer.core.schedule.study_days import date_of
from quizzer.core.wording import plural
from quizzer.plots.bars import draw_shares
from quizzer.plots.calendar import draw_calendar
from quizzer.plots.columns import draw_columns
from quizzer.plots.lines import BAD, BAR, QUIET, STRONG, Line, line
from quizzer.plots.scale import abbreviate_number, round_top, sum_neighbours
from quizzer.plots.stacked import FILLINGS, draw_stacked
from quizzer.study.statistics.figures import Statistics
from quizzer.study.statistics.layout import (
    beside,
    date_labels,
    figure_lines,
    heading,
    month_labels,
    number_in_words,
    sentence,
    short_duration,
    stacked,
    width_of,
)
from quizzer.study.statistics.section import Section

_MONTH = 30
_SIDE = 16  # cells of the figures beside a picture
_NARROW = 44  # cells under which the figures have no room beside one
_WEEK = 7
_HIGHEST = 14


def cards(shown: Statistics, width: int, _rows: int) -> list[Line]:
    """Cards by state, and the leeches among them."""
    counts = shown.cards
    parts = (
        ("firm", counts.mature),
        ("young", counts.young),
        ("learning", counts.learning + counts.relearning),
        ("new", counts.new),
        ("suspended", counts.suspended),
        ("buried", counts.buried),
    )
    total = plural(counts.total, "card")
    leeches = plural(counts.leeches, "leech", "leeches")
    return [*heading(total, leeches, width), *draw_shares(parts, width)]


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
    pairs = [(f"{shown.year[-1]:,}" if shown.year[-1] else "no", f"answer{'s' * (shown.year[-1] > 1)} today")]
    if last is not None and last.took:
        pairs.append((short_duration(last.took), "spent"))
    if reviews.reviews:
        pairs.append((f"{reviews.passes:,} of {reviews.reviews:,}", "reviews remembered"))
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


def year(shown: Statistics, width: int, rows: int) -> list[Line]:
    """A calendar of the year; today's figures above it where there is room."""
    drawn = draw_calendar(shown.year, shown.day, width)
    words = line((year_in_words(shown), QUIET))
    if width_of(drawn[-1]) + 3 + width_of(words) <= width:
        blanks = " " * (width - width_of(drawn[-1]) - width_of(words))
        return [*drawn[:-1], line(*drawn[-1], blanks, *words)]
    return stacked([drawn, sentence(year_in_words(shown), width), _today(shown, width)], rows)


def year_numbers(shown: Statistics, width: int, _rows: int) -> list[Line]:
    """Today, and the year in words."""
    return [*_today(shown, width), *sentence(year_in_words(shown), width)]


def year_in_words(shown: Statistics) -> str:
    """The answers of the year and the days in a row, in words."""
    days = sum(map(bool, shown.year))
    streak = shown.streak
    row = f"{number_in_words(streak.current)} in a row, longest {number_in_words(streak.longest)}"
    return f"{plural(sum(shown.year), 'answer')} on {plural(days, 'day')}; {row}"


def coming(shown: Statistics, width: int, rows: int) -> list[Line]:
    """The next 30 days: reviews, new cards and what is carried over, one on another."""
    days = shown.coming
    if days is None:
        return forecast_of_a_month(shown, width, rows)
    if width < _NARROW:
        return coming_numbers(shown, width, rows)
    parts = [[day.due for day in days], [day.new for day in days], [day.carried for day in days]]
    plot = draw_stacked(parts, width - _SIDE - 1, max(2, rows - 2), labels=month_labels(shown.day + 1, len(days)))
    legend: list[Line] = []
    for (sign, level), (figure, words) in zip(FILLINGS, _coming_figures(shown), strict=True):
        if figure:
            legend.append(line((sign, level), " ", (figure, STRONG), (f" {words}", QUIET)))
    waits = [(), *sentence(waiting(shown), _SIDE)] if shown.waiting else []
    return beside(plot, [*legend, *waits], width - _SIDE - 1, gap=1)


def coming_numbers(shown: Statistics, width: int, _rows: int) -> list[Line]:
    """The figures of the next 30 days."""
    if shown.coming is None:
        return _due_figures(shown, width)
    tomorrow = shown.coming[0]
    pairs = [(f"{tomorrow.due:,} + {tomorrow.new:,}", "due and new tomorrow")]
    pairs += [pair for pair in _coming_figures(shown) if pair[0]]
    return [*figure_lines(pairs, width), *(sentence(f"{waiting(shown)}.", width) if shown.waiting else [])]


def _coming_figures(shown: Statistics) -> list[tuple[str, str]]:
    """Reviews in all, new cards a day, and what is carried over at the end; an empty figure where there is none."""
    days = shown.coming or ()
    new = sum(day.new for day in days)
    carried = days[-1].carried if days else 0
    each = bool(new) and days[0].new == days[-1].new
    return [
        (f"{sum(day.due for day in days):,}", "due"),
        ((f"{new / len(days):,.0f}" if each else f"{new:,}") if new else "", "new a day" if each else "new in all"),
        (f"{carried:,}" if carried else "", "carried over"),
    ]


def waiting(shown: Statistics) -> str:
    """Why more cards are due than the first screen asks."""
    return f"{shown.waiting:,} {'waits for its' if shown.waiting == 1 else 'wait for their'} sibling"


def forecast(shown: Statistics, width: int, rows: int) -> list[Line]:
    """Cards coming due: the figures, the next 30 days, and the next year by weeks."""
    height = (rows - 9) // 2
    figures = _due_figures(shown, width, year=True)
    month = _due_in_a_month(shown, width, height)
    if shown.coming is not None and width >= _NARROW:
        month = [*heading("Coming, next 30 days", "", width), *coming(shown, width, max(6, height + 2))]
    return stacked([figures, month, _due_in_a_year(shown, width, height)], rows)


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
    coming = (
        None
        if shown.coming is None
        else [{"due": day.due, "new": day.new, "carried": day.carried} for day in shown.coming]
    )
    figures = {"backlog": shown.forecast.backlog, "days": list(shown.forecast.days)}
    return {"forecast": {**figures, "coming": coming, "waiting_siblings": shown.waiting}}


SECTIONS = (
    Section(
        name="cards",
        title="Cards",
        about="what state the cards are in, and their intervals, stability, difficulty and recall",
        draw=cards,
        to_json=_cards_json,
        shows_new=True,
    ),
    Section(
        name="calendar",
        title="Calendar",
        about="today's answers, the days in a row, and a calendar of the year",
        draw=calendar,
        to_json=_calendar_json,
    ),
    Section(
        name="forecast",
        title="Forecast",
        about="how many cards come due in the next days",
        draw=forecast,
        to_json=_forecast_json,
    ),
)
