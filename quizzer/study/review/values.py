"""What a person is shown: plain values that the terminal app and the command line draw.

Named tuples rather than data classes: making a data class takes seven times as long, and these are made at every start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from quizzer.core.notes.axes import Axis
    from quizzer.core.notes.cards import Face
    from quizzer.core.notes.notes import Note
    from quizzer.core.schedule.progress import Progress, Rating


class Counts(NamedTuple):
    """Cards to do today, as the session will show them (limits and buried siblings taken off)."""

    new: int = 0
    learning: int = 0
    review: int = 0

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
    """What is to be done now.

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
    problems: int
    activity: tuple[int, ...]


class Filter(NamedTuple):
    """Which cards a session is about; empty means all. Words are compared without case."""

    axes: tuple[str, ...] = ()
    decks: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


class Plan(NamedTuple):
    """What a session is to be.

    Attributes:
        limit: At most so many cards; None for no limit.
        new: At most so many new cards in this session, whatever the day's limit; None to keep to the limit.
        more_new: So many new cards beyond today's limit.
        ahead_days: Reviews due within so many coming days are shown as well ("learn ahead").
        practice: Nothing is scheduled or logged.
        only: Card ids to practise, in this order ("again now").
        cards: Card ids to review, exactly these in this order, due or not and whatever the day's limits; the answers
            are scheduled and logged like any other, as in a filtered deck of Anki's that reschedules.
    """

    filter: Filter = Filter()
    limit: int | None = None
    new: int | None = None
    more_new: int = 0
    ahead_days: int = 0
    practice: bool = False
    only: tuple[int, ...] = ()
    cards: tuple[int, ...] = ()


class Shown(NamedTuple):
    """The card on the screen.

    Attributes:
        card_id: Its number in the database.
        key: Its key, ``note-id#part``.
        seed: Decides the order of options, steps and items; differs from one repetition to the next.
        flag: 0 for none, 1 to 7 as in Anki.
    """

    card_id: int
    key: str
    note: Note
    face: Face
    axis: Axis
    deck: str
    progress: Progress
    seed: int
    flag: int


class Preview(NamedTuple):
    """One rating button.

    Attributes:
        interval: Days when positive, seconds when negative.
    """

    rating: Rating
    interval: int


class Missed(NamedTuple):
    """A card answered Again at least once in the session."""

    card_id: int
    prompt: str
    answer: str
    axis: Axis
    times: int


class Summary(NamedTuple):
    """What a session came to.

    Attributes:
        ratings: How many answers of each rating, Again first.
        new: New cards met.
        reviews: Answers to cards in review state, and ...
        passed: ... how many of these were not Again (so retention is passed / reviews).
        seconds: Time on the cards, each answer capped.
        axes: Answers and passes (rating above Again) per axis.
    """

    answered: int
    ratings: tuple[int, int, int, int]
    new: int
    reviews: int
    passed: int
    seconds: int
    missed: tuple[Missed, ...]
    axes: tuple[tuple[Axis, int, int], ...]
    practice: bool


class DeckProblem(NamedTuple):
    """Something wrong with a deck file, as a person should read it: ``file:line: message [name]``."""

    path: Path
    line: int
    message: str
    level: str = "error"
    name: str = ""

    def __str__(self) -> str:
        """The finding on one line."""
        from quizzer.deckfile.findings import format_finding

        return format_finding(self.path, self.line, self.message, self.name, self.level)


class DeckLine(NamedTuple):
    """One deck in ``quizzer decks``."""

    name: str
    path: Path
    axis: Axis | None
    notes: int
    cards: int
    counts: Counts
    retired: int
    bundled: bool
    problems: tuple[DeckProblem, ...]
