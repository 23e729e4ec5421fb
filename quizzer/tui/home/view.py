"""The home screen, drawn: the cards due today, the days to come, and one key to start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.cells import cell_len
from textual.content import Content

from quizzer.core.safe_text import one_line, plain
from quizzer.core.wording import WEEKDAYS, day_month, duration, plural
from quizzer.study.due.values import AxisDue, Home
from quizzer.tui.kit.painting.paint import (
    ACCENT,
    ACCENT_STRONG,
    BAR,
    EMPTY,
    LINE,
    QUIET,
    STRONG,
    WRONG,
    Line,
    Picture,
    big_number,
    clickable,
    column,
    columns_of,
    counts_line,
    hints,
    meter,
    padded,
    spread,
    wrapped,
)

SECONDS_A_CARD = 9
LEAST_TOP = 16


@dataclass(frozen=True, slots=True)
class HomeView:
    """The content of the home screen.

    Attributes:
        now: Local time, for the date and the greeting.
        next_at: Local time of the next card when nothing is due.
        folder: The folder of the user's own decks.
        keys: Key as shown for each action, by its id.
        notice: A sentence to show above the keys, or empty.
    """

    home: Home
    now: datetime
    next_at: datetime | None
    folder: str
    keys: dict[str, str]
    notice: str = ""


def greeting(hour: int) -> str:
    """Greet for an hour of the day."""
    if 4 <= hour < 12:
        return "Good morning"
    return "Good afternoon" if 12 <= hour < 18 else "Good evening"


def home_picture(view: HomeView, width: int, height: int) -> Picture:
    """Draw the home screen on a page of a given width and height."""
    wide = column(width)
    dense = height < 20
    home = view.home
    head = _title(view, wide, dense)
    foot = _foot(view, wide)
    parts: list[list[Line]] = [_today(view, wide, dense)]
    if home.axes:
        parts.append(_axes(home.axes, wide))
    if home.decks:
        parts.append(_days(home, wide, dense))
    if home.problems:
        text = f"! {plural(home.problems, 'problem')} in deck files; quizzer decks tells them."
        parts.append(list(wrapped(text, wide, WRONG)))
    rows = len(head) + len(foot) + sum(len(part) for part in parts)
    gap = 2 if rows + 2 * len(parts) <= height else 1
    body = [line for part in parts for line in (*part, *[EMPTY] * gap)]
    return Picture(tuple(head), tuple(body[:-gap]), tuple(foot))


def _title(view: HomeView, wide: int, dense: bool) -> list[Line]:
    date = f"{WEEKDAYS[view.now.weekday()]} {day_month(view.now)}"
    title = spread(Content.styled("quizzer", ACCENT_STRONG), Content.styled(date, QUIET), wide)
    return [title, EMPTY] if dense else [EMPTY, title, EMPTY]


def _today(view: HomeView, wide: int, dense: bool) -> list[Line]:
    home = view.home
    hello = Content.styled(f"{greeting(view.now.hour)}.", STRONG)
    if not home.decks:
        said = (
            f"There is no deck yet. Put a deck file (YAML) into {view.folder}"
            f" and press {view.keys.get('home.sync') or 'r'}, or take one in from Anki or elsewhere"
            f" with {view.keys.get('home.import') or 'i'}."
        )
        return [hello, *wrapped(plain(said), wide)]
    if not home.counts.total:
        return [hello, *wrapped(nothing_due(view), wide)]
    about = f"{plural(home.counts.total, 'card')} today, about {duration(home.counts.total * SECONDS_A_CARD)}"
    if dense:
        return [spread(hello, Content(about), wide), counts_line(home.counts)]
    beside = [hello, Content(about), counts_line(home.counts)]
    number = big_number(home.counts.total)
    return [Content.assemble((row, ACCENT), "   ", line) for row, line in zip(number, beside, strict=True)]


def nothing_due(view: HomeView) -> str:
    """Write the sentence that says when the next card comes."""
    done = "Nothing is due." if not view.home.answered_today else "All done for today."
    if view.next_at is None:
        return f"{done} No card is waiting."
    days = (view.next_at.date() - view.now.date()).days
    if days <= 0:
        when = f"at {view.next_at:%H:%M}"
    elif days == 1:
        when = "tomorrow"
    elif days < 7:
        when = f"on {WEEKDAYS[view.next_at.weekday()]}"
    else:
        when = f"on {day_month(view.next_at)}"
    return f"{done} The next card comes {when}."


def _axes(axes: Sequence[AxisDue], wide: int) -> list[Line]:
    """Draw a line for each axis: its name, its coverage, and its due cards in words."""
    digits = max(len(str(n)) for a in axes for n in (a.counts.new, a.counts.learning, a.counts.review))
    due_width = 3 * digits + len(" new   learning   review")
    seen_width = max(len(f"{a.seen} of {a.cards}") for a in axes)
    names = max(cell_len(one_line(a.axis.name)) for a in axes)
    with_bar = wide >= due_width + seen_width + 4 + 24
    room = wide - due_width - 2 - (seen_width + 2 if with_bar else 0)
    bar_width = min(24, max(8, room - names - 2)) if with_bar else 0
    name_width = max(4, room - bar_width - (2 if with_bar else 0))
    lines: list[Line] = []
    for due in axes:
        name = one_line(due.axis.name)
        if cell_len(name) > name_width:
            name = one_line(due.axis.id)
        parts: list[Content] = [padded(Content(name), name_width), Content("  ")]
        if with_bar:
            seen = f"{due.seen} of {due.cards}"
            parts += [meter(due.seen, due.cards, bar_width), Content.styled(f" {seen:>{seen_width}}   ", QUIET)]
        counts = due.counts
        for number, word in ((counts.new, " new  "), (counts.learning, " learning  "), (counts.review, " review")):
            parts.append(Content.assemble((f"{number:>{digits}}", STRONG if number else QUIET), (word, QUIET)))
        lines.append(clickable(Content.assemble(*parts), f"axis:{due.axis.id}"))
    return lines


def _days(home: Home, wide: int, dense: bool) -> list[Line]:
    """Draw the coming days beside the last ones."""
    cell = 5
    left = cell * len(home.forecast)
    right = min(len(home.activity), wide - left - 4)
    gone = home.activity[-right:] if right > 0 else ()
    names = [WEEKDAYS[(home.weekday + 1 + day) % 7][:3] for day in range(len(home.forecast))]
    lines: list[Line] = []
    if not dense:
        lines.append(_beside("Next days", f"Last {right} days", left, right, QUIET))
    coming = [day.due + day.new for day in home.forecast]
    ahead = columns_of(coming, 2, max(LEAST_TOP, *coming))
    past = columns_of(gone, 2, max(LEAST_TOP, *home.activity))
    for bars, before in zip(ahead, past, strict=True):
        upcoming = "".join(f"{bar.replace('·', ' ') * 2:>{cell - 1}} " for bar in bars)
        lines.append(_beside(upcoming, "".join(before), left, right, BAR))
    numbers = "".join(f"{number or '·':>{cell - 1}} " for number in coming)
    weekdays = "".join(f"{name:>{cell - 1}} " for name in names)
    streak = f"{plural(home.streak, 'day')} in a row" if home.streak else "No streak yet"
    today = f"{plural(home.answered_today, 'answer')} today" if home.answered_today else "none today"
    if home.seconds_today >= 60:
        today += f", {duration(home.seconds_today)}"
    lines.append(_beside(numbers, streak, left, right, STRONG))
    lines.append(_beside(weekdays, today, left, right, QUIET))
    return lines


def _beside(left: str, right: str, left_width: int, right_width: int, style: str) -> Line:
    line = padded(Content.styled(left, style), left_width)
    if right_width < 10:
        return line
    return Content.assemble(line, "    ", padded(Content.styled(right, style), right_width))


def _foot(view: HomeView, wide: int) -> list[Line]:
    """Draw the notice and the keys, those that start something first."""
    start = bool(view.home.counts.total)
    begin = [("home.ahead", "ahead"), ("home.more_new", "more new"), ("home.practice", "practise")]
    begin += [("home.undo", "undo"), ("home.quiz", "quiz")]
    rest = [("home.mastery", "mastery"), ("home.statistics", "statistics"), ("home.browse", "browse")]
    if view.home.drafts:
        rest.append(("home.triage", plural(view.home.drafts, "draft")))
    rest += [("app.help", "help"), ("app.quit", "quit")]
    groups = [
        [(view.keys[action], label, f"do:{action}") for action, label in group if view.keys.get(action)]
        for group in ([("home.start", "start"), *begin] if start else begin, rest)
    ]
    notice = list(wrapped(plain(view.notice), wide)) if view.notice else []
    keys = [line for place, group in enumerate(groups) for line in hints(group, wide, first=start and place == 0)]
    return [*notice, Content.styled("─" * wide, LINE), *keys]
