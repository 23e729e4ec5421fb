"""Shuffled steps, put in order with the arrow keys or by typing their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from quizzer.core.notes.cards import Face
from quizzer.core.safe_text import plain
from quizzer.core.seeded_random import shuffle
from quizzer.tui.answering.base import AnswerInput, InputLines, Move, digits_shown, verdict_line
from quizzer.tui.kit.painting.paint import (
    ACCENT_STRONG,
    EMPTY,
    QUIET,
    RIGHT,
    STRONG,
    WRONG,
    Line,
    clickable,
    hanging,
    wrapped,
)

if TYPE_CHECKING:
    from quizzer.core.grading.grading import Verdict


class SequenceInput(AnswerInput):
    """Numbered steps; a step keeps its number when it moves."""

    takes_digits: ClassVar[bool] = True

    def __init__(self, face: Face, seed: int) -> None:
        super().__init__(face)
        self._right = face.answers
        self._labels = _out_of_order(self._right, seed)
        self._order = list(range(len(self._labels)))
        self._placed = 0
        self._at = 0
        self._touched = False
        self.keys = ((digits_shown(len(self._labels)), "next step"), ("↑ ↓", "select"), ("J K", "move"))

    def press(self, key: str, character: str | None) -> Move:
        if character is not None and character in "123456789":
            return self.click(int(character) - 1)
        if key in ("shift+down", "J"):
            return self._shift(1)
        if key in ("shift+up", "K"):
            return self._shift(-1)
        if key in ("down", "tab", "up", "shift+tab"):
            self._at = (self._at + (1 if key in ("down", "tab") else -1)) % len(self._order)
            return Move.CHANGED
        if key == "backspace" and self._placed:
            self._placed -= 1
            return Move.CHANGED
        return Move.IGNORED

    def click(self, number: int) -> Move:
        """Make the step with this number the next in order."""
        if number >= len(self._order):
            return Move.CHANGED
        place = self._order.index(number)
        if place >= self._placed:
            self._order.insert(self._placed, self._order.pop(place))
            self._at = self._placed
            self._placed += 1
            self._touched = True
        return Move.CHANGED

    def _shift(self, by: int) -> Move:
        to = self._at + by
        if 0 <= to < len(self._order):
            self._order[self._at], self._order[to] = self._order[to], self._order[self._at]
            self._at = to
            self._placed = len(self._order)
            self._touched = True
        return Move.CHANGED

    def input_lines(self, width: int) -> InputLines:
        lines: list[Line] = []
        look = 0
        for place, number in enumerate(self._order):
            if place == self._at:
                look = len(lines)
            style = STRONG if place == self._at or place < self._placed else ""
            position = f"{place + 1}." if place < self._placed else ""
            mark = Content.assemble(
                ("› " if place == self._at else "  ", ACCENT_STRONG),
                (f"{position:>3} ", ACCENT_STRONG if place < self._placed else QUIET),
                (f"[{number + 1}] ", QUIET),
            )
            text = wrapped(plain(self._labels[number]), width - mark.cell_length, style)
            lines += [clickable(line, f"pick:{number}") for line in hanging(mark, text)]
        return InputLines(tuple(lines), look=look)

    def feedback_lines(self, width: int) -> list[Line]:
        given = [self._labels[number] for number in self._order]
        lines: list[Line] = [verdict_line(self.verdict()), EMPTY] if self._touched else []
        for place, step in enumerate(self._right):
            right = self._touched and given[place] == step
            sign, style = ("✓", RIGHT) if right else ("✗", WRONG) if self._touched else (" ", QUIET)
            mark = Content.assemble((f"{sign} ", style), (f"{place + 1:>2}. ", QUIET))
            was = "" if right or not self._touched else f"  (you had it {given.index(step) + 1}.)"
            lines += hanging(mark, wrapped(plain(step) + was, width - mark.cell_length, STRONG))
        return lines

    def _graded(self) -> Verdict:
        from quizzer.core.grading.grading import grade_sequence

        order = [self._labels[number] for number in self._order] if self._touched else []
        return grade_sequence(order, self._right)


def _out_of_order(steps: tuple[str, ...], seed: int) -> list[str]:
    """Shuffle the steps, never into the right order."""
    order = shuffle(steps, seed)
    return order[1:] + order[:1] if tuple(order) == steps and len(steps) > 1 else order
