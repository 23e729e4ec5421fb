"""Acting on cards of the table: flags, days, resets, edits, practice."""

from __future__ import annotations

from pathlib import Path

from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from tests.probe import cards_of, log_of
from tests.tui.browse.browse_stage import editor as editor
from tests.tui.browse.browse_stage import learnt as learnt
from tests.tui.browse.browse_stage import table
from tests.tui.stage import staged


async def test_a_flag_is_asked_for_and_shown(collection: Collection) -> None:
    async with staged(collection) as stage:
        await stage.press("b", "f")
        assert "Which flag?" in stage.text
        assert "3 green" in stage.text
        await stage.press("s", "9")
        assert "Which flag?" in stage.text
        await stage.press("3")
        assert "1 flagged." in stage.text
        assert "⚑3 Which gland" in table(stage)[0]
        await stage.press("f", "escape")
        assert [(row.kind, row.value) for row in log_of(stage.app.collection)] == [(4, 3)]
        await stage.press("f")
        await stage.click("0 none")
        assert "⚑3" not in stage.text


async def test_a_day_is_asked_for(collection: Collection) -> None:
    async with staged(collection) as stage:
        await stage.press("b", "a", "d", "1", "2", "enter")
        assert "9 due in 12 days." in stage.text
        assert all(" 12d" in line for line in table(stage))
        for wrong in ("", "-1", "99999", "x", "٣"):
            await stage.press("d", *wrong, "enter")
            assert "Write 0 for today" in stage.text
        await stage.press("u")
        assert "Took back the new day of 9 cards." in stage.text


async def test_reset_makes_new_again(learnt: Collection) -> None:
    async with staged(learnt) as stage:
        await stage.press("b", "slash", *"prop:reps>0", "enter", "a", "x")
        assert "made new again." in stage.text
        assert not any(card.reps for card in cards_of(stage.app.collection))
        await stage.press("u")
        assert any(card.reps for card in cards_of(stage.app.collection))
        assert rebuild_collection(learnt) == []


async def test_a_note_is_edited_and_cursor_and_selection_stay_on_their_cards(
    collection: Collection, editor: Path
) -> None:
    async with staged(collection) as stage:
        await stage.press("b", "down", "space", "up", "up", "e")
        assert "Which GLAND releases LH?" in table(stage)[0]
        assert "The decks are read again." in stage.text
        assert "1 selected" in stage.text
        editor.write_text('#!/bin/sh\nsed -i "s/    ask: Which GLAND/    asks: Which gland/" "$2"\n')
        await stage.press("ctrl+o")
        assert "The old text stays" in stage.words
        assert "Which GLAND releases LH?" in table(stage)[0]


async def test_the_selected_cards_can_be_practised(collection: Collection) -> None:
    async with staged(collection) as stage:
        await stage.press("b", "slash", *"kind:cloze", "enter", "a", "p")
        assert stage.session.plan.practice
        assert stage.session.counts.total == 2
