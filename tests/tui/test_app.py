"""The application: its commands, its backup, and what ends it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.command import CommandPalette

from quizzer.config import Paths
from quizzer.errors import Problem
from quizzer.study.collection.collection import Collection
from quizzer.tui.app import QuizzerApp, run
from tests.tui.stage import staged


async def test_the_command_palette_offers_what_the_screen_can_do(collection: Collection) -> None:
    async with staged(collection) as stage:
        await stage.press("ctrl+p")
        assert isinstance(stage.app.screen, CommandPalette)
        names = [command.title for command in stage.app.get_system_commands(stage.app.screen_stack[0])]
        assert {"Start", "Undo", "Theme", "Quit", "Review SML"} <= set(names)
        await stage.press("escape")
        assert "Welcome" in stage.text


async def test_the_daily_backup_is_made_behind_the_first_screen(collection: Collection, paths: Paths) -> None:
    async with staged(collection) as stage:
        await stage.app.workers.wait_for_complete()
        assert len(list(paths.backups.iterdir())) == 1


async def test_a_failed_backup_is_reported_on_the_screen(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> Path | None:
        raise Problem("The backup cannot be written: the disk is full.")

    monkeypatch.setattr(collection, "back_up_daily", fails)
    async with staged(collection) as stage:
        await stage.app.workers.wait_for_complete()
        await stage.pilot.pause()
        assert "the disk is full" in stage.text


async def test_quit_ends_with_zero(collection: Collection) -> None:
    for key in ("q", "ctrl+q", "ctrl+c"):
        async with staged(collection) as stage:
            await stage.press(key)
            assert not stage.app.is_running or stage.app._exit
            assert stage.app.return_code == 0


def test_a_fault_inside_comes_out_as_an_exception_without_a_traceback_on_the_screen(
    collection: Collection, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(_: Collection) -> None:
        raise ZeroDivisionError("an invented fault")

    monkeypatch.setattr("quizzer.study.due.home.load_home", broken)
    original = QuizzerApp.run
    monkeypatch.setattr(QuizzerApp, "run", lambda self: original(self, headless=True))
    with pytest.raises(ZeroDivisionError, match="an invented fault"):
        run(collection)
    out, err = capfd.readouterr()
    assert "Traceback" not in out + err
