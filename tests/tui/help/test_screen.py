"""The help: every key of the screen before it."""

from __future__ import annotations

from quizzer.study.collection.collection import Collection
from quizzer.tui.help.screen import HelpScreen
from tests.tui.stage import staged


async def test_help_lists_every_key_of_the_screen_and_says_it_is_no_advice(collection: Collection) -> None:
    async with staged(collection, size=(80, 40)) as stage:
        text = await stage.press("question_mark")
        for phrase in ("Start what the marked row says", "Enter  Space", "Everywhere", "Leave the program", "Ctrl+Q"):
            assert phrase in text
        assert "study material about an article, not medical advice" in stage.words
        await stage.press("question_mark")
        assert "Welcome" in stage.text
        await stage.press("enter", "f1")
        assert isinstance(stage.app.screen, HelpScreen)
        assert "Review, before the answer is shown" in stage.text
        assert "Move a step" in await stage.press("end")
        await stage.press("escape")
        assert "Which gland releases LH?" in stage.text


async def test_help_scrolls_where_it_does_not_fit(collection: Collection) -> None:
    async with staged(collection, size=(60, 15)) as stage:
        assert "Leave the program" not in await stage.press("question_mark")
        assert "Leave the program" in await stage.press("end")
