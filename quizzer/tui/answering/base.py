"""The base of every answer input, and the lines that several of them share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from quizzer.core.notes.cards import Face
from quizzer.core.safe_text import plain
from quizzer.tui.kit.painting.paint import ACCENT, ACCENT_STRONG, EMPTY, NEAR, QUIET, RIGHT, WRONG, Line, wrapped

if TYPE_CHECKING:
    from quizzer.core.grading.grading import Outcome, Verdict


class Move(Enum):
    """The effect of a key or a click: none, a change, or the end of the answer."""

    IGNORED = auto()
    CHANGED = auto()
    DONE = auto()


@dataclass(frozen=True, slots=True)
class InputLines:
    """The lines of an answer under edit, shown below the question.

    Attributes:
        caret: Line and cell of the text cursor; None without one.
        look: Index of the line to keep in sight.
    """

    lines: tuple[Line, ...] = ()
    caret: tuple[int, int] | None = None
    look: int | None = None


class AnswerInput:
    """The input of a card without input: the learner thinks of the answer, then looks at it."""

    takes_text: ClassVar[bool] = False
    takes_digits: ClassVar[bool] = False
    enter: ClassVar[str] = "show answer"
    """The effect of Enter, for the hints."""
    keys: tuple[tuple[str, str], ...] = ()
    """Further keys and their effects, for the hints."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self._verdict: Verdict | None = None

    def press(self, key: str, character: str | None) -> Move:  # noqa: ARG002
        """Handle a key."""
        return Move.IGNORED

    def click(self, number: int) -> Move:  # noqa: ARG002
        """Handle a click on an option, a step or a group by its number, counted from 0."""
        return Move.IGNORED

    def paste(self, text: str) -> Move:  # noqa: ARG002
        """Insert pasted text."""
        return Move.IGNORED

    def input_lines(self, width: int) -> InputLines:  # noqa: ARG002
        """Draw the answer under edit, below the question."""
        return InputLines()

    def feedback_lines(self, width: int) -> list[Line]:
        """Draw the right answer, compared with the given one."""
        return answer_lines(self.face.answer, width)

    def verdict(self) -> Verdict | None:
        """Grade the finished answer, once; None where no rule can compare it."""
        if self._verdict is None:
            self._verdict = self._graded()
        return self._verdict

    def _graded(self) -> Verdict | None:
        return None


def digits_shown(count: int) -> str:
    """Name the digits that pick one of ``count`` things: ``1-4``."""
    return f"1-{min(9, count)}"


def answer_lines(answer: str, width: int) -> list[Line]:
    """Draw an answer behind a bar."""
    return [Content.assemble(("▎ ", ACCENT), line) for line in wrapped(plain(answer), width - 2, ACCENT_STRONG)]


def verdict_line(verdict: Verdict | None, remark: str = "") -> Line:
    """Draw the verdict as a sign and a word, with a remark behind it."""
    if verdict is None:
        return EMPTY
    sign, word, style = _SAID[verdict.outcome]
    return Content.assemble((f"{sign} {word}", style), (f"  {remark}" if remark else "", QUIET))


_SAID: dict[Outcome, tuple[str, str, str]] = {
    "blank": ("–", "Nothing answered", QUIET),
    "right": ("✓", "Right", RIGHT),
    "near": ("≈", "Nearly right", NEAR),
    "wrong": ("✗", "Not right", WRONG),
}
