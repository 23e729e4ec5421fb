"""The memory model: the field's known vectors, py-fsrs to the last bit, and bounds that always hold."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import fsrs
import pytest
from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.core.schedule import memory_model
from quizzer.core.schedule.memory_model import STABILITY_MAX, MemoryModel
from quizzer.core.schedule.progress import Rating
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS, PARAMETER_BOUNDS

AGAIN, HARD, GOOD, EASY = Rating
MODEL = MemoryModel(FSRS_6_DEFAULTS)
NO_SAME_DAY = (*FSRS_6_DEFAULTS[:17], 0.0, 0.0, 0.0, FSRS_6_DEFAULTS[20])

# Ratings, days between, parameters, (stability, difficulty): asserted by fsrs-rs (test_memory_state, next_states)
# and, the first, by py-fsrs (test_memo_state) as well.
VECTORS = [
    ((AGAIN, GOOD, GOOD, GOOD, GOOD, GOOD), (0, 0, 1, 3, 8, 21), FSRS_6_DEFAULTS, (53.62691, 6.3574867)),
    ((AGAIN, GOOD, GOOD, GOOD, GOOD, GOOD), (0, 0, 1, 3, 8, 21), NO_SAME_DAY, (53.335106, 6.3574867)),
    ((AGAIN,), (0,), FSRS_6_DEFAULTS, (0.212, 6.4133)),
    ((HARD,), (0,), FSRS_6_DEFAULTS, (1.2931, 5.1121707)),
    ((GOOD,), (0,), FSRS_6_DEFAULTS, (2.3065, 2.118104)),
    ((EASY,), (0,), FSRS_6_DEFAULTS, (8.2956, 1.0)),
]

DAY_0 = datetime.min.replace(tzinfo=UTC)
UNROUNDED = 400
"""More places than a float has: ``round`` then leaves it as it is."""

ratings = st.sampled_from(list(Rating))
stabilities = st.floats(0.001, STABILITY_MAX)
difficulties = st.floats(1, 10)


@pytest.mark.parametrize(("given_ratings", "days", "parameters", "expected"), VECTORS)
def test_known_vectors(
    given_ratings: tuple[Rating, ...],
    days: tuple[int, ...],
    parameters: tuple[float, ...],
    expected: tuple[float, float],
) -> None:
    model = MemoryModel(parameters)
    stability, difficulty = None, None
    for rating, elapsed in zip(given_ratings, days, strict=True):
        stability, difficulty = model.after(stability, difficulty, elapsed, rating)
    assert (stability, difficulty) == pytest.approx(expected, abs=1e-4)


def judged(
    judge: fsrs.Scheduler, stability: float | None, difficulty: float | None, elapsed: int, rating: Rating
) -> tuple[float, float]:
    """The memory after an answer by py-fsrs; it sets no bound to stability."""
    card = fsrs.Card(
        card_id=0,  # without one, py-fsrs reads the clock and sleeps
        state=fsrs.State.Learning if stability is None else fsrs.State.Review,
        stability=stability,
        difficulty=difficulty,
        due=DAY_0,
        last_review=None if stability is None else DAY_0,
    )
    card, _ = judge.review_card(card, fsrs.Rating(rating), DAY_0 + timedelta(days=elapsed))
    assert card.stability is not None
    assert card.difficulty is not None
    return min(card.stability, STABILITY_MAX), card.difficulty


def differences(seed: int, lives: int, places: int) -> int:
    """How many memories differ from those of py-fsrs by a bit, over lives of ten answers with parameters drawn."""
    chance, different = Random(seed), 0
    for _ in range(lives):
        at_bounds, default = [chance.choice(pair) for pair in PARAMETER_BOUNDS], chance.random() < 0.3
        drawn = [chance.uniform(*pair) for pair in PARAMETER_BOUNDS]
        parameters = FSRS_6_DEFAULTS if default else tuple(map(chance.choice, zip(at_bounds, drawn, strict=True)))
        model, judge = MemoryModel(parameters), fsrs.Scheduler(parameters, enable_fuzzing=False)
        memory: tuple[float | None, float | None] = (None, None)
        if chance.random() < 0.3:
            memory = chance.choice([0.001, STABILITY_MAX, chance.uniform(0.001, STABILITY_MAX)]), chance.uniform(1, 10)
        for _ in range(10):
            elapsed = chance.choice([0, 1, chance.randint(1, 30), chance.randint(1, 4000), 3_000_000])
            rating = chance.choice(list(Rating))
            expected = judged(judge, *memory, elapsed, rating)
            memory = model.after(*memory, elapsed, rating)
            different += memory != (round(expected[0], places), round(expected[1], places))
    return different


def test_memory_is_that_of_py_fsrs_to_the_last_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    assert differences(seed=1, lives=150, places=8) == 0
    monkeypatch.setattr(memory_model, "_PLACES", UNROUNDED)
    assert differences(seed=2, lives=150, places=UNROUNDED) == 0


@settings(deadline=None)
@given(stabilities, difficulties, st.integers(0, 3_000_000), ratings)
def test_memory_stays_within_its_bounds_and_is_the_same_each_time(
    stability: float, difficulty: float, elapsed: int, rating: Rating
) -> None:
    after = MODEL.after(stability, difficulty, elapsed, rating)
    assert 0.001 <= after[0] <= STABILITY_MAX
    assert 1 <= after[1] <= 10
    assert after == (round(after[0], 8), round(after[1], 8)), "another mathematics library would part in the last bit"
    assert after == MemoryModel(FSRS_6_DEFAULTS).after(stability, difficulty, elapsed, rating)


@settings(deadline=None)
@given(stabilities, difficulties, st.integers(0, 40_000))
def test_a_better_rating_never_leaves_a_weaker_memory(stability: float, difficulty: float, elapsed: int) -> None:
    after = [MODEL.after(stability, difficulty, elapsed, rating) for rating in Rating]
    assert all(worse[0] <= better[0] and worse[1] >= better[1] for worse, better in pairwise(after))


def test_retrievability_is_nine_tenths_after_a_stability_of_days() -> None:
    assert MODEL.retrievability(12.5, 0) == 1
    assert MODEL.retrievability(12.5, 12.5) == pytest.approx(0.9)
    assert MODEL.retrievability(12.5, 12.6) < 0.9


@settings(deadline=None)
@given(stabilities, st.integers(0, 40_000))
def test_retrievability_is_that_of_fsrs_on_whole_days(stability: float, elapsed: int) -> None:
    start = datetime(2000, 1, 1, tzinfo=UTC)
    card = fsrs.Card(card_id=1, state=fsrs.State.Review, stability=stability, difficulty=5.0, last_review=start)
    theirs = fsrs.Scheduler(FSRS_6_DEFAULTS).get_card_retrievability(card, start + timedelta(days=elapsed))
    assert MODEL.retrievability(stability, elapsed) == pytest.approx(theirs, rel=1e-12)


@settings(deadline=None)
@given(stabilities, st.floats(0.7, 0.99))
def test_an_interval_ends_when_retrievability_reaches_the_desired_retention(stability: float, retention: float) -> None:
    assert MODEL.retrievability(stability, MODEL.interval(stability, retention)) == pytest.approx(retention)


def test_the_bounds_of_the_parameters_are_those_of_py_fsrs() -> None:
    assert tuple(zip(LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)) == PARAMETER_BOUNDS


@pytest.mark.parametrize("last", [(), (3.0,), (0.0,), (float("nan"),), (0.1542, 1.0)])
def test_parameters_that_are_not_those_of_fsrs_6_are_refused(last: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="parameters"):
        MemoryModel((*FSRS_6_DEFAULTS[:20], *last))
