"""Export and import: long work beside the screen, every size, and the ways that lead there."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest
from textual.worker import WorkerFailed

from quizzer.config import Paths
from quizzer.core.exchange import ProgressCallback
from quizzer.study.collection.collection import Collection
from quizzer.study.exchange.plan import ImportResult
from quizzer.study.review.values import Plan
from quizzer.tui.app import QuizzerApp
from quizzer.tui.exchange.export_screen import ExportScreen
from quizzer.tui.exchange.import_screen import ImportScreen
from quizzer.tui.home.screen import HomeScreen
from tests.conftest import Opener
from tests.tui.exchange.exchange_stage import Gate, do, left
from tests.tui.exchange.exchange_stage import folder as folder
from tests.tui.exchange.exchange_stage import gate as gate
from tests.tui.stage import Stage, staged


async def test_work_shows_how_far_it_is_and_keys_wait(collection: Collection, gate: Gate, folder: Path) -> None:
    async with staged(collection) as stage:
        await stage.press("x", "enter")
        await gate.wait(stage)
        screen = stage.screen
        assert isinstance(screen, ExportScreen)
        screen._look_at_job()
        await stage.pilot.pause()
        assert "Esc stop" in stage.text
        text = await stage.press("q", "t", "ctrl+p", "enter", "f1", *"abc", "up", "ctrl+q")
        assert "Esc stop" in text
        assert screen.file.value == "~/quizzer.apkg"
        gate.opened.set()
        assert "Export done" in await do(stage)
        assert stage.app.is_running


async def test_escape_stops_an_export_and_nothing_is_left_of_it(
    collection: Collection, gate: Gate, folder: Path
) -> None:
    async with staged(collection) as stage:
        await stage.press("x", "enter")
        await gate.wait(stage)
        assert "Stopping." in await stage.press("escape")
        gate.opened.set()
        words = await do(stage)
        assert "Stopped; no file was written." in words
        assert isinstance(stage.screen, ExportScreen)
        assert left(folder) == set()
        assert "Export done" in await do(stage, "enter")


async def test_ctrl_c_ends_the_program_in_the_middle_of_work(collection: Collection, gate: Gate, folder: Path) -> None:
    async with staged(collection) as stage:
        await stage.press("x", "enter")
        await gate.wait(stage)
        await stage.press("ctrl+c")
        assert stage.app.return_code == 0
    gate.opened.set()
    await asyncio.get_running_loop().shutdown_default_executor()  # as the program does at its end
    assert left(folder) == set()


class Faulty(ImportScreen):
    """Its work has a fault."""

    def _run(self, *, dry: bool) -> None:  # noqa: ARG002
        def fails(progress: ProgressCallback) -> ImportResult:
            raise ZeroDivisionError("an invented fault")

        self.carry_out(fails, self._forget_it, "")

    def _forget_it(self, done: ImportResult) -> None:
        pass


async def begin_faulty_work(app: QuizzerApp) -> None:
    """Run the application until its work fails."""
    async with app.run_test() as pilot:
        app.show(Faulty(app.collection))
        await pilot.pause()
        await Stage(app, pilot).press("a", "enter")
        await pilot.pause()


async def test_a_fault_in_the_thread_is_what_the_command_line_is_given(collection: Collection) -> None:
    app = QuizzerApp(collection)
    with pytest.raises(WorkerFailed):
        await begin_faulty_work(app)
    assert isinstance(app.fault, ZeroDivisionError), "a fault of the database must differ from one of quizzer's own"


@pytest.mark.parametrize("key", ["x", "i"])
@pytest.mark.parametrize("size", [(20, 6), (40, 10), (60, 15), (120, 40)])
async def test_every_size_is_painted_and_the_field_in_use_is_in_sight(
    collection: Collection, key: str, size: tuple[int, int]
) -> None:
    async with staged(collection, size=size) as stage:
        await stage.press(key)
        for _ in range(3 if key == "x" else 1):
            assert "▌" in stage.text or size < (40, 10)
            assert {strip.cell_length for strip in stage.app.screen._compositor.render_strips()} == {size[0]}
            await stage.press("down")


async def test_everything_of_the_form_fits_a_small_terminal(collection: Collection) -> None:
    async with staged(collection, size=(60, 15)) as stage:
        text = await stage.press("x", *["down"] * 4)
        for phrase in (
            "File",
            "Format",
            "Axes",
            "Levels",
            "Progress",
            "[ Export 7 notes ]",
            "any learning",
            "Esc back",
        ):
            assert phrase in stage.words, text
        assert "more line" not in text


async def test_both_are_in_the_command_palette_and_in_the_help_of_home(collection: Collection) -> None:
    async with staged(collection, size=(80, 40)) as stage:
        commands = {command.title: command for command in stage.app.get_system_commands(stage.app.screen)}
        assert "for Anki" in commands["Export"].help
        commands["Import"].callback()
        await stage.pilot.pause()
        assert isinstance(stage.screen, ImportScreen)
        await stage.press("escape", "question_mark")
        assert "Take in decks and reviews from a file" in stage.words


async def test_clicks_do_what_keys_do(collection: Collection) -> None:
    async with staged(collection) as stage:
        await stage.press("x")
        await stage.click("schedule and reviews")
        assert "▌ [x] schedule" in stage.text
        await stage.click("Export 7")
        assert "Export done" in await do(stage)
        await stage.click("Enter  back")
        assert isinstance(stage.screen, HomeScreen)


async def test_from_a_session_home_leads_to_import_and_back(collection: Collection) -> None:
    async with staged(collection, Plan(limit=1)) as stage:
        await stage.press("escape", "i")
        assert isinstance(stage.screen, ImportScreen)
        await stage.press("escape")
        assert isinstance(stage.screen, HomeScreen)


async def test_without_a_deck_the_first_screen_names_import(open_collection: Opener, paths: Paths) -> None:
    (paths.decks / "small.yaml").unlink()
    async with staged(open_collection()) as stage:
        assert "take one in from Anki or elsewhere with i." in stage.words


def test_the_way_to_the_first_screen_does_not_import_the_forms() -> None:
    code = (
        "import sys, quizzer.tui.app, quizzer.tui.home.view\n"
        "print([name for name in sys.modules if name.startswith('quizzer.') and 'exchange' in name])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    assert done.stdout.strip() == "[]"
