"""A review: question, answer, rating, the next card, and every way to do something else with a card."""

from __future__ import annotations

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.review.values import Plan
from quizzer.tui.review.screen import ReviewScreen
from quizzer.tui.review.summary_screen import SummaryScreen
from tests.conftest import Opener
from tests.probe import card_of, log_of
from tests.study.review.reviewing import answer_elsewhere
from tests.tui.review.open_deck import OPEN
from tests.tui.stage import RIGHT, ratings, staged


async def test_the_question_stays_when_answer_caveat_source_and_ratings_are_shown(collection: Collection) -> None:
    async with staged(collection, Plan(), size=(80, 24)) as stage:
        assert "SML · fundamentals" in stage.text
        assert "0 of 7 done" in stage.text
        assert "1 Again" not in stage.text
        text = await stage.press("enter")
        for phrase in (
            "Which gland releases LH?",
            "pituitary",
            "Caveat",
            "does not say which lobe",
            "Glands, paragraph 2",
        ):
            assert phrase in text
        ratings_row = next(line for line in stage.lines if "1 Again" in line)
        for label in ("1 Again    1m", "2 Hard     6m", "3 Good    10m", "4 Easy"):
            assert label in ratings_row
        assert "– Nothing was answered. How well did you know it?" in text
        assert "Enter " not in text, "Enter only points at the digits"


@pytest.mark.parametrize("size", [(80, 24), (60, 15)])
async def test_a_long_text_scrolls_and_the_ratings_stay(
    paths: Paths, open_collection: Opener, size: tuple[int, int]
) -> None:
    words = " ".join(f"w{number}" for number in range(2000))
    deck = f"deck: L\naxis: {{id: L, name: L}}\nnotes:\n  - {{id: long, ask: Long?, answer: '{words} end-of-it'}}\n"
    (paths.decks / "small.yaml").write_text(deck, encoding="utf-8")
    async with staged(open_collection(), Plan(), size=size) as stage:
        text = await stage.press("enter")
        assert "more lines" in text
        for key in ("end", "pageup", "home", "pagedown"):
            text = await stage.press(key)
            assert "1 Again" in text
            assert "4 Easy" in text
            assert ("end-of-it" in text) == (key == "end")


async def test_enter_takes_the_suggested_rating_and_the_arrows_change_it(open_cards: Collection) -> None:
    async with staged(open_cards, Plan(), size=(60, 15)) as stage:
        assert "[3 Good 10m]" in await stage.press("space")
        assert "[2 Hard 6m]" in await stage.press("left")
        await stage.press("enter")
        assert ratings(stage) == [Rating.HARD]


@pytest.mark.parametrize("rating", list(Rating))
async def test_a_digit_rates_directly(open_cards: Collection, rating: Rating) -> None:
    async with staged(open_cards, Plan()) as stage:
        await stage.press("space", str(int(rating)))
        assert ratings(stage) == [rating]


async def test_a_digit_before_the_answer_shows_it_and_preselects_but_never_rates_unseen(open_cards: Collection) -> None:
    async with staged(open_cards, Plan(), size=(60, 15)) as stage:
        assert "[4 Easy" in await stage.press("4")
        assert ratings(stage) == []
        await stage.press("space")
        assert ratings(stage) == [Rating.EASY]


async def test_a_click_rates(open_cards: Collection) -> None:
    async with staged(open_cards, Plan()) as stage:
        await stage.click("show answer")
        await stage.click("2 Hard")
        assert ratings(stage) == [Rating.HARD]


async def test_keys_in_a_burst_are_answers_in_their_order(collection: Collection) -> None:
    async with staged(collection, Plan()) as stage:
        for key in ("enter", "1", "enter", "2", "enter", "3"):
            stage.app.simulate_key(key)
        await stage.pilot.pause()
        assert ratings(stage) == [Rating.AGAIN, Rating.HARD, Rating.GOOD]


async def test_text_typed_ahead_goes_into_the_next_typed_answer(collection: Collection) -> None:
    async with staged(collection, Plan()) as stage:
        await stage.press("enter", "3", "l", "u", "x")
        assert "› lux" in stage.text
        assert ratings(stage) == [Rating.GOOD]


async def test_time_on_a_card_is_measured(open_cards: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    instant = 100.0
    monkeypatch.setattr("quizzer.tui.review.screen.monotonic", lambda: instant)
    async with staged(open_cards, Plan()) as stage:
        instant += 7.25
        await stage.press("space", "3")
        instant += 100.0
        await stage.press("space", "3")
        assert [row.took for row in log_of(stage.app.collection)] == [7_250, 60_000]


async def test_undo_takes_back_any_number_of_steps(collection: Collection) -> None:
    async with staged(collection, Plan()) as stage:
        await stage.press("enter", "3", "enter", "1", "f7")
        assert [row.undone for row in log_of(stage.app.collection)] == [None] * 3
        for key, phrase in (
            ("aromatase#1", "Took back"),
            ("acronym", "the answer Again"),
            ("gland", "the answer Good"),
        ):
            await stage.press("ctrl+z")
            assert stage.shown.key == key
            assert phrase in stage.words
        assert all(row.undone is not None for row in log_of(stage.app.collection))
        assert "There is nothing to undo." in await stage.press("ctrl+z")


async def test_skip_puts_the_card_at_the_end_and_logs_nothing(collection: Collection) -> None:
    async with staged(collection, Plan()) as stage:
        await stage.press("ctrl+n")
        assert stage.shown.key == "acronym"
        assert log_of(stage.app.collection) == []


async def test_suspend_bury_and_flag_act_on_the_card_and_say_so(collection: Collection) -> None:
    async with staged(collection, Plan()) as stage:
        assert "⚑ red · SML" in await stage.press("f8")
        assert "⚑ orange" in await stage.press("f8")
        assert "Suspended" in await stage.press("f6")
        assert "Buried until tomorrow" in await stage.press("f7")
        today = stage.app.collection.moment().day
        gland = card_of(stage.app.collection, "gland")
        assert (gland.suspended, gland.flag) == (1, 2)
        assert card_of(stage.app.collection, "acronym").buried_day == today
        assert stage.shown.key == "aromatase#1"


async def test_letters_are_commands_only_where_nothing_is_typed(collection: Collection) -> None:
    async with staged(collection, Plan()) as stage:
        assert "› sbq?" in await stage.press("s", "b", "q", "question_mark")
        await stage.press("enter", "s")
        assert card_of(stage.app.collection, "gland").suspended == 1


async def test_leaving_at_any_moment_keeps_every_answer_and_coming_back_goes_on(collection: Collection) -> None:
    async with staged(collection) as stage:
        await stage.press("enter", "enter", "3", "p", "i", "escape")
        assert isinstance(stage.screen, SummaryScreen)
        assert ratings(stage) == [Rating.GOOD]
        await stage.press("escape", "enter")
        assert stage.shown.key == "acronym"
        assert "1 comes back" in stage.text


async def test_a_card_answered_elsewhere_is_reported_and_can_be_rated_as_it_is_now(collection: Collection) -> None:
    async with staged(collection, Plan()) as stage:
        await stage.press(*RIGHT["gland"], "enter")
        before = next(line for line in stage.lines if "3 Good" in line)
        answer_elsewhere(collection, ["gland"])
        text = await stage.press("3")
        assert "This card was answered elsewhere meanwhile" in text
        assert "pituitary" in text
        assert before not in text
        await stage.press("3")
        assert ratings(stage) == [Rating.EASY, Rating.GOOD]


async def test_a_card_that_waits_says_when_it_comes_and_comes_by_itself(
    open_collection: Opener, clock: FixedClock
) -> None:
    collection = open_collection('[scheduling]\nlearn_ahead = "0m"\n')
    async with staged(collection, Plan(limit=1)) as stage:
        await stage.press("enter", "3")
        assert "The next card comes at 10:10, in 10 minutes." in stage.text
        assert "Enter  take it now" in stage.text
        assert "Esc leave" in stage.text
        clock.at += 10 * 60_000
        assert isinstance(stage.app.screen, ReviewScreen)
        stage.app.screen._look_again()
        await stage.pilot.pause()
        assert "Which gland releases LH?" in stage.text


async def test_what_is_asked_of_a_sentence_is_set_off(collection: Collection) -> None:
    async with staged(collection, Plan()) as stage:
        await stage.go_to("aromatase#1")
        strips = stage.app.screen._compositor.render_strips()
        styles = {segment.text: segment.style for strip in strips for segment in strip}
        blank, rest = styles["[...]"], next(style for text, style in styles.items() if "into estradiol" in text)
        assert blank is not None
        assert rest is not None
        assert blank.color != rest.color
        text = await stage.press(*"testosteron", "enter")
        assert "Aromatase converts [testosterone] into estradiol." in text
        strips = stage.app.screen._compositor.render_strips()
        filled = next(segment.style for strip in strips for segment in strip if segment.text == "[testosterone]")
        assert filled is not None
        assert filled.underline


async def test_typing_can_be_switched_off(open_collection: Opener) -> None:
    collection = open_collection("[review]\ntyped = false\n")
    async with staged(collection, Plan()) as stage:
        await stage.press("3", "enter")
        assert ratings(stage) == [Rating.GOOD]


async def test_question_and_answer_are_copied(collection: Collection) -> None:
    async with staged(collection, Plan()) as stage:
        assert "Copied." in await stage.press("enter", "y")
        assert stage.app.clipboard == "Which gland releases LH?\npituitary"


async def test_a_long_question_keeps_its_last_lines_above_the_answer(paths: Paths, open_collection: Opener) -> None:
    words = " ".join(f"w{number}" for number in range(400))
    note = f"{{id: long, ask: '{words} last?', answer: answered, note: '{words}'}}"
    deck = f"deck: L\naxis: {{id: L, name: L}}\nnotes:\n  - {note}\n"
    (paths.decks / "small.yaml").write_text(deck, encoding="utf-8")
    async with staged(open_collection(), Plan()) as stage:
        text = await stage.press(*"answere", "enter")
        lines = [line.strip() for line in stage.lines]
        answer = lines.index("▎ answered")
        assert lines[answer - 2].endswith("last?")
        assert lines[answer - 4].startswith("↑")
        assert "✓ Right" in text


async def test_a_drawing_keeps_its_lines_and_a_wide_one_is_moved(paths: Paths, open_collection: Opener) -> None:
    drawing = "      a ──▸ b\n      └──" + "─" * 90 + "end\n"
    deck = f"deck: L\naxis: {{id: L, name: L}}\nnotes:\n  - id: d\n    ask: |\n      What?\n\n{drawing}    answer: it\n"
    (paths.decks / "small.yaml").write_text(deck, encoding="utf-8")
    async with staged(open_collection(), Plan()) as stage:
        row = next(line for line in stage.lines if "└──" in line)
        assert row.endswith("›")
        for _ in range(3):
            text = await stage.press("shift+right")
        assert "end" in text
        for _ in range(3):
            text = await stage.press("shift+left")
        assert row in stage.lines


async def test_dragging_selects_words_and_ctrl_c_copies_them_and_leaves_when_none_are(collection: Collection) -> None:
    async with staged(collection, Plan()) as stage:
        row = next(y for y, line in enumerate(stage.lines) if "Which gland" in line)
        at = stage.lines[row].index("gland")
        await stage.pilot.mouse_down(offset=(at, row))
        await stage.pilot.hover(offset=(at + 5, row))
        await stage.pilot.mouse_up(offset=(at + 5, row))
        assert "Copied." in await stage.press("ctrl+c")
        assert stage.app.clipboard == "gland"
        assert stage.app.is_running
        await stage.press("ctrl+c")
        assert not stage.app.is_running


async def test_a_deck_says_something_before_its_first_new_card_once_and_again_by_a_key(
    paths: Paths, open_collection: Opener
) -> None:
    (paths.decks / "small.yaml").write_text(OPEN.replace("notes:", "primer: A gland is an organ.\nnotes:"), "utf-8")
    collection = open_collection()
    async with staged(collection, Plan()) as stage:
        assert "A gland is an organ." in stage.text
        assert "Why is that?" not in stage.text
        assert "Enter  go on" in stage.text
        text = await stage.press("enter")
        assert "Why is that?" in text
        await stage.press("enter", "3")
        assert "How is that?" in stage.text
        assert "A gland is an organ." in await stage.press("P")
        assert "How is that?" in await stage.press("enter")
        assert ratings(stage) == [Rating.GOOD]
    async with staged(collection, Plan()) as stage:
        assert "A gland is an organ." not in stage.text
