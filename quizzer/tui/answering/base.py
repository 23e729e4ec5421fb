"""What every way of answering has in common."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from quizzer.core.notes.cards import Face
from quizzer.core.safe_text import plain
from quizzer.tui.kit.paint import ACCENT, ACCENT_STRONG, EMPTY, NEAR, QUIET, RIGHT, WRONG, Line, wrapped

if TYPE_CHECKING:
    from quizzer.core.grading.grading import Outcome, Verdict


class Move(Enum):
    """What a key or a click came to."""

    IGNORED = auto()
    CHANGED = auto()
    DONE = auto()


@dataclass(frozen=True, slots=True)
class InputLines:
    """The part of a question that is answered.

    Attributes:
        caret: Line and cell of the text cursor, when there is one.
        look: The line that should be in sight.
    """

    lines: tuple[Line, ...] = ()
    caret: tuple[int, int] | None = None
    look: int | None = None


class AnswerInput:
    """How a card without anything to answer is asked: one thinks of the answer and looks."""

    takes_text: ClassVar[bool] = False
    takes_digits: ClassVar[bool] = False
    enter: ClassVar[str] = "show answer"
    """What Enter does, for the hints."""
    keys: tuple[tuple[str, str], ...] = ()
    """Keys of its own and what they do, for the hints."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self._verdict: Verdict | None = None

    def press(self, key: str, character: str | None) -> Move:  # noqa: ARG002
        """Take a key."""
        return Move.IGNORED

    def click(self, number: int) -> Move:  # noqa: ARG002
        """Take a click on a numbered thing, counted from 0."""
        return Move.IGNORED

    def paste(self, text: str) -> Move:  # noqa: ARG002
        """Take pasted text."""
        return Move.IGNORED

    def input_lines(self, width: int) -> InputLines:  # noqa: ARG002
        """What is shown below the question."""
        return InputLines()

    def feedback_lines(self, width: int) -> list[Line]:
        """What is shown below the question once the answer is: the answer, set against what was given."""
        return answer_lines(self.face.answer, width)

    def verdict(self) -> Verdict | None:
        """How right it was; None where there is nothing to compare. To be asked once all is answered."""
        if self._verdict is None:
            self._verdict = self._graded()
        return self._verdict

    def _graded(self) -> Verdict | None:
        return None


def digits_shown(count: int) -> str:
    """The digits that pick among so many things: ``1-4``."""
    return f"1-{min(9, count)}"


def answer_lines(answer: str, width: int) -> list[Line]:
    """An answer, set off by a bar."""
    return [Content.assemble(("▎ ", ACCENT), line) for line in wrapped(plain(answer), width - 2, ACCENT_STRONG)]


def verdict_line(verdict: Verdict | None, remark: str = "") -> Line:
    """The verdict as a sign and a word, and what else there is to say."""
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
