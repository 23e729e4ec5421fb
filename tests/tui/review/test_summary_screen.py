"""The summary of a session: its figures, and the keys that lead on."""

from __future__ import annotations

from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.tui.home.screen import HomeScreen
from quizzer.tui.review.screen import ReviewScreen
from quizzer.tui.review.summary_screen import SummaryScreen
from tests.conftest import Opener
from tests.tui.stage import Stage, ratings, staged


async def to_summary(stage: Stage) -> str:
    """One Again and one Easy, then leave."""
    await stage.press("enter", "1", "enter", "4")
    return await stage.press("escape")


async def test_counts_and_the_missed_cards_with_their_answers(collection: Collection) -> None:
    async with staged(collection, Plan()) as stage:
        text = await to_summary(stage)
        assert isinstance(stage.screen, SummaryScreen)
        assert "A pause" in text
        assert "2 answers in 1 minute." in text
        assert "2 new" in text
        assert "Not known yet 1" in text
        assert "✗ Which gland releases LH?" in text
        assert "pituitary" in text
        assert "are left" in text


async def test_retention_is_shown_when_cards_in_review_were_answered(collection: Collection) -> None:
    Session(collection, Plan(limit=1)).answer(Rating.EASY, 1_000)
    collection.connection.execute("UPDATE card SET due = due - 100 WHERE key = 'gland'")
    async with staged(collection, Plan(new=0)) as stage:
        await stage.press("enter", "3")
        assert "1 of 1 review remembered, that is 100%." in stage.text


async def test_the_last_card_leads_to_the_summary(collection: Collection) -> None:
    async with staged(collection, Plan(limit=1)) as stage:
        await stage.press("enter", "4")
        assert isinstance(stage.screen, SummaryScreen)
        assert "quizzer  " in await stage.press("enter")


async def test_a_session_that_is_over_leaves_the_screens_above_it_alone(collection: Collection) -> None:
    async with staged(collection, Plan(limit=1)) as stage:
        session = stage.screen
        assert isinstance(session, ReviewScreen)
        for keys in (("enter", "4"), ("question_mark",), ("escape", "enter")):
            await stage.press(*keys)
            front = stage.screen
            session._look_again()
            await stage.pilot.pause()
            assert stage.screen is front
        assert isinstance(stage.screen, HomeScreen)


async def test_again_now_practises_the_missed_and_leaves_the_schedule_alone(collection: Collection) -> None:
    async with staged(collection, Plan()) as stage:
        await to_summary(stage)
        text = await stage.press("a")
        assert "Which gland releases LH?" in text
        await stage.press("enter", "3")
        assert "Practice, the schedule is as it was." in stage.text
        assert ratings(stage) == [Rating.AGAIN, Rating.EASY]


async def test_undo_from_the_summary_goes_back_to_the_card(collection: Collection) -> None:
    async with staged(collection, Plan()) as stage:
        await to_summary(stage)
        await stage.press("u")
        assert stage.shown.key == "acronym"
        assert "Took back the answer Easy" in stage.words
        assert ratings(stage) == [Rating.AGAIN]


async def test_without_missed_cards_again_now_says_so(collection: Collection) -> None:
    async with staged(collection, Plan(limit=1)) as stage:
        await stage.press("enter", "4")
        assert "No card slipped." in await stage.press("a")


async def test_when_the_day_is_done_more_new_cards_are_a_key_away(open_collection: Opener) -> None:
    collection = open_collection("[scheduling]\nnew_per_day = 1\n")
    async with staged(collection, Plan()) as stage:
        text = await stage.press("enter", "4")
        assert "Done for today" in text
        assert "n 5 more new" in text
        assert "Tomorrow about" in text
        await stage.press("n")
        assert stage.session.counts.new == 5
