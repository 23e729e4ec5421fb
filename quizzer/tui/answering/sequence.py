"""Shuffled steps, put in order one after the other by their numbers, or moved with the arrow keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from quizzer.core.notes.cards import Face
from quizzer.core.seeded_random import shuffle
from quizzer.core.wording import plural
from quizzer.tui.answering.base import (
    AnswerInput,
    Feedback,
    InputLines,
    MarkedText,
    Move,
    marked_lines,
    verdict_line,
)
from quizzer.tui.kit.painting.paint import ACCENT_STRONG, EMPTY, NEAR, QUIET, RIGHT, STRONG, Line

if TYPE_CHECKING:
    from quizzer.core.grading.grading import Verdict

_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
)  # fmt: skip


class SequenceInput(AnswerInput):
    """Steps with a number each, which a step keeps until it has its place: the order can be typed without looking."""

    takes_digits: ClassVar[bool] = True

    def __init__(self, face: Face, seed: int) -> None:
        super().__init__(face)
        self._right = face.answers
        self._labels = _out_of_order(self._right, seed)
        self._order = list(range(len(self._labels)))
        self._placed = 0
        self._at = 0
        self._before: list[tuple[list[int], int, int]] = []

    @property
    def enter(self) -> str:
        """The effect of Enter now."""
        return "hand in" if self._before else "show answer"

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The digits while steps have no place, and the keys that move steps."""
        digits = ((digits_left(self._order[self._placed :]), "place"),) if self._placed < len(self._order) else ()
        back = (("⌫", "back"),) if self._before else ()
        return (*digits, ("J K", "move"), *back)

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
        if key == "backspace" and self._before:
            self._order, self._placed, self._at = self._before.pop()
            return Move.CHANGED
        return Move.IGNORED

    def click(self, number: int) -> Move:
        """Give the step with this number the next place; the last one left has the last place."""
        if number >= len(self._order):
            return Move.CHANGED
        place = self._order.index(number)
        if place >= self._placed:
            self._remember()
            self._order.insert(self._placed, self._order.pop(place))
            self._placed += 1
            self._at = min(self._placed, len(self._order) - 1)
            if self._placed == len(self._order) - 1:
                self._placed += 1
        return Move.CHANGED

    def _shift(self, by: int) -> Move:
        to = self._at + by
        if 0 <= to < len(self._order):
            self._remember()
            self._order[self._at], self._order[to] = self._order[to], self._order[self._at]
            self._at = to
            self._placed = len(self._order)
        return Move.CHANGED

    def _remember(self) -> None:
        self._before.append((list(self._order), self._placed, self._at))

    def input_lines(self, width: int) -> InputLines:
        lines: list[Line] = []
        look = 0
        for place, number in enumerate(self._order):
            if place == self._placed:
                lines += [*([EMPTY] if place else []), Content.styled(_asked(place), QUIET)]
            if place == self._at:
                look = len(lines)
            placed = place < self._placed
            label = place + 1 if placed else number + 1
            mark = Content.assemble(
                ("▸ " if place == self._at else "  ", ACCENT_STRONG),
                (f"{label if placed or label < 10 else '':<3}", QUIET if placed else STRONG),
            )
            style = STRONG if place == self._at else ""
            lines += marked_lines([MarkedText(mark, self._labels[number], style, target=f"pick:{number}")], width)
        return InputLines(tuple(lines), look=look)

    def feedback(self, width: int) -> Feedback:
        from quizzer.core.grading.grading import find_kept_steps

        given = [self._labels[number] for number in self._order]
        kept = find_kept_steps(given, self._right) if self._before else range(len(self._right))
        steps = []
        for place, step in enumerate(self._right):
            is_kept = place in kept
            sign, style = (" ", QUIET) if not self._before else ("✓", RIGHT) if is_kept else ("↕", NEAR)
            mark = Content.assemble((f"{sign} ", style), (f"{place + 1:<3}", QUIET))
            aside = "" if is_kept else f"you had it {_ordinal(given.index(step))}"
            steps.append(MarkedText(mark, step, STRONG, aside))
        lines = tuple(marked_lines(steps, width))
        if not self._before:
            return Feedback(lines)
        out = len(self._right) - len(kept)
        said = "" if not out else f"{'one step' if out == 1 else plural(out, 'step')} out of place"
        return Feedback(lines, (verdict_line(self.verdict(), said),))

    def _graded(self) -> Verdict:
        from quizzer.core.grading.grading import grade_sequence

        order = [self._labels[number] for number in self._order] if self._before else []
        return grade_sequence(order, self._right)


def digits_left(numbers: list[int]) -> str:
    """Name the digits of the steps without a place: ``1-5``, or the single ones once some are gone."""
    digits = sorted(number + 1 for number in numbers if number < 9)
    if len(digits) > 2 and digits[-1] - digits[0] == len(digits) - 1:
        return f"{digits[0]}-{digits[-1]}"
    return " ".join(map(str, digits))


def _asked(place: int) -> str:
    return "What comes next?" if place else "What comes first?"


def _ordinal(place: int) -> str:
    return _ORDINALS[place] if place < len(_ORDINALS) else f"at {place + 1}"


def _out_of_order(steps: tuple[str, ...], seed: int) -> list[str]:
    """Shuffle the steps, never into the right order."""
    order = shuffle(steps, seed)
    return order[1:] + order[:1] if tuple(order) == steps and len(steps) > 1 else order
