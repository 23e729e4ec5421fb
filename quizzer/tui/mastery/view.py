"""The mastery screen, drawn: the map of the axes, decks or tags, and the figures of the selected one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

from textual.content import Content

from quizzer.core.groups import GROUPINGS, PLURALS, Grouping
from quizzer.core.safe_text import one_line, plain
from quizzer.core.wording import percent, percent_range, plural
from quizzer.plots.columns import draw_sparkline
from quizzer.study.mastery.cards import CardMastery
from quizzer.study.mastery.goals import GoalLine
from quizzer.study.mastery.groups import TREND_DAYS, GroupMastery, MasteryView
from quizzer.tui.kit.painting.paint import (
    ACCENT_STRONG,
    EMPTY,
    LINE,
    QUIET,
    RIGHT,
    STRONG,
    Line,
    Picture,
    column,
    counts_line,
    hanging,
    hints,
    padded,
    spread,
    wrapped,
)
from quizzer.tui.mastery.body_map import MASTERED, MapPicture, map_picture, style_runs

if TYPE_CHECKING:
    from quizzer.tui.kit.keymap import Keymap

Hints = tuple[tuple[str, str, str], ...]
Page = Literal["map", "levels", "group", "card"]

DENSE = 20
NONE = (
    "There are no cards to tell of. Put a deck file (YAML) into your decks folder, or take one in from Anki or "
    "elsewhere; then each axis is shown here with how well you know it."
)
NO_TAGS = "No card has a tag. Write tags: [...] at a note of a deck file, and each tag is shown here."
_LABEL = 11
_FIGURES = 8
"""The least lines of the figures of the selected axis."""


@dataclass(frozen=True, slots=True)
class MapView:
    """The content of the page of axes, decks or tags.

    Attributes:
        at: Index of the selected one.
        weakest: Its least recalled cards; None while they are not read.
        goal: Its goal, where one is set.
        working: Whether the trend is being computed.
        hints: Key as shown, its effect, and the target of a click on it.
        notice: A sentence to show above the keys, or empty.
    """

    view: MasteryView
    at: int
    weakest: Sequence[CardMastery] | None
    goal: GoalLine | None
    working: bool
    hints: Hints
    notice: str = ""


def map_shown(view: MapView, width: int, height: int) -> MapPicture:
    """Draw the map for a page of a given width and height."""
    kept = 4 if height < DENSE else 6
    room = height - kept - _FIGURES - 1
    return map_picture(view.view.groups, view.at, column(width), height, max(4, room))


def mastery_picture(view: MapView, width: int, height: int) -> Picture:
    """Draw the page of axes, decks or tags."""
    wide = column(width)
    foot = foot_of(view.hints, view.notice, wide, height)
    if not view.view.groups:
        head = [EMPTY, Content.styled("Mastery", ACCENT_STRONG), EMPTY]
        return Picture(tuple(head), wrapped(NO_TAGS if view.view.whole.cards else NONE, wide), tuple(foot))
    shown = map_shown(view, width, height)
    gap = [] if height < DENSE else [EMPTY]
    body = [*shown.lines, EMPTY, *_figures(view, wide, 5 if height >= 30 else 2)]
    roomy = height >= 2 + len(gap) + len(body) + len(foot)
    head = [*(gap if roomy else ()), _title(view.view, wide), *gap]
    return Picture(tuple(head), tuple(body), tuple(foot), shown.look)


def foot_of(shown: Hints, notice: str, wide: int, height: int) -> list[Line]:
    """Draw the notice and the keys."""
    lines = list(wrapped(plain(notice), wide)) if notice else []
    return [*lines, Content.styled("─" * wide, LINE), *hints(shown, wide, lines=1 if height < DENSE else 2)]


def mastery_hints(keymap: Keymap, view: MasteryView, page: Page) -> Hints:
    """List the keys that work on a page: key as shown, its effect, and the target of a click on it."""
    regroup = ("mastery.by", f"by {following(view.by)}")
    usual = [("mastery.back", "back"), ("app.help", "help")]
    rest = [*([regroup] if view.whole.cards else []), *usual]
    if view.groups:
        opened = "history" if page == "group" else "open"
        rest = [
            ("mastery.open", opened), ("mastery.start", f"study this {view.by}"), *usual, regroup,
            ("mastery.cards", "weakest cards"), ("mastery.weakest", f"weakest {view.by}"), ("mastery.goal", "goal"),
            ("mastery.levels", "picture" if page == "levels" else "by level"),
        ]  # fmt: skip
    if page == "card":
        rest = rest[1:4]
    other = (("← →", "other cards", ""),) if page == "card" else ()
    return (*other, *((keymap.shown(a), label, f"do:{a}") for a, label in rest if keymap.shown(a)))


def following(by: Grouping) -> Grouping:
    """What the cards are grouped by next."""
    return GROUPINGS[(GROUPINGS.index(by) + 1) % len(GROUPINGS)]


def _title(view: MasteryView, wide: int) -> Line:
    done = sum(found.mastery.mastered for found in view.groups)
    whole = view.whole
    recall = "–" if whole.expected_recall is None else percent(whole.expected_recall)
    text = Content.assemble(
        ("all ", QUIET), (recall, STRONG), (f" recall, {percent(whole.coverage)} seen", QUIET),
        (f"   {done} of {len(view.groups)}{'' if view.by == 'axis' else ' ' + PLURALS[view.by]} mastered", QUIET),
    )  # fmt: skip
    return spread(Content.styled("Mastery", ACCENT_STRONG), text, wide)


# The selected group


def _figures(view: MapView, wide: int, most: int) -> list[Line]:
    group = view.view.groups[view.at]
    left, right = known_lines(group), _coming_lines(group, view.working)
    lines = _named(group, wide)
    if wide >= BESIDE:
        half = (wide - 2) // 2
        pairs = zip_longest(left, right, fillvalue=EMPTY)
        lines += [padded(one, half) + Content("  ") + other.truncate(half, ellipsis=True) for one, other in pairs]
    else:
        lines += [line.truncate(wide, ellipsis=True) for line in (*left, *right)]
    if view.goal is not None:
        lines += _goal(view.goal, wide)
    return lines + _weakest(view.weakest, wide, most)


BESIDE = 68


def _named(group: GroupMastery, wide: int) -> list[Line]:
    """Draw the name, and whether it is mastered or what it lacks."""
    name = Content.styled(one_line(group.group.name), STRONG)
    if group.mastery.mastered:
        return [spread(name, Content.styled(f"{MASTERED} mastered", RIGHT), wide)]
    missing = f"Missing: {'; '.join(group.mastery.missing)}."
    return [name.truncate(wide, ellipsis=True), *wrapped(missing, wide, QUIET)]


def known_lines(group: GroupMastery) -> list[Line]:
    """Draw the three figures of mastery."""
    figures, retention = group.mastery, group.mastery.retention
    recall = "–" if figures.expected_recall is None else percent(figures.expected_recall)
    measured, text = "–", "no review yet"
    if retention.value is not None:
        measured = percent(retention.value)
        text = f"{percent_range(retention.low, retention.high)}, n {retention.reviews:,}"
    rows = (
        ("Recall", recall, "expected now"),
        ("Coverage", percent(figures.coverage), f"{figures.seen:,} of {figures.cards:,} cards seen"),
        ("Retention", measured, text),
    )
    return [Content.assemble((f"{a:<{_LABEL}}", QUIET), (f"{b:>4}", STRONG), f"  {c}") for a, b, c in rows]


def _coming_lines(group: GroupMastery, working: bool) -> list[Line]:
    """Draw the trend, the due cards, and the forecast."""
    label = f"{f'{TREND_DAYS} days':<{_LABEL - 2}}"
    if group.trend:
        trend = Content.styled(label, QUIET) + trend_line(group, 12)
    else:
        trend = Content.assemble((label, QUIET), ("…" if working else "–", QUIET))
    due = Content.styled("no card", QUIET) if group.due is None or not group.due.total else counts_line(
        group.due, everything=False
    )  # fmt: skip
    week = Content.assemble((" ".join(f"{number:,}" for number in group.coming), STRONG), (" from tomorrow", QUIET))
    return [
        trend,
        Content.styled(f"{'Due now':<{_LABEL - 2}}", QUIET) + due,
        Content.styled(f"{'Coming':<{_LABEL - 2}}", QUIET) + week,
    ]


def trend_line(group: GroupMastery, width: int) -> Line:
    """Draw expected recall over the last days, with its first and its last value."""
    first, last = group.trend[0].expected_recall, group.trend[-1].expected_recall
    line = style_runs(draw_sparkline([point.expected_recall for point in group.trend], width, most=1.0))
    if first is None or last is None:
        return Content("–")
    change = int(percent(last)[:-1]) - int(percent(first)[:-1])  # the difference of the numbers on screen
    text = f" {percent(first)} → {percent(last)}"
    return Content.assemble(line, (text, ""), (f" ({change:+d})" if change else " (±0)", STRONG))


def _goal(goal: GoalLine, wide: int) -> list[Line]:
    ahead = goal.outlook
    text = (
        f"{goal.goal.recall:.0%} by {goal.date}, {ahead.days} days left; projected {percent(ahead.projected)}, "
        f"{goal.words}."
    )
    if ahead.new_a_day:
        text += f" Meet {plural(ahead.new_a_day, 'new card')} a day."
    return hanging(Content.styled(f"{'Goal':<{_LABEL}}", QUIET), wrapped(text, wide - _LABEL))


def _weakest(cards: Sequence[CardMastery] | None, wide: int, most: int) -> list[Line]:
    label = Content.styled(f"{'Weakest':<{_LABEL}}", QUIET)
    if cards is None:
        return [label + Content.styled("…", QUIET)]
    if not cards:
        return [label + Content.styled("no card has been met yet", QUIET)]
    lines = []
    for card in cards[:most]:
        recall = Content.styled(f"{percent(card.recall or 0.0):>4}", STRONG)
        lines.append(recall + Content(f"  {one_line(card.prompt)}").truncate(wide - _LABEL - 4, ellipsis=True))
    return hanging(label, lines)
