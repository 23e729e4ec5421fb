"""The workload of a desired retention: higher costs more reviews and leaves more recall."""

from __future__ import annotations

import pytest

from quizzer.core.schedule.memory_model import MemoryModel
from quizzer.core.schedule.progress import Progress, State
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS
from quizzer.core.schedule.workload import RETENTIONS, SAMPLE, simulate_workload

MODEL = MemoryModel(FSRS_6_DEFAULTS)
TODAY = 20_000


def cards(count: int) -> list[Progress]:
    return [
        Progress(State.REVIEW, stability=5.0 + n % 20, difficulty=5.0, last_day=TODAY - n % 5, due_day=TODAY)
        for n in range(count)
    ]


def test_more_retention_costs_more_reviews_and_gives_more_recall() -> None:
    found = simulate_workload(cards(200), TODAY, 180, MODEL)
    assert [cost.retention for cost in found] == list(RETENTIONS)
    assert [cost.reviews_a_day for cost in found] == sorted(cost.reviews_a_day for cost in found)
    assert [cost.recall for cost in found] == sorted(cost.recall for cost in found)
    assert found == simulate_workload(cards(200), TODAY, 180, MODEL)


def test_a_larger_collection_is_scaled_up_from_a_sample() -> None:
    (small,) = simulate_workload(cards(SAMPLE), TODAY, 60, MODEL, [0.9])
    (large,) = simulate_workload(cards(3 * SAMPLE), TODAY, 60, MODEL, [0.9])
    assert large.reviews_a_day == pytest.approx(3 * small.reviews_a_day, rel=0.1)


def test_a_card_due_on_the_last_day_is_not_reviewed_any_more() -> None:
    card = Progress(State.REVIEW, stability=10.0, difficulty=5.0, last_day=TODAY, due_day=TODAY + 10)
    (before,) = simulate_workload([card], TODAY, 10, MODEL, [0.9])
    assert before.reviews_a_day == 0
    assert before.recall == pytest.approx(0.9)
    (after,) = simulate_workload([card], TODAY, 11, MODEL, [0.9])
    assert after.reviews_a_day == pytest.approx(1 / 11)


def test_cards_never_answered_cost_nothing() -> None:
    assert simulate_workload([Progress()], TODAY, 180, MODEL) == []
    one = cards(1)
    assert simulate_workload([*one, Progress()], TODAY, 30, MODEL) == simulate_workload(one, TODAY, 30, MODEL)
