"""The forgetting curve by itself: 90% after the stability, never above 1, and the same as the memory model's."""

from __future__ import annotations

import pytest

from quizzer.core.schedule.forgetting_curve import curve_of
from quizzer.core.schedule.memory_model import MemoryModel
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS
from quizzer.core.schedule.study_days import DAY_MILLIS

CURVE = curve_of(FSRS_6_DEFAULTS)


@pytest.mark.parametrize("stability", [0.01, 1.0, 36_500.0])
def test_recall_is_90_percent_after_the_stability(stability: float) -> None:
    assert CURVE.recall(stability, round(stability * DAY_MILLIS)) == pytest.approx(0.9)


def test_recall_is_1_at_the_answer_and_where_the_clock_was_set_back() -> None:
    assert CURVE.recall(5.0, 0) == CURVE.recall(5.0, -1) == 1.0
    assert CURVE.recall(5.0, 1) < 1.0


@pytest.mark.parametrize("days", [1, 10, 1000])
def test_it_is_the_curve_of_the_memory_model(days: int) -> None:
    expected = MemoryModel(FSRS_6_DEFAULTS).retrievability(7.0, days)
    assert CURVE.recall(7.0, days * DAY_MILLIS) == pytest.approx(expected, abs=1e-15)


def test_many_instants_give_what_each_gives() -> None:
    instants = [1_000 + days * DAY_MILLIS for days in (1, 2, 30)]
    each = [CURVE.recall(7.0, at - 1_000) for at in instants]
    assert CURVE.along(7.0, 1_000, instants) == pytest.approx(each, abs=1e-15)
