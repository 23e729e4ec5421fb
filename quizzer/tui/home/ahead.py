"""The days to come and the days behind on the first screen, and the goals."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from rich.cells import cell_len
from textual.content import Content

from quizzer.core.safe_text import one_line
from quizzer.core.wording import WEEKDAYS, day_month, percent, plural, short_day_month
from quizzer.study.due.values import DayForecast, GoalLine, Home
from quizzer.tui.home.values import Offer, date_of
from quizzer.tui.kit.painting.paint import (
    ACCENT,
    BAR,
    EMPTY,
    LINE,
    QUIET,
    STRONG,
    Line,
    columns_of,
    padded,
)

_LEAST_TOP = 16
_LEAST_CELL = 6
_GAP = 3
_BAR = 18
_TABLE = 39
_SOLID, _NEW, _CARRIED = "█", "░", "▒"


def weekday(home: Home, days: int) -> str:
    """The short name of the weekday in some days."""
    return WEEKDAYS[(home.weekday + days) % 7][:3]


# Columns


def days_ahead(home: Home, wide: int) -> list[Line]:
    """Draw the coming days as columns over their numbers, with the goals and the last days beside them."""
    numbers = [_numbers(day) for day in home.forecast]
    cell = max(_LEAST_CELL, *(len(text) + 1 for text in numbers))
    days = max(1, min(len(numbers), wide // cell))
    coming = home.forecast[:days]
    upper, lower = _columns(coming)
    left = [
        Content.styled(_title(coming), QUIET),
        *(Content.styled("".join(f"{bar * 3:^{cell}}" for bar in bars), BAR) for bars in (upper, lower)),
        Content.styled("".join(f"{text:^{cell}}" for text in numbers[:days]).rstrip(), STRONG),
        Content.styled("".join(f"{weekday(home, 1 + day):^{cell}}" for day in range(days)), QUIET),
    ]
    room = wide - cell * days - _GAP
    right = _beside(home, room) if room >= len("last 28 days") else []
    pairs = zip_longest(left, right, fillvalue=EMPTY)
    return [Content.assemble(padded(one, cell * days + _GAP), other) if other else one for one, other in pairs]


def _title(days: Sequence[DayForecast]) -> str:
    parts = ["due", *(["new"] if any(day.new for day in days) else [])]
    carried = f", {_CARRIED} carried over" if any(day.carried for day in days) else ""
    return f"Next days: {' + '.join(parts)}{carried}"


def _numbers(day: DayForecast) -> str:
    return f"{day.due}+{day.new}" if day.new else str(day.due or "·")


def _columns(days: Sequence[DayForecast]) -> tuple[list[str], list[str]]:
    """Two lines of columns: due in the lower one, what comes on top of it in the upper one."""
    due = [day.due for day in days]
    if not any(day.new or day.carried for day in days):
        upper, lower = columns_of(due, 2, max(_LEAST_TOP, *due))
        return upper, [bar.replace("·", " ") for bar in lower]
    (lower,) = columns_of(due, 1, max(_LEAST_TOP // 2, *due))
    upper = [_CARRIED if day.carried else _NEW if day.new else " " for day in days]
    return upper, [bar.replace("·", " ") for bar in lower]


def _beside(home: Home, room: int) -> list[Line]:
    last = _activity(home, room)
    days = f"last {len(last)} days"
    if not home.goals:
        answers = _answers(home)
        said = answers if len(answers) <= room else answers.partition(", ")[0]
        return [Content.styled(days.capitalize(), QUIET), EMPTY, last, Content.styled(said, QUIET)]
    goals = _short_goals(home, room)
    return [Content.styled("Goals", QUIET), *goals, *[EMPTY] * (2 - len(goals)), last, Content.styled(days, QUIET)]


def _activity(home: Home, room: int) -> Line:
    """Draw the answers of the last days, a cell a day."""
    days = home.activity[-room:]
    (bars,) = columns_of(days, 1, max(_LEAST_TOP, *home.activity))
    return Content.styled("".join(bars), BAR)


def _answers(home: Home) -> str:
    if not home.days_active:
        return "no answers"
    return f"{plural(sum(home.activity), 'answer')}, {home.days_active} of {len(home.activity)} days"


def _short_goals(home: Home, room: int) -> list[Line]:
    """Draw the goals on two lines: the nearest on both, or two, or the nearest and how many others there are."""
    first, *others = home.goals
    if not others:
        by = short_day_month(date_of(first.day))
        title = f"{one_line(first.label)}, {percent(first.recall, 0)} by {by}"
        today = f": {first.today} new today" if first.today else ""
        state = first.words
        return [_goal(title, room), padded(Content(f"  {state}{today}"), room)]
    lines = [_goal(f"{one_line(goal.label)}, {goal.words}", room)
             for goal in home.goals[:2]]  # fmt: skip
    if len(others) > 1:
        lines[1] = padded(Content(f"  and {len(others)} others"), room)
    return lines


def _goal(text: str, room: int) -> Line:
    return padded(Content.assemble(("◎ ", ACCENT), text), room)


# A table


def table_ahead(home: Home) -> list[Line]:
    """Draw the coming days as a table with bars, a legend below it."""
    days = home.forecast
    most = max(1, *(day.due + day.new + day.carried for day in days))
    lines = [padded(Content.styled(f"{'Next days':<24}due  new   min", QUIET), _TABLE)]
    for number, day in enumerate(days):
        figures = f"{day.due or '':>5}{day.new or '':>5}{_minutes(day.seconds):>6}"
        lines.append(Content.assemble((f"{weekday(home, 1 + number)} ", QUIET), _bar(day, most), figures))
    return [*lines, padded(Content.styled(_legend(home), QUIET), _TABLE)]


def _minutes(seconds: int) -> str:
    return str(max(1, round(seconds / 60))) if seconds else ""


def _bar(day: DayForecast, most: int) -> Line:
    """Draw a day's bar; each part that is not empty has a cell at least."""
    ends: list[int] = []
    total = 0
    for part in (day.due, day.new, day.carried):
        total += part
        before = ends[-1] if ends else 0
        ends.append(max(before + bool(part), round(_BAR * total / most)))
    due, new, carried = ends[0], ends[1] - ends[0], ends[2] - ends[1]
    return padded(Content.styled(_SOLID * due + _NEW * new + _CARRIED * carried, BAR), _BAR)


def _legend(home: Home) -> str:
    new = f"  {_NEW} new, {home.new_limit} a day" if any(day.new for day in home.forecast) else ""
    carried = f"  {_CARRIED} carried over" if any(day.carried for day in home.forecast) else ""
    return f"{_SOLID} due{new}{carried}"


# The goals and the last days, wide


def wide_goals(home: Home, wide: int) -> list[Line]:
    """Draw each goal on a line, under a title; empty without goals."""
    if not home.goals:
        return []
    names = max(cell_len(one_line(goal.label)) for goal in home.goals)
    dates = max(len(day_month(date_of(goal.day))) for goal in home.goals)
    lines = [Content.styled("Goals", QUIET), Content.styled("─" * wide, LINE)]
    for goal in home.goals:
        lines += [padded(line, wide) for line in _wide_goal(goal, names, dates)]
    return lines


def _wide_goal(goal: GoalLine, names: int, dates: int) -> list[Line]:
    known = percent(goal.known, 0) if goal.known else "–"
    by = f"{percent(goal.recall, 0)} by {day_month(date_of(goal.day)):<{dates}}"
    state = goal.words
    name = padded(Content(one_line(goal.label)), names)
    first = Content.assemble(("◎ ", ACCENT), name, f"    {by}    known {known:>3}    ", (state, STRONG))
    if not goal.a_day:
        return [first]
    today = f"{goal.today} of today's new cards {'is' if goal.today == 1 else 'are'} for it"
    needed = f"{goal.a_day} a day {'is' if goal.a_day == 1 else 'are'} needed"
    return [first, Content.styled(f"{'':{names + 6}}{today}, {needed}.", QUIET)]


def wide_last_days(home: Home, wide: int) -> list[Line]:
    """Draw the last days under a title."""
    passed, reviews = home.remembered
    lines = [
        Content.styled(f"Last {len(home.activity)} days", QUIET),
        Content.styled("─" * wide, LINE),
        _activity(home, wide),
        Content(_answers(home)),
    ]
    if reviews:
        lines.append(Content(f"today {percent(passed / reviews, 0)} of the reviews remembered"))
    return [padded(line, wide) for line in lines]


# The way back


def table_of_return(home: Home, offer: Offer, wide: int) -> list[Line]:
    """Draw the days of a gentle return as a table: what is reviewed, and what is carried over."""
    names = 16
    cell = 7
    shown = offer.days[: max(1, min(8, (wide - names) // cell))]
    title = f"At {offer.a_day} a day"
    days = "".join(f"{'today' if not day else weekday(home, day):>{cell}}" for day in range(len(shown)))
    reviews = "".join(f"{reviews:>{cell}}" for reviews, _ in shown)
    carried = "".join(f"{left or '':>{cell}}" for _, left in shown)
    return [
        Content.styled(f"{title:<{names - 1}}{days}", QUIET),
        Content.assemble((f"{'reviews':<{names - 1}}", QUIET), reviews),
        Content.assemble((f"{'carried over':<{names - 1}}", QUIET), carried.rstrip()),
    ]
