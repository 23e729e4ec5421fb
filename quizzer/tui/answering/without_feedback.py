"""Answer inputs of a quiz: they show nothing about an answer before it is handed in."""

from __future__ import annotations

from typing import ClassVar

from quizzer.core.notes.cards import Face
from quizzer.core.safe_text import plain
from quizzer.tui.answering import build_input
from quizzer.tui.answering.base import (
    AnswerInput,
    Feedback,
    FindContext,
    InputLines,
    Move,
    know_nothing,
    labelled,
    room_beside,
)
from quizzer.tui.answering.typed import input_line
from quizzer.tui.kit.line_editor import LineEditor
from quizzer.tui.kit.painting.paint import QUIET, wrapped


def build_quiz_input(face: Face, seed: int, *, typed: bool = True, context: FindContext = know_nothing) -> AnswerInput:
    """Build the input for a question of a quiz.

    Args:
        face: The question, and what it accepts.
        seed: Fixes the order of shuffled options, steps and items.
        typed: Whether short answers are typed and graded.
        context: Gives what grading knows beside the answer, once there is one.
    """
    if face.is_single and not (face.typed and typed):
        return NotedInput(face)
    return build_input(face, seed, typed=typed, context=context)


class NotedInput(AnswerInput):
    """An answer that no rule can grade: the learner may note it down, and judges it beside the right one."""

    takes_text: ClassVar[bool] = True

    def __init__(self, face: Face, noted: str = "") -> None:
        super().__init__(face)
        self._line = LineEditor(noted, len(noted))

    @property
    def enter(self) -> str:
        """The effect of Enter."""
        return "answer"

    @property
    def noted(self) -> str:
        """The note, without blanks around it."""
        return self._line.text.strip()

    def press(self, key: str, character: str | None) -> Move:
        if key == "enter":
            return Move.DONE
        return Move.CHANGED if self._line.press(key, character) else Move.IGNORED

    def paste(self, text: str) -> Move:
        self._line.insert(text)
        return Move.CHANGED

    def input_lines(self, width: int) -> InputLines:
        advice = wrapped("Think of the answer, or note it down. You judge it yourself.", width, QUIET)
        return input_line(self._line, width, tuple(advice))

    def feedback(self, width: int) -> Feedback:
        answer = super().feedback(width).answer
        return Feedback(
            answer, tuple(labelled("you", wrapped(plain(self.noted), room_beside(width))) if self.noted else ())
        )
