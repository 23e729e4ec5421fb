"""Boxes to tick and choices to take, painted so that no two states look alike without colours.

All boxes of a field are one widget: each widget more takes two milliseconds until a form stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from quizzer.core.safe_text import one_line

if TYPE_CHECKING:
    from quizzer.tui.kit.shell import Shell

_GAP = 3
_TICK = 4  # cells of a box with the blank behind it


class PaintedChoices(Widget, can_focus=True, inherit_css=False):
    """Names in columns, each with a sign before it; one of them is marked while the field is in use.

    Attributes:
        per_line: How many lie side by side.
        at: The index of the marked one.
    """

    DEFAULT_CSS = "PaintedChoices { width: auto; height: auto; color: $foreground; text-wrap: nowrap; }"

    class Changed(Message):
        """Posted when another choice counts."""

    def __init__(self, names: Sequence[str], at: int = 0) -> None:
        """Choices by their names."""
        super().__init__()
        self._names = tuple(one_line(name) for name in names)
        self._columns: tuple[int, ...] = (1,)
        self.per_line = 1
        self.at = at

    @property
    def targets(self) -> tuple[Widget, ...]:
        """What takes the focus in it."""
        return (self,)

    def sign(self, number: int) -> str:
        """The sign before a name."""
        raise NotImplementedError

    def pick(self, number: int) -> None:
        """Do what a click on a name does."""
        raise NotImplementedError

    def render(self) -> Content:
        """Draw the names with their signs, the marked one so that it stands out."""
        lines = []
        for first in range(0, len(self._names), self.per_line):
            line = Content()
            for number in range(first, min(first + self.per_line, len(self._names))):
                cells = self._columns[number % self.per_line]
                drawn = Content(f"{self.sign(number)} {self._names[number]}").truncate(cells, ellipsis=True)
                drawn_cells = drawn.cell_length
                if number == self.at and self.has_focus:
                    drawn = drawn.stylize("reverse" if self.app.native_ansi_color else "bold underline")
                gap = 0 if number % self.per_line == self.per_line - 1 else _GAP
                line += drawn.pad_right(max(0, cells - drawn_cells) + gap)
            lines.append(line)
        return Content("\n").join(lines)

    def watch_has_focus(self, value: bool) -> None:
        """Draw the mark, or draw without it."""
        super().watch_has_focus(value)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Pick the name that was clicked."""
        left = 0
        for column, cells in enumerate(self._columns):
            number = event.y * self.per_line + column
            if left <= event.x < left + cells and number < len(self._names):
                event.stop()
                self.pick(number)
            left += cells + _GAP

    def take_columns(self, columns: Sequence[int]) -> tuple[int, int]:
        """Lie in columns of these widths; the cells and lines it takes."""
        self._columns = tuple(columns)
        self.per_line = len(self._columns)
        lines = -(-len(self._names) // self.per_line)
        total = sum(self._columns) + _GAP * (self.per_line - 1)
        self.styles.width, self.styles.height = total, lines
        self.refresh()
        return total, lines

    @property
    def _widths(self) -> list[int]:
        return [_TICK + Content(name).cell_length for name in self._names]


class ManyOf(PaintedChoices):
    """Boxes in a grid, of which any number may be ticked."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "toggle_button", show=False)]

    def __init__(self, names: Sequence[str], chosen: Sequence[int], *, most: int = 4) -> None:
        """Boxes.

        Args:
            names: The name of each.
            chosen: The indexes of those that are ticked.
            most: The most of them side by side.
        """
        super().__init__(names)
        self._ticked = frozenset(chosen)
        self._most = most

    @property
    def holds(self) -> tuple[int, ...]:
        """The indexes of those that are ticked."""
        return tuple(sorted(self._ticked))

    def sign(self, number: int) -> str:
        """A box, ticked or not."""
        return "[x]" if number in self._ticked else "[ ]"

    def pick(self, number: int) -> None:
        """Tick a box, or take its tick away."""
        self.at = number
        self._ticked ^= {number}
        self.refresh()
        self.post_message(self.Changed())

    def action_toggle_button(self) -> None:
        """Tick the marked box, or take its tick away."""
        self.pick(self.at)

    def move(self, key: str) -> bool:
        """Mark the next box in a direction; False where there is none above or below."""
        there = self.at + {"left": -1, "right": 1, "up": -self.per_line, "down": self.per_line}[key]
        if 0 <= there < len(self._names):
            self.at = there
            self.refresh()
            return True
        return key in ("left", "right")

    def fit(self, room: int) -> tuple[int, int]:
        """Take as many columns as there is room for; the cells and lines it takes."""
        widths = [min(room, width) for width in self._widths]
        return self.take_columns(
            next(
                columns
                for per_line in range(min(self._most, len(widths)), 0, -1)
                if sum(columns := [max(widths[n::per_line]) for n in range(per_line)]) + _GAP * (per_line - 1) <= room
                or per_line == 1
            )
        )


class OneOf(PaintedChoices):
    """A row of choices of which one is taken; arrows take the next one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "next_button", show=False),
        Binding("left", "previous_button", show=False),
    ]

    def __init__(self, names: Sequence[str], chosen: int = 0) -> None:
        """Choices by their names."""
        super().__init__(names, int(chosen))

    @property
    def holds(self) -> int:
        """The index of the one that is taken."""
        return self.at

    def sign(self, number: int) -> str:
        """A circle, filled or not."""
        dot = "*" if cast("Shell", self.app).ascii else "•"
        return f"({dot})" if number == self.at else "( )"

    def pick(self, number: int) -> None:
        """Take one."""
        self.at = number % len(self._names)
        self.refresh()
        self.post_message(self.Changed())

    take = pick

    def action_next_button(self) -> None:
        """Take the next one."""
        self.pick(self.at + 1)

    def action_previous_button(self) -> None:
        """Take the one before."""
        self.pick(self.at - 1)

    def fit(self, room: int) -> tuple[int, int]:
        """Lie side by side, or below each other where that is too long; the cells and lines it takes."""
        widths = self._widths
        beside = sum(widths) + _GAP * (len(widths) - 1) <= room
        return self.take_columns(widths if beside else [min(room, max(widths))])
