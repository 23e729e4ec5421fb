"""Export in the app: a form filled in with keys, a file, and the advice how to use it."""

from __future__ import annotations

import csv
import json
import os
from datetime import datetime
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

TO_CSV = [*["backspace"] * 4, *"csv"]


async def test_one_key_more_writes_the_notes_that_the_button_counts(collection: Collection, folder: Path) -> None:
    async with staged(collection) as stage:
        assert "▌ [ ~/quizzer.apkg" in await stage.press("x")
        assert "│ Export 7 notes" in stage.text
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
        assert "[ Anki package, .apkg" in await stage.press("x")
        assert "[ Table, .csv" in await stage.press(*TO_CSV)
        assert "Name a file" in await stage.press("backspace")
        assert "✗ The ending decides the format: .apkg, .csv" in await stage.press("tab")
        await stage.press("space", "down", "enter")
        assert "~/quizzer.cs.tsv" in stage.text, "what is no ending is part of the name"
        assert "✗" not in stage.text
        await stage.press("space", "end", "enter")
        assert "[ Everything, .json" in stage.text
        assert "~/quizzer.cs.json" in stage.text


async def test_axis_and_level_decide_what_is_written(collection: Collection, paths: Paths, folder: Path) -> None:
    (paths.decks / "other.yaml").write_text(
        "deck: O\naxis: {id: OTH, name: Other axis}\nnotes:\n  - {id: why, ask: Why?, answer: a, level: academic}\n"
    )
    sync_decks(collection)
    async with staged(collection) as stage:
        await stage.press("x", *TO_CSV, "down", "down", "space", "end", "enter")
        assert "Export 1 note " in stage.text
        assert "1 note and 1 card written" in await do(stage, "enter")
        rows = (folder / "quizzer.csv").read_text(encoding="utf-8")
        assert "Why?" in rows
        assert "gland" not in rows
        await stage.press("enter", "x", *TO_CSV, "down", "down", "down", "space", "f", "enter")
        assert "Export 2 notes" in stage.text
        assert "2 notes and 3 cards written" in await do(stage, "enter")
        with (folder / "quizzer.csv").open(encoding="utf-8", newline="") as file:
            assert {row["level"] for row in csv.DictReader(file)} == {"fundamentals"}
        await stage.press("enter", "x", "down", "down", "space", "end", "enter", "down", "space", "f", "enter")
        assert "No note is chosen" in stage.text
        await stage.press("enter")
        assert isinstance(stage.screen, ExportScreen)


async def test_progress_goes_along_where_it_is_ticked_and_a_format_says_what_it_has(
    collection: Collection, folder: Path
) -> None:
    Session(collection, Plan()).answer(Rating.GOOD, 1_000)
    async with staged(collection) as stage:
        await stage.press("x", "down", "down", "down", "down")
        assert "[ ] schedule and reviews go along" in stage.text
        assert "Import any learning progress" in stage.words
        assert "[x] schedule and reviews go along" in await stage.press("space")
        await stage.press("tab", "tab", *TO_CSV)
        assert "schedule and reviews go along" not in stage.text
        assert "This format has no reviews in it; they go with .apkg and .json." in stage.words
        await stage.press(*["backspace"] * 3, *"json")
        assert "always has the schedule" in stage.words
        assert "1 review written" in await do(stage, "enter")
        assert json.loads((folder / "quizzer.json").read_text(encoding="utf-8").splitlines()[0])
        await stage.press("enter", "x", "down", "down", "down", "down", "space")
        assert "9 cards and 1 review written to" in await do(stage, "enter")
        assert "review written to" not in await do(stage, "enter", "x", "enter")


async def test_a_file_that_is_there_is_named_with_its_day_before_it_is_replaced(
    collection: Collection, folder: Path
) -> None:
    mine = folder / "quizzer.apkg"
    mine.write_text("mine")
    written = datetime(2024, 10, 24, 12).timestamp()  # noqa: DTZ001 - a file's time is shown in the local zone
    os.utime(mine, (written, written))
    async with staged(collection) as stage:
        await stage.press("x")
        assert "~/quizzer.apkg is there already, of 24 October 2024: it will be replaced." in stage.words
        assert "is there already" not in await stage.press(*TO_CSV)
        assert mine.read_text() == "mine"
        assert "Export done" in await do(stage, *["backspace"] * 3, *"apkg", "enter")
        assert mine.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("", "Write the name of a file first."),
        ("no/such/a.apkg", "There is no folder no/such"),
        ("quizzer.docx", "The ending decides the format"),
        ("/", "That is a folder"),
        ("x" * 300 + ".csv", "No file can have this name."),
    ],
)
async def test_what_is_wrong_with_a_name_is_said_below_it(
    collection: Collection, folder: Path, name: str, phrase: str
) -> None:
    async with staged(collection) as stage:
        words = await do(stage, "x", "end", "ctrl+u", *name, "down", "enter")
        assert f"✗ {phrase}" in words
        screen = stage.screen
        assert isinstance(screen, ExportScreen)
        assert screen.focused_widget is screen.file, "Enter goes to what is wrong"
        assert screen.file.value == name
        assert left(folder) == set()


async def test_letters_are_text_in_the_file_name_and_a_path_is_pasted(collection: Collection) -> None:
    async with staged(collection) as stage:
        assert "tq?" in await stage.press("x", "end", "ctrl+u", "t", "q", "question_mark")
        assert "All keys" in await stage.press("f1")
        await stage.press("escape", "ctrl+u")
        stage.screen.paste("a b.md\n")
        await stage.press("home", "X")
        assert "Xa b.md" in stage.text
        assert "[ Markdown, .md" in stage.text


async def test_notes_made_in_anki_go_along_only_where_it_is_ticked(collection: Collection, folder: Path) -> None:
    async with staged(collection) as stage:
        assert "made in Anki" not in await stage.press("x")
    table = folder / "notes.txt"
    table.write_text("#separator:tab\n#html:true\n#guid column:1\nabcd\tFemur\tthigh bone\n", "utf-8")
    import_file(collection, table, dry=False, progress=lambda *_: None)
    async with staged(collection) as stage:
        await stage.press("x")
        assert "[ ] go along as they were there" in stage.text
        assert "Export 7 notes" in stage.text, "it stays out"
        assert "[x] go along" in await stage.press("up", "up", "space")
        assert "Export 7 notes" in stage.text, "how it was there was not kept"
        words = await do(stage, "enter")
        assert "7 notes and 9 cards written" in words
        assert "1 note made in Anki left out: how they were there was not kept" in words
