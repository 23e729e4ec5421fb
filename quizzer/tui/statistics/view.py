"""The statistics: pages of figures, their titles on top."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from textual.content import Content

from quizzer.core.calibration import Evaluation
from quizzer.core.safe_text import one_line, plain
from quizzer.study.statistics.figures import Statistics
from quizzer.tui.kit.paint import (
    ACCENT_STRONG,
    CHOSEN,
    EMPTY,
    LINE,
    QUIET,
    STRONG,
    Line,
    Picture,
    clickable,
    hints,
    meter,
    spread,
    wrapped,
)
from quizzer.tui.kit.work import WorkProgress
from quizzer.tui.statistics import answer_pages as answers
from quizzer.tui.statistics import card_pages as cards

DENSE = 18
WIDEST = 130
STAGE = 34  # rows of a page, more of a terminal are left empty


class PageOf(NamedTuple):
    """A page.

    Attributes:
        title: A word for the row of titles.
        about: What it shows, continuing “Here will be”.
        draw: Draws it from the figures, on so many cells and rows, in one of its ways; None for the calibration.
        by_period: Whether it is about the chosen period.
        ways: What there is to look at on it, for the key that goes through it; nothing when there is but one.
        new: Whether it says something of cards that were never answered.
    """

    title: str
    about: str
    draw: Callable[[Statistics, int, int, int], list[Line]] | None
    by_period: bool = False
    ways: tuple[str, ...] = ()
    new: bool = False


PAGES = (
    PageOf("Today", "today's answers, the days in a row, and a calendar of the year", answers.today),
    PageOf("Due", "how many cards come due in the next days", cards.forecast, ways=("30 days", "365 days")),
    PageOf("Retention", "how many of your reviews were recalled, young and mature cards apart", answers.retention),
    PageOf("Buttons", "how often you answered Again, Hard, Good and Easy", answers.buttons, by_period=True),
    PageOf("Time", "how long you learn a day, and how long an answer takes", answers.time, by_period=True),
    PageOf("Hours", "at which hours you answer, and how well", answers.hours, by_period=True),
    PageOf(
        "Cards",
        "what state the cards are in, and their intervals, stability, difficulty and recall",
        cards.cards,
        ways=("all", "intervals", "stability", "difficulty", "recall"),
        new=True,
    ),
    PageOf("Calibration", "how well your recall was predicted", None, by_period=True),
    PageOf("Leeches", "the cards you forget most often", cards.troubles, by_period=True),
)
CALIBRATION = 7


@dataclass(frozen=True, slots=True)
class StatisticsView:
    """What the statistics screen knows.

    Attributes:
        at: Index of the page.
        way: Which of its ways it is shown in.
        filter: Which cards it is about, in words.
        period: Which days it is about, in words.
        hints: Key as shown, what it does, and what a click on it does.
        statistics: The figures; None before they are there.
        calibration: The same of the predictions.
        work: How far the counting is, while it goes on.
        widen: How to see all cards again where there is a filter, as a sentence.
        notice: A sentence to show above the keys, or empty.
    """

    at: int
    way: int
    filter: str
    period: str
    hints: tuple[tuple[str, str, str], ...]
    statistics: Statistics | None = None
    calibration: Evaluation | None = None
    work: WorkProgress | None = None
    widen: str = ""
    notice: str = ""


def statistics_picture(view: StatisticsView, width: int, height: int) -> Picture:
    """The statistics for a page of so many cells."""
    wide = max(20, min(width - (2 if width < 70 else 6), WIDEST))
    dense = height < DENSE
    page = PAGES[view.at]
    about = f"{view.filter}, {view.period}" if page.by_period else view.filter
    title = spread(Content.styled("Statistics", ACCENT_STRONG), Content.styled(one_line(about), QUIET), wide)
    head = [title, _titles(view.at, wide)] if dense else [EMPTY, title, _titles(view.at, wide), EMPTY]
    notice = list(wrapped(plain(view.notice), wide, STRONG)) if view.notice else []
    foot = [*notice, Content.styled("─" * wide, LINE), *hints(view.hints, wide)]
    body = _body(view, page, wide, max(4, min(height, STAGE) - len(head) - len(foot)))
    body = [line.truncate(wide, ellipsis=True) for line in body]
    return Picture(tuple(head), tuple(body), tuple(foot), wide=wide)


def _titles(at: int, wide: int) -> Line:
    """The titles with their numbers; with less room without, or the numbers alone but for the page in front."""
    numbered = [f"{number} {page.title}" for number, page in enumerate(PAGES, 1)]
    names = [page.title for page in PAGES]
    short = [told if place == at else told[:1] for place, told in enumerate(numbered)]
    texts, gap = next(
        ((texts, gap) for texts, gap in ((numbered, 1), (names, 0)) if sum(len(t) + 2 + gap for t in texts) <= wide),
        (short, 1),
    )
    row = EMPTY
    for place, text in enumerate(texts):
        item = Content.styled(f" {text} ", CHOSEN if place == at else QUIET)
        row = Content.assemble(row, clickable(item, f"page:{place}"), " " * gap)
    return row.truncate(wide)


def _body(view: StatisticsView, page: PageOf, wide: int, room: int) -> list[Line]:
    shown = view.statistics
    if shown is None:
        return _working(view, wide)
    if not shown.cards.total:
        return list(wrapped(f"There is no card yet. Here will be {page.about}.{view.widen}", wide))
    if not shown.streak.days and not page.new:
        return list(wrapped(f"No card has been answered yet. Here will be {page.about}.{view.widen}", wide))
    if page.draw is not None:
        return page.draw(shown, wide, room, view.way)
    return _working(view, wide) if view.calibration is None else cards.predicted(view.calibration, wide, room, 0)


def _working(view: StatisticsView, wide: int) -> list[Line]:
    """How far the counting is; nothing at all where it takes no time worth telling."""
    if view.work is None:
        return []
    told = Content(one_line(view.work.activity)).truncate(wide, ellipsis=True)
    return [told, meter(view.work.done, view.work.of, wide)] if view.work.of else [told]
