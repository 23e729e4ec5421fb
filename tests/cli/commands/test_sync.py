"""``quizzer sync`` says in one or two lines what happened, and what to do where it cannot."""

from __future__ import annotations

import errno
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from quizzer.cli.main import _run as run
from quizzer.clock import FixedClock, SystemClock
from quizzer.config import Paths, load_settings
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.sync import placing
from tests.cli.json_forms import validate_json
from tests.conftest import DECK, START

SECRET = "hunter2"


class Machines:
    """Homes on several machines that share a folder, by the command line."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = root / "shared"
        self._root, self._capsys, self._monkeypatch = root, capsys, monkeypatch

    def call(self, home: str, *arguments: str, code: int = 0) -> str:
        """What `quizzer sync` prints, on either stream."""
        paths = Paths(self._root / home)
        if not paths.decks.exists():
            paths.decks.mkdir(parents=True)
            (paths.decks / "small.yaml").write_text(DECK, "utf-8")
        self._monkeypatch.setenv("QUIZZER_HOME", str(paths.home))
        self._capsys.readouterr()
        assert run(["sync", *arguments]) == code
        printed = self._capsys.readouterr()
        return printed.out + printed.err

    def read(self, home: str, *arguments: str, code: int = 0) -> dict[str, Any]:
        """What it prints with ``--json``, held against the published form."""
        data: dict[str, Any] = json.loads(self.call(home, *arguments, "--json", code=code))
        validate_json(data)
        return data

    def answer(self, home: str) -> None:
        """Give three answers."""
        paths = Paths(self._root / home)
        with Collection.open(paths, load_settings(paths), SystemClock()) as collection:
            for _ in range(3):
                Session(collection, Plan()).answer(Rating.GOOD, 4_000)


@pytest.fixture
def machines(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Machines:
    """Two machines that share a folder, and nothing set up."""
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "shared").mkdir()
    return Machines(tmp_path, capsys, monkeypatch)


@pytest.fixture
def synced(machines: Machines) -> Machines:
    """Both set up, and three answers given on the laptop."""
    machines.call("laptop", "--with", str(machines.folder), "--name", "laptop")
    machines.call("desktop", "--with", str(machines.folder), "--name", "desktop")
    machines.answer("laptop")
    return machines


def test_it_is_set_up_in_one_line(machines: Machines) -> None:
    assert machines.call("laptop", "--with", "~/shared", "--name", "laptop") == (
        "Sync is set up with ~/shared. No other device is there yet: set it up on each in the same way.\n"
        "Nothing to send.\n"
    )
    machines.answer("laptop")
    assert machines.call("laptop") == "Synced with ~/shared: 3 answers sent.\n"
    assert machines.call("desktop", "--with", "~/shared") == (
        "Sync is set up with ~/shared. Other devices there: laptop.\n3 answers taken in from laptop.\n"
    )
    assert machines.call("desktop") == "Synced with ~/shared: nothing new.\n"
    assert machines.call("desktop", "--with", "~/shared") == "Synced with ~/shared: nothing new.\n"


def test_a_dry_run_says_what_a_sync_would_do(synced: Machines) -> None:
    assert synced.call("laptop", "--dry-run") == "~/shared: 3 answers to send. Nothing was changed, here or there.\n"
    assert synced.read("laptop", "--dry-run")["planned"]
    assert synced.call("laptop") == "Synced with ~/shared: 3 answers sent.\n"
    expected = "~/shared: 3 answers to take in from laptop. Nothing was changed, here or there.\n"
    assert synced.call("desktop", "--dry-run") == expected
    assert synced.call("phone", "--dry-run", "--with", "~/shared").startswith("~/shared: 3 answers to take in from")
    assert synced.call("phone", code=2).startswith("quizzer: sync is not set up here.")


def test_the_status_lists_the_devices(synced: Machines) -> None:
    assert synced.call("laptop", "--status") == (
        "~/shared: synced just now, 3 answers to send.\n"
        "Device             Last seen  Behind by\n"
        "laptop (this one)  just now   nothing\n"
        "desktop            just now   nothing\n"
    )
    synced.call("laptop")
    data = synced.read("desktop", "--status")
    assert (data["name"], data["to_send"], data["problem"]) == ("desktop", 0, None)
    assert [(device["name"], device["here"], device["behind"]) for device in data["devices"]] == [
        ("desktop", True, 1),
        ("laptop", False, 0),
    ]
    shutil.rmtree(synced.folder)
    lines = synced.call("laptop", "--status").splitlines()
    assert lines[0] == "~/shared: synced just now, nothing to send."
    assert lines[1].startswith("The other devices cannot be listed now.")
    assert synced.read("laptop", "--status")["problem"]


def test_of_a_quiet_hour_the_status_says_no_more_than_is_noted(
    machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = FixedClock(START)
    for module in ("open_collection", "sync_glance"):
        monkeypatch.setattr(f"quizzer.cli.{module}.SystemClock", lambda: clock)
    for name in ("laptop", "desktop"):
        machines.call(name, "--with", "~/shared", "--name", name)
    clock.at += 50 * 60_000
    assert machines.call("laptop") == "Synced with ~/shared: nothing new.\n"
    assert machines.call("laptop", "--status") == (
        "~/shared: synced within the last hour, nothing to send.\n"
        "Device             Last seen             Behind by\n"
        "laptop (this one)  within the last hour  nothing\n"
        "desktop            50 min ago            nothing\n"
    )


def test_what_was_done_has_a_form(synced: Machines) -> None:
    assert synced.read("laptop")["sent"] == 3
    data = synced.read("desktop")
    assert (data["taken_in"], data["devices"], data["set_up"], data["planned"]) == (3, ["laptop"], False, False)
    assert synced.read("desktop")["taken_in"] == 0


def test_a_device_is_forgotten_and_another_leaves(synced: Machines) -> None:
    assert synced.call("laptop", "--forget", "tablet", code=2) == (
        "quizzer: no other device is called “tablet”. There are: desktop.\n"
    )
    assert synced.call("laptop", "--forget", "desktop").startswith("desktop is off the list.")
    synced.call("laptop")
    synced.answer("desktop")
    assert synced.call("desktop", "--leave") == (
        "Synced with ~/shared: 3 answers taken in from laptop, 3 sent.\n"
        "This device does not sync with ~/shared any more. The files there stay, for the others.\n"
    )
    synced.call("desktop", "--leave", code=2)


def test_what_is_said_of_a_place_that_is_left_while_it_is_away_is_true(synced: Machines) -> None:
    shutil.rmtree(synced.folder)
    assert synced.call("laptop", "--leave") == (
        f"{synced.folder} holds no quizzer sync any more: is the drive mounted, or the folder moved?\n"
        "What other devices may have sent there since was not taken in.\n"
        "3 answers were not sent. They stay here, in this device's log.\n"
        "This device does not sync with ~/shared any more. The others may still list it: `quizzer sync --forget "
        "laptop` on one of them ends that.\n"
    )
    assert "not sent" not in synced.call("desktop", "--leave")


def test_a_file_that_cannot_be_read_is_named_before_the_place_is_left(
    synced: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced.call("laptop")
    read = placing.read_regular

    def fail(path: Path, most: int) -> bytes | None:
        if path.suffix == ".qz":
            raise OSError(errno.EACCES, "Permission denied", str(path))
        return read(path, most)

    monkeypatch.setattr(placing, "read_regular", fail)
    nothing, why, unread, end = synced.call("desktop", "--leave").splitlines()
    assert nothing == "Synced with ~/shared: nothing new."
    assert why.endswith("you may not read or write it.")
    assert unread == "Not read whole, and so not taken in: 1 file."
    assert end.startswith("This device does not sync with ~/shared any more.")


def test_a_place_is_left_that_takes_nothing_any_more(synced: Machines, monkeypatch: pytest.MonkeyPatch) -> None:
    synced.call("laptop")
    synced.answer("desktop")
    (first, *_) = (synced.folder / "log").rglob("*.qz")
    first.write_bytes(first.read_bytes()[:-1])

    def fail(*_: object) -> bool:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(placing, "place_new", fail)
    lines = synced.call("desktop", "--leave").splitlines()
    assert lines[1:3] == [
        "Not read whole, and so not taken in: 1 file.",
        "3 answers were not sent. They stay here, in this device's log.",
    ]
    assert "read-only" in lines[0]
    assert "next sync" not in "".join(lines)


def test_a_place_that_is_gone_is_a_sentence(synced: Machines) -> None:
    shutil.rmtree(synced.folder)
    assert "is the drive mounted" in synced.call("laptop", code=1)
    synced.folder.mkdir()
    assert f"`quizzer sync --with {synced.folder}` sets it up anew" in synced.call("laptop", code=1)
    assert list(synced.folder.iterdir()) == []
    assert "3 answers sent" in synced.call("laptop", "--with", "~/shared").lower()


def test_what_was_taken_in_is_said_before_what_could_not_be_sent(
    synced: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced.call("laptop")
    synced.answer("desktop")

    def fail(*_: object) -> bool:
        raise OSError(errno.EROFS, "Read-only file system")

    with monkeypatch.context() as read_only:
        read_only.setattr(placing, "place_new", fail)
        printed = synced.call("desktop", code=1)
        assert printed.startswith("Synced with ~/shared: 3 answers taken in from laptop.\nquizzer: ")
        assert "read-only" in printed
        synced.answer("laptop")
    synced.call("laptop")
    with monkeypatch.context() as read_only:
        read_only.setattr(placing, "place_new", fail)
        assert "read-only" in synced.read("desktop", code=1)["problem"]


def test_a_missing_folder_is_made_when_a_person_says_so(machines: Machines, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = machines.folder / "new"
    assert "there is no such folder" in machines.call("laptop", "--with", str(missing), code=2)
    for stream in ("stdin", "stderr"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True)
    asked: list[str] = []

    def confirm(question: str, **_: object) -> bool:
        asked.append(question)
        return len(asked) > 1

    monkeypatch.setattr("click.confirm", confirm)
    assert "there is no such folder" in machines.call("laptop", "--with", str(missing), code=2)
    assert not missing.exists()
    assert "Sync is set up" in machines.call("laptop", "--with", str(missing))
    assert asked[0] == "There is no folder ~/shared/new yet. Make it, and sync there?"


def test_a_password_is_never_printed(machines: Machines, monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"postgresql://anna:{SECRET}@localhost:1/school"
    refused = machines.call("laptop", "--with", address, code=2)
    assert SECRET not in refused
    assert "QUIZZER_SYNC_URL" in refused
    monkeypatch.setenv("QUIZZER_SYNC_URL", address)
    for options, code in (((), 1), (("--status",), 0), (("--dry-run",), 1)):
        assert SECRET not in machines.call("laptop", *options, code=code)
    left = machines.call("laptop", "--leave")
    assert SECRET not in left
    assert "QUIZZER_SYNC_URL still names the server" in left
    kept = [path.read_bytes() for path in machines.folder.parent.rglob("*") if path.is_file()]
    assert kept
    assert not any(SECRET.encode() in data for data in kept)


@pytest.mark.parametrize(
    "options",
    [
        ["--status", "--dry-run"],
        ["--leave", "--forget", "phone"],
        ["--status", "--name", "phone"],
        ["--leave", "--with", "/tmp"],
        ["--leave", "--json"],
        ["--name", " "],
        ["--name", "x" * 41],
    ],
)
def test_options_that_do_not_go_together_are_refused(machines: Machines, options: list[str]) -> None:
    assert machines.call("laptop", *options, code=2).startswith("quizzer: ")


def test_where_nothing_is_new_nothing_heavy_is_imported(machines: Machines) -> None:
    """A timer may call it every few minutes."""
    machines.folder.mkdir(exist_ok=True)
    machines.call("laptop", "--with", str(machines.folder))
    code = (
        "import sys; from quizzer.cli.main import _run; _run(['sync']);"
        "heavy = ('click', 'shutil', 'sqlmodel', 'yaml', 'zstandard', 'textual', 'dataclasses', 'hashlib', 'shlex',"
        "'quizzer.sync.segment', 'quizzer.store.sync.outgoing');"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "Synced with ~/shared: nothing new.\n[]\n"
