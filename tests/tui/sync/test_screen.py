"""Two homes and a real folder: what one answered is seen on the other's screens, and the other way round."""

from __future__ import annotations

from threading import Event
from typing import Any

import pytest

from quizzer.core.log import LogOrigin
from quizzer.store.sync import registers
from quizzer.study.collection.collection import Collection
from quizzer.study.sync.files import bases
from quizzer.study.sync.set_up import set_up
from quizzer.tui.home.screen import HomeScreen
from quizzer.tui.review.screen import ReviewScreen
from quizzer.tui.review.summary_screen import SummaryScreen
from quizzer.tui.sync import syncing
from tests.probe import answers_of, count_rows
from tests.study.sync.homes import HOUR, MINUTE, Homes
from tests.tui.stage import staged


def has_come(homes: Homes, answers: int) -> bool:
    """Sync the desktop once more; whether so many answers have come to it by now, in however many files."""
    homes.sync("desktop")
    return answers == sum(row.origin == LogOrigin.SYNCED for row in answers_of(homes["desktop"]))


async def test_a_day_on_two_devices(homes: Homes) -> None:
    homes.join("laptop", "desktop")
    homes.answer("laptop")
    homes.answer("desktop", 3)
    homes.sync("desktop")
    laptop = homes["laptop"]
    async with staged(laptop) as stage:
        await stage.until("Synced just now: 3 answers from desktop")
        assert "4 answers, 1 of 28 days" in stage.words
        await stage.press("enter", "enter", "3", "escape")
        assert isinstance(stage.screen, SummaryScreen)
        await stage.until(lambda: has_come(homes, 2))
        await stage.press("enter", "u")
        assert "1 answer to send" in stage.words
        assert stage.app.syncing is not None
        stage.app.syncing.finish()
    assert homes.sync("desktop").undone == 1
    homes.require_same("laptop", "desktop")


async def test_a_place_that_is_gone_is_told_and_comes_back(homes: Homes) -> None:
    homes.join("laptop", "desktop")
    homes.answer("laptop")
    away = homes.folder.rename(homes.folder.with_name("away"))
    async with staged(homes["laptop"]) as stage:
        await stage.until("Not synced since")
        assert "the folder holds no quizzer sync any more" in stage.words
        await stage.press("S")
        assert "holds no quizzer sync any more: is the drive mounted" in stage.words
        away.rename(homes.folder)
        await stage.press("enter")
        await stage.until("Synced just now.")
        await stage.until("desktop")
        await stage.press("escape")
        assert "Not synced" not in stage.words
        assert homes.sync("desktop").taken == 1
        homes.answer("desktop", 2)
        homes.sync("desktop")
        home, syncing = stage.app.screen, stage.app.syncing
        assert isinstance(home, HomeScreen)
        assert syncing is not None
        home._follow()
        syncing._began -= HOUR / 1000  # an app that stays open
        home._follow()
        await stage.until("2 answers from desktop")


async def test_a_sync_with_nothing_to_do_was_just_now(homes: Homes) -> None:
    homes.join("laptop", "desktop")
    laptop = homes["laptop"]
    async with staged(laptop) as stage:
        await stage.until("Synced just now")
        homes.clocks["laptop"].at += 9 * MINUTE
        await stage.press("S")
        await stage.until("laptop 9 min ago")
        assert "Synced 9 min ago." in stage.words
        await stage.press("enter")
        await stage.until("Synced just now.")
        assert "laptop just now this device" in stage.words
        homes.folder.rename(homes.root / "gone")
        homes.clocks["laptop"].at += 7 * MINUTE
        await stage.press("enter")
        await stage.until("Last synced 7 min ago. It is tried again")


async def test_while_all_answers_are_taken_in_it_is_said_that_an_answer_waits(
    homes: Homes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bases, "FEWEST", 4)
    monkeypatch.setattr(syncing, "_LATE", 1e-6)
    monkeypatch.setattr(syncing, "_EVERY", 0.0)
    homes.join("laptop")
    homes.answer("laptop", 5)
    homes.sync("laptop")
    set_up(homes["phone"], str(homes.folder), name="phone")
    goes_on, real = Event(), registers.apply

    def apply_later(*arguments: Any) -> registers.Changes:
        goes_on.wait(30)
        return real(*arguments)

    monkeypatch.setattr(registers, "apply", apply_later)
    async with staged(homes["phone"]) as stage:
        try:
            await stage.until("Taking in all answers; an answer waits")
        finally:
            goes_on.set()
        await stage.until("Synced just now: 5 answers")
        await stage.press("enter")
        assert isinstance(stage.screen, ReviewScreen)
        assert isinstance(stage.app.syncing, syncing.Syncing)
        standing = stage.app.syncing.standing
        stage.app.syncing._show(standing._replace(activity=bases.WORK, holds=True))
        await stage.until("An answer waits until that is done")
        stage.app.syncing._show(standing)
        await stage.until(lambda: "An answer waits" not in stage.words)


async def test_without_sync_nothing_is_said_and_the_page_says_how(collection: Collection) -> None:
    async with staged(collection) as stage:
        await stage.app.workers.wait_for_complete()
        assert stage.app.syncing is None
        names = [command.title for command in stage.app.get_system_commands(stage.app.screen)]
        assert "Sync now" not in names
        assert "Sync is not set up here. A folder that your devices share is enough" in await stage.press("S")
        assert "quizzer sync --with FOLDER" in stage.words
        assert "sync now" not in stage.words
    assert count_rows(collection, "taken") == 0
