"""The filter of the statistics."""

from __future__ import annotations

from quizzer.config import Paths
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks
from quizzer.tui.home.screen import HomeScreen
from tests.tui.stage import learnt as learnt
from tests.tui.stage import staged
from tests.tui.statistics.counting import OTHER, counted


async def test_the_filter_decides_which_cards_and_days_are_told(learnt: Collection, paths: Paths) -> None:
    (paths.decks / "other.yaml").write_text(OTHER)
    sync_decks(learnt)
    async with staged(learnt) as stage:
        assert "10 cards" in await counted(stage, "s", "6")
        text = await stage.press("f", "right", "space")
        assert "1 card, 0 answers" in text
        assert "1 card 0 leeches" in await counted(stage, "enter")
        assert "OTH" in stage.lines[0]
        words = await counted(stage, "4")
        assert "No card has been answered yet" in words
        assert "f changes that" in words
        await stage.press("f")
        await stage.click("[ Clear ]")
        await stage.press("f", "shift+tab", "shift+tab", "shift+tab", "shift+tab", "space")
        assert "(•) month" in stage.text
        assert "all cards, last 30 days" in await counted(stage, "enter", "4")
        assert "last 30 days" not in await counted(stage, "3"), "the forecast is of no period"


async def test_the_filter_has_a_row_of_tags(learnt: Collection) -> None:
    async with staged(learnt) as stage:
        await counted(stage, "s", "6", "f")
        await stage.click("Tags")
        text = await stage.press("space", "g", "enter")
        assert "[ gland" in text
        assert "1 card, " in text
        assert "1 card" in await counted(stage, "enter")
        assert "gland" in stage.lines[0]


async def test_without_a_level_the_filter_says_what_is_missing(learnt: Collection) -> None:
    async with staged(learnt) as stage:
        await counted(stage, "s", "6", "f")
        await stage.click("] fundamentals")
        await stage.click("] intermediate")
        await stage.click("] academic")
        assert "Choose at least one level" in await stage.press("enter")


async def test_leaving_the_filter_changes_nothing(learnt: Collection) -> None:
    async with staged(learnt) as stage:
        await counted(stage, "s", "6", "f", "space", "up", "up", "right", "escape")
        assert "all cards" in stage.lines[0]
        assert "9 cards" in stage.text
        await counted(stage, "escape")
        assert isinstance(stage.screen, HomeScreen)
