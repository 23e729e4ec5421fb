"""The progress of one card, and the values it is made of: rating, state, moment, answer."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from quizzer.core.log import LogKind
from quizzer.core.quantities import Interval, Millis, StudyDay
from quizzer.core.schedule.study_days import DAY_MILLIS, answered_by


class Rating(IntEnum):
    """The learner's judgement of one answer."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class State(IntEnum):
    """A card's state; the numbers are Anki's."""

    NEW = 0
    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


class Moment(NamedTuple):
    """An instant and the study day it belongs to.

    Attributes:
        at: Milliseconds since 1970-01-01 UTC.
        day: Study day, counted in days since 1970-01-01, cut at the local rollover.
        day_end: Milliseconds of the next rollover.
    """

    at: Millis
    day: StudyDay
    day_end: Millis


class Progress(NamedTuple):
    """Everything the schedule knows of one card; computed from its log alone.

    Attributes:
        state: New, learning, review or relearning.
        step: Index of the learning or relearning step it waits for; 0 elsewhere.
        stability: FSRS stability in days; None before the first answer.
        difficulty: FSRS difficulty, 1..10; None before the first answer.
        interval: The interval scheduled last: days when positive, seconds when negative (Anki's way), 0 while new.
        due_at: Milliseconds at which a step within the day ends; None elsewhere.
        due_day: Study day it is due; None while new or on a step within the day.
        last_at: Milliseconds of the last answer.
        last_day: Study day of the last answer.
        reps: Answers so far.
        lapses: Times it was forgotten while in review.
        leech: Marked as a leech.
        reviews: Answers that count for retention: those in review, or at least a day after the last.
        passes: How many of these were not Again.
    """

    state: State = State.NEW
    step: int = 0
    stability: float | None = None
    difficulty: float | None = None
    interval: Interval = 0
    due_at: Millis | None = None
    due_day: StudyDay | None = None
    last_at: Millis | None = None
    last_day: StudyDay | None = None
    reps: int = 0
    lapses: int = 0
    leech: bool = False
    reviews: int = 0
    passes: int = 0


NEW = Progress()


def reschedule(progress: Progress, *, due_day: StudyDay, interval: Interval) -> Progress:
    """The progress of a card put on a day by hand: in review, its memory as it was.

    Args:
        due_day: Study day it is due.
        interval: Days to keep as the last interval, >= 1.
    """
    return progress._replace(state=State.REVIEW, step=0, interval=interval, due_at=None, due_day=due_day)


def move_to(at: Millis, after: Progress) -> Progress:
    """The progress after the same answer at another instant; a step lasts as long from there."""
    if after.due_at is None:
        return after._replace(last_at=at)
    return after._replace(last_at=at, due_at=at - after.interval * 1000)


def set_right(progress: Progress, day: StudyDay, how: int) -> Progress:
    """The progress of a card that was answered on a later day than the one that a row after it says it is.

    What follows from the answer comes as many days earlier, and a step has ended.

    Args:
        day: Of the later row.
        how: ``JOURNEY`` or ``CLOCK_AHEAD`` of :mod:`quizzer.core.log`; nothing changes with 0 or more.
    """
    if how >= 0 or progress.last_day is None or progress.last_day <= day:
        return progress
    return progress._replace(
        last_day=answered_by(day, how),
        due_day=None if progress.due_day is None else progress.due_day - (progress.last_day - day),
        due_at=None if progress.due_at is None else min(progress.due_at, (day - 1) * DAY_MILLIS),
    )


class Answer(NamedTuple):
    """One answer as the log keeps it: enough to replay a card without knowing the settings of that day.

    Attributes:
        at: Milliseconds of the answer.
        day: Study day of the answer, in the zone it was given in.
        rating: The rating given.
        state: State after the answer.
        step: Step after the answer.
        interval: Scheduled then: days when positive, seconds when negative.
    """

    at: Millis
    day: StudyDay
    rating: Rating
    state: State
    step: int
    interval: Interval

    @property
    def row(self) -> tuple[Millis, StudyDay, int, int, int, int, Interval]:
        """The row of the log, as :func:`quizzer.core.schedule.replay.replay` takes it."""
        return self.at, self.day, LogKind.ANSWER, self.rating, self.state, self.step, self.interval
