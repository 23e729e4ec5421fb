"""How great a difference is: less for fewer misspelt letters, so the nearest accepted answer is the one shown."""

from __future__ import annotations

import pytest

from quizzer.core.grading.alignment import AlignmentStep, cost_of
from quizzer.core.grading.grading import grade_typed


def test_the_cost_grows_with_what_is_wrong() -> None:
    word = ((0, 1), (0, 1))
    costs = [
        cost_of([step])
        for step in (
            AlignmentStep("same", *word),
            AlignmentStep("slip", *word, slips=1),
            AlignmentStep("slip", *word, slips=2),
            AlignmentStep("missing", (0, 0), (0, 1)),
            AlignmentStep("changed", *word),
        )
    ]
    assert costs[0] == 0
    assert costs == sorted(set(costs))
    assert cost_of([AlignmentStep("extra", (0, 1), (0, 0))]) == costs[3]


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_misspelt_answers_the_one_with_fewer_slips_is_the_nearest(order: int) -> None:
    accepted = ["testosterone glucuronide", "testasterone glucuronide"][::order]
    verdict = grade_typed("testosterome glucuronide", accepted)
    assert (verdict.outcome, verdict.expected) == ("near", "testosterone glucuronide")
