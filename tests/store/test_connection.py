"""Promise 9 at the file: what cannot be used gets a sentence and stays untouched."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.core.schedule.progress import Rating
from quizzer.errors import Problem
from quizzer.store import backup
from quizzer.store import connection as database
from quizzer.store.lock import Hold, InUse
from quizzer.store.schema import upgrade as schema
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.opening import restore
from quizzer.study.due.home import load_due
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import Opener


def text_file(path: Path) -> None:
    path.write_text("this is no database\n" * 50, "utf-8")


def empty_file(path: Path) -> None:
    path.write_bytes(b"")


def other_program(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE mine (x)")
    connection.commit()
    connection.close()


def truncated(path: Path) -> None:
    schema.create(path)
    os.truncate(path, path.stat().st_size - 4096)


def newer(path: Path) -> None:
    schema.create(path)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {database.SCHEMA + 1}")
    connection.close()


def read_only(path: Path) -> None:
    schema.create(path)
    path.chmod(0o444)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (text_file, "not a quizzer database"),
        (empty_file, "not a quizzer database"),
        (other_program, "another program"),
        (truncated, "truncated"),
        (newer, "newer quizzer"),
        (read_only, "read-only"),
    ],
)
def test_a_file_that_cannot_be_used_gets_a_sentence_and_stays_as_it_is(
    paths: Paths, clock: FixedClock, spoil: Callable[[Path], None], says: str
) -> None:
    spoil(paths.database)
    before = paths.database.read_bytes()
    with pytest.raises(Problem, match=says) as told:
        Collection.open(paths, load_settings(paths), clock)
    assert str(paths.database) in str(told.value)
    assert paths.database.read_bytes() == before
    assert not list(paths.home.glob("quizzer.db-*"))


def test_the_migrations_build_exactly_the_declared_tables(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlalchemy import NullPool, create_engine
    from sqlmodel import SQLModel

    from quizzer.store.schema import tables

    assert tables.LogRow.__tablename__ == "log"
    path = tmp_path / "new.db"
    schema.create(path)
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []
        strict = connection.exec_driver_sql(
            "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND strict"
        ).scalar()
    engine.dispose()
    assert strict == len(SQLModel.metadata.tables)


def test_an_older_database_is_backed_up_and_then_upgraded(
    paths: Paths, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    schema.create(paths.database)
    connection = sqlite3.connect(paths.database)
    connection.execute(f"PRAGMA user_version = {database.SCHEMA - 1}")
    connection.close()
    with Collection.open(paths, load_settings(paths), clock):
        pass
    assert database.examine(paths.database) == database.SCHEMA
    assert [path.name for path in paths.backups.iterdir()] == ["before-upgrade-2026-03-01T10-00-00.db"]


def test_a_database_of_the_first_schema_keeps_its_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from alembic import command

    upgrade = command.upgrade
    path = tmp_path / "old.db"
    with monkeypatch.context() as patched:
        patched.setattr(command, "upgrade", lambda config, _head: upgrade(config, "0001"))
        schema.upgrade(path)
    connection = sqlite3.connect(path)
    connection.executescript(
        "INSERT INTO deck VALUES (1, '/d.yaml', 'D', '', NULL, 0, '[]'); INSERT INTO axis VALUES (1, 'A', 'A');"
        "INSERT INTO note VALUES (1, 'n', 1, 1, '', '', '{}', 1, 0);"
    )
    connection.close()
    schema.upgrade(path)
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT key, changed, exported FROM note").fetchall() == [("n", 0, 0)]
    connection.close()


def test_the_log_can_only_grow(collection: Collection) -> None:
    session = Session(collection, Plan())
    session.answer(Rating.GOOD, 1_000)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        collection.connection.execute("DELETE FROM log")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        collection.connection.execute("UPDATE log SET value = 4")
    session.undo()
    with pytest.raises(sqlite3.IntegrityError, match="undone stays undone"):
        collection.connection.execute("UPDATE log SET undone = NULL")


def test_commits_are_durable_and_foreign_keys_hold(collection: Collection) -> None:
    def pragma(name: str) -> object:
        return collection.connection.execute(f"PRAGMA {name}").fetchone()[0]

    assert (pragma("journal_mode"), pragma("synchronous"), pragma("foreign_keys")) == ("wal", 2, 1)
    assert pragma("busy_timeout") == 5000


def test_a_second_program_is_told_who_holds_the_collection(collection: Collection, paths: Paths) -> None:
    code = "from quizzer.store.lock import Hold\nfrom pathlib import Path\nimport sys\nHold(Path(sys.argv[1]), 'now')"
    second = subprocess.run([sys.executable, "-c", code, str(paths.lock)], capture_output=True, text=True, check=False)
    assert f"another quizzer (process {os.getpid()}" in second.stderr
    assert "since 2026-03-01 10:00" in second.stderr


def test_a_second_collection_is_refused_and_a_reader_is_let_in(
    collection: Collection, open_collection: Opener, paths: Paths, clock: FixedClock
) -> None:
    with pytest.raises(InUse, match="another quizzer"):
        Collection.open(paths, load_settings(paths), clock)
    with Collection.open(paths, load_settings(paths), clock, exclusive=False) as reader:
        assert load_due(reader).counts == load_due(collection).counts


def test_the_lock_is_free_again_when_its_holder_is_gone(paths: Paths) -> None:
    code = (
        "from quizzer.store.lock import Hold\nfrom pathlib import Path\nimport os, signal, sys\n"
        "hold = Hold(Path(sys.argv[1]), 'now')\nos.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(paths.lock)], check=False)
    assert killed.returncode == -9
    Hold(paths.lock, "later").release()


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
    with closing(sqlite3.connect(kept)) as replaced:
        assert replaced.execute("SELECT count(*) FROM log").fetchone() == (2,)
    with Collection.open(paths, load_settings(paths), clock) as restored:
        assert restored.connection.execute("SELECT count(*) FROM log").fetchone() == (1,)


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
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute("SELECT count(*) FROM log").fetchone()[0])


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


def test_a_database_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="the database cannot be written: No such file"):
        schema.create(tmp_path / "missing" / "quizzer.db")


def test_restore_refuses_what_is_no_backup_and_changes_nothing(
    collection: Collection, paths: Paths, clock: FixedClock, tmp_path: Path
) -> None:
    collection.close()
    before = paths.database.read_bytes()
    text_file(tmp_path / "notes.txt")
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
