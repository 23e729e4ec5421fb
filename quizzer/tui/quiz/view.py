"""A question of a quiz: the card, how far the quiz is, the time that is left, and how right the answer was."""

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
from quizzer.tui.kit.paint import (
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
    """What the quiz screen knows.

    Attributes:
        shown: The card; None when all is answered.
        answer_input: How it is answered; holds what has been answered so far.
        judging: Whether the answer is shown, to be judged.
        chosen: What Enter takes for the answer; None until the learner has said.
        done: Questions answered.
        drawn: Questions of the quiz.
        to_judge: Answers left to be judged, once all questions are asked; else 0.
        time_left: Seconds; None without a limit.
        hints: Key as shown, what it does, and what a click on it does.
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
    """The quiz screen on a page.

    Args:
        view: What it shows.
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
    """Where the card belongs and the time that is left; below, how far the quiz is."""
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
    """The lines that never scroll away: how right it was once there is an answer, and the keys."""
    lines = 1 if dense and view.judging else 2
    keys = hints(view.hints, wide, lines=lines, first=not view.judging)
    keys += [EMPTY] * (lines - len(keys))
    rule = Content.styled("─" * wide, LINE)
    if not view.judging:
        return [*([] if dense else [EMPTY, EMPTY]), rule, *keys]
    return [rule, _marks_line(view, wide), *keys] if dense else [*_marks_boxed(view, wide), *keys]


def _marks_boxed(view: QuizView, wide: int) -> list[Line]:
    """The marks in three lines, the chosen one in a box."""
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
    """The marks on one line, the chosen one between brackets."""
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
