"""The base of every answer input, and the lines that several of them share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len
from textual.content import Content

from quizzer.core.notes.cards import Face
from quizzer.core.safe_text import one_line, plain
from quizzer.tui.kit.painting.paint import (
    ACCENT,
    ACCENT_STRONG,
    EMPTY,
    NEAR,
    QUIET,
    RIGHT,
    WRONG,
    Line,
    clickable,
    hanging,
    wrapped,
)
from quizzer.tui.kit.painting.prose import text_lines

if TYPE_CHECKING:
    from quizzer.core.grading.context import AnswerContext
    from quizzer.core.grading.grading import Outcome, Verdict

FindContext = Callable[[Face], "AnswerContext"]
"""Gives what grading knows beside an answer; called once there is one, since much of it is read from the database."""

_ASIDE = 3
"""Cells between the longest of some texts and what is said beside them."""
_LABEL = 9
"""Cells of the column of labels below a verdict."""


def know_nothing(face: Face) -> AnswerContext:
    """Give the question alone, as beside a card of no deck."""
    from quizzer.core.grading.context import AnswerContext

    return AnswerContext(face.prompt)


class Move(Enum):
    """The effect of a key or a click: none, a change, or the end of the answer."""

    IGNORED = auto()
    CHANGED = auto()
    DONE = auto()


class InputLines(NamedTuple):
    """The lines of an answer under edit, shown below the question.

    Attributes:
        caret: Line and cell of the text cursor; None without one.
        look: Index of the line to keep in sight.
    """

    lines: tuple[Line, ...] = ()
    caret: tuple[int, int] | None = None
    look: int | None = None


class Feedback(NamedTuple):
    """The lines below the question once the answer is shown.

    Attributes:
        answer: The right answer, marked where it differs from the given one; empty where the question itself shows it.
        verdict: The verdict, and the difference; empty where nothing was answered or nothing can be compared.
    """

    answer: tuple[Line, ...]
    verdict: tuple[Line, ...] = ()


class AnswerInput:
    """The input of a card without input: the learner thinks of the answer, then looks at it."""

    takes_text: ClassVar[bool] = False
    takes_digits: ClassVar[bool] = False

    def __init__(self, face: Face) -> None:
        self.face = face
        self._verdict: Verdict | None = None

    @property
    def enter(self) -> str:
        """The effect of Enter now, for the hints."""
        return "show answer"

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """Further keys that have an effect now, and what they do, for the hints."""
        return ()

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

    def feedback(self, width: int) -> Feedback:
        """Draw the right answer, compared with the given one."""
        return Feedback(() if self.face.gaps else tuple(answer_lines(self.face.answer, width)))

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
    return [Content.assemble(("▎ ", ACCENT), line) for line in text_lines(plain(answer), width - 2, ACCENT_STRONG)]


def verdict_line(verdict: Verdict | None, remark: str = "") -> Line:
    """Draw the verdict as a sign and a word, with a remark behind it."""
    if verdict is None:
        return EMPTY
    sign, word, style = _SAID[verdict.outcome]
    return Content.assemble((f"{sign} {word}", style), (f", {remark}" if remark else "", QUIET))


def labelled(label: str, lines: Sequence[Line]) -> list[Line]:
    """Draw lines behind a label below a verdict, such as ``you`` or ``also``; they are :func:`room_beside` wide."""
    return hanging(Content.styled(f"  {label:<{_LABEL}}", QUIET), lines)


def room_beside(width: int) -> int:
    """The cells beside a label below a verdict."""
    return max(2, width - _LABEL - 2)


class MarkedText(NamedTuple):
    """An item of an answer.

    Attributes:
        mark: The signs before it.
        text: The item.
        style: Its style.
        aside: What is said beside it; empty for nothing.
        target: The target of a click on it; empty for none.
    """

    mark: Line
    text: str
    style: str = ""
    aside: str = ""
    target: str = ""


def marked_lines(items: Sequence[MarkedText], width: int) -> list[Line]:
    """Draw items below each other; what is said beside them is in one column, and below them where that is too far."""
    lines: list[Line] = []
    place = max((item.mark.cell_length + cell_len(plain(item.text)) for item in items), default=0) + _ASIDE
    for item in items:
        text = hanging(item.mark, text_lines(plain(item.text), width - item.mark.cell_length, item.style))
        aside = one_line(item.aside)
        least = text[0].cell_length + _ASIDE
        if aside and len(text) == 1 and least + cell_len(aside) <= width:
            at = place if place + cell_len(aside) <= width else least
            text = [Content.assemble(text[0].pad_right(at - text[0].cell_length), (aside, QUIET))]
        elif aside:
            text += hanging(Content(" " * item.mark.cell_length), wrapped(aside, width - item.mark.cell_length, QUIET))
        lines += [clickable(line, item.target) for line in text] if item.target else text
    return lines


_SAID: dict[Outcome, tuple[str, str, str]] = {
    "blank": ("–", "Nothing was answered", QUIET),
    "right": ("✓", "Right", RIGHT),
    "near": ("≈", "Nearly right", NEAR),
    "wrong": ("✗", "Not right", WRONG),
}
