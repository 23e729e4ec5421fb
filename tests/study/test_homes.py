"""Any folder is a home, what is in it is private, and a disk or a program that takes it away is a sentence."""

from __future__ import annotations

import io
import os
import shutil
import sqlite3
import stat
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from quizzer.cli.main import _run as run
from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.core.schedule.progress import Rating
from quizzer.errors import Problem
from quizzer.files import replacing
from quizzer.store import backup
from quizzer.store.connection import examine, explain, explain_errors
from quizzer.store.schema import upgrade
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import DECK, Opener
from tests.probe import count_rows, rows_of
from tests.store.schema.old_homes import make_old

NAMES = ["a?b", "a#b", "a%41b", "new\nline", "file:x?mode=ro", "q'\"uote", "\udcff", "e\x1b[31m", "  "]


@pytest.mark.skipif(os.name != "posix", reason="names as on POSIX")
@pytest.mark.parametrize("name", NAMES)
def test_any_folder_is_a_home(tmp_path: Path, clock: FixedClock, name: str) -> None:
    paths = Paths(tmp_path / name)
    paths.decks.mkdir(parents=True)
    (paths.decks / f"{name}.yaml").write_text(DECK, "utf-8")
    with Collection.open(paths, load_settings(paths), clock) as collection:
        assert sync_decks(collection) == []
        Session(collection, Plan()).answer(Rating.GOOD, 1_000)
        made = collection.back_up()
        daily = collection.back_up_daily()
    assert daily is not None
    assert sorted(backup.list_backups(paths.backups)) == sorted([made, daily])
    backup.restore(paths.database, made, paths.backups, clock.local(clock.now()))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["bundled", name])
    with Collection.open(paths, load_settings(paths), clock) as collection:
        assert sync_decks(collection) == []
        assert count_rows(collection, "log") == 1


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.skipif(os.name != "posix", reason="modes as on POSIX")
def test_what_the_program_makes_is_private_and_what_was_open_is_closed(tmp_path: Path, clock: FixedClock) -> None:
    paths = Paths(tmp_path / "new" / "home")
    with Collection.open(paths, load_settings(paths), clock) as collection:
        made = collection.back_up()
        assert [mode(path) for path in (paths.home, paths.backups)] == [0o700, 0o700]
        assert {mode(path) for path in (*paths.home.glob("quizzer*"), made)} == {0o600}
    for path in (paths.backups, paths.database, made):
        path.chmod(0o755)
    with Collection.open(paths, load_settings(paths), clock):
        assert [mode(path) & 0o077 for path in (paths.backups, paths.database, made)] == [0, 0, 0]


# Names, leftovers, limits


def test_backups_of_one_second_have_names_of_their_own(collection: Collection, paths: Paths) -> None:
    made = {collection.back_up() for _ in range(4)}
    assert len(made) == 4
    assert {path for path in paths.backups.iterdir() if path.stat().st_size} == made


def test_only_the_newest_copies_made_without_being_asked_for_are_kept(collection: Collection, paths: Paths) -> None:
    for number in range(backup.KEPT + 3):
        last = backup.copy_aside(paths.database, paths.backups, "before-upgrade", f"2026-01-{number:02}")
        collection.back_up()
    kept = sorted(path.name for path in paths.backups.glob("before-upgrade-*"))
    assert len(kept) == backup.KEPT
    assert kept[-1] == last.name
    assert len(list(paths.backups.glob("by-hand-*"))) == backup.KEPT + 3


def test_a_copy_that_fails_gives_its_name_back(paths: Paths, tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no database" * 100)
    with pytest.raises(Problem):
        backup.copy_aside(tmp_path / "text.db", paths.backups, "by-hand", "now")
    assert list(paths.backups.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="processes as on POSIX")
def test_the_leftovers_of_killed_programs_go_and_those_of_living_ones_stay(
    open_collection: Opener, paths: Paths, tmp_path: Path
) -> None:
    child = subprocess.Popen(["true"])
    child.wait()
    paths.backups.mkdir()
    dead = [folder / f".quizzer.db.{child.pid}.{'a' * 16}.tmp" for folder in (paths.home, paths.backups)]
    beside = tmp_path / f".x.apkg.{child.pid}.{'b' * 16}.tmp"
    living = paths.home / f".quizzer.db.{os.getpid()}.{'a' * 16}.tmp"
    for path in (*dead, beside, living):
        path.touch()
    open_collection()
    with replacing(tmp_path / "x.apkg", "the package"):
        pass
    assert [path.exists() for path in (*dead, beside, living)] == [False, False, False, True]


@pytest.mark.parametrize("kind", ["by-hand", "before-merge", "before-import", "before-upgrade", "replaced"])
def test_an_empty_backup_of_a_killed_program_goes_at_the_next_start(
    paths: Paths, open_collection: Opener, kind: str
) -> None:
    open_collection().close()
    paths.backups.mkdir()
    empty, begun, whole = (paths.backups / f"{kind}-2026-01-0{day}T10-00-00.db" for day in (1, 2, 3))
    for path in (empty, empty.with_name(empty.name + "-wal"), begun):
        path.touch()
    whole.write_bytes(b"whole")
    writer = paths.backups / f".{begun.name}.{os.getpid()}.{'a' * 16}.tmp"
    writer.touch()
    open_collection()
    assert sorted(paths.backups.iterdir()) == sorted([begun, whole, writer])


# Disks and programs that take the database away


@pytest.mark.parametrize("how", ["deleted", "replaced"])
def test_a_database_that_is_taken_away_is_noticed_before_an_answer(
    collection: Collection, paths: Paths, how: str
) -> None:
    session = Session(collection, Plan())
    session.answer(Rating.GOOD, 1_000)
    if how == "replaced":
        shutil.copy(paths.database, paths.home / "copy")
        (paths.home / "copy").replace(paths.database)
    else:
        paths.database.unlink()
    for act in (lambda: session.answer(Rating.GOOD, 1_000), session.suspend, session.undo):
        with pytest.raises(Problem, match=f"the database was {how} .*so nothing was stored"):
            act()
    assert count_rows(collection, "log") == 1


def test_a_full_disk_is_a_sentence_at_an_answer_and_the_card_stays(collection: Collection) -> None:
    session = Session(collection, Plan())
    pages = collection.connection.execute("PRAGMA page_count").fetchone()[0]
    collection.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Problem, match="the disk is full"):  # noqa: PT012 - at which answer the pages are used up is SQLite's
        for _ in range(200):
            shown = session.current
            session.answer(Rating.AGAIN, 1_000)
            session.undo()
    assert session.current == shown


def leave_pages(monkeypatch: pytest.MonkeyPatch, pages: int) -> None:
    """Let a database that is made or upgraded have no more than this many pages, as on a disk that fills up."""

    def full(place: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(place, isolation_level=None)
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    monkeypatch.setattr(upgrade, "_open", full)


def test_a_full_disk_is_a_sentence_when_the_database_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leave_pages(monkeypatch, 2)
    with pytest.raises(Problem, match="the disk is full"):
        upgrade.create(tmp_path / "quizzer.db")
    assert list(tmp_path.glob("*quizzer*")) == []


@pytest.mark.parametrize("room", [0, 1, 3, 6, 10])
def test_an_upgrade_on_a_full_disk_leaves_the_old_home_and_goes_through_when_there_is_room(
    paths: Paths, open_collection: Opener, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    log = make_old(paths.database)
    before = paths.database.read_bytes()
    with monkeypatch.context() as context:
        leave_pages(context, len(before) // 4096 + room)
        for _ in range(2):
            with pytest.raises(Problem, match=r"quizzer\.db: the disk is full\. Make room and try again"):
                open_collection()
    assert paths.database.read_bytes() == before
    assert examine(paths.database) == 1
    with closing(sqlite3.connect(next(paths.backups.iterdir()))) as saved:
        old = [row[:-1] for row in log]  # the backup is of the first schema, which has no devices
        assert saved.execute("SELECT *, 0 FROM log ORDER BY id").fetchall() == old
    collection = open_collection()
    assert rows_of(collection, "log") == log
    assert rebuild_collection(collection) == []


def test_errors_are_known_by_their_codes_and_not_by_words(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "x.db", isolation_level=None)
    with pytest.raises(sqlite3.Error) as caught:
        connection.execute("SELECT disk_full_locked_readonly_malformed()")
    assert explain("It", caught.value) == ""
    other = sqlite3.connect(tmp_path / "x.db", timeout=0, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    with pytest.raises(Problem, match="another program keeps the database busy") as busy, explain_errors(tmp_path):
        other.execute("CREATE TABLE t (x)")
    assert "restore" not in str(busy.value)


# Backups that cannot be made, and what is no file


@pytest.fixture
def home(paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    monkeypatch.setenv("QUIZZER_HOME", str(paths.home))
    monkeypatch.setattr("quizzer.config.bundled_decks", lambda: tmp_path / "bundled")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return paths


@pytest.mark.parametrize("command", ["review", "quiz"])
def test_a_session_goes_on_without_a_backup(home: Paths, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    home.backups.write_text("in the way")
    assert run([command, "--plain"]) == 0
    said = capsys.readouterr()
    assert said.err.startswith(f"quizzer: warning: {home.backups}")
    assert "Enter" in said.out
    assert run(["backup"]) == 1
    assert "the backup cannot be written: File exists." in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
@pytest.mark.parametrize("command", ["import", "merge", "restore", "check", "source add", "config"])
def test_nothing_waits_for_a_pipe(home: Paths, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    pipe = home.config if command == "config" else home.home / "f.db"
    os.mkfifo(pipe)
    arguments = ["config"] if command == "config" else [*command.split(), str(pipe)]
    assert run(arguments) in (1, 2)
    said = capsys.readouterr()
    assert "this is a pipe, not a file" in said.err or "not a file" in said.out + said.err


def test_a_device_is_no_file(home: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", os.devnull]) == 1
    assert "a device, not a file" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["check", "import", "merge", "restore", "export", "report"])
def test_a_name_that_is_too_long_is_a_sentence(home: Paths, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "a" * 300 + ".html"]) in (1, 2)
    assert "fault of quizzer" not in capsys.readouterr().err
