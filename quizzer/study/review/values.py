"""The plan of a session, the card it shows and its summary, as values that the app and the command line draw.

Named tuples rather than data classes: making a data class takes seven times as long, and these are made at every start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizzer.study.filters import Filter

if TYPE_CHECKING:
    from quizzer.core.notes.axes import Axis
    from quizzer.core.notes.cards import Face
    from quizzer.core.notes.notes import Note
    from quizzer.core.schedule.progress import Progress, Rating


class Plan(NamedTuple):
    """The plan of a session.

    Attributes:
        filter: The cards it is about.
        limit: The most cards it has; None for no limit.
        minutes: The time it is to take; the limit follows from the learner's pace. None for no such limit.
        new: The most new cards it has, whatever the day's limit; None to keep to the limit.
        more_new: New cards beyond today's limit.
        ahead_days: Reviews due within this number of coming days are shown as well ("learn ahead").
        practice: Nothing is scheduled or logged.
        only: Card ids to practise, in this order ("again now").
        cards: Card ids to review, exactly these in this order, due or not and whatever the day's limits; the answers
            are scheduled and logged like any other, as in a filtered deck of Anki's that reschedules.
    """

    filter: Filter = Filter()
    limit: int | None = None
    minutes: int | None = None
    new: int | None = None
    more_new: int = 0
    ahead_days: int = 0
    practice: bool = False
    only: tuple[int, ...] = ()
    cards: tuple[int, ...] = ()


class Shown(NamedTuple):
    """The card on the screen.

    Attributes:
        card_id: Its row id.
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


class ForgottenCard(NamedTuple):
    """A card answered Again at least once in the session.

    Attributes:
        times: How often.
        caveat: What is disputed about it, or empty.
    """

    card_id: int
    prompt: str
    answer: str
    axis: Axis
    times: int
    caveat: str = ""


class Summary(NamedTuple):
    """The result of a session.

    Attributes:
        answered: Answers given.
        ratings: Answers of each rating, Again first.
        new: Answers to new cards.
        reviews: Answers to cards in review state.
        passed: Those of ``reviews`` that were not Again, so that measured retention is passed / reviews.
        seconds: Time on the cards, each answer capped.
        missed: The cards answered Again.
        axes: For each axis the answers, and those that were not Again.
        practice: Nothing was scheduled or logged.
        slipped: Those of ``missed`` that were reviews when they were answered so.
    """

    answered: int
    ratings: tuple[int, int, int, int]
    new: int
    reviews: int
    passed: int
    seconds: int
    missed: tuple[ForgottenCard, ...]
    axes: tuple[tuple[Axis, int, int], ...]
    practice: bool
    slipped: tuple[ForgottenCard, ...] = ()
