"""Shared by the tests of export and import: a home folder of their own, and a gate that holds a job back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizzer.tui.exchange.job_screen import ExchangeForm
from tests.tui.stage import Stage


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The test's own home folder, which is also the working directory."""
    folder = tmp_path / "ada"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    monkeypatch.chdir(folder)
    return folder


class Gate:
    """Holds a job back at each report of its progress, until it is opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached, self.opened = threading.Event(), threading.Event()
        progress = ExchangeForm._note_progress

        def phrase(screen: ExchangeForm, what: str, done: int, of: int) -> None:
            progress(screen, what, done, of)
            self.reached.set()
            assert self.opened.wait(30)
            progress(screen, what, done, of)

        monkeypatch.setattr(ExchangeForm, "_note_progress", phrase)

    async def wait(self, stage: Stage) -> None:
        """Go on when the work has come to the gate."""
        await stage.until(self.reached.is_set)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """A gate that is open at the end of the test at the latest."""
    gate = Gate(monkeypatch)
    yield gate
    gate.opened.set()


async def do(stage: Stage, *keys: str) -> str:
    """Press keys, the last of which starts a job, and return the screen after it."""
    await stage.press(*keys)
    await stage.app.workers.wait_for_complete()
    await stage.pilot.pause()
    return stage.words


def left(folder: Path) -> set[str]:
    """Names of the files in a folder, unfinished ones included."""
    return {path.name for path in folder.iterdir()}
