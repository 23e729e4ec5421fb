"""Ways of answering in a quiz: nothing is told about an answer before it is handed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.content import Content

from quizzer.core.notes.cards import Face
from quizzer.core.safe_text import one_line, plain
from quizzer.tui.answering import asking_for
from quizzer.tui.answering.base import Asked, Asking, Move, answer_lines
from quizzer.tui.answering.listing import ListAsking
from quizzer.tui.answering.typed import asked_line
from quizzer.tui.kit.line_editor import LineEditor
from quizzer.tui.kit.paint import EMPTY, QUIET, Line, hanging, wrapped


def quiz_asking_for(
    face: Face, seed: int, *, typed: bool = True, is_word: Callable[[str], bool] = lambda _: False
) -> Asking:
    """The way a card is answered in a quiz.

    Args:
        face: What it asks.
        seed: Decides the order of what is shuffled.
        typed: Whether short answers are typed and graded.
        is_word: Whether a folded word is one of the decks.
    """
    if face.is_single and not (face.typed and typed):
        return NotedAsking(face)
    asking = asking_for(face, seed, typed=typed, is_word=is_word)
    return UntoldListAsking(face, is_word) if isinstance(asking, ListAsking) else asking


class NotedAsking(Asking):
    """An answer that no rule can grade: it may be noted down, and the learner judges it once the right one is shown."""

    takes_text: ClassVar[bool] = True

    def __init__(self, face: Face, noted: str = "") -> None:
        super().__init__(face)
        self._line = LineEditor(noted, len(noted))

    @property
    def noted(self) -> str:
        """What was written."""
        return self._line.text.strip()

    def press(self, key: str, character: str | None) -> Move:
        if key == "enter":
            return Move.DONE
        return Move.CHANGED if self._line.press(key, character) else Move.IGNORED

    def paste(self, text: str) -> Move:
        self._line.insert(text)
        return Move.CHANGED

    def asked(self, width: int) -> Asked:
        told = wrapped("Think of the answer, or note it down. You judge it yourself.", width, QUIET)
        return asked_line(self._line, width, tuple(told))

    def answered(self, width: int) -> list[Line]:
        lines = answer_lines(self.face.answer, width)
        if self.noted:
            lines += [EMPTY, *hanging(Content.styled("  you    ", QUIET), wrapped(plain(self.noted), width - 9))]
        return lines


class UntoldListAsking(ListAsking):
    """A line to write items into: Enter takes each one, and on an empty line hands them in."""

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

    def asked(self, width: int) -> Asked:
        lines: list[Line] = []
        for text in self._given:
            lines += hanging(Content.styled("· ", QUIET), wrapped(one_line(text), width - 2))
        return asked_line(self._line, width, tuple(lines))
