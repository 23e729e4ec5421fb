"""The first day, drawn."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from quizzer.core.course.new_order import NewOrderName
from quizzer.core.safe_text import one_line
from quizzer.core.wording import WEEKDAYS, day_month
from quizzer.tui.home import devices
from quizzer.tui.home.first_day.choices import FirstDay
from quizzer.tui.home.hints import drafts_hint
from quizzer.tui.home.table import INDENT
from quizzer.tui.home.values import HomeView, layout_of
from quizzer.tui.home.view import foot_lines, indented, problem_lines, text_width, title_line
from quizzer.tui.kit.day_wording import about
from quizzer.tui.kit.painting.paint import (
    ACCENT_STRONG,
    EMPTY,
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

_ORDERS: dict[NewOrderName, tuple[str, str]] = {
    "foundations": ("Foundations first", "what the rest stands on, then the details"),
    "axes": ("Some axes first", "those ticked below, the others after them"),
    "files": ("As they stand", "level by level, all axes mixed"),
}
_NO_ADVICE = "Study material about an article, not medical advice."
_ARTICLE = "hormones and insulin resistance"
_NAMES = 20
_ASIDE = 4


@dataclass(frozen=True, slots=True)
class FirstView:
    """The content of the first screen on the first day.

    Attributes:
        view: The figures, and what all days have.
        first: What is chosen.
        about: What the cards are about, such as ``hormones and insulin resistance``; empty where nobody says.
        seconds: The time expected today.
    """

    view: HomeView
    first: FirstDay
    about: str
    seconds: int


def first_view(view: HomeView, first: FirstDay) -> FirstView:
    """What the first day shows for what is chosen so far."""
    home = view.home
    new = min(first.a_day, sum(due.cards - due.seen for due in home.axes))
    seconds = home.seconds * new // home.counts.new if home.counts.new else 0
    return FirstView(view, first, _ARTICLE if view.bundled else "", seconds)


def first_picture(shown: FirstView, width: int, height: int) -> Picture:
    """Draw the first day on a page of a given width and height."""
    layout = layout_of(width, height)
    narrow = layout == "narrow"
    wide = text_width(width, "narrow" if narrow else "normal")
    cards = sum(due.cards for due in shown.view.home.axes)
    what = f" about {shown.about}" if shown.about else ""
    welcome = f"Welcome. Here are {cards:,} cards{what}."
    gap = [] if narrow else [EMPTY]
    if narrow:
        date = f"{WEEKDAYS[shown.view.now.weekday()][:3]} {day_month(shown.view.now)}"
        date = devices.state(shown.view, wide - len(f"quizzer  Welcome. {cards:,} cards.") - devices.GAP) or date
        head = [
            spread(
                Content.assemble("quizzer  ", (f"Welcome. {cards:,} cards.", STRONG)), Content.styled(date, QUIET), wide
            )
        ]
    else:
        head = [title_line(shown.view, wide), EMPTY, Content.styled(welcome, STRONG)]
        head += [Content("Each comes back on the day you would be about to forget it."), EMPTY]
    head += [Content("Where would you like to begin?"), *gap]
    body, look = _choices(shown, wide, narrow=narrow)
    notes = [] if narrow else indented([EMPTY, *_notes(shown, wide), *problem_lines(shown.view, wide)])
    foot = foot_lines(shown.view, wide, _hints(shown.view, wide))
    if len(head) + len(body) + len(notes) + len(foot) > height:
        return Picture(tuple(indented(head)), (*body, *notes), tuple(foot), look, wide=wide + (2 if narrow else 4))
    return Picture(tuple(indented(head)), (*body, *notes), tuple(foot), wide=wide + (2 if narrow else 4))


def _choices(shown: FirstView, wide: int, *, narrow: bool) -> tuple[list[Line], int]:
    """Lines of everything that can be chosen, and the line with the mark."""
    first = shown.first
    lines = [_order(shown, place, wide) for place in range(len(first.orders))]
    gap = [] if narrow else [EMPTY]
    starts = len(lines) + len(gap)
    if first.axes:
        lines += [*gap, *(_axes(first, row, wide) for row in range(first.rows))]
    lines += [*gap, _number(shown, wide)]
    if first.at < first.first_axis:
        return lines, first.at
    number = first.on_axis
    return lines, len(lines) - 1 if number is None else starts + number % first.rows


def _marked(line: Line, *, marked: bool) -> Line:
    return Content.assemble(("▸ " if marked else "  ", ACCENT_STRONG), line)


def _order(shown: FirstView, place: int, wide: int) -> Line:
    first = shown.first
    order = first.orders[place]
    name, meaning = _ORDERS[order]
    if order == "foundations" and shown.about:
        meaning = "what a receptor is, what insulin does"
    marked = first.at == place
    line = Content.assemble(
        f"({'•' if first.order == order else ' '}) ",
        padded(Content.styled(name, STRONG if marked else ""), _NAMES),
        (meaning if len(meaning) <= wide - _NAMES - 4 else "", QUIET),
    )
    return clickable(_marked(padded(line, wide), marked=marked), f"choose:{place}")


def _axes(first: FirstDay, row: int, wide: int) -> Line:
    half = (wide - _ASIDE + INDENT) // 2
    cells = []
    for number in (row, row + first.rows):
        if number < len(first.axes):
            cells.append(_axis(first, number, half))
    return Content.assemble(" " * (_ASIDE - INDENT), *cells)


def _axis(first: FirstDay, number: int, room: int) -> Line:
    axis = first.axes[number]
    marked = first.on_axis == number
    names = min(max(cell_len(one_line(axis.label)) for axis in first.axes), 16)
    ticked, spans = axis.id in first.ticked, one_line(axis.spans)
    line = Content.assemble(
        ("▸ " if marked else "  ", ACCENT_STRONG),
        f"[{'x' if ticked else ' '}] ",
        padded(Content.styled(one_line(axis.label), STRONG if marked else ""), names),
        "  ",
        (spans if cell_len(spans) <= room - names - 8 else "", QUIET),
    )
    return clickable(padded(line, room), f"choose:{first.first_axis + number}")


def _number(shown: FirstView, wide: int) -> Line:
    first = shown.first
    marked = first.at == first.last
    name = "New cards a day  " if wide >= 70 else "New a day  "
    cells: list[Line] = [Content.styled(name, STRONG if marked else "")]
    for number in first.numbers:
        text = Content(f"({'•' if number == first.a_day else ' '}) {number}")
        cells += [Content("   ") if len(cells) > 1 else EMPTY, clickable(text, f"number:{number}")]
    line = Content.assemble(*cells)
    time = Content.styled(f"   {about(shown.seconds)} today", QUIET)
    if line.cell_length + time.cell_length <= wide:
        line = Content.assemble(line, time)
    return _marked(padded(line, wide), marked=marked)


def _notes(shown: FirstView, wide: int) -> list[Line]:
    key = shown.view.keys.get("home.import")
    own = f" Have you decks of your own? {key} takes them in." if key else ""
    text = f"What you do not know yet is asked again in a few minutes. All of this can be changed later.{own}"
    lines = list(wrapped(text, wide))
    return (
        [*lines, Content.styled("Study material about an article, not medical advice.", QUIET)]
        if shown.about
        else lines
    )


def _hints(view: HomeView, wide: int) -> Line:
    keys = view.keys
    pairs = [
        (keys.get("home.start", ""), "begin", "do:home.start"),
        (keys.get("move", ""), "move", "do:move"),
        ("Space", "choose", "do:choose"),
        *((keys.get(action, ""), label, f"do:{action}") for action, label in drafts_hint(view)),
        (keys.get("home.import", ""), "import", "do:home.import"),
        (keys.get("app.quit", ""), "quit", "do:app.quit"),
        (keys.get("app.help") or "F1", "all keys", "do:app.help"),
    ]
    return hint_line([pair for pair in pairs if pair[0]], wide)
