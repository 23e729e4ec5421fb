"""The form that adds a note: the lines are Textual's own, the note is linted, and the table shows it."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from quizzer.config import Paths
from quizzer.study.collection.collection import Collection
from quizzer.tui.browse.add_form import AddNoteForm
from quizzer.tui.browse.table_screen import BrowseScreen
from tests.conftest import DECK
from tests.tui.browse.browse_stage import table
from tests.tui.stage import Stage, staged

QUESTION = "Which bone is the longest?"


async def fill(stage: Stage, **lines: str) -> str:
    """Put texts into the lines of the form, and press Enter on the last one."""
    for name, text in lines.items():
        stage.app.screen.query_one(f"#{name}", Input).value = text
    stage.app.screen.query_one("#deck", Input).focus()
    await stage.pilot.pause()
    return await stage.press("enter")


async def open_form(stage: Stage) -> None:
    await stage.press("b", "plus")
    assert isinstance(stage.app.screen, AddNoteForm)


async def test_a_note_is_written_as_it_is_typed(collection: Collection, paths: Paths) -> None:
    async with staged(collection) as stage:
        await open_form(stage)
        await stage.press(*"Which", "space", *"bone", "space", *"is", "space", *"it", "question_mark", "enter")
        await stage.press(*"femur", "enter")
        text = await stage.press("enter")
        assert isinstance(stage.app.screen, BrowseScreen), text
        assert "Added to “Small axis”." in text
        assert len(table(stage)) == 1
        added = (paths.decks / "small.yaml").read_text("utf-8").removeprefix(DECK)
        assert added == "\n  - id: which-bone-is-it\n    ask: Which bone is it?\n    answer: femur\n"


async def test_what_is_wrong_is_said_in_the_form_and_nothing_is_written(collection: Collection, paths: Paths) -> None:
    async with staged(collection) as stage:
        await open_form(stage)
        text = await fill(stage, ask=QUESTION, answer="")
        assert "The answer is missing" in text
        assert isinstance(stage.app.screen, AddNoteForm)
        await stage.press("escape")
        assert isinstance(stage.app.screen, BrowseScreen)
        assert (paths.decks / "small.yaml").read_text("utf-8") == DECK


async def test_a_new_deck_is_begun_by_a_second_enter(collection: Collection, paths: Paths) -> None:
    async with staged(collection) as stage:
        await open_form(stage)
        text = await fill(stage, ask="The {{femur}} is long.", deck="Bones")
        assert "There is no deck “Bones” of your own." in text
        assert not (paths.decks / "bones.yaml").exists()
        await stage.press("enter")
        assert isinstance(stage.app.screen, BrowseScreen)
        assert "cloze: The {{femur}} is long." in (paths.decks / "bones.yaml").read_text("utf-8")


@pytest.mark.parametrize("size", [(40, 16), (80, 24)])
async def test_it_fits(size: tuple[int, int], collection: Collection) -> None:
    async with staged(collection, size=size) as stage:
        await open_form(stage)
        for word in ("Question", "Answer", "Deck", "Small axis", "Esc leaves"):
            assert word in stage.words or word.split()[0] in stage.words
        assert max(map(len, stage.lines)) <= size[0]
