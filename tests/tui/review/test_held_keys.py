"""No rating by accident: a key that is held, pressed too soon, or twice on an empty answer."""

from __future__ import annotations

from random import Random

import pytest

from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.review.values import Plan
from quizzer.tui.review.screen import ReviewScreen
from tests.tui.conftest import Hand
from tests.tui.stage import ratings, staged


def repeats(rng: Random, seconds: float) -> list[float]:
    """The pauses between the presses of a key held down: half a second, then the repeats."""
    gaps = [rng.uniform(0.25, 0.6)]
    while sum(gaps) < seconds:
        gaps.append(rng.uniform(0.030, 0.090))
    return gaps


@pytest.mark.guarded
@pytest.mark.parametrize("key", ["enter", "space", "3"])
async def test_a_key_held_for_ten_seconds_rates_no_card(open_cards: Collection, hand: Hand, key: str) -> None:
    async with staged(open_cards, Plan()) as stage:
        screen = stage.app.screen
        assert isinstance(screen, ReviewScreen)
        for gap in repeats(Random(1), 10.0):
            await stage.press(key)
            hand.instant += gap
            screen._rater._look()
        hand.instant += 5.0
        screen._rater._look()
        assert ratings(stage) == []


@pytest.mark.guarded
async def test_a_rating_too_soon_after_the_answer_is_not_taken_and_the_next_one_is(
    open_cards: Collection, hand: Hand
) -> None:
    async with staged(open_cards, Plan()) as stage:
        await stage.press("enter")
        hand.instant += 0.1
        await stage.press("3")
        await stage.click("2 Hard")
        assert ratings(stage) == []
        hand.instant += 0.2
        await stage.press("3")
        assert ratings(stage) == [Rating.GOOD]


@pytest.mark.guarded
async def test_enter_rates_once_it_is_known_not_to_be_held(open_cards: Collection, hand: Hand) -> None:
    async with staged(open_cards, Plan()) as stage:
        await stage.press("enter")
        hand.instant += 0.3
        await stage.press("enter")
        assert ratings(stage) == []
        hand.instant += 0.3
        await stage.until(lambda: ratings(stage) != [])
        assert ratings(stage) == [Rating.GOOD]


@pytest.mark.guarded
async def test_what_is_typed_after_enter_is_the_next_answer(collection: Collection, hand: Hand) -> None:
    async with staged(collection, Plan()) as stage:
        await stage.press(*"pituitary", "enter")
        hand.instant += 0.3
        await stage.press("enter", "l", "u", "x")
        assert "› lux" in stage.text
        assert ratings(stage) == [Rating.GOOD]


@pytest.mark.guarded
async def test_enter_twice_on_an_empty_answer_rates_nothing(collection: Collection, hand: Hand) -> None:
    async with staged(collection, Plan()) as stage:
        screen = stage.app.screen
        assert isinstance(screen, ReviewScreen)
        for _ in range(3):
            await stage.press("enter")
            hand.instant += 0.3
            screen._rater._look()
        assert ratings(stage) == []
