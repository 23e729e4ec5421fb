"""A disk that really is full: a file system in memory, which a user namespace lets anybody mount."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from quizzer.clock import SystemClock
from quizzer.config import Paths, load_settings
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.sync.set_up import set_up
from quizzer.study.sync.sync import sync
from tests.conftest import DECK, START
from tests.long.samples import DAY, TABLE, learn_a_little
from tests.probe import rows_of

ROOT = Path(__file__).parents[2]
ANSWERS = "\n3\n\n1\n\n4\n" * 4

# $1 the folder to mount on, $2 the files to begin with, $3 free kB, $4 where to keep what is left; then the program.
ON_A_FULL_DISK = """
    disk=$1 files=$2 free=$3 kept=$4; shift 4
    mount -t tmpfs -o size=3m tmpfs "$disk" || exit 99
    cp -R "$files/." "$disk"
    dd if=/dev/zero of="$disk/filler" bs=4k status=none 2> "$kept/dd"
    filled=$(($(stat -c %s "$disk/filler") / 1024 - free))
    [ "$free" = 0 ] || dd if=/dev/null of="$disk/filler" bs=1k seek=$filled 2> "$kept/dd"
    [ -z "$READ_ONLY" ] || mount -o remount,ro "$disk"
    cd "$disk"
    QUIZZER_HOME="${ELSEWHERE:-$disk/home}" "$@"
    code=$?
    cp -R "$disk/home" "$kept"
    find "$disk" -name '*.tmp*'
    exit $code
"""


def unshare(arguments: list[str]) -> list[str]:
    return ["unshare", "--map-root-user", "--mount", "sh", "-c", *arguments]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which something was learnt, and files beside it."""
    if shutil.which("unshare") is None:
        pytest.skip("unshare is not here")
    mounting = unshare(["mount -t tmpfs tmpfs /mnt"])
    if subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("nobody but root may mount here")
    folder = tmp_path_factory.mktemp("files")
    learn_a_little(folder / "home").close()
    with learn_a_little(tmp_path_factory.mktemp("elsewhere") / "home", days=3, start=START + 9 * DAY) as other:
        shutil.copy(other.back_up(), folder / "other.db")
        (folder / "shared").mkdir()
        set_up(other, str(folder / "shared"))
        sync(other)
    shutil.copy(other.paths.database, folder / "raw.db")
    (folder / "people.csv").write_text(TABLE, "utf-8")
    # Larger than what is left, and changed since it was read.
    (folder / "home" / "decks" / "more.yaml").write_text(DECK.replace("SML", "MOR").replace("id: ", "id: m-"), "utf-8")
    return folder


def call(
    files: Path, tmp_path: Path, free: int, arguments: list[str], **more: str
) -> tuple[subprocess.CompletedProcess[str], Path]:
    """Call the program on a full disk; what it said, and the home it left."""
    disk, kept = tmp_path / "disk", tmp_path / "kept"
    for folder in (disk, kept):
        folder.mkdir()
    command = unshare(
        [ON_A_FULL_DISK, "sh", str(disk), str(files), str(free), str(kept), sys.executable, "-m", "quizzer", *arguments]
    )
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path), **more}
    done = subprocess.run(
        command, input=ANSWERS, capture_output=True, text=True, check=False, env=environment, timeout=120
    )
    assert done.returncode != 99, done.stderr
    return done, kept / "home"


def log_of(home: Path) -> list[tuple[object, ...]]:
    """The log, after a start that finds the home whole."""
    with Collection.open(Paths(home), load_settings(Paths(home)), SystemClock()) as collection:
        assert rebuild_collection(collection) == []
        return rows_of(collection, "log")


@pytest.mark.parametrize("free", [0, 40, 120])
@pytest.mark.parametrize(
    "arguments",
    [
        ["review", "--plain"],
        ["merge", "other.db"],
        ["sync", "--with", "shared"],
        ["restore", "other.db"],
        ["import", "people.csv"],
        ["export", "x.apkg", "--with-progress"],
        ["backup"],
        ["add", "--deck", "small", "--ask", "Which hormone?", "--answer", "LH"],
        ["rebuild"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_full_disk_is_one_sentence_and_loses_nothing(
    files: Path, tmp_path: Path, arguments: list[str], free: int
) -> None:
    before = log_of(shutil.copytree(files / "home", tmp_path / "before"))
    done, home = call(files, tmp_path, free, arguments)
    assert done.returncode in (0, 1), done.stderr
    if done.returncode:
        sentences = done.stderr.strip().splitlines()
        assert any("the disk is full" in line or "No space left on device" in line for line in sentences), sentences
        assert "fault of quizzer's own" not in done.stderr
    else:
        assert free, "nothing was left, and it went through"
    assert ".tmp" not in done.stdout
    after = log_of(home)
    assert after[: len(before)] == before or (arguments[0] == "restore" and done.returncode == 0)


@pytest.mark.parametrize(
    "arguments",
    [
        ["review", "--plain"],
        ["import", "people.csv"],
        ["backup"],
        ["merge", "other.db"],
        ["export", "x.csv"],
        ["due"],
        ["sync", "--with", "shared"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_disk_that_may_only_be_read_is_one_sentence(files: Path, tmp_path: Path, arguments: list[str]) -> None:
    done, _ = call(files, tmp_path, 900, arguments, READ_ONLY="yes")
    assert done.returncode == 1
    (sentence,) = done.stderr.strip().splitlines()
    assert "read-only" in sentence.lower(), sentence
    assert "fault of quizzer's own" not in sentence


@pytest.mark.parametrize("command", ["merge", "restore"])
@pytest.mark.parametrize("file", ["other.db", "raw.db"])
def test_a_database_on_a_disk_that_may_only_be_read_is_read(
    files: Path, tmp_path: Path, command: str, file: str
) -> None:
    home = shutil.copytree(files / "home", tmp_path / "home")
    before = len(log_of(home))
    done, _ = call(files, tmp_path, 900, [command, file], READ_ONLY="yes", ELSEWHERE=str(home))
    assert done.returncode == 0, done.stderr
    assert len(log_of(home)) != before


def test_without_room_for_a_backup_nothing_is_imported(files: Path, tmp_path: Path) -> None:
    done, home = call(files, tmp_path, 250, ["import", "people.csv"])
    assert done.returncode == 1
    assert "before-import" in done.stderr
    assert sorted(path.name for path in (home / "decks").iterdir()) == ["more.yaml", "small.yaml"]
