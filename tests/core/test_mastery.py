"""Mastery is three figures, and is never told where it is not reached."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.core.mastery import CardTotals, compute_mastery, wilson
from quizzer.core.schedule.forgetting_curve import curve_of
from quizzer.core.schedule.memory_model import MemoryModel
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS
from quizzer.core.schedule.study_days import DAY_MILLIS

MASTERED = CardTotals(cards=20, seen=19, recallable=20, recall=17.5, reviews=40, passes=38)


@pytest.mark.parametrize(
    ("passes", "reviews", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_wilsons(passes: int, reviews: int, low: float, high: float) -> None:
    assert wilson(passes, reviews) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(0, 10_000).flatmap(lambda reviews: st.tuples(st.integers(0, reviews), st.just(reviews))))
def test_the_interval_holds_the_share_and_stays_within_bounds(counts: tuple[int, int]) -> None:
    passes, reviews = counts
    low, high = wilson(passes, reviews)
    assert 0 <= low <= high <= 1
    if reviews:
        assert low <= passes / reviews <= high


def test_more_reviews_narrow_the_interval() -> None:
    widths = [high - low for low, high in (wilson(9 * n, 10 * n) for n in (0, 1, 3, 10, 100, 1000))]
    assert all(later < earlier for earlier, later in pairwise(widths))


def test_the_figures_by_hand() -> None:
    figures = compute_mastery(CardTotals(cards=8, seen=5, recallable=6, recall=3.0, reviews=10, passes=9))
    assert figures.coverage == 5 / 8
    assert figures.expected_recall == 0.5
    assert (figures.retention.passes, figures.retention.reviews, figures.retention.value) == (9, 10, 0.9)
    assert (figures.retention.low, figures.retention.high) == wilson(9, 10)
    assert not figures.mastered
    assert figures.missing == ("meet 3 more", "know 85%", "remember 80% for certain in 30 reviews")
    assert figures.sentence == "To master it: meet 3 more, know 85%, and remember 80% for certain in 30 reviews."
    assert (figures.known, figures.recallable) == ("50%", 6)


def test_an_axis_at_every_threshold_is_mastered() -> None:
    assert compute_mastery(MASTERED).mastered
    assert compute_mastery(MASTERED).missing == ()
    exact = CardTotals(cards=20, seen=19, recallable=20, recall=17.0, reviews=30, passes=30)
    assert compute_mastery(exact).mastered


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"seen": 18}, "meet 1 more"),
        ({"recall": 16.99}, "know 85% (84.9% now)"),
        ({"reviews": 29, "passes": 29}, "remember 80% for certain in 30 reviews"),
        ({"passes": 36}, "remember 80% for certain (77% now)"),
    ],
)
def test_each_threshold_alone_keeps_mastery_away(change: dict[str, int], missing: str) -> None:
    figures = compute_mastery(MASTERED._replace(**change))
    assert not figures.mastered
    assert figures.missing == (missing,)


def test_recognition_alone_is_no_mastery() -> None:
    figures = compute_mastery(CardTotals(cards=5, seen=5))
    assert figures.coverage == 1.0
    assert figures.expected_recall is None
    assert not figures.mastered
    assert figures.missing == ("have a card that asks for recall, as each of these only asks to pick",)


def test_no_cards_are_no_mastery() -> None:
    figures = compute_mastery(CardTotals())
    assert (figures.coverage, figures.expected_recall, figures.mastered) == (0.0, None, False)


def test_the_curve_is_the_memory_models() -> None:
    model, curve = MemoryModel(FSRS_6_DEFAULTS), curve_of(FSRS_6_DEFAULTS)
    assert curve.recall(12.5, int(12.5 * DAY_MILLIS)) == pytest.approx(0.9, abs=1e-9)
    for stability in (0.001, 0.4, 7.3, 900.0, 36_500.0):
        for days in (0.0, 0.25, 1.0, 30.0, 4_000.0):
            expected = model.retrievability(stability, days)
            assert curve.recall(stability, int(days * DAY_MILLIS)) == pytest.approx(expected, rel=1e-9)
    assert curve.recall(3.0, -5 * DAY_MILLIS) == 1.0
