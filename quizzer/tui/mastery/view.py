"""The mastery screen, drawn: the map of the axes, decks or tags, and the figures of the selected one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from textual.content import Content

from quizzer.core.groups import GROUPINGS, PLURALS, Grouping
from quizzer.core.safe_text import one_line, plain
from quizzer.core.wording import percent
from quizzer.study.due.values import Counts
from quizzer.study.mastery.cards import CardMastery
from quizzer.study.mastery.goals import GoalLine
from quizzer.study.mastery.groups import MasteryView
from quizzer.tui.kit.painting.paint import (
    EMPTY,
    LINE,
    QUIET,
    STRONG,
    Line,
    Picture,
    column,
    hint_line,
    padded,
    spread,
    wrapped,
)
from quizzer.tui.mastery.body_map import MASTERED, MapPicture, bars_picture, map_picture
from quizzer.tui.mastery.figures import (
    figure_rows,
    goal_line,
    not_begun,
    selected_lines,
    short_lines,
    side_rows,
    trend_line,
)
from quizzer.tui.mastery.levels import levels_table

if TYPE_CHECKING:
    from quizzer.tui.kit.keymap import Keymap

Hints = tuple[tuple[str, str, str], ...]
Page = Literal["map", "levels", "group"]

NONE = (
    "There are no cards yet. Put a deck file (YAML) into your decks folder, or take one in from Anki or elsewhere; "
    "then each axis is shown here with how well you know it."
)
NO_TAGS = "No card has a tag. Write tags: [...] at a note of a deck file, and each tag is shown here."
_LOW = 20
"""Rows of a terminal below which empty lines are left out."""
_NARROW = 70
_WIDE, _HIGH = 110, 30
_WIDEST, _MAP, _GAP = 114, 70, 3
_FIGURES = 7
"""Lines of the figures of the selected group, where it has all of them."""


@dataclass(frozen=True, slots=True)
class MapView:
    """The content of the page of axes, decks or tags.

    Attributes:
        at: Index of the selected one.
        weakest: Its least recalled cards; None while they are not read.
        goal: Its goal, where one is set.
        starting: The cards of a session on it.
        key: The key that starts one.
        by_level: Show the table of levels in place of the map.
        working: Whether the trend is being computed.
        hints: Key as shown, its effect, and the target of a click on it.
        notice: A sentence to show above the keys, or empty.
    """

    view: MasteryView
    at: int
    weakest: Sequence[CardMastery] | None
    goal: GoalLine | None
    starting: Counts
    key: str
    by_level: bool
    working: bool
    hints: Hints
    notice: str = ""


def is_wide(width: int, height: int) -> bool:
    """Whether map and figures stand side by side."""
    return width >= _WIDE and height >= _HIGH


def is_narrow(width: int, height: int) -> bool:
    """Whether there is room for a list alone, and no map."""
    return width < _NARROW or height < _LOW


def map_shown(view: MapView, width: int, height: int) -> MapPicture:
    """Draw the map, or the table of levels, for a page of a given width and height."""
    wide = _MAP if is_wide(width, height) else column(width)
    if view.by_level:
        return levels_table(view.view, view.at, wide)
    if is_narrow(width, height):
        room = height - (6 if height < _LOW else 11)
        return bars_picture(view.view.groups, view.at, wide, max(4, room))
    room = height - 5 - (3 if is_wide(width, height) else _FIGURES)
    return map_picture(view.view.groups, view.at, wide, height, max(4, room))


def mastery_picture(view: MapView, width: int, height: int) -> Picture:
    """Draw the page of axes, decks or tags."""
    if not view.view.groups:
        wide = column(width)
        head = (Content.styled("Mastery", STRONG), EMPTY)
        said = wrapped(NO_TAGS if view.view.whole.cards else NONE, wide)
        return Picture(head, said, tuple(foot_of(view.hints, view.notice, wide)))
    if is_wide(width, height):
        return _wide_picture(view, width, height)
    wide = column(width)
    foot = foot_of(view.hints, view.notice, wide)
    shown = map_shown(view, width, height)
    group = view.view.groups[view.at]
    is_low = height < _LOW
    gap = [] if is_low else [EMPTY]
    if is_narrow(width, height):
        figures = short_lines(group, view.goal, view.starting, view.key, wide, named=not is_low)
        room = height - 1 - len(gap) - len(foot) - len(shown.lines)
        figures = [*([EMPTY] if room > len(figures) else []), *figures[: max(1, room)]]
    else:
        figures = [EMPTY, *selected_lines(
            group, view.weakest, view.goal, view.starting, view.key, wide, working=view.working
        )]  # fmt: skip
    body = [*shown.lines, *figures]
    return Picture((_title(view.view, wide), *gap), tuple(body), tuple(foot), shown.look)


def _wide_picture(view: MapView, width: int, height: int) -> Picture:
    wide = min(width - 6, _WIDEST)
    foot = foot_of(view.hints, view.notice, wide)
    shown = map_shown(view, width, height)
    left = shown.lines
    if not view.by_level and len(left) + len(view.view.groups) + 8 <= height:
        left = [*left, EMPTY, *levels_table(view.view, None, _MAP).lines]
    right = _beside(view, wide - _MAP - _GAP)
    rows = max(len(left), len(right))
    left, right = [*left, *[EMPTY] * (rows - len(left))], [*right, *[EMPTY] * (rows - len(right))]
    body = [padded(one, _MAP) + " " * _GAP + other for one, other in zip(left, right, strict=True)]
    return Picture((EMPTY, _title(view.view, wide), EMPTY), tuple(body), tuple(foot), shown.look, wide=wide)


def _beside(view: MapView, wide: int) -> list[Line]:
    """Draw the selected group at the right of the map: figures, what is missing, its weakest cards, and the month."""
    group = view.view.groups[view.at]
    lines = [Content.styled(one_line(group.group.label), STRONG).truncate(wide, ellipsis=True)]
    lines += wrapped(plain(group.group.spans), wide, QUIET) if group.group.spans else ()
    lines += [goal_line(view.goal)] if view.goal is not None else []
    if not group.mastery.seen:
        return [*lines, EMPTY, *wrapped(not_begun(view.starting, view.key), wide)]
    lines += [EMPTY, *figure_rows(group, None, wide), EMPTY]
    lines += wrapped(f"{MASTERED} It is mastered." if group.mastery.mastered else group.mastery.sentence, wide)
    if view.weakest:
        lines += [EMPTY, Content.styled("The weakest", STRONG)]
        for card in view.weakest:
            known = Content.styled(f"{percent(card.recall):>4}  ", QUIET)
            lines.append(known + Content(one_line(card.prompt)).truncate(wide - 6, ellipsis=True))
    side, trend = side_rows(group, view.starting, working=view.working), trend_line(group)
    return [*lines, *([EMPTY] if side else []), *side, *([EMPTY, trend] if trend else [])]


def foot_of(shown: Hints, notice: str, wide: int) -> list[Line]:
    """Draw the notice, a rule, and the line of keys."""
    lines = list(wrapped(plain(notice), wide)) if notice else []
    return [*lines, Content.styled("─" * wide, LINE), hint_line(shown, wide)]


def study_label(starting: Counts, *, full: bool = False) -> str:
    """What ``study`` starts: ``study 25``, or where there is room, ``study 25 (8 due, 17 new)``."""
    due = starting.learning + starting.review
    parts = [f"{number:,} {word}" for number, word in ((due, "due"), (starting.new, "new")) if number]
    return f"study {starting.total:,}" + (f" ({', '.join(parts)})" if full and len(parts) > 1 else "")


def mastery_hints(keymap: Keymap, view: MasteryView, page: Page, starting: Counts, *, met: bool, wide: bool) -> Hints:
    """List the keys that do something on a page now: key as shown, its effect, and the target of a click on it.

    Args:
        starting: The cards of a session on the selected group.
        met: Whether any of its cards was met.
        wide: Whether map and levels are both in sight.
    """
    found = [("mastery.open", "card" if page == "group" else "open")] if view.groups else []
    if starting.total:
        found.append(("mastery.start", study_label(starting, full=page == "group")))
    if page == "group":
        found += [("mastery.search", "search"), ("mastery.goal", "goal")]
    if met:
        found.append(("mastery.practise", "practise its weakest"))
    if page != "group":
        found += [("mastery.goal", "goal")] if view.groups else []
        found += [("mastery.levels", "map" if page == "levels" else "levels")] if view.groups and not wide else []
        found += [("mastery.by", f"by {following(view.by)}")] if view.whole.cards else []
    if met:
        found.append(("mastery.review", "review them (counts)"))
    if not found:
        found.append(("mastery.back", "back"))
    found.append(("app.help", "all keys"))
    return tuple((keymap.shown(a), label, f"do:{a}") for a, label in found if keymap.shown(a))


def following(by: Grouping) -> Grouping:
    """What the cards are grouped by next."""
    return GROUPINGS[(GROUPINGS.index(by) + 1) % len(GROUPINGS)]


def _title(view: MasteryView, wide: int) -> Line:
    done, whole = sum(found.mastery.mastered for found in view.groups), view.whole
    of_groups = f"{len(view.groups)}{'' if view.by == 'axis' else ' ' + PLURALS[view.by]}"
    parts = [("known ", whole.known, ""), ("met ", f"{whole.seen:,}", f" of {whole.cards:,}")]
    parts.append(("mastered ", f"{done}", f" of {of_groups}"))
    pieces = [Content.assemble((a, QUIET), (b, STRONG), (c, QUIET)) for a, b, c in parts]
    right = Content("   ").join(pieces)
    if right.cell_length + 10 > wide:
        right = Content("   ").join(pieces[:2])
    return spread(Content.styled("Mastery", STRONG), right, wide)
