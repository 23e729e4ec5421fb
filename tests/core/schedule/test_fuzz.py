"""Fuzz: inside the bounds, preferring days with little to do, decided by the seed alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.core.schedule.fuzz import choose_day, fuzz_bounds, least_interval_after, round_half_up
from quizzer.core.seeded_random import seed_of


@pytest.mark.parametrize(
    ("interval", "minimum", "maximum", "expected"),
    [
        (1, 1, 1000, (1, 1)),
        (2.49, 1, 1000, (2, 2)),  # nothing under 2.5 days
        (2.5, 1, 1000, (2, 4)),  # one day either way
        (7, 1, 1000, (5, 9)),  # and 0.15 of the days from 2.5 to 7
        (17, 1, 1000, (14, 20)),  # and 0.10 of those from 7 to 20
        (37, 1, 1000, (33, 41)),  # and 0.05 of those above
        (2, 3, 1000, (3, 4)),  # the minimum is fuzzed as well
        (2, 3, 3, (3, 3)),
        (2, 2, 1000, (2, 2)),
        (100, 101, 1000, (101, 108)),
        (100, 1, 99, (92, 99)),
        (100, 97, 103, (97, 103)),
        (1, 3, 2, (2, 2)),  # the maximum wins over the minimum
    ],
)
def test_bounds_are_ankis(interval: float, minimum: int, maximum: int, expected: tuple[int, int]) -> None:
    assert fuzz_bounds(interval, minimum, maximum) == expected


@given(st.floats(0, 1e6), st.integers(1, 40_000), st.integers(1, 36_500))
def test_bounds_keep_to_minimum_and_maximum(interval: float, minimum: int, maximum: int) -> None:
    lower, upper = fuzz_bounds(interval, minimum, maximum)
    assert min(minimum, maximum) <= lower <= upper <= maximum


def test_halves_are_rounded_upwards() -> None:
    assert [round_half_up(days) for days in (0.5, 1.5, 2.5, 2.49)] == [1, 2, 3, 2]


@pytest.mark.parametrize(
    ("interval", "last_interval", "least"),
    [
        (12.4, 10, 11),  # it grew: more than last time
        (10.5, 10, 11),
        (10.4, 10, 10),  # fuzz could reach it: as long as last time
        (9.0, 10, 10),
        (9.0, 12, 0),  # it shrank: not held up
    ],
)
def test_fuzz_does_not_take_back_a_grown_interval(interval: float, last_interval: int, least: int) -> None:
    assert least_interval_after(interval, last_interval, 36_500) == least


@given(st.integers(1, 300), st.integers(0, 30), st.integers(0, 2**64 - 1))
def test_the_day_lies_within_the_range_and_depends_on_the_seed_alone(lower: int, width: int, seed: int) -> None:
    day = choose_day(lower, lower + width, seed, None)
    assert lower <= day <= lower + width
    assert day == choose_day(lower, lower + width, seed, None)


def test_without_load_all_days_are_equally_likely() -> None:
    drawn = Counter(choose_day(3, 7, seed_of("card", reps), None) for reps in range(5000))
    assert set(drawn) == {3, 4, 5, 6, 7}
    assert all(900 < times < 1100 for times in drawn.values())


@settings(deadline=None)
@given(st.integers(1, 90), st.lists(st.integers(0, 9), min_size=1, max_size=20), st.integers(0, 2**64 - 1))
def test_the_least_loaded_days_are_preferred(lower: int, loads: list[int], seed: int) -> None:
    def load(first: int, last: int) -> Sequence[int]:
        assert (first, last) == (lower, lower + len(loads) - 1)
        return loads

    assert loads[choose_day(lower, lower + len(loads) - 1, seed, load) - lower] == min(loads)


def test_equally_loaded_days_are_equally_likely() -> None:
    drawn = Counter(choose_day(3, 6, seed_of("card", reps), lambda *_: [4, 1, 7, 1]) for reps in range(2000))
    assert set(drawn) == {4, 6}
    assert all(900 < times < 1100 for times in drawn.values())


def test_load_is_not_asked_for_far_days_or_where_there_is_no_choice() -> None:
    def load(first: int, last: int) -> Sequence[int]:
        pytest.fail(f"asked for {first} to {last}")

    assert 400 <= choose_day(400, 440, 7, load) <= 440
    assert choose_day(2, 2, 7, load) == 2


@given(st.integers(1, 80), st.integers(0, 9), st.integers(0, 2**64 - 1), st.lists(st.integers(0, 9), min_size=10))
def test_shares_that_are_all_alike_change_nothing(lower: int, more: int, seed: int, cards: list[int]) -> None:
    def load(first: int, last: int) -> Sequence[int]:
        return cards[: last - first + 1]

    for share in (0.0, 0.5, 1.0):
        shares = [share] * (more + 1)
        assert choose_day(lower, lower + more, seed, load, shares) == choose_day(lower, lower + more, seed, load)
        assert choose_day(lower, lower + more, seed, None, shares) == choose_day(lower, lower + more, seed, None)


def test_a_day_without_a_share_is_taken_only_where_all_are() -> None:
    for seed in range(50):
        assert choose_day(10, 12, seed_of(seed), None, [0, 1, 0]) == 11
        assert choose_day(10, 12, seed_of(seed), lambda _first, _last: [0, 99, 0], [0, 1, 0]) == 11
        assert choose_day(100, 102, seed_of(seed), lambda _first, _last: [0, 99, 0], [0, 1, 0]) == 101
        assert choose_day(10, 10, seed_of(seed), None, [0]) == 10


def test_a_day_of_half_the_share_gets_half_the_cards() -> None:
    cards = [0, 0, 0]
    for seed in range(250):
        cards[choose_day(10, 12, seed_of(seed), lambda _first, _last: cards, [1, 0.5, 1]) - 10] += 1
    assert cards == [100, 50, 100]
    drawn = Counter(choose_day(100, 102, seed_of(seed), None, [1, 0.5, 1]) for seed in range(2000))
    assert 340 < drawn[101] < 460
