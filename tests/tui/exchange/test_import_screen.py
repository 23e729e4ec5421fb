"""Import in the app: a file is looked through before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.tui.exchange.import_screen import ImportScreen
from quizzer.tui.home.screen import HomeScreen
from tests.tui.exchange.exchange_stage import Gate, do, left
from tests.tui.exchange.exchange_stage import folder as folder
from tests.tui.exchange.exchange_stage import gate as gate
from tests.tui.stage import staged
from tests.tui.test_hostile_text import assert_sound


@pytest.fixture
def table(folder: Path) -> Path:
    """Two good notes and one without an answer."""
    path = folder / "rivers.csv"
    path.write_text("Where is the Nile?,Africa\nWhere is the Rhine?,Europe\nWhere is the Po?,\n", encoding="utf-8")
    return path


async def test_a_file_is_looked_through_before_it_is_imported(
    collection: Collection, paths: Paths, table: Path
) -> None:
    decks = left(paths.decks)
    async with staged(collection) as stage:
        assert "Look through the file" in await stage.press("i")
        words = await do(stage, *"rivers.csv", "enter")
        assert "✓ Table. Columns: 1 as the question, 2 as the answer" in words
        assert "▌ [ rivers" in words, "the name is next"
        assert "What will happen Would make the deck “rivers” with the axis “rivers”" in words
        assert "1 is left out: line 3 it has no answer" in words
        assert "The first notes “Where is the Nile?”, with the answer “Africa”." in words
        assert "│ Import 2 notes" in words
        assert "Enter  import" in stage.text
        assert "takes it back" not in words
        assert left(paths.decks) == decks
        words = await do(stage, "enter")
        assert "Import done" in words
        assert "Made the deck" in words
        assert left(paths.decks) - decks == {"rivers.yaml", "deck.schema.json"}
        assert "Here are 11 cards" in await stage.press("enter"), "the first screen counts the new notes"
        written = {path: path.read_bytes() for path in paths.decks.iterdir()}
        words = await do(stage, "i", *"rivers.csv", "enter")
        assert "2 notes are here already" in words
        assert "Import: nothing new in it" in words
        assert "Nothing was changed." in await do(stage, "enter")
        assert written == {path: path.read_bytes() for path in paths.decks.iterdir()}


async def test_the_deck_gets_the_name_and_axis_that_are_filled_in(
    collection: Collection, paths: Paths, table: Path
) -> None:
    decks = left(paths.decks)
    async with staged(collection) as stage:
        await do(stage, "i", *"rivers.csv", "enter")
        assert "Look through it again" in await stage.press(*" of", "space", *"Asia"), "names are previewed first"
        words = await do(stage, "tab")
        assert "Would make the deck “rivers of Asia” with the axis “rivers of Asia”" in words
        words = await do(stage, "space", "end", "enter")
        assert "with the axis “SML”" in words
        assert "New axis" not in words
        assert "Import 2 notes" in words
        assert left(paths.decks) == decks
        assert "Made the deck" in await do(stage, "enter")
        assert left(paths.decks) - decks == {"rivers-of-asia.yaml", "deck.schema.json"}
        assert "axis: {id: SML, name: Small axis}" in (paths.decks / "rivers-of-asia.yaml").read_text("utf-8")


async def test_a_new_axis_is_named_and_one_that_the_file_has_is_not_asked(
    collection: Collection, paths: Paths, table: Path
) -> None:
    async with staged(collection) as stage:
        await do(stage, "i", *"rivers.csv", "enter")
        words = await do(stage, "down", "down", *"WATER", "enter")
        assert "Would make the deck “rivers” with the axis “WATER”" in words
        assert "Made the deck" in await do(stage, "enter")
        assert "axis: WATER" in (paths.decks / "rivers.yaml").read_text("utf-8")
        table.write_text("question,answer,axis\nWhere is the Don?,Russia,SML\n", encoding="utf-8")
        words = await do(stage, "enter", "i", *"rivers.csv", "enter")
        assert "Import 1 note" in words
        assert "New axis" not in words


async def test_keys_pressed_during_the_look_meet_the_form_after_it_and_enter_never_imports_unseen(
    collection: Collection, paths: Paths, table: Path
) -> None:
    decks = left(paths.decks)
    async with staged(collection) as stage:
        words = await do(stage, "i", *"rivers.csv", "tab", *"x", "enter", "enter")
        assert "[ riversx" in words
        assert left(paths.decks) == decks


async def test_another_file_is_looked_through_anew(collection: Collection, paths: Paths, table: Path) -> None:
    decks = left(paths.decks)
    (table.parent / "rivers.csvs").write_text("Where is the Don?\tRussia\n", encoding="utf-8")
    async with staged(collection) as stage:
        await do(stage, "i", *"rivers.csv", "enter")
        text = await stage.press("up", "s")
        assert "What will happen" not in text
        assert "Look through the file" in text
        await do(stage, "enter")
        assert left(paths.decks) == decks


@pytest.mark.parametrize(
    ("name", "content"),
    [("gone.apkg", None), ("empty.apkg", b""), ("no-zip.apkg", b"not a zip"), ("cut.apkg", b"PK\x03\x04\x14\x00")],
)
async def test_a_file_that_cannot_be_read_is_a_sentence_and_nothing_changes(
    collection: Collection, paths: Paths, folder: Path, name: str, content: bytes | None
) -> None:
    if content is not None:
        (folder / name).write_bytes(content)
    before = list(collection.connection.iterdump())
    decks = left(paths.decks)
    async with staged(collection) as stage:
        words = await do(stage, "i", *name, "enter")
        assert name in words.replace(" ", "")
        assert "✗" in words
        assert "Enter  look through" in stage.text
        assert isinstance(stage.screen, ImportScreen)
        assert stage.screen.file.value == name
        assert name in (await do(stage, "enter")).replace(" ", ""), "Enter tries again"
    assert list(collection.connection.iterdump()) == before
    assert left(paths.decks) == decks


async def test_what_was_exported_with_progress_comes_back_without_a_change(
    collection: Collection, folder: Path
) -> None:
    Session(collection, Plan()).answer(Rating.GOOD, 1_000)
    async with staged(collection) as stage:
        await do(stage, "x", "down", "down", "down", "down", "space", "enter")
        words = await do(stage, "enter", "i", *"quiz", "tab", "tab")
        assert "7 notes are here already" in words
        assert "Nothing would change." in words


async def test_tab_writes_the_name_on_and_shows_the_choices(collection: Collection, table: Path) -> None:
    (table.parent / "rivals.md").write_text("Q: a\nA: b\n")
    async with staged(collection) as stage:
        text = await stage.press("i", "r", "tab")
        assert "rivals.md   rivers.csv" in text
        assert "[ riv " in text
        text = await stage.press("e", "tab")
        assert "rivals.md" not in text
        assert "Would make the deck" in await do(stage, "tab")


async def test_stopping_the_look_changes_nothing(collection: Collection, paths: Paths, table: Path, gate: Gate) -> None:
    decks = left(paths.decks)
    table.write_text("\n".join(f"What is {number}?,{number}" for number in range(3_000)), encoding="utf-8")
    async with staged(collection) as stage:
        await stage.press("i", *"rivers.csv", "enter")
        await gate.wait(stage)
        await stage.press("escape")
        gate.opened.set()
        assert "Stopped; nothing was written." in await do(stage)
        assert left(paths.decks) == decks
        await stage.press("escape")
        assert isinstance(stage.screen, HomeScreen)


async def test_a_stopped_import_is_gone_on_with_by_importing_again(
    collection: Collection, paths: Paths, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with staged(collection) as stage:
        await do(stage, "i", *"rivers.csv", "enter")
        gate = Gate(monkeypatch)
        await stage.press("enter")
        await gate.wait(stage)
        await stage.press("escape")
        gate.opened.set()
        assert "importing again goes on from there" in await do(stage)
        assert "Import done" in await do(stage, "enter")
        assert "Here are 11 cards" in await stage.press("escape")


async def test_text_from_the_file_is_shown_as_text(collection: Collection, folder: Path) -> None:
    name = "h[bold]x[@click=app.quit]\x1b[2J\u202ereversed.csv"
    (folder / name).write_text("\x1b[31mWhy?\u202e,[red]because\nNo answer?,\n", encoding="utf-8")
    async with staged(collection) as stage:
        assert "h[bold]x[@click=app.quit]␛[2J" in await stage.press("i", "h", "tab")
        assert_sound(stage)
        assert "1 is left out: line 2 it has no answer" in await do(stage, "enter")
        assert_sound(stage)
        await do(stage, "enter")
        assert_sound(stage)
        (folder / name).write_text("")
        assert "[bold]" in await do(stage, "escape", "i", "h", "tab", "enter")
        assert "the file is empty" in stage.words
        assert_sound(stage)
