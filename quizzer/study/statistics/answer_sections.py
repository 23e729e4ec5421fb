"""Sections about answers: true retention, buttons, time, hours."""

from __future__ import annotations

from typing import Any

from quizzer.core.schedule.study_days import date_of
from quizzer.core.wording import percent
from quizzer.plots.bars import Bar, draw_bar, draw_bars
from quizzer.plots.columns import draw_columns, draw_sparkline
from quizzer.plots.lines import BAD, BAR, LINE, QUIET, STRONG, Line, Run, line
from quizzer.plots.scale import abbreviate_number, round_top
from quizzer.study.statistics.figures import Day, Four, Hour, Passes, Statistics, TrueRetention
from quizzer.study.statistics.layout import (
    date_labels,
    figure_lines,
    heading,
    sentence,
    short_duration,
    stacked,
)
from quizzer.study.statistics.section import Section

_PERIODS = {
    "today": "Today", "yesterday": "Yesterday", "week": "Week", "month": "Month", "year": "Year", "all": "All",
}  # fmt: skip
_RATINGS = ("Again", "Hard", "Good", "Easy")
_FEW = 20  # answers within an hour under which its share says little
_HIGHEST = 12
_WIDEST_BARS = 90
_NO_ANSWER = "There is no answer in this time."


def retention(shown: Statistics, width: int, rows: int) -> list[Line]:
    """True retention as a table of young, firm and all cards, with a bar for all and, where it fits, the reviews."""
    cell = 15 if width >= 57 else 13 if width >= 50 else 9
    length = max(0, min(40, width - 11 - 3 * cell - 2))
    length = length if length >= 8 else 0
    names = "".join(f"{name:>{cell}}" for name in ("Young", "Firm", "All"))
    scale = f"  0%{'100%':>{length - 2}}" if length else ""
    table = [line((f"{'':11}{names}{scale}", QUIET))]
    table += [_retention_row(row, cell, length) for row in shown.retention]
    meaning = (
        "Of the answers to cards in review, those that were not Again, and how many answers there were. "
        "Young: the interval before was under 21 days; firm: 21 days or more."
    )
    return stacked([table, sentence(meaning, width)], rows)


def _retention_row(row: TrueRetention, cell: int, length: int) -> Line:
    parts = [Run(f"{_PERIODS[row.period]:11}")]
    reviews = min(8, cell - 6) if cell > 9 else 0  # a share takes six cells: 100.0%
    for passes in (row.young, row.mature, row.all):
        parts.append(Run(f"{percent(passes.share):>{cell - reviews}}", STRONG if passes.reviews else LINE))
        if reviews:
            parts.append(Run(f"{_number(passes.reviews, reviews - 1) if passes.reviews else '':>{reviews}}", QUIET))
    if length and row.all.share is not None:
        parts += [Run("  "), Run(draw_bar(row.all.share, 1, length), BAR)]
    return line(*parts)


def _number(count: int, room: int) -> str:
    """The count, in short where it takes more than ``room`` characters."""
    number = f"{count:,}"
    return number if len(number) <= room else abbreviate_number(count)


def _retention_json(shown: Statistics) -> dict[str, Any]:
    return {
        "retention": {
            row.period: {"young": _passes(row.young), "mature": _passes(row.mature), "all": _passes(row.all)}
            for row in shown.retention
        }
    }


def _passes(passes: Passes) -> dict[str, int]:
    return {"passes": passes.passes, "reviews": passes.reviews}


def buttons(shown: Statistics, width: int, rows: int) -> list[Line]:
    """Answers by button: bars where there is room for them, else a table."""
    groups = [("Learning", shown.buttons.learning), ("Young", shown.buttons.young), ("Firm", shown.buttons.mature)]
    digits = max(len(f"{count:,}") for _, four in groups for count in four)
    parts = [_button_bars(name, four, digits, min(width, _WIDEST_BARS)) for name, four in groups]
    if rows >= 17 and sum(map(len, parts)) <= rows:
        return stacked(parts, rows)
    return stacked([_button_table(groups, width), sentence("Right: all that were not Again.", width)], rows)


def _button_table(groups: list[tuple[str, Four]], width: int) -> list[Line]:
    cell = max(6, (width - 6) // 3)
    table = [line((f"{'':6}{''.join(f'{name:>{cell}}' for name, _ in groups)}", QUIET))]
    for at, button in enumerate(_RATINGS):
        parts: list[Run | tuple[str, str]] = [Run(f"{button:6}")]
        for _, four in groups:
            share = four[at] / sum(four) if sum(four) else None
            parts += [
                (f"{_number(four[at], cell - 6):>{cell - 5}}", STRONG if four[at] else LINE),
                (f"{percent(share):>5}", QUIET),
            ]
        table.append(line(*parts))
    table.append(line(("Right ", QUIET), "".join(f"{percent(_right(four).share):>{cell}}" for _, four in groups)))
    return table


def _right(four: Four) -> Passes:
    return Passes(sum(four[1:]), sum(four))


def _button_bars(name: str, four: Four, digits: int, width: int) -> list[Line]:
    total = sum(four)
    figures = f"{total:,} answers, {percent(_right(four).share)} not Again" if total else "no answers"
    rows = [
        Bar(
            button,
            count,
            f"{count:>{digits},} {percent(count / total if total else None):>5}",
            BAR if at else BAD,
        )
        for at, (button, count) in enumerate(zip(_RATINGS, four, strict=True))
    ]
    return [*heading(name, figures, width), *draw_bars(rows, width, most=max(1, total))]


def time(shown: Statistics, width: int, rows: int) -> list[Line]:
    """Minutes a day, and seconds an answer."""
    if not shown.days or shown.days[0].day > shown.day:  # a clock set back: all answers lie ahead
        return sentence(_NO_ANSWER, width)
    first = shown.days[0].day if shown.period is None else shown.day - shown.period + 1
    size = -(-(shown.day - first + 1) // max(1, min(width - 8, 100)))
    spans = _spans(shown.days, first, shown.day, size)
    minutes = [sum(day.took for day in span) / 60_000 / length for span, length in spans]
    seconds = [
        sum(day.took for day in span) / 1000 / sum(day.answers for day in span) if span else None for span, _ in spans
    ]
    known = [value for value in seconds if value is not None]
    pairs = [
        (short_duration(shown.took), "in all"),
        (short_duration(shown.took / len(shown.days)), "a day with answers"),
        (short_duration(shown.took / max(1, shown.answers)), "an answer"),
    ]
    each = "" if size == 1 else f"a column is {size} days, their mean"
    labels, height = date_labels(first, len(spans), size), max(3, min(_HIGHEST, rows - 10))
    return stacked(
        [
            figure_lines(pairs, width),
            [
                *heading("Minutes a day", each, width),
                *draw_columns(minutes, width, height, labels=labels, most=round_top(max(minutes))),
            ],
            [
                *heading("Seconds an answer", f"from {min(known):.1f} to {max(known):.1f}", width),
                draw_sparkline(seconds, width),
            ],
        ],
        rows,
    )


def _spans(days: tuple[Day, ...], first: int, last: int, size: int) -> list[tuple[list[Day], int]]:
    """Spans of ``size`` study days from the first day to the last: the days with answers, and the length in days."""
    spans: list[list[Day]] = [[] for _ in range(first, last + 1, size)]
    for day in days:
        if first <= day.day <= last:
            spans[(day.day - first) // size].append(day)
    return [(span, min(size, last + 1 - first - at * size)) for at, span in enumerate(spans)]


def _time_json(shown: Statistics) -> dict[str, Any]:
    return {
        "time": {
            "seconds": round(shown.took / 1000),
            "answers": shown.answers,
            "days": [
                {**day._asdict(), "day": date_of(day.day).isoformat(), "took": round(day.took / 1000)}
                for day in shown.days
            ],
        }
    }


def hours(shown: Statistics, width: int, rows: int) -> list[Line]:
    """Answers by hour of the day, and how many of them were right."""
    answered = [hour for hour in shown.hours if hour.answers]
    if not answered:
        return sentence(_NO_ANSWER, width)
    labels = [f"{hour.hour}" if hour.hour % 3 == 0 else "" for hour in shown.hours]
    height = min(_HIGHEST, max(3, rows - 5) if rows < 17 else max(4, (rows - 9) // 2))
    shares = [100 * _share(hour) if hour.answers else 0 for hour in shown.hours]
    return stacked(
        [
            figure_lines(_hour_figures(answered), width),
            [
                *heading("Answers by hour", f"{sum(hour.answers for hour in answered):,} answers", width),
                *draw_columns([hour.answers for hour in shown.hours], width, height, labels=labels),
            ],
            [
                *heading("Of them right, in percent", "not Again", width),
                *draw_columns(shares, width, height, labels=labels, most=100),
            ],
        ],
        rows,
    )


def _hour_figures(answered: list[Hour]) -> list[tuple[str, str]]:
    """The busiest hour and, of the hours with answers enough, the best and the worst."""
    pairs = [(_clock(max(answered, key=lambda hour: hour.answers)), "most answers")]
    many = [hour for hour in answered if hour.answers >= _FEW]
    if len(many) > 1:
        best, worst = max(many, key=_share), min(many, key=_share)
        pairs += [
            (f"{_clock(best)} {percent(_share(best))}", "most right"),
            (f"{_clock(worst)} {percent(_share(worst))}", "least"),
        ]
    return pairs


def _clock(hour: Hour) -> str:
    return f"{hour.hour:02}:00"


def _share(hour: Hour) -> float:
    return hour.passes / hour.answers


SECTIONS = (
    Section(
        name="retention",
        title="True retention",
        about="how many of your reviews were recalled, young and mature cards apart",
        draw=retention,
        to_json=_retention_json,
    ),
    Section(
        name="buttons",
        title="Buttons",
        about="how often you answered Again, Hard, Good and Easy",
        draw=buttons,
        to_json=lambda shown: {"buttons": {kind: list(four) for kind, four in shown.buttons._asdict().items()}},
        by_period=True,
    ),
    Section(
        name="time",
        title="Time",
        about="how long you learn a day, and how long an answer takes",
        draw=time,
        to_json=_time_json,
        by_period=True,
    ),
    Section(
        name="hours",
        title="Hours",
        about="at which hours you answer, and how well",
        draw=hours,
        to_json=lambda shown: {
            "hours": [{"answers": hour.answers, "passes": hour.passes} for hour in shown.hours],
        },
        by_period=True,
    ),
)
