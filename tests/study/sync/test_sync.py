"""Devices that sync with one folder end with one log and one schedule, whatever happens on the way."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from quizzer.core.schedule.progress import Rating
from quizzer.errors import Problem
from quizzer.store.log.append import undo_last
from quizzer.store.sync.taken import note_taken
from quizzer.study.collection.collection import Collection
from quizzer.study.filters import Filter
from quizzer.study.mastery.goals import load_goals, set_goal
from quizzer.study.sync import place, sending
from quizzer.study.sync.look import find_nothing, preview
from quizzer.study.sync.place import NotSetUp
from quizzer.study.sync.set_up import set_up
from quizzer.study.sync.sync import pull, push, sync
from quizzer.sync import placing, segment
from quizzer.sync.carrier import CarrierProblem
from tests.probe import count_rows
from tests.study.sync.homes import DAY, HOUR, MINUTE, Homes


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


def test_without_a_place_there_is_a_sentence(collection: Collection) -> None:
    for act in (sync, pull, push, find_nothing, preview):
        with pytest.raises(NotSetUp, match="quizzer sync --with FOLDER"):
            act(collection)


def test_a_file_that_is_not_whole_is_tried_again_and_told_of_after_three_days(homes: Homes) -> None:
    homes.join("laptop", "desktop")
    homes.answer("laptop", 2)
    homes.sync("laptop")
    (name,) = homes.files("log/")
    file = homes.folder / name
    whole = file.read_bytes()
    file.write_bytes(whole[:-9])
    outcome = homes.sync("desktop")
    assert (outcome.taken, outcome.unfinished, outcome.damaged) == (0, 1, ())
    nothing = find_nothing(homes["desktop"])
    assert nothing is not None
    assert nothing.unfinished == 1
    homes.clocks["desktop"].at += 3 * DAY
    assert homes.sync("desktop").damaged == (name,)
    file.write_bytes(whole)
    assert find_nothing(homes["desktop"]) is None
    outcome = homes.sync("desktop")
    assert (outcome.taken, outcome.unfinished, outcome.damaged) == (2, 0, ())
    homes.require_same("laptop", "desktop")


def test_a_place_that_lost_its_mark_is_not_written_to(homes: Homes) -> None:
    homes.join("laptop")
    homes.answer("laptop")
    shutil.rmtree(homes.folder)
    for missing in (True, False):
        if not missing:
            homes.folder.mkdir()
        with pytest.raises(CarrierProblem, match="is the drive mounted"):
            homes.sync("laptop")
    assert homes.files() == []
    homes.join("laptop")
    assert len(homes.files("log/")) == 1


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


def test_a_copied_home_is_a_device_of_its_own(homes: Homes) -> None:
    homes.join("laptop")
    homes.answer("laptop", 2)
    homes.sync("laptop")
    homes.close("laptop")
    shutil.copytree(homes.root / "laptop", homes.root / "copy")
    homes.answer("laptop", 1)
    homes.answer("copy", 2, Rating.EASY)
    homes.settle("laptop", "copy")
    homes.require_same("laptop", "copy")
    assert count_rows(homes["copy"], "log") == 5
    assert len(homes.files("devices/")) == 2


def test_a_restored_backup_gets_back_what_it_had_sent(homes: Homes) -> None:
    homes.join("laptop", "desktop")
    homes.answer("laptop", 1)
    homes.sync("laptop")
    backup = homes["laptop"].back_up()
    homes.answer("laptop", 2)
    homes.sync("laptop")
    homes.close("laptop")
    shutil.copy(backup, homes.root / "laptop" / "quizzer.db")
    for end in ("-wal", "-shm"):
        (homes.root / "laptop" / f"quizzer.db{end}").unlink(missing_ok=True)
    assert homes.sync("laptop").taken == 2
    homes.settle("desktop", "laptop")
    homes.require_same("laptop", "desktop")


def test_answers_of_a_clock_that_is_ahead_are_taken_in_and_told(homes: Homes) -> None:
    homes.join("laptop", "desktop")
    homes.clocks["desktop"].at += 2 * DAY
    homes.answer("desktop", 2)
    homes.sync("desktop")
    outcome = homes.sync("laptop")
    ((device, by),) = outcome.ahead
    assert (device, outcome.taken) == ("desktop", 2)
    assert abs(by - 2 * DAY) < 10 * MINUTE
    homes.settle("desktop", "laptop")
    homes.require_same("laptop", "desktop")


def test_what_a_carrier_makes_of_conflicts_is_passed_over(homes: Homes) -> None:
    homes.join("laptop", "desktop")
    homes.answer("laptop")
    homes.sync("laptop")
    (name,) = homes.files("log/")
    file = homes.folder / name
    (device,) = {path.split("/")[1] for path in homes.files("log/")}
    copies = (
        file.with_name(f"{file.stem}.sync-conflict-20260301-101112-ABCDEFG.qz"),
        file.with_name(f"{file.stem} (laptop's conflicted copy 2026-03-01).qz"),
        file.with_name(f"{file.stem} (1).qz"),
        homes.folder / "devices" / f"{device} (laptop's conflicted copy 2026-03-01).json",
        homes.folder / "devices" / f"{device}.sync-conflict-20260301-101112-ABCDEFG.json",
        homes.folder / "FORMAT (1)",
    )
    for copy in copies:
        copy.write_bytes(b"other")
    outcome = homes.sync("desktop")
    assert (outcome.taken, outcome.unfinished) == (1, 0)
    assert all(copy.read_bytes() == b"other" for copy in copies)


def test_a_folder_that_cannot_be_written_takes_nothing_and_loses_nothing(
    homes: Homes, monkeypatch: pytest.MonkeyPatch
) -> None:
    homes.join("laptop", "desktop")
    homes.answer("laptop")

    def fail(*_: object) -> bool:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(placing, "place_new", fail)
        with pytest.raises(CarrierProblem, match="disk is full"):
            homes.sync("laptop")
    assert homes.sync("laptop").sent == 1
    homes.answer("desktop")
    with monkeypatch.context() as full:
        full.setattr(placing, "place_new", fail)
        outcome = homes.sync("desktop")
    assert (outcome.taken, outcome.sent) == (1, 0)
    assert "disk is full" in outcome.problem
    homes.settle("desktop", "laptop")
    homes.require_same("laptop", "desktop")


def test_a_database_that_cannot_be_written_loses_nothing(homes: Homes) -> None:
    homes.join("laptop", "desktop")
    homes.answer("laptop", 6)
    homes.sync("laptop")
    desktop = homes["desktop"].connection
    desktop.execute("PRAGMA max_page_count = 1")
    with suppress(sqlite3.Error):  # as long as there is room in the pages that are there
        for turn in range(50):
            note_taken(desktop, [(f"{turn} {number:0200}", True) for number in range(100)], 0, 1)
    with pytest.raises(Problem, match="the disk is full"):
        homes.sync("desktop")
    assert count_rows(homes["desktop"], "log") == 0
    desktop.execute("PRAGMA max_page_count = 1000000")
    homes.settle("desktop", "laptop")
    homes.require_same("laptop", "desktop")


def test_what_a_newer_quizzer_sent_is_told_once_and_read_after_an_upgrade(
    homes: Homes, monkeypatch: pytest.MonkeyPatch
) -> None:
    homes.join("laptop", "desktop")
    homes.answer("laptop", 2)
    with monkeypatch.context() as newer:
        newer.setattr(segment, "FORMAT_VERSION", 2)
        homes.sync("laptop")
    outcome = homes.sync("desktop")
    assert (outcome.taken, outcome.newer, outcome.unfinished) == (0, ("laptop",), 0)
    assert homes.sync("desktop").newer == ()
    with monkeypatch.context() as upgraded:
        upgraded.setattr(segment, "FORMAT_VERSION", 2)
        upgraded.setattr(place, "FORMAT_VERSION", 2)
        assert homes.sync("desktop").taken == 2
    homes.require_same("laptop", "desktop")


def test_two_devices_that_set_up_one_folder_at_once_meet_all_the_same(homes: Homes) -> None:
    homes.join("laptop")
    homes.answer("laptop", 2)
    homes.sync("laptop")
    (homes.folder / "FORMAT").rename(homes.folder / "FORMAT.sync-conflict-20260301-101112-ABCDEFG")
    (homes.folder / "FORMAT").write_text(f"quizzer sync 1 {'ab' * 10}\n")
    homes.join("desktop")
    homes.answer("desktop", 1)
    homes.settle("laptop", "desktop")
    homes.require_same("laptop", "desktop")


def test_a_folder_that_is_half_here_is_not_set_up_anew(homes: Homes) -> None:
    homes.join("laptop")
    homes.answer("laptop", 2)
    homes.sync("laptop")
    kept = (homes.folder / "FORMAT").read_bytes()
    (homes.folder / "FORMAT").unlink()
    with pytest.raises(CarrierProblem, match="not here whole yet"):
        homes.join("desktop")
    (homes.folder / "FORMAT").write_bytes(kept)
    homes.join("desktop")
    (homes.folder / "FORMAT").unlink()
    homes.join("laptop")
    homes.settle("laptop", "desktop")
    homes.require_same("laptop", "desktop")


def test_a_sync_that_ends_in_the_middle_goes_on_from_there(homes: Homes, monkeypatch: pytest.MonkeyPatch) -> None:
    homes.join("laptop", "desktop")
    homes.answer("laptop", 2)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(sending, "mark_sent", die)
        with pytest.raises(KeyboardInterrupt):
            homes.sync("laptop")
    homes.answer("laptop", 1)
    homes.sync("laptop")
    assert len(homes.files("log/")) == 2, "the first file has two of the answers, the second all three"
    with monkeypatch.context() as dying:
        dying.setattr(place.Place, "note_damaged", die)
        with pytest.raises(KeyboardInterrupt):
            homes.sync("desktop")
    homes.settle("desktop", "laptop")
    assert count_rows(homes["desktop"], "log") == 3
    homes.require_same("laptop", "desktop")


def test_goals_travel(homes: Homes) -> None:
    homes.join("laptop", "desktop")
    goal = set_goal(homes["laptop"], Filter(axes=("SML",)), date(2026, 4, 1), 0.9)
    assert goal is not None
    outcome = homes.sync("laptop")
    assert (outcome.sent, outcome.has_sent) == (0, True)
    assert homes.sync("desktop").settings
    assert [line.goal.key for line in load_goals(homes["desktop"])] == ["axis:SML"]
