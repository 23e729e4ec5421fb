"""The review screen, drawn: the session's progress, the card and its four ratings; or the time of the next card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from quizzer.core.safe_text import one_line, plain
from quizzer.core.schedule.progress import Rating
from quizzer.study.review.values import Shown
from quizzer.tui.answering.base import AnswerInput
from quizzer.tui.answering.card_view import NO_ASIDE, RATING_NAMES, Aside, draw_answer, draw_question, titles_of
from quizzer.tui.kit.painting.boxes import Box, boxes_fit, draw_boxes, draw_on_one_line
from quizzer.tui.kit.painting.paint import (
    ACCENT,
    AGAIN,
    EASY,
    EMPTY,
    GOOD,
    HARD,
    LINE,
    QUIET,
    Line,
    Picture,
    centred,
    column,
    hint_line,
    meter,
    spread,
    wrapped,
)
from quizzer.tui.kit.painting.prose import fit_drawings, text_lines
from quizzer.tui.review.hints import Hint

TALL = 34
"""Rows from which on the passage and the card's past are shown unasked."""
_HIGHER = 50
_STAGE_OF_HIGHER = 31  # the ratings are 27 rows below the title at most
_STYLES = {Rating.AGAIN: AGAIN, Rating.HARD: HARD, Rating.GOOD: GOOD, Rating.EASY: EASY}
_NOTHING = "– Nothing was answered. How well did you know it?"


class Standing(NamedTuple):
    """How far a session is.

    Attributes:
        finished: Cards of its plan that will not be asked again.
        planned: Cards of its plan.
        come_back: Cards that will be asked again.
    """

    finished: int
    planned: int
    come_back: int


class CardView(NamedTuple):
    """The content of the review screen.

    Attributes:
        answer_input: The card's input, with the answer given so far.
        revealed: Whether the answer is shown.
        intervals: The next interval for each rating, in words; empty in practice.
        chosen: The rating that Enter takes; None where none is suggested.
        unanswered: Whether an answer was wanted, and none was given.
        hints: Key as shown, its effect, and the target of a click on it.
        notice: A sentence to show above the ratings, or empty.
        practice: Whether the session leaves the schedule alone.
        aside: What stands below the answer besides the note.
        asked_passage: Whether the passage was asked for, and so is kept in sight.
        shift: Cells by which a drawing wider than the page is moved to the left.
    """

    shown: Shown
    answer_input: AnswerInput
    revealed: bool
    intervals: tuple[str, ...]
    chosen: Rating | None
    unanswered: bool
    standing: Standing
    hints: tuple[Hint, ...]
    notice: str = ""
    practice: bool = False
    aside: Aside = NO_ASIDE
    asked_passage: bool = False
    shift: int = 0


def is_narrow(width: int, height: int) -> bool:
    """Whether title and bar share a line, and the ratings have one."""
    return width < 70 or height < 20


def card_picture(view: CardView, width: int, height: int) -> Picture:
    """Draw the card on a page of a given width and height."""
    wide = column(width)
    narrow = is_narrow(width, height)
    titles = titles_of(view.shown, practice=view.practice, answered=view.revealed)
    head = head_lines(titles, view.standing, wide, narrow=narrow)
    if height > TALL:
        head.append(EMPTY)
    foot = [*_notice(view, wide, narrow=narrow), *_dock(view, wide, narrow=narrow)]
    if view.revealed:
        room = height - len(head) - len(foot)
        card = draw_answer(view.shown, view.answer_input, wide, room, view.aside, look=view.asked_passage)
    else:
        card = draw_question(view.shown, view.answer_input, wide)
    stage = _STAGE_OF_HIGHER if height >= _HIGHER else TALL
    picture = Picture(
        tuple(head), card.lines, tuple(foot), card.look, card.caret, sight=card.sight, stage=stage, from_fifth=True
    )
    return fit_drawings(picture, wide, width, view.shift)


def head_lines(titles: Sequence[Line], standing: Standing, wide: int, *, narrow: bool) -> list[Line]:
    """Draw the title, how far the session is, and a bar that only goes forward.

    Args:
        titles: Titles of the card, the longest first.
        standing: How far the session is.
        wide: Cells of a line.
        narrow: Whether all of it is one line.
    """
    done, planned = standing.finished, standing.planned
    if narrow:
        of = f"{done} of {planned}"
        title = next((title for title in titles if title.cell_length + len(of) + 10 <= wide), titles[-1])
        title = title.truncate(max(4, wide - len(of) - 8), ellipsis=True)
        bar = meter(done, planned, max(1, wide - title.cell_length - len(of) - 4))
        return [Content.assemble(title, "  ", bar, (f"  {of}", QUIET)), EMPTY]
    back = f", {standing.come_back} come back" if standing.come_back else ""
    if standing.come_back == 1:
        back = ", 1 comes back"
    state = Content.styled(f"{done} of {planned} done{back}", QUIET)
    fitting = (title for title in titles if title.cell_length + 3 + state.cell_length <= wide)
    return [spread(next(fitting, titles[-1]), state, wide), meter(done, planned, wide), EMPTY]


def _notice(view: CardView, wide: int, *, narrow: bool) -> list[Line]:
    """Draw what was said last, or that nothing was answered."""
    blank = view.revealed and view.unanswered
    said = wrapped(plain(view.notice), wide, ACCENT)[:4] if view.notice else wrapped(_NOTHING, wide) if blank else ()
    return [*said, *([EMPTY] if blank and not narrow else [])]


def _dock(view: CardView, wide: int, *, narrow: bool) -> list[Line]:
    """Draw the lines that never scroll away: the ratings once the answer is shown, and the keys."""
    keys = hint_line(view.hints, wide)
    rule = Content.styled("─" * wide, LINE)
    if not view.revealed:
        return [rule, keys]
    boxes = [_box(view, rating) for rating in RATING_NAMES]
    if narrow or not boxes_fit(boxes, wide):
        return [rule, draw_on_one_line(boxes, wide), keys]
    return [*draw_boxes(boxes, wide), keys]


def _box(view: CardView, rating: Rating) -> Box:
    aside = view.intervals[rating - 1] if view.intervals else ""
    name, target = RATING_NAMES[rating], f"rate:{rating:d}"
    return Box(f"{rating:d}", name, aside, _STYLES[rating], target, rating is view.chosen)


def primer_picture(
    shown: Shown, text: str, standing: Standing, keys: Sequence[Hint], width: int, height: int, *, practice: bool
) -> Picture:
    """Draw what a deck says before its first new card."""
    wide = column(width)
    narrow = is_narrow(width, height)
    head = head_lines(titles_of(shown, practice=practice), standing, wide, narrow=narrow)
    body = [Content.styled(f"Before you begin with {one_line(shown.deck)}", QUIET), EMPTY]
    body += text_lines(plain(text), wide)
    foot = (Content.styled("─" * wide, LINE), hint_line(keys, wide))
    stage = _STAGE_OF_HIGHER if height >= _HIGHER else TALL
    picture = Picture(tuple(head), tuple(body), foot, stage=stage, from_fifth=True)
    return fit_drawings(picture, wide, width)


def waiting_picture(
    when: Line, standing: Standing, keys: Sequence[Hint], notice: str, width: int, height: int
) -> Picture:
    """Draw the screen while every remaining card is on a step.

    Args:
        when: The sentence that says when the next card comes.
        standing: How far the session is.
        keys: Key as shown, its effect, and the target of a click on it.
        notice: A sentence to show above the keys, or empty.
        width: Cells of the page.
        height: Rows of the page.
    """
    wide, narrow = column(width), is_narrow(width, height)
    head = head_lines([Content("A short wait")], standing, wide, narrow=narrow)
    above = [] if narrow else [EMPTY] * 3
    body = [*above, *(centred(line, wide) for line in when.wrap(wide))]
    foot = [*(wrapped(plain(notice), wide, ACCENT) if notice else ()), Content.styled("─" * wide, LINE)]
    stage = _STAGE_OF_HIGHER if height >= _HIGHER else TALL
    return Picture(tuple(head), tuple(body), (*foot, hint_line(keys, wide)), stage=stage, from_fifth=True)
