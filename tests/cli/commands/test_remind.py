"""``quizzer remind``: prints, writes and takes away the job, and shows the line of ``quizzer due``."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from quizzer.cli.main import _run as run
from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import Opener

Program = Callable[[str, str], Path]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the programs it calls are shell scripts here")


@pytest.fixture(autouse=True)
def _home(paths: Paths, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, clock: FixedClock) -> None:
    monkeypatch.setenv("QUIZZER_HOME", str(paths.home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr("quizzer.config.bundled_decks", lambda: tmp_path / "bundled")
    for module in ("open_collection", "due_line"):
        monkeypatch.setattr(f"quizzer.cli.{module}.SystemClock", lambda: clock)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Makes the only program that can be called by its name, which writes down its arguments."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def make(name: str, ending: str = "") -> Path:
        record = tmp_path / f"{name}.called"
        script = folder / name
        script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$*" >> "{record}"\n{ending}\n', "utf-8")
        script.chmod(0o755)
        return record

    return make


def test_without_an_option_it_only_prints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["remind", "--system", "systemd", "--at", "7:30"]) == 0
    printed = capsys.readouterr().out
    assert "OnCalendar=*-*-* 07:30:00" in printed
    assert "systemctl --user enable --now quizzer-remind.timer" in printed
    assert not (tmp_path / "config").exists()


def test_install_writes_and_starts_it_and_remove_takes_it_away(
    program: Program, tmp_path: Path, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    called = program("systemctl", "")
    folder = tmp_path / "config" / "systemd" / "user"
    assert run(["remind", "--system", "systemd", "--install"]) == 0
    assert str(paths.home) in (folder / "quizzer-remind.service").read_text("utf-8")
    assert called.read_text("utf-8").splitlines() == [
        "--user daemon-reload",
        "--user enable --now quizzer-remind.timer",
    ]
    assert run(["remind", "--system", "systemd", "--remove"]) == 0
    assert not list(folder.iterdir())
    capsys.readouterr()
    assert run(["remind", "--system", "systemd", "--remove"]) == 1
    assert "no reminder" in capsys.readouterr().err


def test_a_timer_that_does_not_start_is_a_sentence(program: Program, capsys: pytest.CaptureFixture[str]) -> None:
    program("systemctl", "echo 'Failed to connect to bus' >&2; exit 1")
    assert run(["remind", "--system", "systemd", "--install"]) == 1
    assert "Failed to connect to bus" in capsys.readouterr().err


def test_what_is_due_is_shown(program: Program, open_collection: Opener) -> None:
    open_collection().close()
    called = program("notify-send", "")
    assert run(["remind", "--now"]) == 0
    assert called.read_text("utf-8").strip().endswith("quizzer 7 new")


def test_on_a_day_with_nothing_due_nothing_is_shown(program: Program, open_collection: Opener) -> None:
    collection = open_collection()
    session = Session(collection, Plan())
    while session.current is not None:
        session.answer(Rating.EASY, 1_000)
    collection.close()
    called = program("notify-send", "")
    assert run(["remind", "--now"]) == 0
    assert not called.exists()


@pytest.mark.usefixtures("program")
def test_a_system_without_notifications_is_a_sentence(
    open_collection: Opener, capsys: pytest.CaptureFixture[str]
) -> None:
    open_collection().close()
    assert run(["remind", "--now"]) == 1
    assert "notify-send" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", [["--at", "25:00"], ["--at", "noon"], ["--install", "--now"]])
def test_wrong_use(wrong: list[str]) -> None:
    assert run(["remind", *wrong]) == 2
