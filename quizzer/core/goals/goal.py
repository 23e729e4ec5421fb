"""A goal, to know something by a day, and the reviews that it brings forward.

A goal leaves intervals as they are, with one exception. A card whose next review would fall after the day, and
whose recall by then would be below what the goal asks, is shown once more in the last days before it. Desired retention
makes cards come due when their recall has fallen to it, so a goal at or below it changes nothing; a higher one costs at
most one early review a card, and the early review is scheduled by the memory model like any other.
"""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from quizzer.core.goals.values import Goal
from quizzer.core.quantities import StudyDay
from quizzer.core.schedule.progress import Progress, State
from quizzer.core.seeded_random import fraction

if TYPE_CHECKING:
    from quizzer.core.schedule.memory_model import MemoryModel

LAST_DAYS = 7
"""The early reviews are spread over at most this number of days before the day of the goal."""


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
    return after if day is None else after._replace(interval=day - today, due_day=day)
