"""The figures of one axis, deck or tag as lines: each with the words that say over what it is counted."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from quizzer.core.mastery import REVIEWS, Mastery
from quizzer.core.safe_text import one_line, plain
from quizzer.core.wording import day_month, percent, percent_range, plural
from quizzer.plots.columns import draw_sparkline
from quizzer.study.due.values import Counts
from quizzer.study.mastery.cards import CardMastery
from quizzer.study.mastery.goals import GoalLine
from quizzer.study.mastery.groups import GroupMastery
from quizzer.tui.kit.painting.paint import EMPTY, NEAR, QUIET, RIGHT, STRONG, Line, hanging, padded, spread, wrapped
from quizzer.tui.mastery.body_map import MASTERED, style_runs

SIDE = 18
"""Cells of the column at the right: what is new, due and to come."""
_LABEL = 11
_TREND = 12


def name_line(group: GroupMastery, goal: GoalLine | None, wide: int) -> Line:
    """Draw the name and what it spans, and at the right its goal, or that it is mastered."""
    name = Content.styled(one_line(group.group.label), STRONG)
    if group.group.spans:
        name += Content.styled(f"  {one_line(group.group.spans)}", QUIET)
    if goal is not None:
        return spread(name, goal_line(goal), wide)
    if group.mastery.mastered:
        return spread(name, Content.styled(f"{MASTERED} mastered", RIGHT), wide)
    return name.truncate(wide, ellipsis=True)


def goal_line(goal: GoalLine) -> Line:
    """Draw a goal: what by when, and whether the plan reaches it."""
    text = f"◎ {percent(goal.goal.recall)} by {day_month(goal.date)}, "
    return Content.assemble(text, (one_line(goal.words), RIGHT if goal.on_course else NEAR))


def not_begun(starting: Counts, key: str) -> str:
    """A sentence in place of the figures of a group without an answer.

    Args:
        starting: The cards of a session on it.
        key: The key that starts one.
    """
    if not starting.new:
        return "Not begun. Today's new cards are taken up: its first ones come on another day."
    first = "first card" if starting.new == 1 else f"{starting.new:,} first cards"
    return f"Not begun. {key} starts with its {first}."


def figure_rows(group: GroupMastery, weakest: Sequence[CardMastery] | None, wide: int) -> list[Line]:
    """Draw known, met and remembered in one column, and the weakest card, each on one line or more."""
    mastery = group.mastery
    rows = [("known", mastery.known, _of_recallable(mastery)), ("met", f"{mastery.seen:,}", _of_all(mastery))]
    rows.append(("remembered", percent(mastery.retention.value), remembered_text(mastery)))
    if weakest:
        rows.append(("weakest", percent(weakest[0].recall), one_line(weakest[0].prompt)))
    lines = []
    for label, value, text in rows:
        head = Content.assemble((f"{label:<{_LABEL}}", QUIET), (f"{value:>4}", STRONG), "   ")
        room = wide - head.cell_length
        if label == "weakest":
            lines.append(head + Content(text).truncate(room, ellipsis=True))
        else:
            lines += hanging(head, wrapped(plain(text), room))
    return lines


def _of_recallable(mastery: Mastery) -> str:
    if not mastery.recallable:
        return "no card asks for recall"
    verb = "asks" if mastery.recallable == 1 else "ask"
    return f"of the {plural(mastery.recallable, 'card')} that {verb} for recall"


def _of_all(mastery: Mastery) -> str:
    picked = mastery.cards - mastery.recallable
    if not picked:
        return f"of {mastery.cards:,}"
    return f"of {mastery.cards:,}, {picked:,} of which only {'asks' if picked == 1 else 'ask'} to pick"


def remembered_text(mastery: Mastery) -> str:
    """What the remembered share is counted over, and how sure it is."""
    kept = mastery.retention
    if not kept.reviews:
        return f"no review yet, {REVIEWS} are wanted"
    wanted = f", {REVIEWS} wanted" if kept.reviews < REVIEWS else ""
    return f"of {plural(kept.reviews, 'review')} ({percent_range(kept.low, kept.high)}){wanted}"


def side_rows(group: GroupMastery, starting: Counts, *, working: bool) -> list[Line]:
    """Draw how many cards are new this month, due now, and due in the coming week; nothing of nothing."""
    rows: list[tuple[str, str]] = []
    if group.trend:
        new = group.mastery.seen - round(group.trend[0].coverage * group.mastery.cards)
        rows += [("new this month", f"{new:,}")] if new > 0 else []
    elif working:
        rows.append(("new this month", "…"))
    due = starting.learning + starting.review
    rows += [("due now", f"{due:,}")] if due else []
    coming = sum(group.coming)
    rows += [("this week", f"{coming:,}")] if coming else []
    return [Content.assemble((f"{label} ", QUIET), (number, STRONG)) for label, number in rows]


def trend_line(group: GroupMastery) -> Line:
    """Draw what was known over the last days, with its first and its last value; empty where that is not computed."""
    if not group.trend:
        return EMPTY
    first, last = group.trend[0].expected_recall, group.trend[-1].expected_recall
    if first is None or last is None:
        return EMPTY
    line = style_runs(draw_sparkline([point.expected_recall for point in group.trend], _TREND, most=1.0))
    head = Content.styled(f"{f'{len(group.trend)} days':<{_LABEL}}", QUIET)
    return Content.assemble(head, line, f"  {percent(first)} → {percent(last)}")


def short_lines(
    group: GroupMastery, goal: GoalLine | None, starting: Counts, key: str, wide: int, *, named: bool
) -> list[Line]:
    """Draw a group on a narrow page: its figures on one line, and what is missing to master it.

    Args:
        starting: The cards of a session on it.
        key: The key that starts one.
        named: Begin with its name and goal.
    """
    lines = [name_line(group, goal, wide)] if named else []
    mastery = group.mastery
    if not mastery.seen:
        return [*lines, *wrapped(not_begun(starting, key), wide)]
    parts = [("known ", mastery.known), ("met ", f"{mastery.seen:,} of {mastery.cards:,}")]
    if mastery.retention.reviews:
        parts.append(("remembered ", percent(mastery.retention.value)))
    figures = Content("   ").join([Content.assemble((label, QUIET), (value, STRONG)) for label, value in parts])
    lines.append(figures.truncate(wide, ellipsis=True))
    return lines if mastery.mastered else [*lines, *wrapped(mastery.sentence, wide)]


def selected_lines(
    group: GroupMastery,
    weakest: Sequence[CardMastery] | None,
    goal: GoalLine | None,
    starting: Counts,
    key: str,
    wide: int,
    *,
    working: bool = False,
) -> list[Line]:
    """Draw a group below the map: its name and goal, its figures, and what is missing to master it.

    Args:
        weakest: Its weakest cards; None while they are not read.
        starting: The cards of a session on it.
        key: The key that starts one.
        working: Whether the trend is being computed.
    """
    lines = [name_line(group, goal, wide)]
    if not group.mastery.seen:
        return [*lines, *wrapped(not_begun(starting, key), wide)]
    side = side_rows(group, starting, working=working)
    rows = figure_rows(group, weakest, wide - SIDE - 2)
    for at, row in enumerate(rows):
        if at < len(side):
            row = padded(row, wide - SIDE) + side[at]
        lines.append(row)
    if not group.mastery.mastered:
        lines += [EMPTY, *wrapped(group.mastery.sentence, wide)]
    return lines
