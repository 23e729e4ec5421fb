"""Goals: when an early review is due."""

from __future__ import annotations

import pytest

from quizzer.core.goals.goal import LAST_DAYS, early_day, pull_forward
from quizzer.core.goals.values import Goal
from quizzer.core.schedule.memory_model import MemoryModel
from quizzer.core.schedule.progress import Progress, State
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS

MODEL = MemoryModel(FSRS_6_DEFAULTS)
TODAY = 20_000
HIGHEST = 2**64 - 1


def goal(days: int, recall: float = 0.95) -> Goal:
    return Goal("axis:HPA", TODAY + days, recall)


def card(due: int, stability: float = 100.0) -> Progress:
    return Progress(
        State.REVIEW, stability=stability, difficulty=5.0, interval=due, due_day=TODAY + due, last_day=TODAY
    )


def test_early_reviews_are_spread_over_the_last_days_before_the_goal() -> None:
    days = {early_day(100.0, TODAY, goal(90), MODEL, seed << 56) for seed in range(256)}
    assert days == set(range(TODAY + 90 - LAST_DAYS, TODAY + 90))


@pytest.mark.parametrize("seed", [0, HIGHEST])
def test_an_early_review_is_after_today_and_before_the_goal(seed: int) -> None:
    assert early_day(1.0, TODAY, goal(2), MODEL, seed) == TODAY + 1
    assert early_day(1.0, TODAY, goal(1), MODEL, seed) is None


def test_a_card_that_forgets_fast_is_reviewed_as_late_as_the_goal_needs() -> None:
    assert early_day(1.0, TODAY, goal(30), MODEL, HIGHEST) == TODAY + 29


def test_no_early_review_where_recall_is_just_as_wanted() -> None:
    reached = MODEL.retrievability(100.0, 90)
    assert early_day(100.0, TODAY, goal(90, reached), MODEL, 0) is None
    assert early_day(100.0, TODAY, goal(90, reached + 1e-6), MODEL, 0) is not None


def test_only_a_review_on_the_day_or_later_is_pulled_forward() -> None:
    on_the_day = pull_forward(card(90), TODAY, goal(90), MODEL, 0)
    assert on_the_day == card(90)._replace(interval=89, due_day=TODAY + 89)
    for stays in (card(89), card(90)._replace(state=State.RELEARNING), card(90)._replace(due_day=None)):
        assert pull_forward(stays, TODAY, goal(90), MODEL, 0) == stays
