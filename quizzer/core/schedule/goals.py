"""Goals, to know something by a day: which reviews they bring forward, and the recall to expect on that day.

A goal leaves intervals as they are, with one exception. A card whose next review would fall after the day, and
whose recall by then would be below what the goal asks, is shown once more in the last days before it. Desired retention
makes cards come due when their recall has fallen to it, so a goal at or below it changes nothing; a higher one costs at
most one early review a card, and the early review is scheduled by the memory model like any other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.quantities import Millis, StudyDay
from quizzer.core.schedule.fuzz import round_half_up
from quizzer.core.schedule.progress import Progress, Rating, State
from quizzer.core.seeded_random import fraction, seed_of

if TYPE_CHECKING:
    from quizzer.core.schedule.memory_model import MemoryModel

LAST_DAYS = 7
"""The early reviews are spread over at most this number of days before the day of the goal."""


class Goal(NamedTuple):
    """An axis, a deck or a tag to be known by a day.

    Attributes:
        key: The group it is for, as :func:`quizzer.core.groups.group_key` has it.
        day: Study day by whose beginning it is to be known.
        recall: Probability of recall wanted on that day, 0.5..0.99.
        made: Milliseconds at which the goal was set.
    """

    key: str
    day: StudyDay
    recall: float
    made: Millis = 0


def early_day(stability: float, today: StudyDay, goal: Goal, model: MemoryModel, seed: int) -> StudyDay | None:
    """The study day of the early review a goal needs of a card that would otherwise come due after the goal's day.

    Args:
        stability: Days, after the last answer.
        today: Study day of that answer.
        seed: Spreads the cards over the last days.

    Returns:
        A day after today and before the goal's; None when the recall on the goal's day is high enough without an early
        review, or when no day is left.
    """
    left = goal.day - today
    if left < 2 or model.retrievability(stability, left) >= goal.recall:
        return None
    window = min(LAST_DAYS, left - 1, max(1, floor(model.interval(stability, goal.recall))))
    return goal.day - 1 - int(fraction(seed) * window)


def pull_forward(after: Progress, today: StudyDay, goal: Goal, model: MemoryModel, seed: int) -> Progress:
    """Bring the next review of a just answered card before the goal's day, where the goal needs it.

    Args:
        after: The progress by the schedule alone.
        today: Study day of the answer.
    """
    if after.state is not State.REVIEW or after.due_day is None or after.due_day < goal.day or after.stability is None:
        return after
    day = early_day(after.stability, today, goal, model, seed)
    return after if day is None else replace(after, interval=day - today, due_day=day)


class GoalCard(NamedTuple):
    """A card of a goal, and what schedules it: cards of one deck or tag may be of axes with rules of their own.

    Attributes:
        progress: Where the learner stands with it.
        retention: Desired retention that schedules its reviews.
    """

    progress: Progress
    model: MemoryModel
    retention: float


class Outlook(NamedTuple):
    """The recall to expect on a goal's day, and the work until then.

    Attributes:
        cards: Cards of the goal.
        unseen: How many of them were never answered.
        as_it_stands: Mean probability of recall on the day when nothing is reviewed until then; 0 for the unseen.
        projected: The same when every review is done on its day and remembered, and new cards are met at the pace.
        days: Whole days left.
        new_a_day: New cards to meet a day so that none is unseen on the day.
        reviews_a_day: Reviews a day until then, as the projection has them.
    """

    cards: int
    unseen: int
    as_it_stands: float
    projected: float
    days: int
    new_a_day: int
    reviews_a_day: float


def compute_outlook(cards: Iterable[GoalCard], today: StudyDay, goal: Goal, *, pace: int | None = None) -> Outlook:
    """Look ahead to a goal's day.

    Args:
        cards: The cards of the goal.
        pace: New cards that will be met a day; None for as many as are needed.
    """
    everything = list(cards)
    days = max(0, goal.day - today)
    seen = [card for card in everything if card.progress.stability is not None]
    unseen = [card for card in everything if card.progress.stability is None]
    needed = ceil(len(unseen) / max(1, days - 1)) if unseen else 0
    pace = needed if pace is None else pace
    now, recall, reviews = 0.0, 0.0, 0
    for number, card in enumerate(seen):
        progress = card.progress
        now += _recall(card.model, progress.stability or 0.0, goal.day - (progress.last_day or today))
        due = progress.due_day if progress.due_day is not None else today
        one, times = _simulate_reviews(card, max(due, today), goal, number)
        recall, reviews = recall + one, reviews + times
    for number, card in enumerate(unseen[: pace * max(0, days - 1)]):
        first = card._replace(progress=Progress(stability=None))
        one, times = _simulate_reviews(first, today + number // max(1, pace), goal, number)
        recall, reviews = recall + one, reviews + times
    return Outlook(
        cards=len(everything),
        unseen=len(unseen),
        as_it_stands=now / len(everything) if everything else 0.0,
        projected=recall / len(everything) if everything else 0.0,
        days=days,
        new_a_day=needed,
        reviews_a_day=reviews / max(1, days),
    )


def _recall(model: MemoryModel, stability: float, days: int) -> float:
    return model.retrievability(stability, max(0, days))


def _simulate_reviews(card: GoalCard, due: StudyDay, goal: Goal, seed: int) -> tuple[float, int]:
    """A card reviewed on its days until the goal's, always remembered: its recall that day, and the reviews it took."""
    progress, model = card.progress, card.model
    stability, difficulty, last, times = progress.stability, progress.difficulty, progress.last_day, 0
    while due < goal.day:
        elapsed = 0 if last is None else due - last
        stability, difficulty = model.after(stability, difficulty, max(0, elapsed), Rating.GOOD)
        times += 1
        last = due
        due = last + max(1, round_half_up(model.interval(stability, card.retention)))
        if due >= goal.day:
            due = early_day(stability, last, goal, model, seed_of(seed)) or due
    if stability is None:
        return 0.0, times
    return _recall(model, stability, goal.day - (last if last is not None else goal.day)), times
