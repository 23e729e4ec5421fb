"""The statistics, drawn: panels side by side where the terminal is wide, else one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from textual.content import Content

from quizzer.core.calibration import Evaluation
from quizzer.core.safe_text import one_line, plain
from quizzer.plots import lines as plot
from quizzer.plots.panel import draw_panel
from quizzer.study.statistics.figures import Statistics
from quizzer.study.statistics.layout import cut, sentence
from quizzer.study.statistics.panels import PAGES, PANELS, Panel
from quizzer.study.statistics.section import Draw
from quizzer.study.statistics.sections import absence_of, draw_lines
from quizzer.tui.kit.painting.paint import (
    CHOSEN,
    EMPTY,
    LINE,
    QUIET,
    STRONG,
    Line,
    Picture,
    clickable,
    hint_line,
    padded,
    spread,
    wrapped,
)
from quizzer.tui.kit.painting.plot_styles import paint_lines
from quizzer.tui.kit.work import WorkProgress

WIDEST = 194
_DASHBOARD = (110, 34)  # cells and rows from which panels stand side by side
_THREE = 180  # cells from which there are three in a row
_NUMBERS = (70, 20)  # cells and rows below which there are numbers alone
_STAGE = 44  # rows of a panel; more of a terminal are left empty
_GAP = 2
_DAYS = 10  # rows of the calendar above the panels, with the one below it
YEAR = 0


@dataclass(frozen=True, slots=True)
class StatisticsView:
    """What the statistics screen knows.

    Attributes:
        at: Index of the marked panel.
        ways: For each panel the index of the way it is shown in.
        is_full: Whether the marked panel is shown alone.
        filter: Which cards they are about, in words.
        period: Which days they are about, in words.
        hints: Key as shown, what it does, and what a click on it does; the first leads, and the last opens the help.
        statistics: The figures; None before they are there.
        calibration: The same of the predictions.
        work: How far the counting is, while it goes on.
        widen: How to see all cards again where there is a filter, as a sentence.
        notice: A sentence to show above the keys, or empty.
    """

    at: int
    ways: Sequence[int]
    filter: str
    period: str
    hints: tuple[tuple[str, str, str], ...]
    statistics: Statistics | None = None
    calibration: Evaluation | None = None
    is_full: bool = False
    work: WorkProgress | None = None
    widen: str = ""
    notice: str = ""


def is_dashboard(width: int, height: int) -> bool:
    """Whether panels are shown side by side on a page of this size, in cells and rows."""
    return width >= _DASHBOARD[0] and height >= _DASHBOARD[1]


def panels_beside(page: int, width: int) -> list[int]:
    """The indices of the panels that stand side by side on a page of the statistics."""
    found = [at for at, panel in enumerate(PANELS) if panel.page == page and at != YEAR]
    if width >= _THREE and page == 0:
        found += [at for at, panel in enumerate(PANELS) if panel.page == 1][: 6 - len(found)]
    return found


def statistics_picture(view: StatisticsView, width: int, height: int) -> Picture:
    """The statistics for a page of this size, in cells and rows."""
    dashboard = is_dashboard(width, height)
    wide = max(20, min(width - (2 if width < _NUMBERS[0] else 6), WIDEST))
    gap = [EMPTY] if height >= _NUMBERS[1] else []
    title = _tabs(view, wide) if dashboard else _title(view, wide)
    notice = list(wrapped(plain(view.notice), wide, STRONG)) if view.notice else []
    foot = [*notice, Content.styled("─" * wide, LINE), hint_line(view.hints, wide)]
    room = height - 1 - len(gap) - len(foot)
    if dashboard and not view.is_full and len(panels_beside(PANELS[view.at].page, width)) > 1:
        body = _panels(view, wide, room - 1, width)
    else:
        numbers = width < _NUMBERS[0] or height < _NUMBERS[1]
        body = paint_lines(_panel_lines(view, view.at, wide, max(4, min(room, _STAGE)), numbers=numbers))
    body = [line.truncate(wide, ellipsis=True) for line in body]
    body += [EMPTY] * (room - len(body))
    return Picture((title, *gap), tuple(body), tuple(foot), wide=wide)


# Titles


def _about(view: StatisticsView) -> str:
    return one_line(f"{view.filter}, {view.period}" if PANELS[view.at].by_period else view.filter)


def _tabs(view: StatisticsView, wide: int) -> Line:
    parts: list[Line] = [Content.styled("Statistics", STRONG), Content("    ")]
    for number, name in enumerate(PAGES):
        here = number == PANELS[view.at].page
        parts += [clickable(Content.styled(f" {number + 1} {name} ", CHOSEN if here else QUIET), f"page:{number}")]
        parts.append(Content(" "))
    alone = f"{PANELS[view.at].title}   " if view.is_full else ""
    return spread(Content.assemble(*parts), Content.styled(f"{alone}{_about(view)}", QUIET), wide)


def _title(view: StatisticsView, wide: int) -> Line:
    """The panel's title, what it is about, and which of all panels it is."""
    right = Content.styled(f"{view.at + 1} of {len(PANELS)}", QUIET)
    about = Content.styled(f"{_about(view)}   ", QUIET)
    title = Content.assemble(("Statistics   ", QUIET), (PANELS[view.at].title, STRONG))
    if title.cell_length + about.cell_length + right.cell_length + 2 <= wide:
        return spread(title, about + right, wide)
    return spread(Content.styled(PANELS[view.at].title, STRONG), right, wide)


# Panels


def _panels(view: StatisticsView, wide: int, room: int, width: int) -> list[Line]:
    """Panels in rows, on the first page below the calendar of the year."""
    page = PANELS[view.at].page
    body: list[Line] = []
    if page == PANELS[YEAR].page:
        body = [*paint_lines(_panel_lines(view, YEAR, wide, _DAYS - 1)), EMPTY]
        body += [EMPTY] * (_DAYS - len(body))
    shown = panels_beside(page, width)
    across = 3 if width >= _THREE and len(shown) > 3 else 2
    rows = [shown[at : at + across] for at in range(0, len(shown), across)]
    high = max(3, (room - len(body) - (len(rows) - 1)) // len(rows))
    for number, row in enumerate(rows):
        body += [EMPTY] if number else []
        body += _row(view, row, (wide - _GAP * (across - 1)) // across, high)
    return body


def _row(view: StatisticsView, row: Sequence[int], wide: int, high: int) -> list[Line]:
    boxes = [_box(view, at, wide, high) for at in row]
    gap = Content(" " * _GAP)
    return [gap.join(padded(line, wide) for line in lines) for lines in zip_longest(*boxes, fillvalue=EMPTY)]


def _box(view: StatisticsView, at: int, wide: int, high: int) -> list[Line]:
    inside = _panel_lines(view, at, wide - 4, high - 2)
    drawn = draw_panel(PANELS[at].title, inside, wide, high, marked=at == view.at)
    return [clickable(line, f"panel:{at}") for line in paint_lines(drawn)]


def _panel_lines(view: StatisticsView, at: int, wide: int, room: int, *, numbers: bool = False) -> list[plot.Line]:
    """The lines of one panel, or why there are none."""
    panel, shown = PANELS[at], view.statistics
    if shown is None:
        return _working(view, wide) if at in (view.at, YEAR) else []
    absence = absence_of(shown, shows_new=panel.shows_new)
    if absence:
        return sentence(f"{absence} Here will be {panel.about}.{view.widen}", wide)
    if panel.needs_calibration:
        if view.calibration is None:
            return _working(view, wide)
        shown = shown._replace(calibration=view.calibration)
    return draw_lines(_draw_of(panel, view.ways[at], numbers=numbers), shown, wide, room)


def _draw_of(panel: Panel, way: int, *, numbers: bool) -> Draw:
    return panel.numbers if numbers and not way else panel.ways[way].draw


def _working(view: StatisticsView, wide: int) -> list[plot.Line]:
    """How far the counting is; nothing at all where it takes no time worth telling."""
    if view.work is None:
        return []
    activity = cut(plot.line(one_line(view.work.activity)), wide)
    if not view.work.of:
        return [activity]
    filled = min(wide, round(wide * view.work.done / view.work.of))
    return [activity, plot.line(("━" * filled, plot.BAR), ("─" * (wide - filled), plot.LINE))]
