"""Items sorted into groups: one after the other, each with the digit of its group, while the groups fill."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.content import Content

from quizzer.core.notes.cards import Face
from quizzer.core.safe_text import one_line, plain
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
from quizzer.tui.kit.painting.paint import (
    ACCENT,
    EMPTY,
    QUIET,
    RIGHT,
    STRONG,
    WRONG,
    Line,
    clickable,
    hanging,
    spread,
    wrapped,
)

if TYPE_CHECKING:
    from quizzer.core.grading.grading import Verdict

_GAP = 2
_MOST_COLUMNS = 4


class SortInput(AnswerInput):
    """One item at a time below the groups and their items."""

    takes_digits: ClassVar[bool] = True

    def __init__(self, face: Face, seed: int) -> None:
        super().__init__(face)
        self._groups = face.groups
        pairs = [(item, place) for place, (_, items) in enumerate(face.groups) for item in items]
        self._mixed = shuffle(pairs, seed)
        self._items = [item for item, _ in self._mixed]
        self._given: list[int | None] = [None] * len(self._items)
        self._steps: list[tuple[int, int | None]] = []
        self._at = 0

    @property
    def enter(self) -> str:
        """The effect of Enter now."""
        return "hand in" if self._steps else "show answer"

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The digits, and the keys that go back."""
        back = (("⌫", "take back"), ("↑ ↓", "move")) if self._steps else ()
        return ((digits_shown(len(self._groups)), "place it"), *back)

    def press(self, key: str, character: str | None) -> Move:
        if character is not None and character in "123456789":
            return self.click(int(character) - 1)
        if key == "backspace" and self._steps:
            place, before = self._steps.pop()
            self._at, self._given[place] = place, before
            return Move.CHANGED
        if key in ("up", "down"):
            self._at = max(0, min(self._at + (1 if key == "down" else -1), len(self._items) - 1))
            return Move.CHANGED
        return Move.IGNORED

    def click(self, number: int) -> Move:
        """Put the item into the group with this number, and go to the next one without a group."""
        if not 0 <= number < len(self._groups) or self._at >= len(self._items):
            return Move.CHANGED
        self._steps.append((self._at, self._given[self._at]))
        self._given[self._at] = number
        places = [*range(self._at, len(self._items)), *range(self._at)]
        self._at = next((place for place in places if self._given[place] is None), len(self._items))
        return Move.CHANGED

    def input_lines(self, width: int) -> InputLines:
        groups = []
        for number, (name, _) in enumerate(self._groups):
            inside = [item for item, group in zip(self._items, self._given, strict=True) if group == number]
            head = MarkedText(Content.styled(f"{number + 1 if number < 9 else '':<3}", STRONG), name, STRONG)
            groups.append([head, *(MarkedText(Content("   "), item) for item in inside)])
        sizes = [[(3, name), *((3, item) for item in self._items)] for name, _ in self._groups]
        count = _count_columns(sizes, width)
        lines = _draw_columns(groups, count, width, [f"pick:{number}" for number in range(len(groups))])
        asked = self._asked(width)
        return InputLines((*lines, EMPTY, *asked), look=len(lines) + len(asked))

    def _asked(self, width: int) -> list[Line]:
        """Draw the item to place, and those after it."""
        if self._at >= len(self._items):
            return [Content.styled("All have a place.", QUIET)]
        later = [
            one_line(item)
            for place, (item, group) in enumerate(zip(self._items, self._given, strict=True))
            if group is None and place != self._at
        ]
        item = hanging(Content.styled("▎ ", ACCENT), wrapped(plain(self._items[self._at]), width - 2, STRONG))
        group = self._given[self._at]
        if group is not None:
            aside = f"now in {one_line(self._groups[group][0])}"
        else:
            aside = f"then {', '.join(later)}" if later else "the last one"
        room = width - item[0].cell_length - 3
        if len(item) == 1 and room >= min(cell_len(aside), 12):
            item = [spread(item[0], Content.styled(aside, QUIET).truncate(room, ellipsis=True), width)]
        return [Content.styled("Where does this belong?", QUIET), *item]

    def feedback(self, width: int) -> Feedback:
        groups, sizes = [], []
        for number, (name, items) in enumerate(self._groups):
            marked = [self._item(item, number) for item in items]
            groups.append([MarkedText(EMPTY, name, STRONG), *marked])
            sizes.append([(0, name), *((2, item) for item in items), *((2, item.aside) for item in marked)])
        lines = tuple(_draw_columns(groups, _count_columns(sizes, width), width))
        if not self._steps:
            return Feedback(lines)
        verdict = self.verdict()
        hits = sum(group == home for group, (_, home) in zip(self._given, self._mixed, strict=True))
        share = f"{hits} of {len(self._items)}" if hits < len(self._items) else ""
        return Feedback(lines, (verdict_line(verdict, share),))

    def _item(self, item: str, home: int) -> MarkedText:
        given = self._given[next(i for i, known in enumerate(self._mixed) if known == (item, home))]
        if not self._steps:
            return MarkedText(Content("  "), item)
        sign, style = ("✓", RIGHT) if given == home else ("✗", WRONG)
        was = "not placed" if given is None else f"you: {one_line(self._groups[given][0])}"
        return MarkedText(Content.styled(f"{sign} ", style), item, aside="" if given == home else was)

    def _graded(self) -> Verdict:
        from quizzer.core.grading.grading import grade_sort

        names = [name for name, _ in self._groups]
        pairs = zip(self._items, self._given, strict=True) if self._steps else ()
        return grade_sort({item: names[group] for item, group in pairs if group is not None}, self._groups)


def _count_columns(sizes: Sequence[Sequence[tuple[int, str]]], width: int) -> int:
    """The most columns in which each text fits on one line; a text counts with the cells of its mark."""
    longest = max((mark + cell_len(one_line(text)) for texts in sizes for mark, text in texts), default=0)
    fitting = (count for count in range(min(len(sizes), _MOST_COLUMNS), 1, -1) if longest <= _cell(width, count))
    return next(fitting, 1)


def _cell(width: int, count: int) -> int:
    return (width - _GAP * (count - 1)) // count


def _draw_columns(
    groups: Sequence[Sequence[MarkedText]], count: int, width: int, targets: Sequence[str] = ()
) -> list[Line]:
    """Draw groups side by side, each with its name above its items, as many rows of them as it takes."""
    cell = _cell(width, count)
    lines: list[Line] = []
    drawn = [marked_lines(group, cell) for group in groups]
    for first in range(0, len(drawn), count):
        row = drawn[first : first + count]
        if lines and count > 1:
            lines.append(EMPTY)
        for height in range(max(len(column) for column in row)):
            parts = []
            for place, column in enumerate(row):
                part = column[height] if height < len(column) else EMPTY
                part = part.pad_right(max(0, cell - part.cell_length))
                parts.append(clickable(part, targets[first + place]) if targets else part)
            lines.append(Content(" " * _GAP).join(parts).rstrip())
    return lines
