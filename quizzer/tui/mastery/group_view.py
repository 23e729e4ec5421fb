"""The page of one axis, deck or tag, drawn: its figures by level, and its cards, the weakest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from quizzer.core.mastery import Mastery
from quizzer.core.safe_text import one_line
from quizzer.core.wording import abbreviate_interval, percent, percent_range, plural
from quizzer.study.due.values import Counts
from quizzer.study.mastery.cards import CardMastery
from quizzer.study.mastery.goals import GoalLine
from quizzer.study.mastery.groups import GroupMastery
from quizzer.tui.kit.painting.paint import (
    ACCENT,
    CHOSEN,
    DENSE,
    EMPTY,
    QUIET,
    STRONG,
    Line,
    Picture,
    clickable,
    column,
    padded,
    spread,
    wrapped,
)
from quizzer.tui.mastery.body_map import recall_bar, recall_label
from quizzer.tui.mastery.figures import goal_line, not_begun
from quizzer.tui.mastery.view import Hints, foot_of

_NAME, _KNOWN, _DUE = 14, 6, 8


@dataclass(frozen=True, slots=True)
class GroupView:
    """The content of the page of one axis, deck or tag.

    Attributes:
        cards: The least recalled first, at most the number that is listed; those not met are last.
        at: Index of the selected card.
        day: The study day.
        goal: Its goal, where one is set.
        starting: The cards of a session on it.
        key: The key that starts one.
        hints: Key as shown, its effect, and the target of a click on it.
        notice: A sentence to show above the keys, or empty.
    """

    group: GroupMastery
    cards: Sequence[CardMastery]
    at: int
    day: int
    goal: GoalLine | None
    starting: Counts
    key: str
    hints: Hints
    notice: str = ""


def group_picture(view: GroupView, width: int, height: int) -> Picture:
    """Draw the group by level, and its cards."""
    wide, mastery = column(width), view.group.mastery
    gap = [] if height < DENSE else [EMPTY]
    levels = [] if len(view.group.levels) < 2 else [_level(*level, wide) for level in view.group.levels.items()]
    body = [_level_head(wide), *levels, _level("all", mastery, wide), *gap]
    if not mastery.seen:
        body += [*wrapped(not_begun(view.starting, view.key), wide), *gap]
    elif not mastery.mastered and height >= DENSE:
        body += [*wrapped(mastery.sentence, wide, QUIET), EMPTY]
    if view.goal is not None and height >= DENSE:
        body += [goal_line(view.goal), EMPTY]
    body.append(_cards_head(view, wide))
    first = len(body)
    body += [clickable(_card(card, view, place, wide), f"card:{place}") for place, card in enumerate(view.cards)]
    if mastery.cards > len(view.cards):
        body.append(Content.styled(f"  {mastery.cards - len(view.cards):,} more", QUIET))
    look = first + view.at if view.cards and view.at else None
    return Picture((_title(view, wide), *gap), tuple(body), tuple(foot_of(view.hints, view.notice, wide)), look)


def _title(view: GroupView, wide: int) -> Line:
    group, mastery = view.group.group, view.group.mastery
    name = Content.styled(one_line(group.label), STRONG)
    if group.spans:
        name += Content.styled(f"  {one_line(group.spans)}", QUIET)
    picked = mastery.cards - mastery.recallable
    text = f"{plural(mastery.recallable, 'card')} that {'asks' if mastery.recallable == 1 else 'ask'} for recall"
    if picked:
        text += f", {picked:,} to pick"
    if len(text) + 12 > wide:
        text = plural(mastery.cards, "card")
    return spread(name, Content.styled(text, QUIET), wide)


def _bar(wide: int) -> int:
    return max(4, min(20, wide - _NAME - 48))


def _level_head(wide: int) -> Line:
    text = f"{'':<{_NAME}}{'known':<{_bar(wide) + 8}}{'met':<12}{'remembered'}"
    return Content.styled(text, QUIET).truncate(wide, ellipsis=True)


def _level(name: str, figures: Mastery, wide: int) -> Line:
    kept = figures.retention
    text = "   –  no review yet"
    if kept.value is not None:
        text = f"{percent(kept.value):>4}  of {kept.reviews:,}  ({percent_range(kept.low, kept.high)})"
    elif not figures.seen:
        text = ""
    line = Content.assemble(
        padded(Content(one_line(name)), _NAME),
        recall_bar(figures.expected_recall, _bar(wide)),
        (f" {recall_label(figures)}", STRONG),
        f"  {f'{figures.seen:,} of {figures.cards:,}':<11}",
        text,
    )
    return line.truncate(wide, ellipsis=True)


def _cards_head(view: GroupView, wide: int) -> Line:
    new = view.group.mastery.cards - view.group.mastery.seen
    notes = f"  {new:,} not met" if new and view.group.mastery.seen else ""
    left = Content.assemble((" Cards, the weakest first", STRONG), (notes, QUIET))
    return spread(left, Content.styled(f"{'known':>{_KNOWN}}{'due':>{_DUE}}", QUIET), wide)


def _card(card: CardMastery, view: GroupView, place: int, wide: int) -> Line:
    chosen = place == view.at
    known = "" if card.recall is None else percent(card.recall)
    due = "not met" if card.recall is None else _due(card, view.day)
    prompt = padded(Content(one_line(card.prompt)), max(4, wide - 2 - _KNOWN - _DUE))
    mark = Content.styled("▸ ", ACCENT) if chosen else Content("  ")
    figures = Content.styled(f"{known:>{_KNOWN}}{due:>{_DUE}}", "" if card.recall is not None else QUIET)
    return mark + (prompt.stylize(CHOSEN) if chosen else prompt) + figures


def _due(card: CardMastery, day: int) -> str:
    if card.due_at is not None:
        return "now"
    if card.due_day is None:
        return ""
    days = card.due_day - day
    return "now" if days <= 0 else abbreviate_interval(days)
