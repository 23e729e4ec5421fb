"""One card's days until the day of a goal, played as its learner answers: how well it will be known then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.goals.goal import early_day
from quizzer.core.goals.values import Goal
from quizzer.core.quantities import StudyDay
from quizzer.core.schedule.fuzz import round_half_up
from quizzer.core.schedule.progress import Progress, Rating
from quizzer.core.seeded_random import fraction, seed_of

if TYPE_CHECKING:
    from quizzer.core.schedule.memory_model import MemoryModel

_MOST_AGAIN = 0.9
_USUAL_SLIPS = 3.0
"""Reviews rated Again that a learner is taken to have had, as many as the model expected."""


class Habits(NamedTuple):
    """How a learner answers.

    Attributes:
        first: Share of each rating among first answers, Again first; together 1.
        passed: Share of Hard, Good and Easy among reviews that were not Again; together 1.
        slips: Reviews rated Again for each one that the memory model expects.
    """

    first: tuple[float, ...] = (0.25, 0.1, 0.55, 0.1)
    passed: tuple[float, ...] = (0.1, 0.8, 0.1)
    slips: float = 1.0


class Reviewed(NamedTuple):
    """Reviews: how many, how many of them were rated Again, and how many the memory model expected to be."""

    answers: int = 0
    again: int = 0
    expected: float = 0.0

    def plus(self, other: Reviewed) -> Reviewed:
        """Both together."""
        return Reviewed(self.answers + other.answers, self.again + other.again, self.expected + other.expected)


def observed_habits(first: Sequence[int], reviews: Sequence[int], judged: Reviewed) -> Habits:
    """The habits that some answers show; few of them say little, and the usual ones fill up.

    Args:
        first: First answers by rating, Again first.
        reviews: Reviews by rating, Again first.
        judged: Reviews whose recall the model predicted.
    """
    usual, weight = Habits(), 10.0
    begun, passed = sum(first) + weight, sum(reviews[1:]) + weight
    return Habits(
        first=tuple((count + weight * share) / begun for count, share in zip(first, usual.first, strict=True)),
        passed=tuple((count + weight * share) / passed for count, share in zip(reviews[1:], usual.passed, strict=True)),
        slips=(judged.again + _USUAL_SLIPS) / (judged.expected + _USUAL_SLIPS),
    )


def judge_reviews(answers: Sequence[tuple[StudyDay, Rating]], model: MemoryModel) -> Reviewed:
    """Hold the answers to one card against what the memory model expected of them; the first of a day counts.

    Args:
        answers: All of them, in order.
    """
    stability: float | None = None
    difficulty: float | None = None
    last: StudyDay | None = None
    found = Reviewed()
    for day, rating in answers:
        elapsed = 0 if last is None else max(0, day - last)
        if stability is not None and elapsed:
            expected = 1 - model.retrievability(stability, elapsed)
            found = Reviewed(found.answers + 1, found.again + (rating is Rating.AGAIN), found.expected + expected)
        stability, difficulty = model.after(stability, difficulty, elapsed, rating)
        last = day
    return found


class Schedule(NamedTuple):
    """What schedules a card.

    Attributes:
        retention: Desired retention.
        steps: Learning steps, and relearning steps: how many answers a day's learning takes.
    """

    model: MemoryModel
    retention: float
    steps: tuple[int, int] = (2, 1)


class Future(NamedTuple):
    """How a card's days went.

    Attributes:
        recall: The probability of recall on the goal's day.
        reviews: Reviews until then.
    """

    recall: float
    reviews: int


def play(progress: Progress, met: StudyDay, goal: Goal, schedule: Schedule, habits: Habits, seed: int) -> Future:
    """Play a card's days from today until the goal's, reviewed whenever it is due.

    Args:
        progress: Where the learner stands with it now; a new card is met on ``met``.
        met: The study day on which a new card is met, and the first on which a card met before can be reviewed.
        seed: Decides each answer.
    """
    model = schedule.model
    stability, difficulty, last, due = progress.stability, progress.difficulty, progress.last_day, progress.due_day
    due = max(met, met if due is None else due)
    reviews = 0
    while due < goal.day:
        elapsed = 0 if last is None else max(0, due - last)
        known = 0.0 if stability is None else model.retrievability(stability, elapsed)
        rating = _answer(known, habits, seed_of(seed, reviews), first=stability is None)
        again = _learning_answers(rating, schedule, first=stability is None)
        stability, difficulty = model.after(stability, difficulty, elapsed, rating)
        for _ in range(again):
            stability, difficulty = model.after(stability, difficulty, 0, Rating.GOOD)
        reviews += 1
        last = due
        due = last + max(1, round_half_up(model.interval(stability, schedule.retention)))
        if due >= goal.day:
            due = early_day(stability, last, goal, model, seed_of(seed, "early", reviews)) or due
    if stability is None or last is None:
        return Future(0.0, reviews)
    return Future(model.retrievability(stability, max(0, goal.day - last)), reviews)


def _answer(known: float, habits: Habits, seed: int, *, first: bool) -> Rating:
    drawn = fraction(seed)
    if first:
        return _pick(drawn, habits.first, Rating.AGAIN)
    again = min(_MOST_AGAIN, (1 - known) * habits.slips)
    return Rating.AGAIN if drawn < again else _pick((drawn - again) / (1 - again), habits.passed, Rating.HARD)


def _pick(drawn: float, shares: Sequence[float], lowest: Rating) -> Rating:
    for place, share in enumerate(shares):
        drawn -= share
        if drawn < 0:
            return Rating(lowest + place)
    return Rating.GOOD


def _learning_answers(rating: Rating, schedule: Schedule, *, first: bool) -> int:
    """The further answers that the day's steps take, each of them Good."""
    learning, relearning = schedule.steps
    if not first:
        return relearning if rating is Rating.AGAIN else 0
    if rating is Rating.EASY:
        return 0
    return max(0, learning - 1) if rating is Rating.GOOD else learning
