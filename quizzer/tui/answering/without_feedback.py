"""Answer inputs of a quiz: they show nothing about an answer before it is handed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.content import Content

from quizzer.core.notes.cards import Face
from quizzer.core.safe_text import one_line, plain
from quizzer.tui.answering import build_input
from quizzer.tui.answering.base import AnswerInput, InputLines, Move, answer_lines
from quizzer.tui.answering.listing import ListInput
from quizzer.tui.answering.typed import input_line
from quizzer.tui.kit.line_editor import LineEditor
from quizzer.tui.kit.painting.paint import EMPTY, QUIET, Line, hanging, wrapped


def build_quiz_input(
    face: Face, seed: int, *, typed: bool = True, is_word: Callable[[str], bool] = lambda _: False
) -> AnswerInput:
    """Build the input for a question of a quiz.

    Args:
        face: The question, and what it accepts.
        seed: Fixes the order of shuffled options, steps and items.
        typed: Whether short answers are typed and graded.
        is_word: Whether a folded word is one of the decks.
    """
    if face.is_single and not (face.typed and typed):
        return NotedInput(face)
    answer_input = build_input(face, seed, typed=typed, is_word=is_word)
    return SilentListInput(face, is_word) if isinstance(answer_input, ListInput) else answer_input


class NotedInput(AnswerInput):
    """An answer that no rule can grade: the learner may note it down, and judges it beside the right one."""

    takes_text: ClassVar[bool] = True

    def __init__(self, face: Face, noted: str = "") -> None:
        super().__init__(face)
        self._line = LineEditor(noted, len(noted))

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

    def feedback_lines(self, width: int) -> list[Line]:
        lines = answer_lines(self.face.answer, width)
        if self.noted:
            lines += [EMPTY, *hanging(Content.styled("  you    ", QUIET), wrapped(plain(self.noted), width - 9))]
        return lines


class SilentListInput(ListInput):
    """A line for one item after the other: Enter adds an item, and on an empty line hands the list in."""

    enter: ClassVar[str] = "next item; on an empty line, answer"

    def __init__(self, face: Face, is_word: Callable[[str], bool]) -> None:
        super().__init__(face, is_word)
        self.keys = (("⌫", "back"),)

    def press(self, key: str, character: str | None) -> Move:
        if key == "backspace" and not self._line.text and self._given:
            last = self._given.pop()
            self._line = LineEditor(last, len(last))
            return Move.CHANGED
        if key != "enter":
            return Move.CHANGED if self._line.press(key, character) else Move.IGNORED
        text = self._line.text.strip()
        if not text:
            return Move.DONE
        self._line.clear()
        self._given.append(text)
        return Move.CHANGED

    def input_lines(self, width: int) -> InputLines:
        lines: list[Line] = []
        for text in self._given:
            lines += hanging(Content.styled("· ", QUIET), wrapped(one_line(text), width - 2))
        return input_line(self._line, width, tuple(lines))
