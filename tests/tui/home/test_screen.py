"""The home screen: the due cards, the days to come, and the screens behind its keys."""

from __future__ import annotations

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.filters import Filter
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.tui.home.screen import HomeScreen
from quizzer.tui.review.screen import ReviewScreen
from tests.conftest import Opener
from tests.probe import card_of
from tests.study.learner import Learner, deck, live
from tests.tui.stage import ratings, staged

DAY = 86_400_000


def finish(collection: Collection, rating: Rating = Rating.EASY) -> None:
    """Answer everything that is due."""
    session = Session(collection, Plan())
    while session.current is not None:
        session.answer(rating, 1_000)


def begin(collection: Collection) -> None:
    """Answer one card, so that the first day is over."""
    Session(collection, Plan(new=1)).answer(Rating.EASY, 1_000)


async def test_the_first_day_begins_by_one_key_and_keeps_what_is_chosen(open_collection: Opener, paths: Paths) -> None:
    paths.config.write_text("# mine\n[scheduling]\nrollover_hour = 3  # late\n", encoding="utf-8")
    collection = open_collection()
    async with staged(collection) as stage:
        assert "Welcome. Here are 9 cards." in stage.text
        assert "Enter  begin" in stage.text
        await stage.press("shift+tab", "left", "left")
        assert "(•) 5 " in stage.text
        assert "Which gland releases LH?" in await stage.press("enter")
        assert stage.session.counts.new == 5
    assert collection.settings.scheduling.new_per_day == 5
    text = paths.config.read_text(encoding="utf-8")
    assert "# mine\n" in text
    assert "rollover_hour = 3  # late" in text


async def test_a_usual_day_shows_date_counts_rows_and_keys(collection: Collection) -> None:
    begin(collection)
    async with staged(collection) as stage:
        for phrase in (
            "Good morning",
            "Sunday 1 March",
            "6 cards left today",
            "All are new",
            "known      due       new",
        ):
            assert phrase in stage.text
        axis = next(line for line in stage.lines if "SML" in line)
        assert "%" in axis
        assert axis.endswith("6")
        assert "Mon" in stage.text
        assert "Last 28 days" in stage.text
        assert "Enter  start 6" in stage.text


async def test_one_key_starts_the_review(collection: Collection) -> None:
    begin(collection)
    for key in ("enter", "space"):
        async with staged(collection) as stage:
            assert "What does LH stand for?" in await stage.press(key)


TWO = """\
deck: Other axis
axis: {id: OTH, name: Other axis}
notes:
  - {id: one, ask: "One?", answer: one}
  - {id: two, ask: "Two?", answer: two}
"""


async def test_a_row_chosen_by_arrows_starts_what_it_shows(open_collection: Opener, paths: Paths) -> None:
    (paths.decks / "other.yaml").write_text(TWO, encoding="utf-8")
    collection = open_collection()
    begin(collection)
    async with staged(collection) as stage:
        assert "▸ All axes" in stage.text
        text = await stage.press("down", "j", "up", "down")
        row = next(line for line in text.splitlines() if "▸" in line)
        axis, new = row.split()[1], int(row.split()[-1])
        assert f"Enter  start {new}, 3 min" in text
        await stage.press("enter")
        assert stage.session.plan.filter.axes == (axis,)
        assert stage.session.counts.new == new
        text = await stage.press("escape", "escape")
        assert f"▸ {axis}" in text, "the mark stays where it was"
        await stage.press("k", "k", "k", "n")
        assert stage.session.plan == Plan(more_new=5)


async def test_practice_is_of_the_marked_row(open_collection: Opener, paths: Paths) -> None:
    (paths.decks / "other.yaml").write_text(TWO, encoding="utf-8")
    collection = open_collection()
    begin(collection)
    async with staged(collection) as stage:
        text = await stage.press("down")
        axis = next(line for line in text.splitlines() if "▸" in line).split()[1]
        await stage.press("p")
        assert stage.session.plan == Plan(Filter(axes=(axis,)), practice=True)


async def test_a_row_with_nothing_today_says_so(open_collection: Opener, paths: Paths) -> None:
    (paths.decks / "other.yaml").write_text(TWO, encoding="utf-8")
    collection = open_collection()
    session = Session(collection, Plan(Filter(axes=("OTH",))))
    while session.current is not None:
        session.answer(Rating.EASY, 1_000)
    async with staged(collection) as stage:
        while "▸ OTH" not in stage.text:
            await stage.press("down")
        text = await stage.press("enter")
        assert isinstance(stage.screen, HomeScreen)
        assert "Nothing of OTH today." in text


async def test_a_click_marks_a_row_and_a_second_one_starts_it(open_collection: Opener, paths: Paths) -> None:
    (paths.decks / "other.yaml").write_text(TWO, encoding="utf-8")
    collection = open_collection()
    begin(collection)
    async with staged(collection) as stage:
        await stage.click("OTH")
        assert "▸ OTH" in stage.text
        await stage.click("OTH")
        assert stage.session.plan.filter.axes == ("OTH",)


async def test_a_done_day_offers_more_and_says_when_the_next_card_comes(
    collection: Collection, clock: FixedClock
) -> None:
    finish(collection)
    clock.at += 60_000
    async with staged(collection) as stage:
        assert "Done for today. 7 answers in 1 minute." in stage.words
        assert "more new" not in stage.text, "what is new waits beside cards of its own notes"
        assert "▸ take a quiz" in stage.text
        assert "Quiz" in await stage.press("enter")


async def test_a_done_day_can_go_on_with_more_new_cards(open_collection: Opener) -> None:
    collection = open_collection("[scheduling]\nnew_per_day = 2\n")
    finish(collection)
    async with staged(collection) as stage:
        assert "▸ meet 5 more new cards           about 2 minutes" in stage.text
        await stage.press("enter")
        assert stage.session.counts.new == 5


async def test_what_slipped_is_practised_and_a_card_on_a_step_is_taken_now(
    open_collection: Opener, clock: FixedClock
) -> None:
    collection = open_collection('[scheduling]\nrelearning_steps = ["2h"]\n')
    finish(collection)
    clock.at += 60 * DAY
    session = Session(collection, Plan(new=0))
    while session.current is not None and session.current.key != "gland":
        session.answer(Rating.EASY, 1_000)
    session.answer(Rating.AGAIN, 1_000)
    while session.current is not None:
        session.answer(Rating.EASY, 1_000)
    async with staged(collection) as stage:
        assert "Done for now." in stage.text
        assert "One card comes back today at" in stage.text
        assert "▸ practise the one that slipped today" in stage.text
        await stage.press("enter")
        assert stage.session.plan.practice
        assert stage.shown.key == "gland"
        await stage.press("escape", "escape", "down", "enter")
        assert not stage.session.plan.practice
        assert stage.shown.key == "gland"


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
        assert stage.session.plan == Plan(Filter(axes=("SML",)), ahead_days=1), "there is one axis, and it is marked"
        assert stage.session.counts.review == 1


async def test_more_new_cards_go_beyond_the_limit(open_collection: Opener) -> None:
    collection = open_collection("[scheduling]\nnew_per_day = 1\n")
    finish(collection)
    async with staged(collection) as stage:
        await stage.press("n")
        assert stage.session.counts.new == 5


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
        assert "There are no more new cards." in await stage.press("n")


async def test_there_are_no_more_new_cards_where_all_are_begun_though_some_are_due(
    collection: Collection, clock: FixedClock
) -> None:
    for _ in range(3):  # what stands beside cards of its own notes is met on a later day
        finish(collection)
        clock.at += 2_000 * 86_400_000
    async with staged(collection) as stage:
        assert "Enter  start" in stage.text
        assert "There are no more new cards of SML." in await stage.press("n")


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


async def test_undo_on_the_home_screen_takes_back_the_last_answer(collection: Collection) -> None:
    Session(collection, Plan()).answer(Rating.GOOD, 1_000)
    async with staged(collection) as stage:
        assert "1 is due, 6 are new" in stage.text
        text = await stage.press("u")
        assert "Took back the answer Good: Which gland releases LH?" in stage.words
        assert "Here are 9 cards" in text
        assert ratings(stage) == []
        assert "There is nothing to undo." in await stage.press("u")


async def test_without_a_deck_a_sentence_says_what_to_do(open_collection: Opener, paths: Paths) -> None:
    (paths.decks / "small.yaml").unlink()
    async with staged(open_collection()) as stage:
        phrase = f"There is no deck yet. Put a deck file (YAML) into {paths.decks}"
        assert phrase.replace(" ", "") in stage.words.replace(" ", "")


async def test_reload_reads_a_changed_deck_and_a_list_shows_what_is_wrong(collection: Collection, paths: Paths) -> None:
    begin(collection)
    deck = paths.decks / "small.yaml"
    async with staged(collection) as stage:
        text = text_before = deck.read_text(encoding="utf-8")
        deck.write_text(text + "  - {id: another, ask: One more?, answer: one}\n", encoding="utf-8")
        assert "7 cards left today" in await stage.press("r")
        deck.write_text(text + "  - {id: another, asks: One more?, answer: one}\n", encoding="utf-8")
        await stage.press("r")
        assert "! 1 problem in small.yaml; d shows it" in stage.text
        text = await stage.press("d")
        assert "▸ Small axis" in text
        assert "✗ small.yaml, line" in text
        deck.write_text(text_before, encoding="utf-8")
        assert "✗" not in await stage.press("r")
        assert "Good morning" in await stage.press("escape")


async def test_a_plan_begins_at_its_first_card_and_ends_at_home(collection: Collection) -> None:
    async with staged(collection, Plan(limit=1)) as stage:
        assert isinstance(stage.screen, ReviewScreen)
        assert "Welcome" in await stage.press("escape")
        await stage.press("enter")
        assert stage.shown.key == "gland"
        assert "Welcome" in await stage.press("escape")


async def test_a_plan_without_cards_shows_an_empty_summary(collection: Collection) -> None:
    finish(collection)
    async with staged(collection, Plan()) as stage:
        assert "No card was answered." in stage.text
        assert "Done for today." in await stage.press("enter")


async def test_the_palette_puts_reviews_off_and_u_takes_it_back(collection: Collection, clock: FixedClock) -> None:
    finish(collection)
    clock.at += 30 * DAY
    async with staged(collection) as stage:
        screen = stage.app.screen
        assert isinstance(screen, HomeScreen)
        commands = {command.title: command for command in screen.commands()}
        commands["Postpone: have 3 days free"].callback()
        assert screen.view.home.counts.review == 0
        assert "cards are put off, to Friday 3 April" in screen.notice
        assert screen.notice.endswith("u takes it back.")
        await stage.press("u")
        assert screen.view.home.counts.review > 0


async def test_after_a_break_enter_begins_a_gentle_return(
    paths: Paths, open_collection: Opener, clock: FixedClock
) -> None:
    (paths.decks / "small.yaml").write_text(deck("AAA", 120), "utf-8")
    collection = open_collection("[scheduling]\nnew_per_day = 10\n")
    live(collection, clock, Learner(), 8)
    clock.at += 12 * DAY
    async with staged(collection) as stage:
        assert "A gentle return" in stage.text
        assert "40 a day, no new cards; caught up on" in stage.text
        assert "At 40 a day" in stage.text
        await stage.press("enter")
        assert stage.session.counts.review == 40
        assert stage.session.counts.new == 0
        await stage.press("q", "q")
    async with staged(collection) as stage:
        assert "carried over, until" in stage.text
        screen = stage.app.screen
        assert isinstance(screen, HomeScreen)
        commands = {command.title: command for command in screen.commands()}
        commands["End the gentle return"].callback()
        assert "carried over, until" not in stage.text
