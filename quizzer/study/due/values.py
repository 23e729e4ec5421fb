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
        counts: What a session of this axis asks today.
        cards: Cards of the axis that are neither retired nor suspended.
        seen: How many of them have been answered at least once.
        known: The share of its cards one would recall now, 0 to 1; unseen ones count 0.
        seconds: The time expected for ``counts``.
        recallable: Cards of the axis that ask for recall.
    """

    axis: Axis
    counts: Counts
    cards: int
    seen: int
    known: float = 0.0
    seconds: int = 0
    recallable: int = 0

    @property
    def more_new(self) -> int:
        """New cards beyond those of today's plan."""
        return max(0, self.cards - self.seen - self.counts.new)


class DayForecast(NamedTuple):
    """What one coming day is expected to bring.

    Attributes:
        due: Reviews.
        new: New cards.
        carried: Reviews that the day's limit leaves over for the day after.
        seconds: The time expected for the reviews and the new cards.
    """

    due: int
    new: int = 0
    carried: int = 0
    seconds: int = 0


class GoalLine(NamedTuple):
    """A goal on the home screen.

    Attributes:
        label: The name of what it is about.
        recall: The share to know by its day, 0 to 1.
        day: Its study day.
        known: The share one would recall now, 0 to 1.
        state: ``reached``, ``on pace``, ``behind`` or ``impossible``.
        behind: New cards to meet beyond the plan, so that it is on pace again.
        today: New cards of today's plan that are for it.
        a_day: New cards it needs a day.
        words: What the state is called, such as ``behind by 6``; the same on every screen.
        projected: The share that keeping to the plan will make known by its day, 0 to 1.
        key: The group it is for, as :func:`quizzer.core.groups.group_key` has it.
    """

    label: str
    recall: float
    day: int
    known: float
    state: str
    behind: int = 0
    today: int = 0
    a_day: int = 0
    words: str = ""
    projected: float = 0.0
    key: str = ""


class GentleReturn(NamedTuple):
    """The way back after a break, while it lasts: some reviews a day, no new cards, until nothing is carried over.

    Attributes:
        a_day: Reviews a day.
        left: Reviews carried over beyond today.
        until: The study day on which nothing is expected to be carried over.
    """

    a_day: int
    left: int
    until: int


class Due(NamedTuple):
    """The cards to do now.

    Attributes:
        next_due: Milliseconds at which the next card comes when nothing is due now; None when none will.
        come_back: Cards on a step that ends later today; the day is done only when there is none.
    """

    counts: Counts
    axes: tuple[tuple[Axis, Counts], ...]
    next_due: int | None
    come_back: int = 0


class Home(NamedTuple):
    """The first screen.

    Attributes:
        counts: Today's plan; the axes' counts add up to it.
        forecast: The next days, tomorrow first; 7 entries.
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
        known: The share of all cards one would recall now, 0 to 1; unseen ones count 0.
        answers: The answers expected for today's plan.
        seconds: The time expected for them.
        own_pace: Whether the time follows from the learner's own answers, of which there are enough.
        longest_streak: The most study days in a row with an answer, ever.
        days_active: Those of the last 28 study days that had an answer.
        last_day: The study day of the last answer before today; None when there was none.
        today: This study day.
        remembered: Today's reviews that were not Again, and all of them.
        new_limit: New cards a day.
        waits_siblings: Reviews due that wait until tomorrow, because another card of their note comes today.
        goals: The goals ahead, the nearest first.
        gentle: The return after a break that is under way; None without one.
        slipped: Cards whose review was rated Again today.
        changed: Notes that changed in the bundled decks, or were retired, and that nobody has looked at.
        come_back: Cards on a step that ends later today; the day is done only when there is none.
    """

    counts: Counts
    axes: tuple[AxisDue, ...]
    forecast: tuple[DayForecast, ...]
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
    known: float = 0.0
    answers: int = 0
    seconds: int = 0
    own_pace: bool = False
    longest_streak: int = 0
    days_active: int = 0
    last_day: int | None = None
    today: int = 0
    remembered: tuple[int, int] = (0, 0)
    new_limit: int = 0
    waits_siblings: int = 0
    goals: tuple[GoalLine, ...] = ()
    gentle: GentleReturn | None = None
    slipped: int = 0
    changed: int = 0
    come_back: int = 0
