"""What carries a folder may spoil, lose, hold back or copy files, and machines may be copied: nothing is lost."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest

from quizzer.core.schedule.progress import Rating
from quizzer.errors import Problem
from quizzer.store.sync.taken import note_taken
from quizzer.study.sync import place
from quizzer.study.sync.devices import name_devices
from quizzer.study.sync.files import sending
from quizzer.study.sync.look import find_nothing
from quizzer.study.sync.words import describe_faults
from quizzer.sync import placing, segment
from quizzer.sync.carrier import CarrierProblem
from tests.probe import count_rows
from tests.study.sync.homes import DAY, MINUTE, Homes


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


def test_one_file_that_cannot_be_read_holds_up_no_other(homes: Homes, monkeypatch: pytest.MonkeyPatch) -> None:
    homes.join("laptop", "desktop")
    for _ in range(2):
        homes.answer("laptop")
        homes.sync("laptop")
    homes.answer("desktop")
    closed, read = homes.files("log/")[0], placing.read_regular

    def read_another(path: Path, largest: int) -> bytes | None:
        if path == homes.folder / closed:
            raise PermissionError(errno.EACCES, "Permission denied")
        return read(path, largest)

    with monkeypatch.context() as other_user:
        other_user.setattr(placing, "read_regular", read_another)
        assert find_nothing(homes["desktop"]) is None
        outcome = homes.sync("desktop")
        assert (outcome.taken, outcome.sent, outcome.unfinished) == (1, 1, 1)
        assert closed in outcome.problem
        assert homes.sync("desktop").problem == outcome.problem
        assert find_nothing(homes["desktop"]) is None  # so that the command tells it again
    homes.settle("desktop", "laptop")
    homes.require_same("laptop", "desktop")


def test_a_device_of_rows_alone_has_a_name_that_can_be_printed() -> None:
    named = name_devices({}, ["\x1b[2J", "\x1b[2J, another", "\n"])
    assert all(name.isprintable() for name in named.values())


def test_files_that_a_place_has_lost_are_sent_again(homes: Homes) -> None:
    homes.join("laptop", "desktop")
    homes.answer("laptop", 3)
    homes.sync("laptop")
    (name,) = homes.files("log/")
    (homes.folder / name).unlink()
    assert homes.sync("desktop").taken == 0
    assert find_nothing(homes["laptop"]) is None
    assert homes.sync("laptop").sent == 3
    assert homes.sync("desktop").taken == 3
    homes.require_same("laptop", "desktop")
    assert homes.sync("laptop").is_nothing
    assert homes.sync("desktop").is_nothing


def test_a_spoilt_file_is_sent_again_by_what_the_sentence_says(homes: Homes) -> None:
    homes.join("laptop", "desktop")
    homes.answer("laptop", 3)
    homes.sync("laptop")
    file = homes.folder / homes.files("log/")[0]
    file.write_bytes(file.read_bytes()[:50])
    homes.sync("desktop")
    homes.clocks["desktop"].at += 3 * DAY
    (line,) = describe_faults(homes.sync("desktop"))
    named = homes.folder / line.partition("the file ")[2].partition(" ")[0]
    assert "delete it" in line
    named.unlink()
    assert homes.sync("laptop").sent == 3
    assert homes.sync("desktop").taken == 3
    homes.require_same("laptop", "desktop")


def test_a_file_that_icloud_has_put_away_is_not_lost(homes: Homes) -> None:
    homes.join("laptop", "desktop")
    homes.answer("laptop", 3)
    homes.sync("laptop")
    file = homes.folder / homes.files("log/")[0]
    away = file.with_name(f".{file.name}.icloud")
    file.rename(away)
    assert homes.sync("laptop").is_nothing
    outcome = homes.sync("desktop")
    assert (outcome.taken, outcome.unfinished) == (0, 1)
    away.rename(file)
    assert homes.sync("desktop").taken == 3
