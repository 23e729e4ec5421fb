"""Backups and their restoring: whole or not at all, and nothing is lost on the way."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.core.schedule.progress import Rating
from quizzer.errors import Problem
from quizzer.store import backup
from quizzer.store.lock import InUse
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.opening import restore
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import Opener
from tests.probe import count_rows


def test_a_backup_is_made_once_a_day_and_opens_as_a_collection(
    collection: Collection, paths: Paths, clock: FixedClock, tmp_path: Path
) -> None:
    Session(collection, Plan()).answer(Rating.GOOD, 1_000)
    first = collection.back_up_daily()
    assert first == paths.backups / "quizzer-2026-03-01.db"
    assert collection.back_up_daily() is None
    clock.at += 18 * 3_600_000  # 04:00 the next day: the study day has turned
    assert collection.back_up_daily() == paths.backups / "quizzer-2026-03-02.db"
    backup.check_sound(first)


def test_thirty_daily_and_twelve_monthly_backups_are_kept() -> None:
    from datetime import date, timedelta

    days = [date(2025, 1, 1) + timedelta(n) for n in range(600)]
    backups = [(Path(day.isoformat()), day) for day in days]
    dropped = set(backup.choose_surplus(backups, keep_days=30, keep_months=12))
    kept = [day for path, day in backups if path not in dropped]
    assert kept[-30:] == days[-30:]
    assert len({(day.year, day.month) for day in kept}) == 12
    assert len(kept) == 30 + 10  # the newest two months already have their last day among the thirty
    assert all((day + timedelta(1)).day == 1 for day in kept[:10])


def test_restore_brings_the_backup_and_keeps_what_it_replaces(
    open_collection: Opener, paths: Paths, clock: FixedClock
) -> None:
    collection = open_collection()
    session = Session(collection, Plan())
    session.answer(Rating.GOOD, 1_000)
    saved = collection.back_up()
    session.answer(Rating.GOOD, 1_000)
    collection.close()
    kept = restore(paths, saved, clock)
    assert kept is not None
    assert count_rows(kept, "log") == 2
    with Collection.open(paths, load_settings(paths), clock) as restored:
        assert count_rows(restored, "log") == 1


def answered_twice(collection: Collection) -> Path:
    """Two answers and a backup with the first of them.

    The collection is still open, so a copy of its folder is what a killed program would have left: with a journal.
    """
    session = Session(collection, Plan())
    session.answer(Rating.GOOD, 1_000)
    saved = collection.back_up()
    session.answer(Rating.GOOD, 1_000)
    return saved


def count_of_answers(database: Path) -> int:
    return count_rows(database, "log")


def test_restore_keeps_the_journal_that_a_killed_program_left_and_does_not_apply_it(
    collection: Collection, paths: Paths, clock: FixedClock, tmp_path: Path
) -> None:
    saved, home = answered_twice(collection), tmp_path / "after the kill"
    shutil.copytree(paths.home, home)
    database = home / paths.database.name
    assert database.with_name(database.name + "-wal").stat().st_size
    database.chmod(0o600)
    kept = backup.restore(database, saved, home / "backups", clock.local(clock.now()))
    assert kept is not None
    assert (count_of_answers(database), count_of_answers(kept)) == (1, 2)
    assert (database.stat().st_mode & 0o777, kept.stat().st_mode & 0o777) == (0o600, 0o600)
    assert not [path for path in home.rglob("*") if path.name.endswith(".tmp")]


def test_a_restore_that_cannot_keep_the_database_leaves_it_with_its_journal(
    collection: Collection, paths: Paths, clock: FixedClock, tmp_path: Path
) -> None:
    saved, home = answered_twice(collection), tmp_path / "after the kill"
    shutil.copytree(paths.home, home)
    (tmp_path / "in the way").touch()
    before = {path.name for path in home.iterdir()}
    database = home / paths.database.name
    with pytest.raises(Problem, match="the replaced database cannot be written"):
        backup.restore(database, saved, tmp_path / "in the way", clock.local(clock.now()))
    assert {path.name for path in home.iterdir()} == before
    assert count_of_answers(database) == 2


def test_restore_through_a_link_replaces_what_it_leads_to(
    collection: Collection, paths: Paths, clock: FixedClock, tmp_path: Path
) -> None:
    saved, home = answered_twice(collection), tmp_path / "after the kill"
    shutil.copytree(paths.home, home)
    link, real = tmp_path / "link.db", home / paths.database.name
    link.symlink_to(real)
    kept = backup.restore(link, saved, tmp_path / "backups", clock.local(clock.now()))
    assert kept is not None
    assert link.is_symlink()
    assert (count_of_answers(link), count_of_answers(real), count_of_answers(kept)) == (1, 1, 2)


def test_restore_refuses_what_is_no_backup_and_changes_nothing(
    collection: Collection, paths: Paths, clock: FixedClock, tmp_path: Path
) -> None:
    collection.close()
    before = paths.database.read_bytes()
    (tmp_path / "notes.txt").write_text("this is no database\n" * 50, "utf-8")
    for file in (tmp_path / "notes.txt", tmp_path / "missing.db"):
        with pytest.raises(Problem):
            restore(paths, file, clock)
    assert paths.database.read_bytes() == before


def test_restore_waits_for_whoever_has_the_collection_open(
    collection: Collection, paths: Paths, clock: FixedClock
) -> None:
    saved = collection.back_up()
    with pytest.raises(InUse):
        restore(paths, saved, clock)


def _restore_and_die(home: Path, saved: Path, clock: FixedClock, step: int) -> bool:
    """Restore in a fork that is killed at its n-th step on files; whether it was."""
    child = os.fork()
    if child == 0:
        left = step

        def count_down(event: str, _arguments: object) -> None:
            nonlocal left
            if event in ("open", "os.rename", "os.remove", "shutil.copyfile", "sqlite3.connect"):
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count_down)
        backup.restore(home / "quizzer.db", saved, home / "backups", clock.local(clock.now()))
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="killing forks needs a POSIX system")
def test_a_restore_killed_at_any_step_leaves_the_database_of_before_or_the_backup(
    collection: Collection, paths: Paths, clock: FixedClock, tmp_path: Path
) -> None:
    saved = answered_twice(collection)
    shutil.copytree(paths.home, tmp_path / "before")
    found = []
    for step in range(100):
        home = tmp_path / f"killed-{step}"
        shutil.copytree(tmp_path / "before", home)
        was_killed = _restore_and_die(home, saved, clock, step)
        with Collection.open(Paths(home), load_settings(Paths(home)), clock) as left:
            found.append(count_rows(left, "log"))
        shutil.rmtree(home)
        if not was_killed:
            break
    assert found == sorted(found, reverse=True)  # two answers until the rename, one after it
    assert set(found) == {1, 2}
    assert len(found) > 10


@pytest.mark.parametrize(
    "leftover", ["quizzer.db.restored", "quizzer.db-wal", "backups/replaced-2026-01-01T00-00-00.db"]
)
def test_a_start_without_database_beside_leftovers_says_what_to_do(
    paths: Paths, clock: FixedClock, leftover: str
) -> None:
    (paths.home / leftover).parent.mkdir(exist_ok=True)
    (paths.home / leftover).write_bytes(b"all answers")
    with pytest.raises(Problem, match=r"the database is missing, but .* `quizzer restore") as problem:
        Collection.open(paths, load_settings(paths), clock)
    assert str(paths.home / leftover) in str(problem.value)
    assert not paths.database.exists()


def test_a_damaged_database_gives_no_backup_for_a_day_or_by_hand(collection: Collection, paths: Paths) -> None:
    Session(collection, Plan()).answer(Rating.GOOD, 1_000)
    root = collection.connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'log'").fetchone()[0]
    collection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with paths.database.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(bytes(4096))
    for make in (collection.back_up, collection.back_up_daily):
        with pytest.raises(Problem, match=f"^{paths.database}: the database is damaged"):
            make()
    assert not list(paths.backups.iterdir())
