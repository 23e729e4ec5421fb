"""The page about the devices, drawn without an application."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from rich.cells import cell_len

from quizzer.study.sync.values import DeviceLine, SyncStanding, SyncStatus
from quizzer.tui.kit.sync_words import Standing
from quizzer.tui.sync.view import DevicesView, devices_picture

NOW = datetime.combine(date(2026, 10, 31), time(12))
PLACE = "/home/me/Sync/quizzer"
SYNCED = Standing(PLACE, NOW - timedelta(minutes=5), to_send=3)
DEVICES = (
    DeviceLine("a" * 20, "laptop", True, 300_000, 0, "1.0"),
    DeviceLine("b" * 20, "desktop", False, 300_000, 2, "1.0"),
    DeviceLine("c" * 20, "a phone with a name that goes on and on and on", False, None, 0, ""),
)


def local(at: int) -> datetime:
    return NOW - timedelta(milliseconds=at)


def drawn(standing: Standing | None, status: SyncStatus | None, width: int = 80) -> str:
    """The page as text; no line is wider than the page."""
    hints = [
        ("Enter", "sync now", "do:devices.sync"),
        ("Esc", "back", "do:devices.back"),
        ("?", "all keys", "do:app.help"),
    ]
    picture = devices_picture(DevicesView(standing, status, NOW, local, hints), width)
    lines = [line.plain for line in (*picture.head, *picture.body, *picture.foot)]
    assert all(cell_len(line) <= width for line in lines)
    return "\n".join(lines)


def status(**changed: Any) -> SyncStatus:
    """What lies there, with some of it changed."""
    return SyncStatus(SyncStanding(PLACE, "laptop", 0, 3), devices=DEVICES)._replace(**changed)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_each_device_says_when_it_synced_and_how_far_it_is_behind(width: int) -> None:
    text = drawn(SYNCED, status(), width)
    assert "Synced 5 min ago; 3 answers to send." in text
    assert "laptop" in text
    assert "this device" in text
    assert "behind by 2 files" in text
    assert "never" in text


def test_this_device_says_what_was_seen_and_before_that_what_is_noted() -> None:
    assert "laptop" in (line := drawn(SYNCED, status()).splitlines()[5])
    assert "5 min ago" in line
    assert "within the last hour" in drawn(SYNCED._replace(synced=None), status()).splitlines()[5]


def test_what_went_wrong_is_said_in_full() -> None:
    trouble = f"{PLACE}: it is read-only, so nothing can be sent there. What is not sent is kept here."
    text = " ".join(drawn(SYNCED._replace(trouble=trouble), status()).split())
    assert trouble in text
    assert "Last synced 5 min ago; 3 answers to send. It is tried again at the next start." in text
    missing = " ".join(drawn(SYNCED, status(problem="It is not there.", devices=())).split())
    assert "It is not there." in missing


def test_what_else_is_to_be_known_is_said() -> None:
    assert "2 files are not here whole yet" in " ".join(drawn(SYNCED, status(unfinished=2)).split())
    clock = "The clock of desktop is 2 days ahead of the one here."
    assert clock in drawn(SYNCED._replace(remarks=(clock,)), status())


def test_without_sync_it_says_how_to_begin() -> None:
    assert "quizzer sync --with FOLDER" in drawn(None, None)


def test_before_the_devices_are_read_it_says_how_it_stands() -> None:
    assert "Synced 5 min ago; 3 answers to send." in drawn(SYNCED, None)
