"""Options: a digit picks the one right option; several are ticked and handed in with Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from quizzer.core.notes.cards import Face
from quizzer.core.seeded_random import shuffle
from quizzer.tui.answering.base import (
    AnswerInput,
    Feedback,
    InputLines,
    MarkedText,
    Move,
    digits_shown,
    marked_lines,
    verdict_line,
)
from quizzer.tui.kit.painting.paint import ACCENT_STRONG, QUIET, RIGHT, STRONG, WRONG, Line

if TYPE_CHECKING:
    from quizzer.core.grading.grading import Verdict


class ChoiceInput(AnswerInput):
    """A list of numbered options."""

    takes_digits: ClassVar[bool] = True

    def __init__(self, face: Face, seed: int) -> None:
        super().__init__(face)
        self._options = shuffle(face.options, seed)
        self._several = len(face.answers) > 1
        self._picked: set[int] = set()
        self._at: int | None = None

    @property
    def enter(self) -> str:
        """The effect of Enter now."""
        if self._several:
            return "hand in" if self._picked else "show answer"
        if self._at is None:
            return "show answer"
        return f"take {self._at + 1}" if self._at < 9 else "take it"

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The digits and the arrows."""
        return ((digits_shown(len(self._options)), "tick" if self._several else "answer"), ("↑ ↓", "move"))

    def press(self, key: str, character: str | None) -> Move:
        if character is not None and character in "123456789":
            return self.click(int(character) - 1)
        if key in ("down", "tab"):
            return self._step(1)
        if key in ("up", "shift+tab"):
            return self._step(-1)
        if key == "space" and self._at is not None and self._several:
            return self.click(self._at)
        if key in ("space", "enter") and self._at is not None and not self._several:
            return self.click(self._at)
        return Move.IGNORED

    def _step(self, by: int) -> Move:
        self._at = (0 if by > 0 else -1) if self._at is None else self._at + by
        self._at %= len(self._options)
        return Move.CHANGED

    def click(self, number: int) -> Move:
        if not 0 <= number < len(self._options):
            return Move.CHANGED
        if self._several:
            self._picked ^= {number}
            self._at = number
            return Move.CHANGED
        self._picked = {number}
        return Move.DONE

    def input_lines(self, width: int) -> InputLines:
        lines: list[Line] = []
        look = None
        if self._several:
            lines.append(Content.styled(f"{len(self.face.answers)} are right.", QUIET))
        for number, option in enumerate(self._options):
            at, picked = number == self._at, number in self._picked
            tick = ("[x] " if picked else "[ ] ") if self._several else ""
            mark = Content.assemble(("▸ " if at else "  ", ACCENT_STRONG), (_digit(number), STRONG), "  ", tick)
            if at:
                look = len(lines)
            style = STRONG if at or picked else ""
            lines += marked_lines([MarkedText(mark, option, style, target=f"pick:{number}")], width)
        return InputLines(tuple(lines), look=look)

    def feedback(self, width: int) -> Feedback:
        options = []
        for number, option in enumerate(self._options):
            right, picked = option in self.face.answers, number in self._picked
            style = RIGHT if right else WRONG if picked else QUIET
            sign = "✓" if right else "✗" if picked else " "
            mark = Content.assemble((f"{sign} ", style), (_digit(number), QUIET), "  ")
            pick = "your pick" if picked and (self._several or not right) else ""
            options.append(MarkedText(mark, option, STRONG if right else "" if picked else QUIET, pick))
        said = (verdict_line(self.verdict()),) if self._picked else ()
        return Feedback(tuple(marked_lines(options, width)), said)

    def _graded(self) -> Verdict:
        from quizzer.core.grading.grading import grade_choice

        return grade_choice([self._options[number] for number in sorted(self._picked)], self.face.answers)


def _digit(number: int) -> str:
    return str(number + 1) if number < 9 else " "
