"""The details of one card: keys in, text and stored rows out."""

from __future__ import annotations

from pathlib import Path

from quizzer.study.collection.collection import Collection
from quizzer.tui.browse.card_screen import DetailsScreen
from quizzer.tui.browse.table_screen import BrowseScreen
from tests.tui.browse.browse_stage import editor as editor
from tests.tui.browse.browse_stage import learnt as learnt
from tests.tui.browse.browse_stage import table
from tests.tui.stage import staged


async def test_details_show_everything_and_act_on_the_card(learnt: Collection) -> None:
    async with staged(learnt, size=(80, 60)) as stage:
        await stage.press("b", "slash", *"lobe", "enter", "enter")
        assert isinstance(stage.screen, DetailsScreen)
        folded = stage.text
        assert "Caveat" not in folded
        assert folded.index("pituitary") < folded.index("Known over time") < folded.index("Answers")
        await stage.press("enter")
        for phrase in (
            "SML · fundamentals", "1 of 1", "Which gland releases LH?", "▎ pituitary", "also", "Caveat", "which lobe",
            "Glands, paragraph 2", "State", "now, 90% until", "not yet: at 3 weeks", "100%", "took  next", "met",
            "small.yaml:4", "note gland", "reviews remembered",
        ):  # fmt: skip
            assert phrase in stage.text, phrase
        await stage.press("f", "1")
        assert "⚑ red" in stage.text
        assert "flag red" in stage.text, "it is in the history at once"
        await stage.press("s")
        assert "1 suspended." in stage.text
        await stage.press("u", "u")
        assert "⚑ red" not in stage.text
        await stage.press("right")
        assert "This is the last card." in stage.text
        await stage.press("escape")
        assert isinstance(stage.screen, BrowseScreen)


async def test_where_it_is_wide_the_card_stands_beside_its_history(learnt: Collection) -> None:
    async with staged(learnt, size=(120, 30)) as stage:
        await stage.press("b", "slash", *"lobe", "enter", "enter")
        (line,) = (line for line in stage.lines if "Known over time" in line)
        assert "Which gland releases LH?" in line
        assert "unfold" not in stage.text
        assert "Esc  back" in stage.text


async def test_details_go_from_card_to_card_and_the_cursor_goes_along(collection: Collection) -> None:
    async with staged(collection) as stage:
        await stage.press("b", "enter", "right", "n", "left")
        assert "2 of 9" in stage.text
        assert "What does LH stand for?" in stage.text
        await stage.press("s", "escape")
        assert table(stage)[1].strip().startswith("▸")
        assert " off" in table(stage)[1]


async def test_a_note_edited_away_leads_back_to_the_table(collection: Collection, editor: Path) -> None:
    editor.write_text('#!/bin/sh\nsed -i "s/id: gland/id: glands/" "$2"\n')
    async with staged(collection) as stage:
        await stage.press("b", "slash", *"lobe", "enter", "enter", "e")
        await stage.pilot.pause()
        assert isinstance(stage.screen, BrowseScreen)
        assert "The card is gone from its deck file" in stage.text
        editor.write_text('#!/bin/sh\nsed -i "s/lobe/part/" "$2"\n')
        await stage.press("enter", "e")
        await stage.pilot.pause()
        assert "No card is found." in stage.text
