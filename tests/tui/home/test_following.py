"""The first screen follows the clock while it is in front, and only then."""

from __future__ import annotations

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.tui.home.screen import HomeScreen
from tests.tui.stage import DAY, staged


async def test_the_first_screen_follows_the_clock(collection: Collection, clock: FixedClock) -> None:
    Session(collection, Plan(new=1)).answer(Rating.GOOD, 1_000)
    async with staged(collection) as stage:
        assert "Good morning" in stage.text
        clock.at += 2 * DAY
        assert isinstance(stage.screen, HomeScreen)
        stage.screen._follow()
        await stage.pilot.pause()
        assert "Tuesday 3 March" in stage.text


async def test_the_first_screen_reads_nothing_while_a_card_is_asked(collection: Collection) -> None:
    async with staged(collection) as stage:
        home = stage.screen
        assert isinstance(home, HomeScreen)
        await stage.press("enter")
        read = home._view
        home._follow()
        assert home._view is read
