"""Pages of the statistics about answers: today and the year, true retention, buttons, time, hours."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from quizzer.core.schedule.study_days import date_of
from quizzer.core.wording import SHORT_MONTHS, plural, short_day_month
from quizzer.plots.bars import Bar, draw_bar, draw_bars
from quizzer.plots.calendar import draw_calendar
from quizzer.plots.columns import draw_columns, draw_sparkline
from quizzer.plots.lines import BAD, BAR
from quizzer.plots.scale import round_top
from quizzer.study.statistics.figures import Four, Hour, Passes, Statistics, TrueRetention
from quizzer.tui.kit import paint
from quizzer.tui.kit.paint import LINE, QUIET, STRONG, Line
from quizzer.tui.statistics.layout import figures, painted, percent, sentence, spent, stacked, titled

PERIODS = {
    "today": "Today", "yesterday": "Yesterday", "week": "Week", "month": "Month", "year": "Year", "all": "All",
}  # fmt: skip
BUTTONS = ("Again", "Hard", "Good", "Easy")
_FEW = 20  # answers within an hour, under which its share tells little
_HIGHEST = 12


def today(shown: Statistics, wide: int, room: int, _: int) -> list[Line]:
    """Today and the streak, and the year as a calendar."""
    now, streak = shown.retention[0].all, shown.streak
    last = shown.days[-1] if shown.days and shown.days[-1].day == shown.day else None
    pairs = [(f"{shown.year[-1]:,}", "answer today" if shown.year[-1] == 1 else "answers today")]
    if last is not None and last.took:
        pairs.append((spent(last.took), "spent"))
    if now.reviews:
        pairs.append((f"{now.passes:,} of {now.reviews:,}", "reviews recalled"))
    runs = [
        (plural(streak.current, "day"), "in a row"),
        (f"{streak.longest:,}", "the longest"),
        (f"{streak.days:,}", "with answers"),
    ]
    month = list(shown.year[-30:])
    height = max(3, min(8, room - 16))
    return stacked(
        [
            [*figures(pairs, wide), *figures(runs, wide)],
            painted(draw_calendar(shown.year, shown.day, wide)),
            [
                titled("Last 30 days", f"{sum(month):,} answers, {sum(month) / 30:,.0f} a day"),
                *painted(draw_columns(month, wide, height, labels=dates(shown.day - 29, 30, 1))),
            ],
        ],
        room,
    )


def retention(shown: Statistics, wide: int, room: int, _: int) -> list[Line]:
    """True retention as a table, young, mature and all, with a bar for all."""
    cell = 15 if wide >= 57 else 13
    length = max(0, min(40, wide - 11 - 3 * cell - 2))
    length = length if length >= 8 else 0
    names = "".join(f"{name:>{cell}}" for name in ("Young", "Mature", "All"))
    scale = f"0%{'100%':>{length - 2}}" if length else ""
    table = [Content.styled(f"{'':11}{names}  {scale}", QUIET)]
    table += [_retained(row, cell, length) for row in shown.retention]
    told = (
        "Of the answers to cards in review, those that were not Again, and how many answers there were. "
        "Young: the interval before was under 21 days; mature: 21 days or more."
    )
    return stacked([table, sentence(told, wide)], room)


def _retained(row: TrueRetention, cell: int, length: int) -> Line:
    parts: list[Content | str | tuple[str, str]] = [f"{PERIODS[row.period]:11}"]
    for passes in (row.young, row.mature, row.all):
        parts += [(f"{percent(passes.share):>{cell - 8}}", STRONG if passes.reviews else LINE)]
        parts += [(f"{passes.reviews or '':>8,}" if passes.reviews else " " * 8, QUIET)]
    if length and row.all.share is not None:
        parts += ["  ", (draw_bar(row.all.share, 1, length), paint.BAR)]
    return Content.assemble(*parts)


def buttons(shown: Statistics, wide: int, room: int, _: int) -> list[Line]:
    """Answers by button: bars where there is room for them, else a table."""
    groups = [("Learning", shown.buttons.learning), ("Young", shown.buttons.young), ("Mature", shown.buttons.mature)]
    digits = max(len(f"{count:,}") for _, four in groups for count in four)
    if room >= 17:
        return stacked([_bars(name, four, digits, min(wide, 90)) for name, four in groups], room)
    cell = (wide - 6) // 3
    table = [Content.styled(f"{'':6}{''.join(f'{name:>{cell}}' for name, _ in groups)}", QUIET)]
    for at, button in enumerate(BUTTONS):
        parts: list[Content | str | tuple[str, str]] = [f"{button:6}"]
        for _name, four in groups:
            share = four[at] / sum(four) if sum(four) else None
            parts += [(f"{four[at]:>{cell - 5},}", STRONG if four[at] else LINE), (f"{percent(share, 0):>5}", QUIET)]
        table.append(Content.assemble(*parts))
    table.append(
        Content.styled("Right ", QUIET) + "".join(f"{percent(_right(four).share):>{cell}}" for _, four in groups)
    )
    return stacked([table, sentence("Right: all that were not Again.", wide)], room)


def _right(four: Four) -> Passes:
    return Passes(sum(four[1:]), sum(four))


def _bars(name: str, four: Four, digits: int, wide: int) -> list[Line]:
    total = sum(four)
    title = titled(name, f"{total:,} answers, {percent(_right(four).share)} not Again" if total else "no answers")
    rows = [
        Bar(
            button,
            count,
            f"{count:>{digits},} {percent(count / total if total else None, 0):>5}",
            BAD if not at else BAR,
        )
        for at, (button, count) in enumerate(zip(BUTTONS, four, strict=True))
    ]
    return [title, *painted(draw_bars(rows, wide, most=max(1, total)))]


def time(shown: Statistics, wide: int, room: int, _: int) -> list[Line]:
    """Minutes a day, and seconds an answer."""
    if not shown.days:
        return sentence("There is no answer in this time.", wide)
    first = shown.days[0].day if shown.period is None else shown.day - shown.period + 1
    took, answers = ({day.day: value for day, value in zip(shown.days, values, strict=True)} for values in (
        [day.took for day in shown.days], [day.answers for day in shown.days]
    ))  # fmt: skip
    size = -(-(shown.day - first + 1) // max(1, min(wide - 8, 100)))
    begins = range(first, shown.day + 1, size)
    spans = [range(begin, min(begin + size, shown.day + 1)) for begin in begins]
    minutes = [sum(took.get(day, 0) for day in span) / 60_000 / len(span) for span in spans]
    counts = [sum(answers.get(day, 0) for day in span) for span in spans]
    seconds = [
        sum(took.get(day, 0) for day in span) / 1000 / count if count else None
        for span, count in zip(spans, counts, strict=True)
    ]
    pairs = [
        (spent(shown.took), "in all"),
        (spent(shown.took / len(shown.days)), "a day with answers"),
        (spent(shown.took / max(1, shown.answers)), "an answer"),
    ]
    each = "" if size == 1 else f"a column is {size} days, their mean"
    known = [value for value in seconds if value is not None]
    least, most = f"{min(known):.1f}", f"{max(known):.1f}"
    height = max(3, min(_HIGHEST, room - 10))
    labels = dates(first, len(spans), size)
    top = round_top(max(minutes))
    return stacked(
        [
            figures(pairs, wide),
            [titled("Minutes a day", each), *painted(draw_columns(minutes, wide, height, labels=labels, most=top))],
            [
                titled("Seconds an answer", f"from {least} to {most}"),
                *painted([draw_sparkline(seconds, wide)]),
            ],
        ],
        room,
    )


def hours(shown: Statistics, wide: int, room: int, _: int) -> list[Line]:
    """Answers by hour of the day, and how many of them were right."""
    told = [hour for hour in shown.hours if hour.answers]
    if not told:
        return sentence("There is no answer in this time.", wide)
    labels = [f"{hour.hour}" if hour.hour % 3 == 0 else "" for hour in shown.hours]
    busiest = max(told, key=lambda hour: hour.answers)
    pairs = [(clock(busiest), "most answers")]
    many = [hour for hour in told if hour.answers >= _FEW]
    if len(many) > 1:
        best, worst = max(many, key=_share), min(many, key=_share)
        pairs += [
            (f"{clock(best)} {percent(_share(best), 0)}", "most right"),
            (f"{clock(worst)} {percent(_share(worst), 0)}", "least"),
        ]
    small = room < 17
    height = max(3, room - 5) if small else max(4, (room - 9) // 2)
    height = min(_HIGHEST, height)
    counts = painted(draw_columns([hour.answers for hour in shown.hours], wide, height, labels=labels))
    shares = [100 * _share(hour) if hour.answers else 0 for hour in shown.hours]
    right = painted(draw_columns(shares, wide, height, labels=labels, most=100))
    return stacked(
        [
            figures(pairs, wide),
            [titled("Answers by hour", f"{sum(hour.answers for hour in told):,} answers"), *counts],
            [titled("Of them right, in percent", "not Again"), *right],
        ],
        room,
    )


def clock(hour: Hour) -> str:
    """An hour as a clock shows it."""
    return f"{hour.hour:02}:00"


def _share(hour: Hour) -> float:
    return hour.passes / hour.answers


def dates(first: int, count: int, size: int) -> Sequence[str]:
    """Labels for columns of so many days each: a date a week or two apart, or the months where there are many."""
    labels = [""] * count
    month = None
    for at in range(count):
        date = date_of(first + at * size)
        if count * size > 70:
            if month is not None and date.month != month:
                labels[at] = SHORT_MONTHS[date.month - 1]
            month = date.month
        elif at % max(1, 7 // size) == 0:
            labels[at] = short_day_month(date)
    return labels
