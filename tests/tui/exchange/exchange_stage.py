"""What the tests of export and import share: a home folder of their own, and work that can be held back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizzer.tui.exchange.job_screen import ExchangeScreen
from tests.tui.stage import Stage


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own, which is also where it is."""
    folder = tmp_path / "ada"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    monkeypatch.chdir(folder)
    return folder


class Gate:
    """Holds work back wherever it tells how far it is, until it is opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached, self.opened = threading.Event(), threading.Event()
        progress = ExchangeScreen._note_progress

        def told(screen: ExchangeScreen, what: str, done: int, of: int) -> None:
            progress(screen, what, done, of)
            self.reached.set()
            assert self.opened.wait(30)
            progress(screen, what, done, of)

        monkeypatch.setattr(ExchangeScreen, "_note_progress", told)

    async def wait(self, stage: Stage) -> None:
        """Go on when the work has come to the gate."""
        for _ in range(500):
            if self.reached.is_set():
                return
            await stage.pilot.pause(0.02)
        raise AssertionError(f"the work never told how far it is:\n{stage.text}")


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """Opened at the end at the latest."""
    gate = Gate(monkeypatch)
    yield gate
    gate.opened.set()


async def do(stage: Stage, *keys: str) -> str:
    """Press keys, the last of which begins work; what is on the screen when that is over."""
    await stage.press(*keys)
    await stage.app.workers.wait_for_complete()
    await stage.pilot.pause()
    return stage.words


def left(folder: Path) -> set[str]:
    """Names of the files in a folder, unfinished ones included."""
    return {path.name for path in folder.iterdir()}
