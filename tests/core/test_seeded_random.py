"""Draws that depend on their seed alone, with values written down so that every machine and release draws the same."""

from __future__ import annotations

from quizzer.core.seeded_random import fraction, seed_of, shuffle


def test_a_seed_depends_on_every_part_and_on_where_one_ends() -> None:
    assert seed_of("card", 3) == seed_of("card", "3")
    assert (
        len({seed_of("card", 3), seed_of("card", 4), seed_of("card3"), seed_of("car", "d3"), seed_of(3, "card")}) == 5
    )
    assert 0 <= seed_of("card", 3) < 2**64


def test_a_fraction_is_at_least_0_and_below_1() -> None:
    assert fraction(0) == 0.0
    assert fraction(2**64 - 1) < 1.0
    assert fraction(2**63) == 0.5


def test_a_shuffle_keeps_the_items_and_repeats_itself() -> None:
    items = list(range(20))
    assert shuffle(items, 1) == shuffle(items, 1) != shuffle(items, 2)
    assert sorted(shuffle(items, 1)) == items == list(range(20))


def test_the_same_seed_draws_what_it_always_drew() -> None:
    assert seed_of("card", 3) == SEED
    assert shuffle("abcdef", 7) == list(ORDER)


SEED = 12978418089969845312
ORDER = "eafdbc"
