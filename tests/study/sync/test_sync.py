"""Devices that sync with one folder end with one log and one schedule, and say what happened."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from quizzer.core.schedule.progress import Rating
from quizzer.store.log.append import undo_last
from quizzer.study.collection.collection import Collection
from quizzer.study.filters import Filter
from quizzer.study.mastery.goals import load_goals, set_goal
from quizzer.study.own_data.forget import forget_deck, plan_forgetting
from quizzer.study.sync.look import find_nothing
from quizzer.study.sync.place import NotSetUp
from quizzer.study.sync.preview import preview
from quizzer.study.sync.set_up import set_up
from quizzer.study.sync.sync import pull, push, sync
from quizzer.study.sync.words import describe_outcome
from tests.probe import count_rows
from tests.study.sync.homes import HOUR, Homes


def test_three_devices_end_the_same(homes: Homes) -> None:
    homes.join("laptop", "desktop", "phone")
    homes.answer("laptop", 3)
    homes.answer("desktop", 2, Rating.AGAIN)
    homes.answer("phone", 4, Rating.EASY)
    homes.settle("laptop", "desktop", "phone")
    homes.require_same("laptop", "desktop", "phone")
    assert count_rows(homes["phone"], "log") == 9


def test_what_happened_is_told_once(homes: Homes) -> None:
    homes.join("laptop", "desktop")
    homes.answer("laptop", 3)
    sent = homes.sync("laptop")
    assert (sent.sent, sent.taken, sent.is_new) == (3, 0, False)
    homes.answer("desktop", 2)
    both = homes.sync("desktop")
    assert (both.taken, both.sent, both.devices, both.has_marks) == (3, 2, ("laptop",), False)
    assert homes.sync("desktop").is_nothing


def test_the_first_sync_names_who_is_there(homes: Homes) -> None:
    homes.join("laptop")
    homes["desktop"]
    set_up(homes["desktop"], str(homes.folder))
    outcome = homes.sync("desktop")
    assert (outcome.is_new, outcome.others) == (True, ("laptop",))
    assert not homes.sync("desktop").is_new


def test_what_is_taken_back_is_taken_back_everywhere(homes: Homes) -> None:
    homes.join("laptop", "desktop")
    homes.answer("laptop", 2)
    homes.settle("laptop", "desktop")
    laptop = homes["laptop"]
    assert undo_last(laptop.connection, laptop.scheduler, laptop.clock.now()) is not None
    homes.sync("laptop")
    assert homes.sync("desktop").undone == 1
    homes.require_same("laptop", "desktop")


def test_pull_sends_nothing_and_push_takes_nothing_in(homes: Homes) -> None:
    homes.join("laptop", "desktop")
    homes.answer("laptop")
    homes.answer("desktop")
    assert pull(homes["laptop"]).is_nothing
    assert push(homes["laptop"]).sent == 1
    assert push(homes["desktop"])._replace(place="")[:4] == ("", False, (), 0)
    assert pull(homes["desktop"]).taken == 1
    homes.settle("laptop")
    homes.require_same("laptop", "desktop")


def test_nothing_new_writes_nothing(homes: Homes) -> None:
    homes.join("laptop", "desktop")
    homes.answer("laptop")
    homes.settle("laptop", "desktop")
    before = {name: (homes.folder / name).stat().st_mtime_ns for name in homes.files()}
    changes = homes["laptop"].connection.total_changes
    outcome = homes.sync("laptop")
    assert outcome.is_nothing
    assert find_nothing(homes["laptop"]) == outcome
    assert homes["laptop"].connection.total_changes == changes
    assert {name: (homes.folder / name).stat().st_mtime_ns for name in homes.files()} == before
    homes.clocks["laptop"].at += HOUR
    assert find_nothing(homes["laptop"]) is None, "that it was here is noted once an hour"


def test_the_others_see_once_a_day_that_a_device_was_there(homes: Homes) -> None:
    homes.join("laptop")
    (file,) = (homes.folder / name for name in homes.files("devices/"))
    first = file.read_bytes()
    for hours, changes in ((2, False), (21, False), (2, True)):
        homes.clocks["laptop"].at += hours * HOUR
        homes.sync("laptop")
        assert (file.read_bytes() != first) is changes


def test_find_nothing_finds_what_there_is(homes: Homes) -> None:
    homes.join("laptop", "desktop")
    homes.settle("laptop", "desktop")
    assert find_nothing(homes["desktop"]) is not None
    homes.answer("desktop")
    assert find_nothing(homes["desktop"]) is None, "an answer to send"
    homes.sync("desktop")
    assert find_nothing(homes["desktop"]) is not None
    assert find_nothing(homes["laptop"]) is None, "an answer to take in"


def test_a_preview_says_what_a_sync_does_and_changes_nothing(homes: Homes) -> None:
    homes.join("laptop", "desktop")
    homes.answer("laptop", 3)
    homes.sync("laptop")
    homes.answer("desktop", 2)
    before, files = homes["desktop"].connection.total_changes, homes.files()
    planned = preview(homes["desktop"])
    assert (planned.taken, planned.sent, planned.devices) == (3, 2, ("laptop",))
    assert (homes.files(), preview(homes["desktop"])) == (files, planned)
    done = homes.sync("desktop")
    assert (done.taken, done.sent, done.devices) == (planned.taken, planned.sent, planned.devices)
    assert before >= 0


def test_a_deck_that_is_forgotten_is_so_everywhere_and_it_is_said(homes: Homes) -> None:
    homes.join("laptop", "desktop")
    homes.answer("laptop", 3)
    homes.settle("laptop", "desktop")
    laptop = homes["laptop"]
    forget_deck(laptop, plan_forgetting(laptop, "small"))
    homes.sync("laptop")
    planned = preview(homes["desktop"])
    assert describe_outcome(planned, planned=True) == [
        f"{homes.folder}: 3 answers of a deck that was forgotten elsewhere to take out. Nothing was changed, here or "
        "there."
    ]
    done = homes.sync("desktop")
    assert (done.forgotten, done.has_news, planned.forgotten) == (3, True, 3)
    assert describe_outcome(done) == [
        f"Synced with {homes.folder}: 3 answers of a deck that was forgotten elsewhere taken out."
    ]
    assert count_rows(homes["desktop"], "log") == 0
    assert homes.sync("desktop").is_nothing


def test_without_a_place_there_is_a_sentence(collection: Collection) -> None:
    for act in (sync, pull, push, find_nothing, preview):
        with pytest.raises(NotSetUp, match="quizzer sync --with FOLDER"):
            act(collection)


def test_an_empty_folder_set_up_anew_gets_everything(homes: Homes) -> None:
    homes.join("laptop", "desktop")
    homes.answer("laptop", 2)
    homes.answer("desktop", 1)
    homes.settle("laptop", "desktop")
    shutil.rmtree(homes.folder)
    homes.folder.mkdir()
    homes.join("desktop", "phone")
    assert count_rows(homes["phone"], "log") == 3
    homes.require_same("desktop", "phone")


def test_moving_to_another_folder_sends_everything_there(homes: Homes, tmp_path: Path) -> None:
    homes.join("laptop", "desktop")
    homes.answer("laptop", 2)
    homes.answer("desktop", 1)
    homes.settle("laptop", "desktop")
    homes.folder = tmp_path / "moved"
    homes.folder.mkdir()
    homes.join("desktop", "phone")
    homes.require_same("laptop", "desktop", "phone")


def test_goals_travel(homes: Homes) -> None:
    homes.join("laptop", "desktop")
    goal = set_goal(homes["laptop"], Filter(axes=("SML",)), date(2026, 4, 1), 0.9)
    assert goal is not None
    outcome = homes.sync("laptop")
    assert (outcome.sent, outcome.has_sent) == (0, True)
    assert describe_outcome(outcome)[0].endswith(": changes other than answers sent.")
    assert homes.sync("desktop").settings
    assert [line.goal.key for line in load_goals(homes["desktop"])] == ["axis:SML"]
