"""What a sync through a folder takes: nothing new, a day of three devices, and a first sync with and without a base.

A sync with nothing new is a whole process, on a folder that ten devices have written four hundred files into. The
others are what the command does after it has opened the collection, by the processor time of a process of their own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from unittest.mock import patch

from quizzer.clock import SystemClock
from quizzer.config import Paths
from quizzer.store.connection import transaction
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.sync.files import bases
from quizzer.study.sync.set_up import set_up
from quizzer.study.sync.sync import sync
from quizzer.sync.folder import FolderCarrier
from quizzer.sync.names import BASE, LOG, LogName, digest_of
from quizzer.sync.segment import Row, Segment, encode
from tests.benchmarks.page.figures import Table, duration, number, run, verdict
from tests.benchmarks.page.machine import Size
from tests.benchmarks.stage import million
from tests.benchmarks.stage.learner import DAY, ROLLOVER, copy_of, open_collection
from tests.benchmarks.stage.stopwatch import Lap, Stopwatch, measure_alone

FULL = Size(cards=100_000, rounds=7)
DEVICES, FILES = 10, 400
OTHERS, ANSWERS = 3, 200
GOALS = (0.1, 0.15, 0.3, 5.0, 40.0)
"""Seconds, in the order of the table."""
NOTHING, A_DAY = "nothing new, {:,} cards: whole process", f"{ANSWERS} answers of {OTHERS} devices"
WITH_BASE, WITHOUT = "first sync, with a base", "first sync, without a base"


def measure(size: Size) -> Iterator[Table]:
    """Measure at a tenth of the cards and at all of them."""
    laps: dict[str, Lap] = {}
    with TemporaryDirectory() as place:
        folder = Path(place)
        for cards in (max(30, size.cards // 10), size.cards):
            measure_alone(partial(_prepare, folder / str(cards), cards, size.few(FILES)))
            laps |= measure_alone(partial(_time_nothing, folder / str(cards), cards, size.rounds), tiny=size.tiny)
        made = folder / str(size.cards)
        laps |= measure_alone(partial(_time_day, made, size.few(5)), tiny=size.tiny)
        measure_alone(partial(_send, made))
        for name in (WITH_BASE, WITHOUT):
            laps |= measure_alone(partial(_time_first, made, name))
        answers, in_files, in_base = _count(made)
    goals = dict(zip(laps, GOALS, strict=True))
    caption = (
        f"{answers:,} answers to {size.cards:,} cards; {in_files / answers:.1f} bytes an answer in files of the log, "
        f"{in_base / answers:.1f} in a base."
    )
    rows = [_row(name, lap, goals[name], size) for name, lap in laps.items()]
    yield Table(caption, ("work", "processor", "peak memory", "goal"), rows)


def _row(name: str, lap: Lap, goal: float, size: Size) -> list[str]:
    return [name, duration(lap.seconds), f"{number(lap.memory)} MiB", verdict(lap.seconds, size.goal(goal), "s")]


def _prepare(folder: Path, cards: int, files: int, _watch: Stopwatch) -> None:
    """A home of some years, one with the same cards where nothing was answered, and a folder in use for long."""
    folder.mkdir()
    home = copy_of(million.home_with(cards), folder / "home")
    with open_collection(Paths(folder / "empty")) as collection, transaction(collection.connection) as connection:
        today = SystemClock().moment(ROLLOVER).day
        with patch.object(million, "SEEN", 0):
            million.fill(connection, collection.scheduler, today, cards)
    data = encode(Segment())
    with open_collection(home) as collection:
        rebuild_collection(collection)  # what was written as the caches was only near what the log says
        with _folder(folder / "used") as carrier:
            set_up(collection, str(folder / "used"))
            for device in range(DEVICES):
                for turn in range(1, files + 1):
                    carrier.put_new(LogName(f"{device}" * 20, turn, turn, digest_of(data)).text, data)
        sync(collection)


def _time_nothing(folder: Path, cards: int, rounds: int, watch: Stopwatch) -> None:
    """The command as a person calls it."""
    home = folder / "home"
    env = {**os.environ, "QUIZZER_HOME": str(home), "XDG_CONFIG_HOME": str(folder / "none")}
    command = [sys.executable, "-m", "quizzer", "sync"]
    call = partial(subprocess.run, command, env=env, check=True, capture_output=True)
    call()  # compiled modules are there from now on
    before = {path.name: path.stat().st_mtime_ns for path in home.rglob("*.db*")}
    name = NOTHING.format(cards)
    watch.time_each(name, call, rounds)
    with watch.watching_children(name):
        call()
    assert {path.name: path.stat().st_mtime_ns for path in home.rglob("*.db*")} == before, "something was written"


def _time_day(folder: Path, days: int, watch: Stopwatch) -> None:
    """Days on which three others answered two hundred cards; the median."""
    home = copy_of(Paths(folder / "home"), folder / "day")
    laps: list[Lap] = []
    with open_collection(home) as collection, _folder(folder / "used") as carrier:
        keys = _keys(collection)
        for day in range(1, days + 1):
            for device in range(OTHERS):
                data = encode(Segment(_answers(f"{device}" * 20, keys, collection.clock.now() - DAY, day)))
                carrier.put_new(LogName(f"{device}" * 20, FILES + day, FILES + day, digest_of(data)).text, data)
            watch.time(A_DAY, partial(sync, collection))
            laps.append(watch.laps[A_DAY])
        (row,) = collection.connection.execute("SELECT count(*) FROM log WHERE origin = 2").fetchone()
        assert row == days * (ANSWERS // OTHERS) * OTHERS, "not every answer was taken in"
    watch.laps[A_DAY] = sorted(laps)[len(laps) // 2]


def _answers(device: str, keys: Sequence[str], begins: int, seed: int) -> list[Row]:
    chance, day = Random(f"{device}{seed}"), begins // DAY
    return [
        (chance.choice(keys), begins + seed * 600_000 + number * 7, device, day, 0, 3, 2, 2, 0, 30, 5_000, None)
        for number in range(ANSWERS // OTHERS)
    ]


def _send(folder: Path, _watch: Stopwatch) -> None:
    """A folder that holds everything, a base included."""
    (folder / "whole").mkdir()
    with (
        open_collection(copy_of(Paths(folder / "home"), folder / "sender")) as collection,
        patch.object(bases, "FEWEST", 1),
    ):
        set_up(collection, str(folder / "whole"))
        sync(collection)


def _time_first(folder: Path, name: str, watch: Stopwatch) -> None:
    """A first sync into a home with the decks and without a log."""
    if name == WITHOUT:
        (folder / "whole" / BASE).rename(folder / "aside")
    with open_collection(copy_of(Paths(folder / "empty"), folder / name)) as collection:
        set_up(collection, str(folder / "whole"))
        watch.time(name, partial(sync, collection, whole=False))  # it makes no base itself
        differences = rebuild_collection(collection)
        assert not differences, differences[0]
    if name == WITHOUT:
        (folder / "aside").rename(folder / "whole" / BASE)


@contextmanager
def _folder(path: Path) -> Iterator[FolderCarrier]:
    path.mkdir(exist_ok=True)
    carrier = FolderCarrier(path)
    yield carrier
    carrier.close()


def _keys(collection: Collection) -> list[str]:
    return [key for (key,) in collection.connection.execute("SELECT key FROM card WHERE reps > 0 ORDER BY id")]


def _count(folder: Path) -> tuple[int, int, int]:
    """The answers, and the bytes that hold them in files of the log and in the base."""
    with open_collection(Paths(folder / "home")) as collection:
        (answers,) = collection.connection.execute("SELECT count(*) FROM log").fetchone()
    sizes = [sum(path.stat().st_size for path in (folder / "whole" / kind).rglob("*.qz")) for kind in (LOG, BASE)]
    return (answers, *sizes)


if __name__ == "__main__":
    run("sync", measure, __doc__, FULL)
