"""The learner's own pace: how long answers take, how many a card needs, and when it comes back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from quizzer.core.schedule.progress import Rating, State
from quizzer.store.due.pace import PastAnswer, load_first_days, load_intervals_before, load_last_answers
from quizzer.study.due.values import Counts

ANSWERS = 200
"""The answers of each kind that count."""
FOLLOWED = 100
"""The last of them whose cards are followed to what came before or after."""
OWN = 50
"""Answers from which the pace is the learner's own, and new cards from which the answers they need are."""
SECONDS = 9.0
"""Of an answer, as long as nothing is known."""
FEWEST = 5
"""Timed answers from which their median is taken for a pace: a single quick one says nothing about a day."""
CAP = 60.0
ANSWERS_A_NEW = 2.5
"""Answers that a new card needs on its first day, as long as nothing is known."""
AGAIN = 0.1
"""The share of reviews rated Again, as long as nothing is known."""
MOST_AGAIN = 0.75
"""The most it is taken to be, so that the answers to expect stay few."""
DAYS = 7
"""Days ahead on which cards are expected back."""
YOUNG = 8
"""Days of the interval from which a review hardly comes back within a week, unless it slips."""

Returns = tuple[float, ...]
"""The share of cards that comes back after one day, after two, and so on up to a week."""

_FEW = 5.0  # what is known beforehand counts as much as this number of cards
_NEW_BACK = (0.35, 0.40, 0.05, 0.05, 0.0, 0.0, 0.0)
_YOUNG_BACK = (0.15, 0.10, 0.20, 0.15, 0.10, 0.08, 0.05)
_MATURE_BACK = (0.1, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


class Pace(NamedTuple):
    """How a learner works.

    Attributes:
        new: Seconds of an answer to a new card.
        step: Seconds of an answer to a card on a step.
        review: Seconds of a review.
        answers_a_new: Answers to a new card on its first day.
        again: The share of reviews rated Again; each costs an answer more, and so does each of these rated so.
        own: Whether there are answers enough to call it the learner's own.
        new_back: When new cards come back.
        young_back: When reviews of cards with a short interval come back.
        mature_back: When the others do.
    """

    new: float
    step: float
    review: float
    answers_a_new: float
    again: float
    own: bool
    new_back: Returns
    young_back: Returns
    mature_back: Returns


def load_pace(connection: sqlite3.Connection, day: int) -> Pace:
    """Measure the pace in the last answers up to a study day."""
    new, learning, reviews, relearning = (load_last_answers(connection, day, state, ANSWERS) for state in State)
    steps = sorted((*learning, *relearning), key=attrgetter("at"), reverse=True)[:ANSWERS]
    seconds_new, seconds_step, seconds_review = _seconds_of(new, steps, reviews)
    met = load_first_days(connection, [answer for answer in new[:FOLLOWED] if answer.day < day])
    again = sum(answer.rating == Rating.AGAIN for answer in reviews)
    young, mature = _returns_of_reviews(connection, reviews[:FOLLOWED])
    return Pace(
        new=seconds_new,
        step=seconds_step,
        review=seconds_review,
        answers_a_new=sum(first.answers for first in met) / len(met) if len(met) >= OWN else ANSWERS_A_NEW,
        again=min(MOST_AGAIN, (again + AGAIN * _FEW) / (len(reviews) + _FEW)),
        own=len(new) + len(steps) + len(reviews) >= OWN,
        new_back=shares((first.interval for first in met), _NEW_BACK),
        young_back=shares(young, _YOUNG_BACK),
        mature_back=shares(mature, _MATURE_BACK),
    )


def _seconds_of(*kinds: Sequence[PastAnswer]) -> list[float]:
    """The median time of each kind of answers; that of all of them where few of a kind were timed."""
    medians = [median_seconds(answers) for answers in kinds]
    if None in medians:
        everything = median_seconds(chain(*kinds)) or SECONDS
        return [median or everything for median in medians]
    return [median for median in medians if median is not None]


def median_seconds(answers: Iterable[PastAnswer]) -> float | None:
    """The median time of some answers, each capped; None where few were timed."""
    # By hand: the standard library's median takes longer to import than the first screen to draw.
    times = sorted(answer.took for answer in answers if answer.took > 0)
    if len(times) < FEWEST:
        return None
    middle = times[(len(times) - 1) // 2], times[len(times) // 2]
    return sum(min(took / 1000, CAP) for took in middle) / 2


def _returns_of_reviews(connection: sqlite3.Connection, reviews: Sequence[PastAnswer]) -> tuple[list[int], list[int]]:
    """The intervals after reviews of cards with a short interval, and after those of the others."""
    young: list[int] = []
    mature: list[int] = []
    for answer, before in zip(reviews, load_intervals_before(connection, reviews), strict=True):
        # A lapse is relearnt on the same day, and comes back on the next one.
        after = answer.interval if answer.interval > 0 else 1
        (young if before < YOUNG else mature).append(after)
    return young, mature


def shares(intervals: Iterable[int], otherwise: Returns) -> Returns:
    """The shares of intervals of one day, of two, and so on; the fewer there are, the nearer to those expected."""
    counted, total = [_FEW * share for share in otherwise], _FEW
    for interval in intervals:
        total += 1
        after = max(interval, 1)  # a step that was left waits until the next day
        if after <= DAYS:
            counted[after - 1] += 1
    return tuple(number / total for number in counted)


def expected(pace: Pace, counts: Counts) -> tuple[float, float]:
    """The answers and the seconds that some cards are expected to take."""
    more = pace.again / (1 - pace.again)  # an answer for each Again, until none is
    answers = counts.new * pace.answers_a_new + (counts.learning + counts.review) * (1 + more)
    seconds = (
        counts.new * (pace.new + (pace.answers_a_new - 1) * pace.step)
        + counts.learning * (1 + more) * pace.step
        + counts.review * (pace.review + more * pace.step)
    )
    return answers, seconds
