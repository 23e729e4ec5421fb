"""Boxes to tick and choices to take, painted so that no two states look alike without colours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from textual.containers import Container
from textual.content import Content
from textual.events import Mount
from textual.widget import Widget
from textual.widgets import Checkbox, RadioButton, RadioSet

from quizzer.core.safe_text import one_line

if TYPE_CHECKING:
    from quizzer.tui.kit.shell import Shell

_GAP = 3
_TICK = 4  # cells of a box with the blank behind it


class Tick(Checkbox, inherit_css=False):
    """A box with a name."""

    DEFAULT_CSS = """
    Tick { height: 1; color: $foreground; text-wrap: nowrap; text-overflow: ellipsis; }
    Tick:focus { background: $surface; text-style: bold underline; }
    Tick:ansi:focus { text-style: reverse; }
    """

    @classmethod
    def _get_component_classes(cls) -> frozenset[str]:  # type: ignore[override]
        return frozenset()  # looking up styles that are not used takes as long as all others

    def watch_value(self) -> None:
        """Tell the form."""
        self.refresh()
        self.post_message(self.Changed(self, self.value))

    def render(self) -> Content:
        """Draw the box with its name."""
        return Content(f"[{'x' if self.value else ' '}] ") + self.label


class ManyOf(Container, inherit_css=False):
    """Boxes in a grid, of which any number may be ticked."""

    DEFAULT_CSS = "ManyOf { layout: grid; width: auto; height: auto; grid-rows: 1; }"

    def __init__(self, names: Sequence[str], chosen: Sequence[int], *, most: int = 4) -> None:
        """Boxes.

        Args:
            names: The name of each.
            chosen: The indexes of those that are ticked.
            most: The most of them side by side.
        """
        self._names = tuple(one_line(name) for name in names)
        self._most = most
        self.per_line = 1
        self._ticks = tuple(Tick(Content(name), number in chosen) for number, name in enumerate(self._names))
        super().__init__(*self._ticks)

    @property
    def holds(self) -> tuple[int, ...]:
        """The indexes of those that are ticked."""
        return tuple(number for number, tick in enumerate(self._ticks) if tick.value)

    @property
    def targets(self) -> tuple[Widget, ...]:
        """The boxes."""
        return self._ticks

    def fit(self, room: int) -> tuple[int, int]:
        """Take as many columns as there is room for; the cells and lines it takes."""
        widths = [min(room, _TICK + Content(name).cell_length) for name in self._names]
        columns = next(
            columns
            for per_line in range(min(self._most, len(widths)), 0, -1)
            if sum(columns := [max(widths[n::per_line]) for n in range(per_line)]) + _GAP * (per_line - 1) <= room
            or per_line == 1
        )
        self.per_line = len(columns)
        lines = -(-len(widths) // self.per_line)
        total = sum(columns) + _GAP * self.per_line
        self.styles.grid_size_columns = self.per_line
        self.styles.grid_columns = tuple(cells + _GAP for cells in columns)
        self.styles.width = total
        self.styles.height = lines
        return total - _GAP, lines


class Choice(RadioButton, inherit_css=False):
    """One of several."""

    DEFAULT_CSS = """
    Choice { width: auto; height: 1; margin: 0 3 0 0; color: $foreground; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    @classmethod
    def _get_component_classes(cls) -> frozenset[str]:  # type: ignore[override]
        return frozenset()  # looking up styles that are not used takes as long as all others

    def watch_value(self) -> None:
        """Tell the others."""
        self.refresh()
        self.post_message(self.Changed(self, self.value))

    def render(self) -> Content:
        """Draw the sign with its name; the one that is taken of the field in use stands out."""
        dot = "*" if cast("Shell", self.app).ascii else "•"
        drawn = Content(f"({dot if self.value else ' '}) ") + self.label
        if not (self.value and isinstance(self.parent, OneOf) and self.parent.has_focus):
            return drawn
        return drawn.stylize("reverse" if self.app.native_ansi_color else "bold underline")

    def get_content_width(self, container: object, viewport: object) -> int:  # noqa: ARG002
        """The sign, a blank and the name."""
        return _TICK + self.label.cell_length


class OneOf(RadioSet, inherit_css=False):
    """A row of choices of which one is taken; arrows take the next one."""

    DEFAULT_CSS = """
    OneOf { layout: horizontal; width: auto; height: 1; }
    OneOf.-upright { layout: vertical; }
    """

    def __init__(self, names: Sequence[str], chosen: int = 0) -> None:
        """Choices by their names."""
        self._choices = tuple(Choice(Content(one_line(name)), number == chosen) for number, name in enumerate(names))
        super().__init__(*self._choices)
        self._pressed_button = self._choices[chosen]

    def _on_mount(self, event: Mount) -> None:
        """Leave the choices without a focus of their own; the library would take the first one here."""
        event.prevent_default()
        for choice in self._choices:
            choice.can_focus = False
        self._selected = self.holds

    def watch_has_focus(self, value: bool) -> None:
        """Draw the one that is taken anew."""
        super().watch_has_focus(value)
        for choice in self._choices:
            choice.refresh()

    def watch__selected(self) -> None:
        """Leave the classes of the choices as they are."""

    @property
    def holds(self) -> int:
        """The index of the one that is taken."""
        return next((number for number, choice in enumerate(self._choices) if choice is self._pressed_button), 0)

    @property
    def targets(self) -> tuple[Widget, ...]:
        """What takes the focus in it."""
        return (self,)

    def take(self, index: int) -> None:
        """Take one."""
        index %= len(self._choices)
        with self.prevent(RadioButton.Changed):
            for number, choice in enumerate(self._choices):
                choice.value = number == index
        self._pressed_button, self._selected = self._choices[index], index
        self.post_message(self.Changed(self, self._choices[index]))

    def action_next_button(self) -> None:
        """Take the next one."""
        self.take(self.holds + 1)

    def action_previous_button(self) -> None:
        """Take the one before."""
        self.take(self.holds - 1)

    def action_toggle_button(self) -> None:
        """Take the next one: the one that is taken stays so until another is."""
        self.action_next_button()

    def fit(self, room: int) -> tuple[int, int]:
        """Lie side by side, or below each other where that is too long; the cells and lines it takes."""
        widths = [_TICK + choice.label.cell_length for choice in self._choices]
        total = sum(widths) + _GAP * (len(widths) - 1)
        upright = total > room
        self.set_class(upright, "-upright")
        self.styles.height = len(widths) if upright else 1
        return (max(widths), len(widths)) if upright else (total, 1)
