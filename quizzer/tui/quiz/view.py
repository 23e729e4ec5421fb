"""The quiz screen, drawn: the card, the progress of the quiz, the time left, and the mark of the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from quizzer.core.quiz import MARKS, Mark
from quizzer.core.safe_text import plain
from quizzer.study.review.values import Shown
from quizzer.tui.answering.base import AnswerInput
from quizzer.tui.answering.card_view import draw_card, titles_of
from quizzer.tui.kit.painting.paint import (
    ACCENT,
    ACCENT_STRONG,
    DENSE,
    EMPTY,
    LINE,
    QUIET,
    STRONG,
    WRONG,
    Line,
    Picture,
    centred,
    clickable,
    column,
    hints,
    meter,
    spread,
    wrapped,
)

SOON = 60
"""Seconds before the end from which the time left stands out."""
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


def quiz_picture(view: QuizView, width: int, height: int) -> Picture:
    """Draw the quiz screen.

    Args:
        view: Its content.
        width: Cells of the page.
        height: Rows of the page.
    """
    wide = column(width)
    dense = height < DENSE
    head = _head(view, wide)
    if not dense:
        head.append(EMPTY)
    notice = [*wrapped(plain(view.notice), wide, ACCENT)][:4] if view.notice else []
    foot = (*notice, *_dock(view, wide, dense))
    if view.shown is None:
        return Picture(tuple(head), (Content("All questions are answered."),), foot)
    card = draw_card(view.shown, view.answer_input, wide, revealed=view.judging)
    return Picture(tuple(head), card.lines, foot, card.look, card.caret)


def _head(view: QuizView, wide: int) -> list[Line]:
    """Draw the card's title and the time left; below, the progress of the quiz."""
    if view.to_judge:
        aside = Content.assemble((str(view.to_judge), STRONG), (" to judge", QUIET))
    elif view.time_left is None:
        aside = EMPTY
    else:
        clock = f"{view.time_left // 60}:{view.time_left % 60:02}"
        aside = Content.assemble((clock, WRONG if view.time_left <= SOON else STRONG), (" left", QUIET))
    titles = [f"Quiz · {title}" for title in titles_of(view.shown)] if view.shown is not None else ["Quiz"]
    fitting = (title for title in titles if cell_len(title) + 3 + aside.cell_length <= wide)
    of = f" {view.done} of {view.drawn}"
    return [
        spread(Content.styled(next(fitting, titles[-1]), QUIET), aside, wide),
        Content.assemble(meter(view.done, view.drawn, wide - len(of)), (of, QUIET)),
    ]


def _dock(view: QuizView, wide: int, dense: bool) -> list[Line]:
    """Draw the lines that never scroll away: the marks once the answer is shown, and the keys."""
    lines = 1 if dense and view.judging else 2
    keys = hints(view.hints, wide, lines=lines, first=not view.judging)
    keys += [EMPTY] * (lines - len(keys))
    rule = Content.styled("─" * wide, LINE)
    if not view.judging:
        return [*([] if dense else [EMPTY, EMPTY]), rule, *keys]
    return [rule, _marks_line(view, wide), *keys] if dense else [*_marks_boxed(view, wide), *keys]


def _marks_boxed(view: QuizView, wide: int) -> list[Line]:
    """Draw the marks in three lines, the chosen one in a box."""
    rows: list[list[Line]] = [[], [], []]
    for place, mark in enumerate(MARKS):
        width = wide * (place + 1) // len(MARKS) - wide * place // len(MARKS)
        inside = centred(_mark(mark, chosen=mark == view.chosen), width - 2)
        if mark == view.chosen:
            lines = [
                Content.styled(f"╭{'─' * (width - 2)}╮", ACCENT),
                Content.assemble(("│", ACCENT), inside, ("│", ACCENT)),
                Content.styled(f"╰{'─' * (width - 2)}╯", ACCENT),
            ]
        else:
            lines = [Content(" " * width), inside.pad(1, 1), Content(" " * width)]
        for row, line in zip(rows, lines, strict=True):
            row.append(clickable(line, f"mark:{mark}"))
    return [Content.assemble(*row) for row in rows]


def _marks_line(view: QuizView, wide: int) -> Line:
    """Draw the marks on one line, the chosen one between brackets."""
    labels = []
    for mark in MARKS:
        opening, closing = ("[", "]") if mark == view.chosen else (" ", " ")
        label = Content.assemble(
            (opening, ACCENT_STRONG), _mark(mark, chosen=mark == view.chosen), (closing, ACCENT_STRONG)
        )
        labels.append(clickable(label, f"mark:{mark}"))
    between = max(0, wide - sum(label.cell_length for label in labels)) // 2
    return Content(" " * between).join(labels)


def _mark(mark: Mark, *, chosen: bool) -> Line:
    number = MARKS.index(mark) + 1
    return Content.assemble(
        (f"{number} ", ACCENT_STRONG if chosen else STRONG), (SAID[mark], ACCENT_STRONG if chosen else "")
    )
