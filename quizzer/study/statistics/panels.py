"""The panels of the statistics in the app: one declaration of each, and those of its pictures that no section has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quizzer.core.mastery import wilson
from quizzer.core.schedule.study_days import date_of
from quizzer.core.wording import NONE, WEEKDAYS, percent, plural
from quizzer.plots.bars import Bar, draw_bars
from quizzer.plots.columns import draw_columns
from quizzer.plots.lines import BAD, BAR, LINE, QUIET, STRONG, Line, line
from quizzer.plots.scale import abbreviate_number
from quizzer.study.statistics import answer_sections, memory_sections, overview_sections, spread_sections
from quizzer.study.statistics.figures import Passes, Statistics
from quizzer.study.statistics.layout import beside, figure_lines, month_labels, sentence, stacked, width_of
from quizzer.study.statistics.section import Draw, Way

PAGES = ("Answers", "Memory", "Leeches")
LEECHES = "Leeches"
MONTH = 30
_NARROW = 44  # cells under which the figures have no room beside one
_FEW = 20  # answers within an hour under which its share says little
_WEEKS = 2  # from which a weekday can be the busiest
_ROWS = {None: "all", 30: "month", 365: "year"}  # of true retention, by period
_LONG = 1_000_000  # from which a number is written short
_RATINGS = ("Again", "Hard", "Good", "Easy")


class Panel(NamedTuple):
    """A panel.

    Attributes:
        title: What it shows, as the subject of a sentence.
        page: The index of its page in ``PAGES``.
        about: Its content, as the end of a sentence that begins “Here will be”.
        ways: How it can be shown, for the key that goes through them; at least one.
        numbers: Draws the numbers alone, for a terminal without room for a picture.
        by_period: Whether it is about the chosen period.
        shows_new: Whether it has something to show of cards that were never answered.
        needs_calibration: Whether it shows the calibration, which takes long to compute.
    """

    title: str
    page: int
    about: str
    ways: tuple[Way, ...]
    numbers: Draw
    by_period: bool = False
    shows_new: bool = False
    needs_calibration: bool = False


# Answers


def answers(shown: Statistics, width: int, rows: int) -> list[Line]:
    """The answers of the last 30 days, a column a day, with their figures beside."""
    if width < _NARROW:
        return answer_numbers(shown, width, rows)
    month = list(shown.year[-MONTH:])
    labels = month_labels(shown.day - MONTH + 1, MONTH)
    figures = _side(answer_figures(shown))
    room = width - max(map(width_of, figures)) - 1
    return beside(draw_columns(month, room, max(2, rows - 2), labels=labels), figures, room, gap=1)


def answer_numbers(shown: Statistics, width: int, _rows: int) -> list[Line]:
    """The figures of the last 30 days."""
    return figure_lines([(figure, words) for figure, words in answer_figures(shown) if figure], width)


def answer_figures(shown: Statistics) -> list[tuple[str, str]]:
    """What the last 30 days come to; an empty pair parts groups."""
    month = shown.year[-MONTH:]
    days = [day for day in shown.days if shown.day - day.day < MONTH]
    found = sum(day.answers for day in days)
    pairs = [(f"{sum(month):,}", "answer" if sum(month) == 1 else "answers"), (f"{sum(month) / MONTH:,.0f}", "a day")]
    if found:
        pairs += [("", ""), (f"{sum(day.took for day in days) / found / 1000:.0f} s", "an answer")]
    usual = [*_busiest_weekday(month, shown.day), *_best_hour(shown)]
    return [*pairs, *([("", ""), *usual] if usual else [])]


def _busiest_weekday(month: Sequence[int], day: int) -> list[tuple[str, str]]:
    if sum(map(bool, month)) < 7 * _WEEKS:
        return []
    sums, days = [0] * 7, [0] * 7
    for ago, found in enumerate(reversed(month)):
        weekday = date_of(day - ago).weekday()
        sums[weekday] += found
        days[weekday] += 1
    means = [total / number for total, number in zip(sums, days, strict=True)]
    most = max(range(7), key=means.__getitem__)
    return [(WEEKDAYS[most][:3], f"{means[most] / (sum(month) / len(month)):.1f}×")]


def _best_hour(shown: Statistics) -> list[tuple[str, str]]:
    many = [hour for hour in shown.hours if hour.answers >= _FEW]
    if len(many) < 2:
        return []
    best = max(many, key=lambda hour: hour.passes / hour.answers).hour
    return [("best", f"{best}–{(best + 1) % 24} h")]


def _side(pairs: Sequence[tuple[str, str]]) -> list[Line]:
    return [line((figure, STRONG), (f" {words}", QUIET)) if figure else () for figure, words in pairs]


# Remembered


def remembered(shown: Statistics, width: int, rows: int) -> list[Line]:
    """The share remembered of young and firm cards, with the range it lies in, and the ratings."""
    four = [sum(kind) for kind in zip(*shown.buttons, strict=True)]
    total = sum(four)
    bars = [
        Bar(name, number, f"{percent(number / total if total else None):>4}", BAR if at else BAD)
        for at, (name, number) in enumerate(zip(_RATINGS, four, strict=True))
    ]
    drawn = draw_bars(bars, min(width, 60), most=max(1, total))
    return stacked([remembered_numbers(shown, width, rows), drawn, _of_all(total, width)], rows)


def _of_all(total: int, width: int) -> list[Line]:
    return sentence(f"Ratings of {plural(total, 'answer')}; the shares are of reviews alone.", width)


def remembered_numbers(shown: Statistics, _width: int, _rows: int) -> list[Line]:
    """The table of shares and their ranges."""
    row = next(row for row in shown.retention if row.period == _ROWS.get(shown.period, "all"))
    lines = [line((f"{'':6}{'reviews':>8}{'remembered':>12}{'95% range':>12}", QUIET))]
    for name, passes in (("young", row.young), ("firm", row.mature), ("all", row.all)):
        lines.append(_share_row(name, passes))
    return lines


def _share_row(name: str, passes: Passes) -> Line:
    low, high = wilson(passes.passes, passes.reviews)
    reviews, between = NONE, NONE
    if passes.reviews:
        reviews = f"{passes.reviews:,}" if passes.reviews < _LONG else abbreviate_number(passes.reviews)
        between = f"{100 * low:.0f}–{100 * high:.0f}"
    return line(
        f"{name:6}{reviews:>8}",
        (f"{percent(passes.share):>12}", STRONG if passes.reviews else LINE),
        (f"{between:>12}", QUIET),
    )


# Memory


def cards_numbers(shown: Statistics, width: int, _rows: int) -> list[Line]:
    """The cards by state."""
    counts = shown.cards
    pairs = [
        (counts.mature, "firm"), (counts.young, "young"), (counts.learning + counts.relearning, "learning"),
        (counts.new, "new"), (counts.suspended, "suspended"), (counts.buried, "buried"),
    ]  # fmt: skip
    return figure_lines([(f"{number:,}", words) for number, words in pairs if number], width)


def stability_numbers(shown: Statistics, width: int, _rows: int) -> list[Line]:
    """How long the cards last."""
    pairs = [(shown.stability.average, "days until 90% is known"), (shown.intervals.average, "days between answers")]
    return figure_lines([(f"{mean:,.0f}", f"{words}, on average") for mean, words in pairs if mean is not None], width)


def known_numbers(shown: Statistics, width: int, _rows: int) -> list[Line]:
    """How much of the cards met is known now."""
    return figure_lines([(percent(shown.recall.average), f"of {plural(sum(shown.recall.counts), 'card')} met")], width)


PANELS = (
    Panel(
        "The year",
        0,
        "a calendar of your answers",
        (Way("calendar", overview_sections.year),),
        overview_sections.year_numbers,
    ),
    Panel(
        "Answers, last 30 days",
        0,
        "how many answers you gave, and how long they took",
        (Way("answers", answers), Way("time", answer_sections.time), Way("hours", answer_sections.hours)),
        answer_numbers,
    ),
    Panel(
        "Coming, next 30 days",
        0,
        "how many cards come in the next days",
        (Way("30 days", overview_sections.coming), Way("year", overview_sections.forecast_of_a_year)),
        overview_sections.coming_numbers,
        shows_new=True,
    ),
    Panel(
        "Remembered",
        0,
        "how many of your reviews were remembered, of young and of firm cards",
        (Way("shares", remembered), Way("by time", answer_sections.retention), Way("ratings", answer_sections.buttons)),
        remembered_numbers,
        by_period=True,
    ),
    Panel(
        "Predicted and actual",
        0,
        "how well it was predicted what you remember",
        (Way("table", memory_sections.predicted), Way("diagonal", memory_sections.calibration)),
        memory_sections.predicted_numbers,
        by_period=True,
        needs_calibration=True,
    ),
    Panel("Cards", 1, "what state the cards are in", (Way("states", overview_sections.cards),), cards_numbers,
          shows_new=True),
    Panel(
        "How long cards last",
        1,
        "how long each card lasts in memory",
        (
            Way("stability", spread_sections.stability),
            Way("intervals", spread_sections.intervals),
            Way("difficulty", spread_sections.difficulty),
        ),
        stability_numbers,
    ),
    Panel("Known now", 1, "how likely you would recall each card now", (Way("known", spread_sections.recall),),
          known_numbers),
    Panel(LEECHES, 2, "the cards you forget most often", (Way("leeches", memory_sections.leeches),),
          memory_sections.leeches, by_period=True),
)  # fmt: skip
"""Every panel, in the order in which one goes through them."""
