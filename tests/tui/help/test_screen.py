"""The help: every key of the screen before it."""

from __future__ import annotations

from quizzer.study.collection.collection import Collection
from quizzer.tui.help.screen import HelpScreen
from quizzer.tui.statistics.screen import StatisticsScreen
from tests.tui.stage import staged


async def test_help_lists_every_key_of_the_screen_and_says_it_is_no_advice(collection: Collection) -> None:
    async with staged(collection, size=(80, 40)) as stage:
        text = await stage.press("question_mark")
        for phrase in ("Start what the marked row says", "Enter  Space"):
            assert phrase in text
        text = await stage.press("end")
        for phrase in ("Everywhere", "Leave the program", "Ctrl+Q"):
            assert phrase in text
        assert "study material, not medical advice" in stage.words
        await stage.press("question_mark")
        assert "Welcome" in stage.text
        await stage.press("enter", "f1")
        assert isinstance(stage.app.screen, HelpScreen)
        assert "Review, before the answer is shown" in stage.text
        assert "Move a step" in await stage.press("end")
        await stage.press("escape")
        assert "Which gland releases LH?" in stage.text


async def test_what_is_typed_searches_and_enter_runs_what_is_marked(collection: Collection) -> None:
    async with staged(collection) as stage:
        text = await stage.press("question_mark", *"figures")
        assert "Look at the figures" in text
        assert "Leave the program" not in text
        await stage.press("enter")
        assert isinstance(stage.app.screen, StatisticsScreen)


async def test_the_mark_moves_by_arrows_and_what_is_not_found_is_said(collection: Collection) -> None:
    async with staged(collection) as stage:
        text = await stage.press("question_mark", *"quiz", "down")
        assert text.count("▸") == 1
        assert "No key does that." in await stage.press(*"xxx")
        await stage.press("enter")
        assert isinstance(stage.app.screen, HelpScreen)
        assert "Take a quiz" in await stage.press("ctrl+u", *"take quiz")


async def test_help_scrolls_where_it_does_not_fit(collection: Collection) -> None:
    async with staged(collection, size=(60, 15)) as stage:
        assert "Leave the program" not in await stage.press("question_mark")
        assert "Leave the program" in await stage.press("end")
