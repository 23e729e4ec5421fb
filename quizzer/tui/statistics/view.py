"""The statistics: pages of figures, their titles on top."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from quizzer.core.calibration import Evaluation
from quizzer.core.safe_text import one_line, plain
from quizzer.study.statistics.figures import Statistics
from quizzer.study.statistics.sections import absence_of, draw_lines
from quizzer.tui.kit.painting.paint import (
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
from quizzer.tui.kit.painting.plot_styles import paint_lines
from quizzer.tui.kit.work import WorkProgress
from quizzer.tui.statistics.pages import PAGES, StatisticsPage

DENSE = 18
WIDEST = 130
STAGE = 34  # rows of a page, more of a terminal are left empty


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
    short = [title if place == at else title[:1] for place, title in enumerate(numbered)]
    texts, gap = next(
        ((texts, gap) for texts, gap in ((numbered, 1), (names, 0)) if sum(len(t) + 2 + gap for t in texts) <= wide),
        (short, 1),
    )
    row = EMPTY
    for place, text in enumerate(texts):
        item = Content.styled(f" {text} ", CHOSEN if place == at else QUIET)
        row = Content.assemble(row, clickable(item, f"page:{place}"), " " * gap)
    return row.truncate(wide)


def _body(view: StatisticsView, page: StatisticsPage, wide: int, room: int) -> list[Line]:
    shown = view.statistics
    if shown is None:
        return _working(view, wide)
    absence = absence_of(shown, shows_new=page.shows_new)
    if absence:
        return list(wrapped(f"{absence} Here will be {page.about}.{view.widen}", wide))
    if page.needs_calibration:
        if view.calibration is None:
            return _working(view, wide)
        shown = shown._replace(calibration=view.calibration)
    return paint_lines(draw_lines(page.ways[view.way].draw, shown, wide, room))


def _working(view: StatisticsView, wide: int) -> list[Line]:
    """How far the counting is; nothing at all where it takes no time worth telling."""
    if view.work is None:
        return []
    activity = Content(one_line(view.work.activity)).truncate(wide, ellipsis=True)
    return [activity, meter(view.work.done, view.work.of, wide)] if view.work.of else [activity]
