"""The cards due and the figures of the home screen, as values that the terminal app and the command line draw.

Named tuples rather than data classes: making a data class takes seven times as long, and these are made at every start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from quizzer.core.notes.axes import Axis


class Counts(NamedTuple):
    """Cards to do today, as the session will show them (limits and buried siblings taken off)."""

    new: int = 0
    learning: int = 0
    review: int = 0

    def plus(self, other: Counts) -> Counts:
        """Both together."""
        return Counts(self.new + other.new, self.learning + other.learning, self.review + other.review)

    @property
    def total(self) -> int:
        """All of them."""
        return self.new + self.learning + self.review


class AxisDue(NamedTuple):
    """One axis on the home screen.

    Attributes:
        cards: Cards of the axis that are neither retired nor suspended.
        seen: How many of them have been answered at least once.
    """

    axis: Axis
    counts: Counts
    cards: int
    seen: int


class Due(NamedTuple):
    """The cards to do now.

    Attributes:
        next_due: Milliseconds at which the next card comes when nothing is due now; None when none will.
    """

    counts: Counts
    axes: tuple[tuple[Axis, Counts], ...]
    next_due: int | None


class Home(NamedTuple):
    """The first screen.

    Attributes:
        forecast: Cards due on each of the next days, tomorrow first; 7 entries.
        weekday: Weekday of today, Monday 0, to label the forecast.
        streak: Study days in a row with at least one answer, up to today or yesterday.
        answered_today: Answers given today.
        seconds_today: Time spent on them.
        next_due: Milliseconds at which the next card comes when nothing is due now; None when none will.
        now: Milliseconds of now.
        more_new: New cards beyond today's limit.
        decks: Number of decks loaded.
        drafts: Drafts that wait to be decided.
        problems: Deck problems worth a look with ``quizzer decks``.
        activity: Answers on each of the last 28 study days, today last.
    """

    counts: Counts
    axes: tuple[AxisDue, ...]
    forecast: tuple[int, ...]
    weekday: int
    streak: int
    answered_today: int
    seconds_today: int
    next_due: int | None
    now: int
    more_new: int
    decks: int
    drafts: int
    problems: int
    activity: tuple[int, ...]
