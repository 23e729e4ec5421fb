"""The first day: where to begin, and how many new cards a day. What is chosen, and how keys change it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from quizzer.core.course.new_order import NewOrderName
from quizzer.core.notes.axes import Axis

A_DAY = (5, 10, 20, 30)
"""New cards a day that are offered."""

ORDERS: tuple[NewOrderName, ...] = ("foundations", "axes", "files")


@dataclass(frozen=True, slots=True)
class FirstDay:
    """What is chosen so far.

    Attributes:
        axes: The axes in the order of the course.
        a_day: New cards a day.
        numbers: The numbers of new cards a day to choose from, in ascending order.
        order: Where to begin.
        ticked: The ids of the axes that come first.
        at: The place of the mark: the orders first, then the axes, then the number.
    """

    axes: tuple[Axis, ...]
    a_day: int
    numbers: tuple[int, ...] = A_DAY
    order: NewOrderName = "foundations"
    ticked: frozenset[str] = field(default_factory=frozenset)
    at: int = 0

    @classmethod
    def begin(cls, axes: tuple[Axis, ...], a_day: int) -> FirstDay:
        """Start with the foundations and the configured number of new cards."""
        return cls(axes if len(axes) > 1 else (), a_day, tuple(sorted({*A_DAY, a_day} - {0})))

    @property
    def orders(self) -> tuple[NewOrderName, ...]:
        """The orders to choose from."""
        return ORDERS if self.axes else ("foundations", "files")

    @property
    def first_axis(self) -> int:
        """The place of the first axis."""
        return len(self.orders)

    @property
    def last(self) -> int:
        """The place of the number of new cards."""
        return self.first_axis + len(self.axes)

    @property
    def rows(self) -> int:
        """Rows of the axes, which stand in two columns."""
        return (len(self.axes) + 1) // 2

    @property
    def on_axis(self) -> int | None:
        """The number of the marked axis; None elsewhere."""
        return self.at - self.first_axis if self.first_axis <= self.at < self.last else None

    @property
    def chosen_axes(self) -> tuple[str, ...]:
        """The ids of the axes to begin with, in the order of the course; none unless that was chosen."""
        return tuple(axis.id for axis in self.axes if axis.id in self.ticked) if self.order == "axes" else ()

    def press(self, key: str) -> FirstDay | None:
        """The choice after a key; None for a key that means nothing here."""
        match key:
            case "down" | "j":
                return self._moved(1)
            case "up" | "k":
                return self._moved(-1)
            case "left" | "h":
                return self._aside(-1)
            case "right" | "l":
                return self._aside(1)
            case "tab":
                return self._to_group(1)
            case "shift+tab":
                return self._to_group(-1)
            case "space":
                return self.chosen(self.at)
            case _:
                return None

    def chosen(self, at: int) -> FirstDay:
        """The choice after the thing at a place is chosen; an axis is ticked or not, the number goes on to the next."""
        here = replace(self, at=at)
        number = here.on_axis
        if at < self.first_axis:
            return replace(here, order=self.orders[at])
        if number is None:
            following = self.numbers.index(self.a_day) + 1
            return replace(here, a_day=self.numbers[following % len(self.numbers)])
        ticked = here.ticked ^ {self.axes[number].id}
        return replace(here, ticked=ticked, order="axes" if ticked else "foundations")

    def with_number(self, a_day: int) -> FirstDay:
        """The choice with another number of new cards a day."""
        return replace(self, a_day=a_day, at=self.last)

    def _moved(self, step: int) -> FirstDay:
        number = self.on_axis
        if number is None:
            at = max(0, min(self.at + step, self.last))
            if step < 0 and self.at == self.last and self.axes:
                at = self.first_axis + self.rows - 1
            return replace(self, at=at)
        column, row = divmod(number, self.rows)
        row += step
        if row < 0:
            return replace(self, at=self.first_axis - 1)
        following = column * self.rows + row
        if row >= self.rows or following >= len(self.axes):
            return replace(self, at=self.last)
        return replace(self, at=self.first_axis + following)

    def _aside(self, step: int) -> FirstDay:
        number = self.on_axis
        if number is not None:
            following = number + step * self.rows
            return replace(self, at=self.first_axis + following) if 0 <= following < len(self.axes) else self
        if self.at == self.last:
            place = self.numbers.index(self.a_day) + step
            return self.with_number(self.numbers[max(0, min(place, len(self.numbers) - 1))])
        return self

    def _to_group(self, step: int) -> FirstDay:
        starts = sorted({0, self.first_axis, self.last})
        group = max(place for place, start in enumerate(starts) if start <= self.at)
        return replace(self, at=starts[(group + step) % len(starts)])
