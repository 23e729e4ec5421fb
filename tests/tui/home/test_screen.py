"""The home screen: the due cards, the days to come, and the screens behind its keys."""

from __future__ import annotations

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.tui.home.screen import HomeScreen
from quizzer.tui.review.screen import ReviewScreen
from tests.conftest import Opener
from tests.probe import card_of
from tests.tui.stage import ratings, staged

DAY = 86_400_000


def finish(collection: Collection, rating: Rating = Rating.EASY) -> None:
    """Answer everything that is due."""
    session = Session(collection, Plan())
    while session.current is not None:
        session.answer(rating, 1_000)


async def test_home_shows_date_counts_in_words_each_axis_and_the_keys(collection: Collection) -> None:
    async with staged(collection) as stage:
        for phrase in ("Good morning", "Sunday 1 March", "7 cards today", "7 new", "0 learning", "0 review"):
            assert phrase in stage.text
        axis = next(line for line in stage.lines if "Small axis" in line)
        assert "0 of 9" in axis
        assert "7 new" in axis
        assert "Mon" in stage.text
        assert "Last 28 days" in stage.text
        assert "Enter  start" in stage.text


async def test_one_key_starts_the_review(collection: Collection) -> None:
    for key in ("enter", "space"):
        async with staged(collection) as stage:
            assert "Which gland releases LH?" in await stage.press(key)


async def test_nothing_due_says_when_the_next_card_comes_and_start_does_nothing(
    collection: Collection, clock: FixedClock
) -> None:
    finish(collection)
    clock.at += 60_000
    async with staged(collection) as stage:
        assert "All done for today. The next card comes tomorrow." in stage.words
        assert "7 answers today" in stage.text
        assert "1 day in a row" in stage.text
        assert "Enter  start" not in stage.text
        await stage.press("enter")
        assert isinstance(stage.screen, HomeScreen)


async def test_learn_ahead_reviews_what_comes_tomorrow(collection: Collection) -> None:
    session = Session(collection, Plan(limit=1))
    for _ in range(2):
        session.answer(Rating.GOOD, 1_000)
    due = card_of(collection, "gland").due
    today = collection.moment().day
    collection.connection.execute("UPDATE card SET due = ? WHERE key = 'gland'", (today + 1,))
    assert due > today
    async with staged(collection) as stage:
        await stage.press("a")
        assert stage.session.plan == Plan(ahead_days=1)
        assert stage.session.counts.review == 1


async def test_more_new_cards_go_beyond_the_limit(open_collection: Opener) -> None:
    collection = open_collection("[scheduling]\nnew_per_day = 1\n")
    finish(collection)
    async with staged(collection) as stage:
        await stage.press("m")
        assert stage.session.counts.new == 6


async def test_the_first_screen_follows_the_clock(collection: Collection, clock: FixedClock) -> None:
    Session(collection, Plan(new=1)).answer(Rating.GOOD, 1_000)
    async with staged(collection) as stage:
        assert "1 learning" in stage.text
        clock.at += 2 * DAY
        assert isinstance(stage.screen, HomeScreen)
        stage.screen._follow()
        await stage.pilot.pause()
        assert "Tuesday 3 March" in stage.text


@pytest.mark.parametrize("size", [(20, 6), (40, 10), (60, 15), (80, 24), (120, 40), (200, 50)])
async def test_every_size_is_painted_and_followed(collection: Collection, size: tuple[int, int]) -> None:
    async with staged(collection, size=(80, 24)) as stage:
        await stage.pilot.resize_terminal(*size)
        await stage.pilot.pause()
        assert "quizzer" in stage.text or size[1] < 10
        await stage.press("enter", "enter")
        assert "3 Good" in stage.text or size[0] < 40
        assert {strip.cell_length for strip in stage.app.screen._compositor.render_strips()} == {size[0]}


async def test_no_more_new_cards_is_a_sentence(collection: Collection) -> None:
    finish(collection)
    async with staged(collection) as stage:
        assert "There are no more new cards." in await stage.press("m")


async def test_practice_leaves_the_schedule_alone(collection: Collection) -> None:
    async with staged(collection) as stage:
        await stage.press("p")
        assert stage.session.plan.practice
        text = await stage.press("enter")
        assert "3 Good" in text
        assert "10m" not in text
        await stage.press("3")
        assert stage.session.done == 1
        assert ratings(stage) == []


async def test_a_click_on_an_axis_reviews_it_alone(collection: Collection) -> None:
    async with staged(collection) as stage:
        await stage.click("Small axis")
        assert stage.session.plan.filter.axes == ("SML",)


async def test_undo_on_the_home_screen_takes_back_the_last_answer(collection: Collection) -> None:
    Session(collection, Plan()).answer(Rating.GOOD, 1_000)
    async with staged(collection) as stage:
        assert "1 learning" in stage.text
        text = await stage.press("u")
        assert "Took back the answer Good: Which gland releases LH?" in stage.words
        assert "7 cards today" in text
        assert ratings(stage) == []
        assert "There is nothing to undo." in await stage.press("u")


async def test_without_a_deck_a_sentence_says_what_to_do(open_collection: Opener, paths: Paths) -> None:
    (paths.decks / "small.yaml").unlink()
    async with staged(open_collection()) as stage:
        phrase = f"There is no deck yet. Put a deck file (YAML) into {paths.decks}"
        assert phrase.replace(" ", "") in stage.words.replace(" ", "")


async def test_reload_reads_a_changed_deck(collection: Collection, paths: Paths) -> None:
    deck = paths.decks / "small.yaml"
    async with staged(collection) as stage:
        text = deck.read_text(encoding="utf-8")
        deck.write_text(text + "  - {id: another, ask: One more?, answer: one}\n", encoding="utf-8")
        assert "8 cards today" in await stage.press("r")
        deck.write_text(text + "  - {id: another, asks: One more?, answer: one}\n", encoding="utf-8")
        await stage.press("r")
        assert "small.yaml:" in stage.words
        assert "quizzer decks tells" in stage.words


async def test_a_plan_begins_at_its_first_card_and_ends_at_home(collection: Collection) -> None:
    async with staged(collection, Plan(limit=1)) as stage:
        assert isinstance(stage.screen, ReviewScreen)
        assert "Good morning" in await stage.press("escape")
        await stage.press("enter")
        assert stage.shown.key == "gland"
        assert "Good morning" in await stage.press("escape")


async def test_a_plan_without_cards_shows_an_empty_summary(collection: Collection) -> None:
    finish(collection)
    async with staged(collection, Plan()) as stage:
        assert "No card was answered." in stage.text
        assert "All done for today." in await stage.press("enter")


async def test_the_palette_puts_reviews_off_and_u_takes_it_back(collection: Collection, clock: FixedClock) -> None:
    finish(collection)
    clock.at += 30 * DAY
    async with staged(collection) as stage:
        screen = stage.app.screen
        assert isinstance(screen, HomeScreen)
        commands = {command.title: command for command in screen.commands()}
        commands["Postpone: have 3 days free"].callback()
        assert screen.home.counts.review == 0
        assert "cards are put off, to Friday 3 April" in screen.notice
        assert screen.notice.endswith("u takes it back.")
        await stage.press("u")
        assert screen.home.counts.review > 0
