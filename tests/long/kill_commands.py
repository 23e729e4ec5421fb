"""Kills every command that writes, at the calls by which it writes: nothing acknowledged is lost, nothing is half done.

Run ``python -m tests.long.kill_commands``, with ``--kills N`` for each command, ``--seed N``, ``--only COMMAND``;
``--small`` is what the suite runs. Where strace is installed it kills at a chosen system call; ``restore``,
``merge`` and ``sync`` die at each of theirs. Elsewhere the kills come at random moments.

After each kill the next start must open the home, find every answer that was there or was acknowledged, have nothing
to correct in a rebuild, read the deck files and the configuration without an error, and delete what was left over; the
command itself must go through.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from quizzer.cli.main import _run as run
from quizzer.clock import SystemClock
from quizzer.config import Paths, load_settings
from quizzer.store.sync.keys import ADDRESS
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.sync import sync_decks
from tests.conftest import DECK, START
from tests.long.samples import DAY, DOCUMENT, TABLE, learn_a_little
from tests.probe import log_of
from tests.store.schema.old_homes import make_old

KILLS, SMALL = 20, 1
PROGRAM = [sys.executable, "-m", "quizzer"]
CALLS = (
    "pwrite64", "write", "fsync", "fdatasync", "rename", "unlink", "ftruncate", "mkdir", "openat", "fchmod", "chmod",
)  # fmt: skip
_CALL = re.compile(r"(?P<pid>\d+) +(?P<name>\w+)\((?P<rest>.*)")
_QUESTION = re.compile(r"^\[[^\]\n]* · [^\]\n]*\](?: \d+ new, .* left)?$", re.MULTILINE)

Row = tuple[object, ...]
Point = tuple[str, int]
"""A system call, and the how manyth of its name."""


class Command(NamedTuple):
    """A command that writes.

    Attributes:
        name: For the table.
        arguments: It is called with these in a folder that holds the home and the files it needs.
        typed: Its standard input.
        home: The home it is called on.
        thorough: Whether it is killed at every call that writes.
        replaces: Whether the log may become that of the backup.
    """

    name: str
    arguments: tuple[str, ...]
    typed: str = ""
    home: str = "learnt"
    thorough: bool = False
    replaces: bool = False


ANSWERS = "\n3\n\n1\n\n4\n\n2\n\n3\n"
COMMANDS = (
    Command("review", ("review", "--plain"), ANSWERS),
    Command("review, undo", ("review", "--plain"), "\n3\nu\n\n1\nu\n\n4\nu\nu\nu\n"),
    Command("quiz as reviews", ("quiz", "--plain", "--as-reviews", "-n", "4", "--axis", "SML"), "1\n" * 12),
    Command("merge", ("merge", "other.db"), thorough=True),
    Command("restore", ("restore", "backup.db"), thorough=True, replaces=True),
    Command("sync", ("sync",), home="synced", thorough=True),
    Command("sync, first", ("sync", "--with", "shared"), thorough=True),
    Command("import table", ("import", "people.csv")),
    Command("import package", ("import", "other.apkg")),
    Command("import archive", ("import", "other.json")),
    Command("export package", ("export", "x.apkg", "--with-progress")),
    Command("export archive", ("export", "x.json")),
    Command("backup", ("backup",)),
    Command("rebuild", ("rebuild",)),
    Command("optimize", ("optimize", "--per-axis"), home="long"),
    Command("goal", ("goal", "--axis", "SML", "--by", "2031-01-01")),
    Command("goal removed", ("goal", "--axis", "SML", "--remove"), home="goal"),
    Command("config", ("config", "--init")),
    Command("source add", ("source", "add", "tides.md", "--id", "tides")),
    Command("add", ("add", "--deck", "small", "--ask", "Which hormone?", "--answer", "LH")),
    Command("decks, synced", ("decks",), home="edited"),
    Command("report", ("report", "x.html")),
    Command("upgrade", ("decks",), home="old"),
    Command("first start", ("decks",), home="new"),
)


IN_SMALL = ("review", "merge", "restore", "sync", "import package", "export package", "backup", "add", "upgrade")


class Result(NamedTuple):
    """The outcome of a kill.

    Attributes:
        killed: False when the command was done before.
        faults: Sentences.
    """

    killed: bool
    faults: tuple[str, ...] = ()


def make_files(folder: Path, *, small: bool = False) -> None:
    """Homes and files that the commands are called with."""
    usual = ["learnt", "synced"] if small else ["learnt", "synced", "edited", "goal"]
    for name in usual:
        learn_a_little(folder / name).close()
    with learn_a_little(folder / "other", days=3, start=START + 9 * DAY) as other:
        shutil.copy(other.back_up(), folder / "other.db")
    for ending in ("apkg", "json"):
        _call(folder, "other", ("export", f"other.{ending}", *(["--with-progress"] if ending == "apkg" else [])))
    (folder / "old").mkdir()
    make_old(folder / "old" / "quizzer.db")
    (folder / "new" / "decks").mkdir(parents=True)
    (folder / "new" / "decks" / "small.yaml").write_text(DECK, "utf-8")
    for name in usual:
        _call(folder, name, ("decks",))
    if not small:
        # Enough answers to fit parameters.
        learn_a_little(folder / "long", days=90, ahead=400).close()
        _call(folder, "long", ("decks",))
        _call(folder, "goal", ("goal", "--axis", "SML", "--by", "2031-01-01"))
        (folder / "edited" / "decks" / "small.yaml").write_text(DECK.replace("id: gland", "id: glands"), "utf-8")
    (folder / "shared").mkdir()
    for name in ("other", "synced"):
        _call(folder, name, ("sync", "--with", "shared"))
    for name in ("other", "synced"):
        _call(folder, name, ("review", "--plain"), ANSWERS)
    _call(folder, "other", ("sync",))
    shutil.copy(folder / "learnt" / "quizzer.db", folder / "backup.db")
    _call(folder, "learnt", ("review", "--plain"), ANSWERS)
    (folder / "people.csv").write_text(TABLE, "utf-8")
    (folder / "tides.md").write_text(DOCUMENT, "utf-8")


@contextmanager
def _inside(folder: Path, home: str) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        with patch.dict(os.environ, {"QUIZZER_HOME": str(folder / home), "XDG_CONFIG_HOME": str(folder / "none")}):
            yield
    finally:
        os.chdir(before)


def _call(folder: Path, home: str, arguments: Sequence[str], typed: str = "") -> str:
    """Call the program in this process; what it said when that was an error."""
    output, errors = io.StringIO(), io.StringIO()
    with (
        _inside(folder, home),
        patch.object(sys, "stdin", io.StringIO(typed)),
        redirect_stdout(output),
        redirect_stderr(errors),
    ):
        code = run(list(arguments))
    return errors.getvalue() or f"exit code {code}" if code else ""


def find_points(folder: Path, command: Command) -> list[Point]:
    """The calls by which a command writes below the folder, from one run of it that is not killed."""
    log = folder.parent / "strace.log"
    _start(
        folder,
        command,
        ["strace", "-f", "-y", "-qq", "--seccomp-bpf", "-e", f"trace={','.join(CALLS)}", "-o", str(log)],
    )
    counts: Counter[tuple[str, str]] = Counter()
    points = []
    for line in log.read_text("utf-8", "replace").splitlines():
        match = _CALL.match(line)
        if match is None:
            continue
        counts[match["pid"], match["name"]] += 1
        reads = match["name"] == "openat" and "O_CREAT" not in line and "O_TRUNC" not in line
        if str(folder) in match["rest"] and not reads:
            points.append((match["name"], counts[match["pid"], match["name"]]))
    return sorted(set(points))


def _start(folder: Path, command: Command, before: Sequence[str] = (), wait: float | None = None) -> tuple[bool, str]:
    """Run the command as a process; whether it was killed, and what it had said by then."""
    said = folder.parent / "said"
    with _inside(folder, command.home), said.open("w") as out:
        child = subprocess.Popen(
            [*before, *PROGRAM, *command.arguments],
            stdin=subprocess.PIPE, stdout=out, stderr=subprocess.STDOUT, text=True, start_new_session=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip
        if wait is not None:
            time.sleep(wait)
            os.killpg(child.pid, signal.SIGKILL)
        try:
            child.communicate(command.typed)
        except BrokenPipeError:
            child.wait()
    # strace ends as the program under it did.
    return child.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL), said.read_text("utf-8", "replace")


def kill_at(files: Path, command: Command, point: Point | float) -> Result:
    """Kill the command at a call or after a time, on copies of the files, and look at what is left."""
    with tempfile.TemporaryDirectory(dir=files.parent) as place:
        folder = Path(place) / "files"
        shutil.copytree(files, folder)
        before = _log_of(folder, command.home)
        if isinstance(point, float):
            killed, said = _start(folder, command, wait=point)
        else:
            name, number = point
            # Without --seccomp-bpf, under which this strace injects nothing.
            inject = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={name}", "-e"]
            killed, said = _start(folder, command, [*inject, f"inject={name}:signal=KILL:when={number}"])
        answered = 0
        if command.name in ("review", "quiz as reviews"):
            # A question behind the first says that the one before was answered.
            answered = max(0, len(_QUESTION.findall(said)) - 1)
        return Result(killed, tuple(_find_faults(folder, command, before, answered)))


def _log_of(folder: Path, home: str) -> set[Row]:
    """The log of a copied home, which syncs with the copy of its folder from now on."""
    path = folder / home / "quizzer.db"
    if not path.exists():
        return set()
    with Collection.open(Paths(folder / home), load_settings(Paths(folder / home)), SystemClock()) as collection:
        if collection.get(ADDRESS):
            collection.put(ADDRESS, str(folder / "shared"))
        return _rows(collection)


def _rows(source: Collection | Path) -> set[Row]:
    """The log without what an undo or a rebuild may change in it."""
    return {(row.card, row.at, row.kind, row.value, row.took) for row in log_of(source)}


def _find_faults(folder: Path, command: Command, before: set[Row], answered: int) -> Iterator[str]:
    paths = Paths(folder / command.home)
    try:
        with Collection.open(paths, load_settings(paths), SystemClock()) as collection:
            yield from _find_lost(folder, command, _rows(collection), before, answered)
            yield from (f"broken: {problem}" for problem in sync_decks(collection) if problem.level == "error")
            yield from (f"repaired: {difference}" for difference in rebuild_collection(collection))
    except Exception as error:  # noqa: BLE001 - whatever keeps the home from opening
        yield f"lost: the home does not open: {error}"
        return
    said = _call(folder, command.home, command.arguments, command.typed)
    if said and "exists already" not in said:  # `config --init` that was done before it was killed
        yield f"broken: it does not go through afterwards: {said}"
    for path in sorted(folder.rglob("*")):
        if path.is_relative_to(folder / "shared"):
            continue  # where another device may be writing, what is a day old is swept
        if path.name.endswith((".tmp", ".restored")) or ".tmp-" in path.name:
            yield f"left: {path.relative_to(folder)}"
        if path.suffix == ".db" and path.parent == paths.backups and not path.stat().st_size:
            yield f"left: {path.relative_to(folder)}, which is empty"


def _find_lost(folder: Path, command: Command, rows: set[Row], before: set[Row], answered: int) -> Iterator[str]:
    if command.replaces and rows != before:
        if rows != _rows(folder / "backup.db"):
            yield f"lost: {len(rows)} rows are neither those before nor those of the backup"
        kept = (folder / command.home / "backups").glob("replaced-*.db")
        if not any(_rows(path) >= before for path in kept):
            yield "lost: what was replaced is not kept"
    elif not rows >= before:
        yield f"lost: {len(before - rows)} rows that were there"
    elif len(rows) - len(before) < answered:
        yield f"lost: {answered} answers were acknowledged, {len(rows) - len(before)} are there"


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--seed", type=int, default=20_261_126)
    parser.add_argument("--only", choices=[command.name for command in COMMANDS], default="")
    parser.add_argument("--small", action="store_const", dest="kills", const=SMALL, help=f"{SMALL} kill a command")
    chosen = parser.parse_args(arguments)
    chance = random.Random(chosen.seed)
    every: list[str] = []
    total = 0
    print(f"{'command':<16} {'calls':>6} {'kills':>6} {'lost':>5} {'repaired':>8} {'broken':>6} {'left':>5}")
    with tempfile.TemporaryDirectory() as place:
        files = Path(place) / "files"
        files.mkdir()
        small = chosen.kills <= SMALL
        make_files(files, small=small and not chosen.only)
        for command in COMMANDS:
            if command.name == chosen.only or (not chosen.only and (not small or command.name in IN_SMALL)):
                calls, points = _choose(files, command, chosen.kills, chance)
                results = [(point, kill_at(files, command, point)) for point in points]
                kills = sum(result.killed for _, result in results)
                faults = [f"{command.name}, {point}: {fault}" for point, result in results for fault in result.faults]
                kinds = Counter(fault.split(": ")[1] for fault in faults)
                row = " ".join(
                    f"{kinds[kind]:>{width}}"
                    for kind, width in (("lost", 5), ("repaired", 8), ("broken", 6), ("left", 5))
                )
                print(f"{command.name:<16} {calls:>6} {kills:>6} {row}", flush=True)
                every += faults
                total += kills
    print(f"{total} kills, {len(every)} faults")
    for fault in every[:60]:
        print(fault)
    return 1 if every else 0


def _choose(files: Path, command: Command, kills: int, chance: random.Random) -> tuple[int, Sequence[Point | float]]:
    """The number of calls at which the command may be killed, and those at which it is."""
    with tempfile.TemporaryDirectory(dir=files.parent) as place:
        folder = Path(place) / "files"
        shutil.copytree(files, folder)
        _log_of(folder, command.home)
        if shutil.which("strace") is not None and kills > SMALL:
            points = find_points(folder, command)
            return len(points), points if command.thorough else chance.sample(points, min(kills, len(points)))
        begun = time.monotonic()
        _start(folder, command)
        longest = time.monotonic() - begun
        return 0, [chance.uniform(0.1, max(0.2, longest)) for _ in range(kills)]


if __name__ == "__main__":
    sys.exit(main())
