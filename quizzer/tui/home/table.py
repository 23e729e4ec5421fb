"""The rows of the first screen: the axes with their figures, and what else there is to start."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from quizzer.core.safe_text import one_line
from quizzer.core.wording import percent, plural
from quizzer.study.due.values import AxisDue, Home
from quizzer.tui.home.sentences import weekday_or_date
from quizzer.tui.home.values import FIRST_FEW, HomeView, Layout, Row
from quizzer.tui.kit.day_wording import about
from quizzer.tui.kit.painting.paint import ACCENT_STRONG, QUIET, STRONG, Line, clickable, meter, padded

INDENT = 2
"""Cells before every line, for the mark."""
ALL = "All axes"

_FIGURES = {"known": 6, "due": 9, "new": 10}
_NARROW_FIGURES = {"known": 8, "due": 7, "new": 7}
_NAMES = 16
_WIDE_NAMES = 12
_MOST_NAMES = 30
_LEAST_BAR = 8
_WIDE_TABLE = 70


class Columns(NamedTuple):
    """Cells of each column, names and bar first; 0 for one that is left out."""

    names: int
    spans: int
    bar: int
    known: int
    due: int
    new: int

    @property
    def width(self) -> int:
        """All of them."""
        return sum(self)


def columns(home: Home, layout: Layout, wide: int) -> Columns:
    """Choose the columns for a layout."""
    longest = max((cell_len(one_line(due.axis.label)) for due in home.axes), default=0) + 2
    if layout == "narrow":
        known, due, new = _NARROW_FIGURES.values()
        return Columns(max(4, wide - known - due - new), 0, 0, known, due, new)
    known, due, new = _FIGURES.values()
    if layout == "normal":
        names = min(max(_NAMES, longest), _MOST_NAMES)
        return Columns(names, 0, max(_LEAST_BAR, wide - names - known - due - new), known, due, new)
    names = min(max(_WIDE_NAMES, longest), _MOST_NAMES)
    spans = max((cell_len(one_line(due.axis.spans)) for due in home.axes), default=0)
    spans = min(spans + 2 if spans else 0, _WIDE_TABLE - names - known - due - new - _LEAST_BAR)
    return Columns(names, max(0, spans), max(_LEAST_BAR, _WIDE_TABLE - names - max(0, spans) - known - due - new),
                   known, due, new)  # fmt: skip


def header(view: HomeView, cells: Columns) -> Line:
    """Name the columns that have a figure."""
    first = cells.names + cells.spans + cells.bar
    due, new = ("", "today") if view.variant == "done" else ("due", "new")
    if view.variant == "done" and not view.gained:
        new = ""
    return Content.styled(f"{'':{first}}{'known':>{cells.known}}{due:>{cells.due}}{new:>{cells.new}}", QUIET)


def row_line(view: HomeView, place: int, cells: Columns) -> Line:
    """Draw a row, with the mark where it is."""
    row = view.rows[place]
    marked = place == view.mark
    if row.kind in ("all", "axis"):
        line = _axis(view, row, cells, marked=marked)
    else:
        line = _deed(view, row, cells.width, marked=marked)
    mark = Content.styled("▸ " if marked else "  ", ACCENT_STRONG)
    return clickable(Content.assemble(mark, line), f"row:{place}")


def _axis(view: HomeView, row: Row, cells: Columns, *, marked: bool) -> Line:
    due, home = row.due, view.home
    known = home.known if due is None else due.known
    parts = [padded(Content.styled(name_of(row), STRONG if marked else ""), cells.names)]
    if cells.spans:
        parts.append(padded(Content.styled(one_line(due.axis.spans) if due else "", QUIET), cells.spans - 1) + " ")
    if cells.bar:
        parts.append(meter(round(known * 1000), 1000, cells.bar))
    parts.append(Content(f"{share(known):>{cells.known}}{_figures(view, due, cells)}"))
    return Content.assemble(*parts)


def _figures(view: HomeView, due: AxisDue | None, cells: Columns) -> str:
    if view.variant == "done":
        gained = view.gained.get(due.axis.id if due else "", 0.0)
        points = round(gained * 100)
        return f"{'':{cells.due}}{f'{points:+}' if points else '':>{cells.new}}"
    counts = due.counts if due else view.home.counts
    due_now, new = (f"{number:,}" if number else "" for number in (counts.total - counts.new, counts.new))
    return f"{due_now:>{cells.due}}{new:>{cells.new}}"


def share(known: float) -> str:
    """A known share; empty for nothing."""
    text = percent(known, 0)
    return "" if text == percent(0.0, 0) else text


def name_of(row: Row) -> str:
    """The name of a row of an axis, or of all."""
    return ALL if row.due is None else one_line(row.due.axis.label)


def _deed(view: HomeView, row: Row, wide: int, *, marked: bool) -> Line:
    name, said = deed(view, row)
    names = 20 if view.variant == "return" else 32
    if cell_len(said) > wide - names:
        said = said.replace(", no new cards;", ",")
    style = STRONG if marked else ""
    if not said or wide < names + 20:
        return padded(Content.styled(name, style), wide)
    line = Content.assemble(padded(Content.styled(name, style), max(names, cell_len(name) + 2)), said)
    return padded(line, wide)


def deed(view: HomeView, row: Row) -> tuple[str, str]:
    """What a row does that is no axis, and what it means."""
    home, offer = view.home, view.offer
    match row.kind:
        case "gentle" if offer is not None:
            return "A gentle return", f"{offer.a_day} a day, no new cards; caught up {_caught_up(view)}"
        case "everything" if offer is not None:
            return "All of it", f"{plural(offer.cards, 'card')}, {about(offer.seconds)}"
        case "few":
            each = home.seconds / home.counts.total if home.counts.total else 0
            return f"{FIRST_FEW} to begin with".replace("10", "Ten"), f"{about(each * FIRST_FEW)}, then see"
        case "now":
            at = f"{view.next_at:%H:%M}" if view.next_at else "later"
            which = f"card of {at}" if view.home.come_back == 1 else f"first of the {view.home.come_back}"
            return f"take the {which} now", ""
        case "practise":
            which = "the one" if home.slipped == 1 else f"the {home.slipped}"
            return f"practise {which} that slipped today", ""
        case "more":
            cards, seconds, reviews = view.more
            after = f", {plural(reviews, 'more review')} tomorrow" if reviews else ""
            return f"meet {plural(cards, 'more new card')}", f"{about(seconds)}{after}"
        case _:
            return "take a quiz", "questions over all axes"


def _caught_up(view: HomeView) -> str:
    return f"on {weekday_or_date(view.home, view.offer.until if view.offer else view.home.today)}"


def short_minutes(seconds: int) -> int:
    """An expected time in whole minutes, at least one."""
    return max(1, round(seconds / 60))
