"""Items sorted into groups: one after the other, each with the digit of its group."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from quizzer.core.notes.cards import Face
from quizzer.core.safe_text import one_line, plain
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


class SortInput(AnswerInput):
    """One item at a time above the groups and their items."""

    takes_digits: ClassVar[bool] = True

    def __init__(self, face: Face, seed: int) -> None:
        super().__init__(face)
        self._groups = face.groups
        pairs = [(item, place) for place, (_, items) in enumerate(face.groups) for item in items]
        self._mixed = shuffle(pairs, seed)
        self._items = [item for item, _ in self._mixed]
        self._given: list[int] = []
        self.keys = ((digits_shown(len(face.groups)), "group"), ("⌫", "back"))

    def press(self, key: str, character: str | None) -> Move:
        if character is not None and character in "123456789":
            return self.click(int(character) - 1)
        if key == "backspace" and self._given:
            self._given.pop()
            return Move.CHANGED
        return Move.IGNORED

    def click(self, number: int) -> Move:
        """Put the current item into the group with this number."""
        if 0 <= number < len(self._groups) and len(self._given) < len(self._items):
            self._given.append(number)
        return Move.CHANGED

    def input_lines(self, width: int) -> InputLines:
        lines: list[Line] = []
        asked = len(self._given)
        if asked < len(self._items):
            mark = Content.styled("› ", ACCENT_STRONG)
            lines += hanging(mark, wrapped(plain(self._items[asked]), width - 2, STRONG))
            lines.append(Content.styled(f"  {asked + 1} of {len(self._items)}", QUIET))
        else:
            lines.append(Content.styled("All are sorted.", QUIET))
        lines.append(EMPTY)
        for number, (name, _) in enumerate(self._groups):
            inside = [self._items[i] for i, group in enumerate(self._given) if group == number]
            mark = Content.assemble("  ", (str(number + 1) if number < 9 else " ", STRONG), "  ")
            text = Content.assemble((one_line(name), STRONG), ("  " + ", ".join(map(one_line, inside)), QUIET))
            lines += [clickable(line, f"pick:{number}") for line in hanging(mark, text.wrap(width - 5))]
        return InputLines(tuple(lines))

    def feedback_lines(self, width: int) -> list[Line]:
        lines: list[Line] = [verdict_line(self.verdict()), EMPTY] if self._given else []
        for number, (name, items) in enumerate(self._groups):
            lines.append(Content.styled(one_line(name), STRONG))
            for item in items:
                lines += self._item_line(item, number, width)
        return lines

    def _item_line(self, item: str, home: int, width: int) -> list[Line]:
        place = next(i for i, known in enumerate(self._mixed) if known == (item, home))
        if place >= len(self._given):
            return hanging(Content("    "), wrapped(plain(item), width - 4))
        given = self._given[place]
        sign, style = ("✓", RIGHT) if given == home else ("✗", WRONG)
        was = "" if given == home else f"  (you: {one_line(self._groups[given][0])})"
        return hanging(Content.assemble("  ", (f"{sign} ", style)), wrapped(plain(item) + was, width - 4))

    def _graded(self) -> Verdict:
        from quizzer.core.grading.grading import grade_sort

        names = [name for name, _ in self._groups]
        given = {item: names[group] for item, group in zip(self._items, self._given, strict=False)}
        return grade_sort(given, self._groups)
