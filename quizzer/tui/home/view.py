"""The first screen, drawn: the day's number, the rows to start from, and the days to come, in three layouts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from textual.content import Content

from quizzer.core.safe_text import one_line, plain
from quizzer.core.wording import WEEKDAYS, day_month, plural, short_day_month
from quizzer.study.due.values import Home
from quizzer.tui.home import ahead, devices, sentences
from quizzer.tui.home.hints import hints_line
from quizzer.tui.home.table import INDENT, columns, header, row_line
from quizzer.tui.home.values import HomeView, Layout, layout_of
from quizzer.tui.kit import day_wording as wording
from quizzer.tui.kit.painting.paint import (
    ACCENT,
    EMPTY,
    LINE,
    QUIET,
    STRONG,
    WRONG,
    Line,
    Picture,
    big_number,
    padded,
    spread,
    wrapped,
)

_NUMBER_GAP = 3
_WIDEST, _WIDE_MOST, _WIDE_ROWS = 84, 114, 40
_LEAST_ROWS = 3
_SIDE = 5
_LAST_DAYS = 39


def text_width(width: int, layout: Layout) -> int:
    """Cells of a line of text in a layout, the mark before it not counted."""
    margin = INDENT + 1
    if layout == "narrow":
        return max(10, min(width - margin, _WIDEST))
    return min(width - 2 * margin, _WIDE_MOST if layout == "wide" else _WIDEST)


def home_picture(view: HomeView, width: int, height: int) -> Picture:
    """Draw the first screen on a page of a given width and height."""
    layout = layout_of(width, height)
    if layout == "wide" and view.variant != "usual":
        layout = "normal"
    wide = text_width(width, layout)
    picture = _wide(view, wide, height) if layout == "wide" else None
    if picture is None:
        layout = "narrow" if layout == "narrow" else "normal"
        wide = text_width(width, layout)
        picture = _narrow(view, wide, height) if layout == "narrow" else _normal(view, wide, height)
    return Picture(picture.head, picture.body, picture.foot, picture.look, wide=wide + (2 if layout == "narrow" else 4))


def indented(lines: Sequence[Line]) -> list[Line]:
    """Leave the cells of the mark free before lines."""
    return [Content(" " * INDENT) + line if line else EMPTY for line in lines]


# Parts


def title_line(view: HomeView, wide: int) -> Line:
    """Draw the name of the program, how this home stands with other devices, and the date."""
    date = f"{WEEKDAYS[view.now.weekday()]} {day_month(view.now)}"
    state = devices.state(view, wide - len(f"quizzer{date}") - 2 * devices.GAP)
    right = f"{state}{' ' * devices.GAP}{date}" if state else date
    return spread(Content.styled("quizzer", STRONG), Content.styled(right, QUIET), wide)


def _said(view: HomeView, wide: int) -> list[Line]:
    """The sentences at the head, beside the day's number where there is one."""
    home = view.home
    if view.variant == "empty":
        hello = Content.styled(f"{sentences.greeting(view.now.hour)}.", STRONG)
        return [hello, *wrapped(plain(_no_deck(view)), wide)]
    if view.variant == "done":
        first, *others = sentences.done(view)
        return [Content.styled(first, STRONG), *wrapped(" ".join(others), wide)]
    number = view.offer.cards if view.offer else home.counts.total
    digits = big_number(number)
    room = wide - len(digits[0]) - _NUMBER_GAP
    if view.offer:
        said = sentences.welcome_back(view, number)
    else:
        said = [sentences.hello(view, room), sentences.today(home, room), sentences.made_of(home, room)]
    lines = [Content.styled(said[0], STRONG), *map(Content, said[1:])]
    gap = " " * _NUMBER_GAP
    return [padded(Content.assemble((row, ACCENT), gap, line), wide) for row, line in zip(digits, lines, strict=True)]


def _no_deck(view: HomeView) -> str:
    return (
        f"There is no deck yet. Put a deck file (YAML) into {view.folder}"
        f" and press {view.keys.get('home.sync') or 'r'}, or take one in from Anki or elsewhere"
        f" with {view.keys.get('home.import') or 'i'}."
    )


def foot_lines(view: HomeView, wide: int, hints: Line, *, roomy: bool = False) -> list[Line]:
    """Draw the notice, the rule and the hints.

    Args:
        roomy: Whether there is a line for the notice; else it takes the place of the rule.
    """
    rule = Content.styled("─" * wide, LINE)
    if not view.notice:
        return indented([rule, hints])
    notice = Content(one_line(view.notice)).truncate(wide, ellipsis=True)
    return indented([notice, rule, hints] if roomy else [notice, hints])


def _foot(view: HomeView, wide: int, *, minutes: bool, roomy: bool) -> list[Line]:
    return foot_lines(view, wide, hints_line(view, wide, minutes=minutes), roomy=roomy)


def problem_lines(view: HomeView, wide: int) -> list[Line]:
    """Draw the sentence about problems in deck files, about a sync that failed, or about changes of the decks."""
    if view.problem:
        return [Content.styled(view.problem, WRONG).truncate(wide, ellipsis=True)]
    if trouble := devices.trouble(view, wide):
        return [Content.styled(trouble, QUIET)]
    return [Content(view.news).truncate(wide, ellipsis=True)] if view.news else []


def _rows(view: HomeView, layout: Layout, wide: int) -> tuple[Line, list[Line], int | None]:
    """The header, the rows, and the line of the marked one.

    Where the day begins with other choices than the axes, these stand apart from them.
    """
    cells = columns(view.home, layout, wide)
    top = Content(" " * INDENT) + header(view, cells)
    lines: list[Line] = []
    look: int | None = None
    apart = layout != "narrow"
    before = "axis"
    for place, row in enumerate(view.rows):
        kind = "axis" if row.kind in ("all", "axis") else "deed"
        if place and kind != before:
            lines += [EMPTY] if apart else []
            if kind == "axis":
                lines.append(top)
            elif apart:
                lines.append(Content.styled(" " * INDENT + "If you would like more", QUIET))
        before = kind
        look = len(lines) if place == view.mark else look
        lines.append(row_line(view, place, cells))
    return top, lines, look


# Layouts


def _normal(view: HomeView, wide: int, height: int) -> Picture:
    top, rows, look = _rows(view, "normal", wide)
    head = indented([title_line(view, wide), EMPTY, *_said(view, wide)])
    if view.variant != "done":
        head.append(EMPTY)
    if view.variant in ("usual", "done"):
        head.append(top)
    below = _below(view, wide)
    foot = _foot(view, wide, minutes=False, roomy=False)
    if len(head) + len(rows) + len(below) + len(foot) < height:
        foot = _foot(view, wide, minutes=False, roomy=True)
    if len(head) + len(rows) + len(below) + len(foot) <= height:
        return Picture(tuple(head), (*rows, *below), tuple(foot))
    while below and height - len(head) - len(below) - len(foot) < min(len(rows), _LEAST_ROWS):
        below = below[:-1]
    return Picture(tuple(head), tuple(rows), (*below, *foot), look)


def _below(view: HomeView, wide: int) -> list[Line]:
    """What stands under the rows: problems, the coming days, the last ones; the streak on a day that is done."""
    problem = problem_lines(view, wide) or [EMPTY]
    if view.variant == "empty":
        return indented([EMPTY, *problem])
    if view.variant == "done":
        run = wording.streak(view.home, full=True) if view.home.answered_today else ""
        return indented([*problem, Content(run)] if run else problem)
    if view.offer:
        return indented([*problem, *ahead.table_of_return(view.home, view.offer, wide)])
    return indented([*problem, *ahead.days_ahead(view.home, wide)])


def _narrow(view: HomeView, wide: int, height: int) -> Picture:
    top, rows, look = _rows(view, "narrow", wide)
    home = view.home
    tops = [] if view.offer else [top]
    if view.variant == "empty":
        lines = [*_said(view, wide), *problem_lines(view, wide), *_state_line(view, "", wide)]
        return Picture(tuple(indented(lines)), (), tuple(_foot(view, wide, minutes=True, roomy=False)))
    if view.variant == "done":
        first, *others = sentences.done(view)
        first = first if len(first) <= wide else f"{first.partition(', ')[0]}."
        head = [Content.styled(first, STRONG), *map(Content, others)]
    elif view.offer:
        head = [Content.styled(f"Welcome back. {plural(view.offer.cards, 'card')} have come due.", STRONG)]
    else:
        date = f"{WEEKDAYS[view.now.weekday()][:3]} {short_day_month(view.now)}"
        said = sentences.today(home, wide - len(date) - 12)
        title = Content.assemble("quizzer  ", (said, STRONG))
        head = [spread(title, Content.styled(date, QUIET), wide)]
    tomorrow = "" if view.variant == "done" else _tomorrow(home)
    below = indented([*problem_lines(view, wide), *_state_line(view, tomorrow, wide)])
    foot = _foot(view, wide, minutes=True, roomy=False)
    full = [*indented(head), *tops]
    if len(full) + len(rows) + len(below) + len(foot) > height and height < 10:
        below = []
    return Picture(tuple(full), tuple(rows), (*below, *foot), look)


def _state_line(view: HomeView, tomorrow: str, wide: int) -> list[Line]:
    """What the next day brings, beside how this home stands with other devices; no line for neither."""
    state = devices.state(view, wide - len(tomorrow) - devices.GAP)
    return [spread(Content(tomorrow), Content.styled(state, QUIET), wide)] if tomorrow or state else []


def _tomorrow(home: Home) -> str:
    day = home.forecast[0] if home.forecast else None
    if day is None or not day.due + day.new:
        return "Tomorrow nothing is due."
    return f"Tomorrow {day.due} + {day.new} new" if day.new else f"Tomorrow {day.due}"


def _wide(view: HomeView, wide: int, height: int) -> Picture | None:
    """Draw rows and days beside each other; None where the rows do not fit."""
    cells = columns(view.home, "wide", wide)
    rows = [Content(" " * INDENT) + header(view, cells), *(row_line(view, at, cells) for at in range(len(view.rows)))]
    side = ahead.table_ahead(view.home)
    left = INDENT + cells.width + _SIDE
    top = [
        Content.assemble(padded(one, left), other) if other else one
        for one, other in zip_longest(rows, side, fillvalue=EMPTY)
    ]
    head = indented([title_line(view, wide), EMPTY, *_said(view, wide), EMPTY, EMPTY])
    parts = [*head, *top, EMPTY, *indented(_wide_below(view, wide))]
    foot = _foot(view, wide, minutes=True, roomy=True)
    spare = min(height, _WIDE_ROWS) - len(parts) - len(foot)
    if spare < 0:
        return None
    above = (spare + 2) // 3
    return Picture((), (*[EMPTY] * above, *parts, *[EMPTY] * (spare - above)), tuple(foot))


def _wide_below(view: HomeView, wide: int) -> list[Line]:
    home = view.home
    room = wide - _LAST_DAYS - _SIDE
    decks = [
        Content.styled("Decks", QUIET),
        Content(f"{plural(home.decks, 'deck')}, {plural(sum(due.cards for due in home.axes), 'card')}"),
        *problem_lines(view, wide if home.goals else room),
    ]
    last = ahead.wide_last_days(home, _LAST_DAYS)
    left = ahead.wide_goals(home, room) or [decks[0], Content.styled("─" * room, LINE), *decks[1:]]
    beside = [
        Content.assemble(padded(one, room + _SIDE), other) if other else one
        for one, other in zip_longest(left, last, fillvalue=EMPTY)
    ]
    return [*beside, EMPTY, *decks] if home.goals else beside
