"""Export in the app: a form filled in with keys, a file, and the advice how to use it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.exchange.import_file import import_file
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.tui.exchange.export_screen import ExportScreen
from quizzer.tui.home.screen import HomeScreen
from tests.tui.exchange.exchange_stage import do, left
from tests.tui.exchange.exchange_stage import folder as folder
from tests.tui.stage import staged

BACK = ["backspace"] * 30


async def test_three_keys_write_a_package_for_anki_and_say_how_to_use_it(collection: Collection, folder: Path) -> None:
    async with staged(collection) as stage:
        assert "~/quizzer.apkg" in await stage.press("x")
        assert "Its ending decides the format" in stage.words
        await stage.press("enter")
        assert "Enter  export" in stage.text
        words = await do(stage, "enter")
        assert "Export done" in words
        assert "7 notes and 9 cards written to" in words
        assert "Anki" in words
        assert left(folder) == {"quizzer.apkg"}
        await stage.press("enter")
        assert isinstance(stage.screen, HomeScreen)


async def test_the_ending_decides_the_format_and_the_format_the_ending(collection: Collection) -> None:
    async with staged(collection) as stage:
        assert "Anki package (.apkg)" in await stage.press("x")
        assert "Table (.csv)" in await stage.press(*["backspace"] * 4, *"csv")
        assert "by the ending of the file name" in await stage.press("backspace")
        await stage.press("down")
        assert "The ending of the file name decides" in stage.words
        for ending in (".apkg", ".csv", ".tsv", ".md", ".json", ".apkg"):
            await stage.press("space")
            assert f"({ending})" in stage.text
        assert "(.json)" in await stage.press("left")
        assert stage.lines[2].endswith("~/quizzer.cs.json")


async def test_axis_and_level_decide_what_is_written(collection: Collection, paths: Paths, folder: Path) -> None:
    (paths.decks / "other.yaml").write_text(
        "deck: O\naxis: {id: OTH, name: Other axis}\nnotes:\n  - {id: why, ask: Why?, answer: a, level: academic}\n"
    )
    sync_decks(collection)
    async with staged(collection) as stage:
        await stage.press("x", *["backspace"] * 4, *"csv", "down", "down")
        assert "OTH" in await stage.press("space", "space")
        assert "1 note and 1 card written" in await do(stage, "up", "up", "enter", "enter")
        rows = (folder / "quizzer.csv").read_text(encoding="utf-8")
        assert "Why?" in rows
        assert "gland" not in rows
        await stage.press("escape", "x", *["backspace"] * 4, *"csv", "down", "down", "down", "right")
        assert "fundamentals" in stage.text
        assert "2 notes and 3 cards written" in await do(stage, "up", "up", "up", "enter", "enter", "enter")
        with (folder / "quizzer.csv").open(encoding="utf-8", newline="") as file:
            assert {row["level"] for row in csv.DictReader(file)} == {"fundamentals"}


async def test_progress_goes_along_only_when_it_is_ticked(collection: Collection) -> None:
    Session(collection, Plan()).answer(Rating.GOOD, 1_000)
    async with staged(collection) as stage:
        await stage.press("x", "up", "up")
        assert "[ ] with schedule" in stage.text
        assert "[x] with schedule" in await stage.press("enter")
        assert "Your schedule and every review go along" in stage.words
        assert "9 cards and 1 review written to" in await do(stage, "down", "enter")
        await stage.press("escape", "x", "enter", "enter")
        assert "review written to" not in await do(stage, "enter")


async def test_json_always_has_progress_and_a_table_never(collection: Collection, folder: Path) -> None:
    Session(collection, Plan()).answer(Rating.GOOD, 1_000)
    async with staged(collection) as stage:
        await stage.press("x", "up", "up", "space", "up", "up", "up", "right")
        assert "[ ] with schedule" in stage.text, "what was ticked for Anki is not for a table"
        await stage.press("down", "down", "down", "space")
        assert "This format has no reviews in it" in stage.words
        assert "[ ] with schedule" in stage.text
        await stage.press("up", "up", "up", "left", "left", "down", "down", "down")
        assert "always has the schedule" in stage.words
        assert "1 review written" in await do(stage, "down", "enter")
        assert json.loads((folder / "quizzer.json").read_text(encoding="utf-8").splitlines()[0])


async def test_a_file_that_is_there_is_replaced_only_when_asked_again(collection: Collection, folder: Path) -> None:
    mine = folder / "quizzer.apkg"
    mine.write_text("mine")
    async with staged(collection) as stage:
        await stage.press("x", "enter", "enter")
        assert "is there already. Enter again" in stage.words
        await do(stage, "up", "down", "enter")
        assert mine.read_text() == "mine", "what was asked before is asked again"
        assert "Export done" in await do(stage, "enter")
        assert mine.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    ("name", "phrase"),
    [("", "Write the name of a file first."), ("no/such/a.apkg", "no/such"), ("quizzer.docx", ".docx"), ("/", "/")],
)
async def test_an_export_that_cannot_be_is_a_sentence_and_the_form_stays(
    collection: Collection, folder: Path, name: str, phrase: str
) -> None:
    async with staged(collection) as stage:
        words = await do(stage, "x", *BACK, *name, "enter", "enter")
        assert phrase.replace(" ", "") in words.replace(" ", "")
        assert "Export done" not in words
        assert isinstance(stage.screen, ExportScreen)
        assert stage.screen.file.text == name
        assert left(folder) == set()


async def test_letters_are_text_in_the_file_name_and_commands_elsewhere(collection: Collection) -> None:
    async with staged(collection) as stage:
        assert "tq?" in await stage.press("x", "ctrl+u", "t", "q", "question_mark")
        assert "Choose in a row" in await stage.press("f1")
        await stage.press("escape", "down", "question_mark")
        assert "Filling in" in stage.text
        await stage.press("escape", "q")
        assert stage.app.return_code == 0


async def test_a_path_is_pasted_and_moved_about_in(collection: Collection) -> None:
    async with staged(collection) as stage:
        await stage.press("x", "ctrl+u")
        stage.screen.paste("a b.md\n")
        await stage.press("home", "X")
        assert "Xa b.md" in stage.text
        assert "Markdown (.md)" in stage.text


async def test_notes_made_in_anki_go_along_only_when_it_is_ticked(collection: Collection, folder: Path) -> None:
    async with staged(collection) as stage:
        assert "Made in Anki" not in await stage.press("x")
    table = folder / "notes.txt"
    table.write_text("#separator:tab\n#html:true\n#guid column:1\nabcd\tFemur\tthigh bone\n", "utf-8")
    import_file(collection, table, dry=False, progress=lambda *_: None)
    async with staged(collection) as stage:
        assert "[ ] as it was there" in await stage.press("x", "up", "up")
        assert "are there already and stay out of the file" in stage.words
        assert "[x] as it was there" in await stage.press("space")
        assert "1 note made in Anki left out: how they were there was not kept" in await do(stage, "down", "enter")
