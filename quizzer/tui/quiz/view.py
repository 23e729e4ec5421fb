"""The quiz screen, drawn: the card, the progress of the quiz, the time left, and the mark of the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.content import Content

from quizzer.core.quiz import MARKS, Mark
from quizzer.core.safe_text import plain
from quizzer.study.review.values import Shown
from quizzer.tui.answering.base import AnswerInput
from quizzer.tui.answering.card_view import draw_answer, draw_question, titles_of
from quizzer.tui.kit.painting.boxes import Box, boxes_fit, draw_boxes, draw_on_one_line
from quizzer.tui.kit.painting.paint import (
    ACCENT,
    AGAIN,
    EMPTY,
    GOOD,
    HARD,
    LINE,
    QUIET,
    STRONG,
    WRONG,
    Line,
    Picture,
    column,
    hint_line,
    meter,
    spread,
    wrapped,
)
from quizzer.tui.kit.painting.prose import fit_drawings

SOON = 60
"""Seconds before the end from which the time left stands out."""
_STYLES: Mapping[Mark, str] = {"wrong": AGAIN, "partly": HARD, "right": GOOD}
SAID: Mapping[Mark, str] = {"wrong": "Not right", "partly": "Partly", "right": "Right"}


@dataclass(frozen=True, slots=True)
class QuizView:
    """The content of the quiz screen.

    Attributes:
        shown: The card; None when all questions are answered.
        answer_input: Its input, with the answer given so far.
        judging: Whether the right answer is shown, for the learner to judge their own.
        chosen: The mark that Enter takes; None until the learner has chosen one.
        done: Count of answered questions.
        drawn: Count of questions in the quiz.
        to_judge: Count of answers left to judge after the last question; else 0.
        time_left: Seconds; None without a limit.
        hints: Key as shown, its effect, and the target of a click on it.
        notice: A sentence to show above the keys, or empty.
        shift: Cells by which a drawing wider than the page is moved to the left.
    """

    shown: Shown | None
    answer_input: AnswerInput
    judging: bool
    chosen: Mark | None
    done: int
    drawn: int
    to_judge: int
    time_left: int | None
    hints: tuple[tuple[str, str, str], ...]
    notice: str = ""
    shift: int = 0


def quiz_picture(view: QuizView, width: int, height: int) -> Picture:
    """Draw the quiz screen.

    Args:
        view: Its content.
        width: Cells of the page.
        height: Rows of the page.
    """
    wide, narrow = column(width), width < 70 or height < 20
    head = _head(view, wide)
    notice = [*wrapped(plain(view.notice), wide, ACCENT)][:4] if view.notice else []
    foot = (*notice, *_dock(view, wide, narrow=narrow))
    if view.shown is None:
        return Picture(tuple(head), (Content("All questions are answered."),), foot, from_fifth=True)
    if view.judging:
        card = draw_answer(view.shown, view.answer_input, wide, height - len(head) - len(foot))
    else:
        card = draw_question(view.shown, view.answer_input, wide)
    picture = Picture(tuple(head), card.lines, foot, card.look, card.caret, sight=card.sight, from_fifth=True)
    return fit_drawings(picture, wide, width, view.shift)


def _head(view: QuizView, wide: int) -> list[Line]:
    """Draw the card's title, how far the quiz is and the time left; below, its progress."""
    if view.to_judge:
        aside = Content.assemble((str(view.to_judge), STRONG), (" to judge", QUIET))
    else:
        aside = Content.styled(f"{view.done} of {view.drawn}", QUIET)
        if view.time_left is not None:
            clock = f"{view.time_left // 60}:{view.time_left % 60:02}"
            style = WRONG if view.time_left <= SOON else STRONG
            aside = Content.assemble((clock, style), (" left, ", QUIET), aside)
    titles = titles_of(view.shown, answered=view.judging) if view.shown is not None else (EMPTY,)
    titles = tuple(Content.assemble(("Quiz · " if title else "Quiz", QUIET), title) for title in titles)
    fitting = (title for title in titles if title.cell_length + 3 + aside.cell_length <= wide)
    return [spread(next(fitting, titles[-1]), aside, wide), meter(view.done, view.drawn, wide), EMPTY]


def _dock(view: QuizView, wide: int, *, narrow: bool) -> list[Line]:
    """Draw the lines that never scroll away: the marks once the answer is shown, and the keys."""
    keys = hint_line(view.hints, wide)
    rule = Content.styled("─" * wide, LINE)
    if not view.judging:
        return [rule, keys]
    boxes = [
        Box(str(number), SAID[mark], "", _STYLES[mark], f"mark:{mark}", mark == view.chosen)
        for number, mark in enumerate(MARKS, 1)
    ]
    if narrow or not boxes_fit(boxes, wide):
        return [rule, draw_on_one_line(boxes, wide), keys]
    return [*draw_boxes(boxes, wide), keys]
