"""The pages below the map, drawn: all groups by level, one with its cards, and one card with its answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from textual.content import Content

from quizzer.core.mastery import Mastery
from quizzer.core.safe_text import one_line, plain
from quizzer.core.schedule.progress import Rating
from quizzer.core.wording import abbreviate_interval, percent, percent_range, plural, short_date
from quizzer.plots import lines as plot
from quizzer.plots.curve import Curve, Mark, draw_curves
from quizzer.study.mastery.cards import CardHistory, CardMastery
from quizzer.study.mastery.groups import GroupMastery, MasteryView
from quizzer.tui.answering.card_view import RATING_NAMES
from quizzer.tui.kit.painting.paint import (
    ACCENT_STRONG,
    EMPTY,
    LINE,
    QUIET,
    STRONG,
    WRONG,
    Line,
    Picture,
    clickable,
    column,
    padded,
    spread,
    wrapped,
)
from quizzer.tui.mastery.body_map import mark_selected, recall_bar, recall_label, style_runs
from quizzer.tui.mastery.view import DENSE, Hints, foot_of

_ANSWERS = 200  # the latest ones of a longer history
_NARROW = 60
_BOTTOMS = (0.8, 0.6, 0.4, 0.2, 0.0)  # where the curve's axis may start: below the lowest recall


@dataclass(frozen=True, slots=True)
class Around:
    """The frame of every page.

    Attributes:
        hints: Key as shown, its effect, and the target of a click on it.
        notice: A sentence to show above the keys, or empty.
    """

    hints: Hints
    notice: str = ""

    def page(self, title: Line, body: Sequence[Line], width: int, height: int, look: int | None = None) -> Picture:
        """Draw a page with a title and the keys."""
        head = [*([] if height < DENSE else [EMPTY]), title, *([] if height < DENSE else [EMPTY])]
        foot = foot_of(self.hints, self.notice, column(width), height)
        return Picture(tuple(head), tuple(body), tuple(foot), look)


# By level


def levels_picture(view: MasteryView, at: int, around: Around, width: int, height: int) -> Picture:
    """Draw the axes, decks or tags by level, with the expected recall of each."""
    wide = column(width)
    title = spread(Content.styled("Mastery by level", ACCENT_STRONG), Content.styled("expected recall", QUIET), wide)
    columns = [*view.levels, "all"]
    names = min(24, max(Content(one_line(group.group.id)).cell_length for group in view.groups)) if view.groups else 4
    room = max(6, (wide - names - 1) // len(columns))
    header = Content(" " * (names + 1)) + Content("").join(
        [padded(Content.styled(f" {one_line(level)}", QUIET), room) for level in columns]
    )
    lines = [header]
    for index, group in enumerate(view.groups):
        cells = [_cell(group.levels.get(level), room) for level in view.levels] + [_cell(group.mastery, room)]
        name = mark_selected(padded(Content(one_line(group.group.id)), names), chosen=index == at)
        lines.append(clickable(Content("").join([name, *cells]).truncate(wide), f"group:{index}"))
    return around.page(title, lines, width, height, at + 1)


def _cell(mastery: Mastery | None, room: int) -> Line:
    if mastery is None:
        return padded(Content.styled(" ·", LINE), room)
    bar = min(12, room - 7)
    text = Content.styled(recall_label(mastery), STRONG)
    line = Content(" ") + (recall_bar(mastery.expected_recall, bar) + text if bar >= 3 else text)
    return padded(line, room)


# One axis, deck or tag


@dataclass(frozen=True, slots=True)
class GroupView:
    """The content of the page of one axis, deck or tag.

    Attributes:
        cards: The least recalled first, at most the number that is listed.
        at: Index of the selected card.
        day: The study day.
    """

    group: GroupMastery
    cards: Sequence[CardMastery]
    at: int
    day: int


def group_picture(view: GroupView, around: Around, width: int, height: int) -> Picture:
    """Draw the group by level, and its cards."""
    wide = column(width)
    group = view.group
    title = spread(
        Content.styled(one_line(group.group.name), ACCENT_STRONG),
        Content.styled(plural(group.mastery.cards, "card"), QUIET),
        wide,
    )
    body = [_level_head(wide), *(_level(level, figures, wide) for level, figures in group.levels.items())]
    body.append(_level("all", group.mastery, wide))
    if not group.mastery.mastered:
        body += wrapped(f"Missing: {'; '.join(group.mastery.missing)}.", wide, QUIET)
    unseen = group.mastery.cards - len(view.cards)
    more = f", {plural(unseen, 'more card')} not shown" if unseen > 0 else ""
    body += [EMPTY, Content.assemble(("Cards", STRONG), (f"  the least recalled first{more}", QUIET))]
    first = len(body)
    body += [clickable(_card(card, view, place, wide), f"card:{place}") for place, card in enumerate(view.cards)]
    look = first + view.at if view.at else None
    return around.page(title, body, width, height, look if view.cards else None)


def _level_head(wide: int) -> Line:
    text = f"{'':<14}{'seen':>11}  {'expected recall':<{_bar(wide) + 5}}  retention"
    return Content.styled(text[:wide], QUIET)


def _bar(wide: int) -> int:
    return 12 if wide < _NARROW else 16


def _level(name: str, figures: Mastery, wide: int) -> Line:
    retention = figures.retention
    text = "–"
    if retention.value is not None:
        interval = f"{percent_range(retention.low, retention.high)}"
        text = f"{percent(retention.value)}" + (f" ({interval}, n {retention.reviews:,})" if wide >= _NARROW else "")
    line = Content.assemble(
        padded(Content(one_line(name)), 14),
        (f"{figures.seen:,}/{figures.cards:,}".rjust(11), ""),
        "  ",
        recall_bar(figures.expected_recall, _bar(wide)),
        (recall_label(figures), STRONG),
        f"  {text}",
    )
    return line.truncate(wide, ellipsis=True)


def _card(card: CardMastery, view: GroupView, place: int, wide: int) -> Line:
    chosen = place == view.at
    recall = " new" if card.recall is None else f"{percent(card.recall):>4}"
    text = f" {recall} {_due(card, view.day):>6}  "
    sign = Content("▸" if chosen else " ")
    prompt = Content(one_line(card.prompt)).truncate(max(4, wide - len(text) - 1), ellipsis=True)
    return (
        sign
        + Content.styled(text, STRONG if card.recall is not None else QUIET)
        + (prompt.stylize("chosen") if chosen else prompt)
    )


def _due(card: CardMastery, day: int) -> str:
    if card.due_at is not None:
        return "now"
    if card.due_day is None:
        return ""
    days = card.due_day - day
    return "due" if days <= 0 else abbreviate_interval(days)


# One card


@dataclass(frozen=True, slots=True)
class MasteryCardView:
    """The content of the page of one card.

    Attributes:
        place: Its number in the list, from 1, and the count of listed cards.
        local: Converts milliseconds to local time.
    """

    group: GroupMastery
    card: CardMastery
    history: CardHistory
    place: tuple[int, int]
    local: Callable[[int], datetime]


def card_picture(view: MasteryCardView, around: Around, width: int, height: int) -> Picture:
    """Draw the figures of a card, its recall over time, and its answers."""
    wide = column(width)
    card = view.card
    parts = " · ".join(one_line(part) for part in (view.group.group.name, card.level) if part)
    title = spread(Content.styled(parts, QUIET), Content.styled(f"{view.place[0]:,} of {view.place[1]:,}", QUIET), wide)
    body = [*wrapped(plain(card.prompt), wide, STRONG), EMPTY]
    if not view.history.reviews or card.recall is None or card.stability is None:
        body.append(Content.styled("Not answered yet: it counts 0 in expected recall.", QUIET))
        return around.page(title, body, width, height)
    figures = [
        f"recall {percent(card.recall)} now",
        f"stability {card.stability:,.1f} days",
        f"difficulty {card.difficulty or 0:.1f}",
        plural(len(view.history.reviews), "answer"),
        plural(card.lapses, "lapse"),
        *(["a leech"] if card.leech else []),
    ]
    body += wrapped(" · ".join(figures), wide)
    if card.picked:
        body += wrapped("It is answered by picking: it counts for coverage, not for expected recall.", wide, QUIET)
    body += [EMPTY, *_curve(view, wide, 4 if height < DENSE else 7), EMPTY, *_answers(view, wide)]
    return around.page(title, body, width, height)


def _curve(view: MasteryCardView, wide: int, height: int) -> list[Line]:
    history = view.history
    first, until = history.curve[0][0][0], history.until
    pieces = [[(float(at), recall) for at, recall in piece] for piece in history.curve]
    least = min(recall for piece in pieces for _, recall in piece)
    bottom = next(at for at in _BOTTOMS if at <= least)
    answered = sorted(history.reviews, key=lambda review: review.rating is Rating.AGAIN)
    marks = [
        Mark(review.at, "✗", plot.BAD) if review.rating is Rating.AGAIN else Mark(review.at, "●", plot.GOOD)
        for review in answered
    ]
    lines = draw_curves(
        [Curve(piece) for piece in pieces],
        wide,
        height,
        across=(float(first), float(max(until, first + 1))),
        up=(bottom, 1.0),
        ticks=[(at, f"{at:.0%}") for at in (1.0, (1 + bottom) / 2, bottom)],
        labels=[(float(first), short_date(view.local(first))), (float(history.now), "now")],
        marks=marks,
    )
    title = Content.assemble(("Recall", STRONG), ("  ● answered  ", QUIET), ("✗", WRONG), (" forgotten", QUIET))
    return [title, *map(style_runs, lines)]


def _answers(view: MasteryCardView, wide: int) -> list[Line]:
    """Draw the answers, the latest first."""
    reviews = view.history.reviews
    lines = [Content.styled("Answers", STRONG)]
    for review in reversed(reviews[-_ANSWERS:]):
        recall = f"recall {percent(review.recall):>4}" if review.recall is not None else "first time "
        local = view.local(review.at)
        line = Content.assemble(
            (f"{short_date(local):>11}  {local:%H:%M}  ", QUIET),
            (f"{RATING_NAMES[review.rating]:<6}", WRONG if review.rating is Rating.AGAIN else ""),
            f"→ {abbreviate_interval(review.interval):<7}",
            (f"  {recall}   {review.took / 1000:.0f}s", QUIET),
        )
        lines.append(line.truncate(wide, ellipsis=True))
    if len(reviews) > _ANSWERS:
        lines.append(Content.styled(f"and {len(reviews) - _ANSWERS:,} earlier", QUIET))
    return lines
