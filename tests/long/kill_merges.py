"""Kills merges at random moments, again and again: log and schedule agree, and the next merge ends what was begun.

Run ``python -m tests.long.kill_merges``, with ``--rounds N`` and ``--seed N``; ``--small`` is what the suite runs.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from quizzer.clock import FixedClock
from quizzer.config import Paths, Settings
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.exchange.merge import merge_log
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import DECK, START
from tests.probe import count_rows

DAY = 86_400_000
ROUNDS, SMALL = 200, 3
DAYS, FEW_DAYS = 20, 5


def _open(home: Path, at: int = START) -> Collection:
    paths = Paths(home)
    paths.decks.mkdir(parents=True, exist_ok=True)
    (paths.decks / "small.yaml").write_text(DECK, "utf-8")
    return Collection.open(paths, Settings(deck_folders=(paths.decks,)), FixedClock(at))


def _study(home: Path, chance: random.Random, days: int) -> None:
    with _open(home) as collection:
        sync_decks(collection)
        for day in range(days):
            collection.clock.at = START + day * DAY + chance.randrange(1000)  # type: ignore[attr-defined]
            session = Session(collection, Plan(ahead_days=400))
            for _ in range(20):
                if session.current is not None:
                    session.answer(Rating(chance.randrange(1, 5)), 1_000)


def kill_once(home: Path, other: Path, wait: float | None) -> bool:
    """Merge in a fork that is killed after some seconds, if any; whether the merge was still at work."""
    child = os.fork()
    if child == 0:
        with _open(home) as collection:
            merge_log(collection, other)
        os._exit(0)
    if wait is not None:
        time.sleep(wait)
        os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill, then look at what is left."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--seed", type=int, default=20_261_126)
    parser.add_argument("--small", action="store_const", dest="rounds", const=SMALL, help=f"{SMALL} rounds")
    chosen = parser.parse_args(arguments)
    chance = random.Random(chosen.seed)
    with tempfile.TemporaryDirectory() as folder:
        one, other, tried = (Path(folder) / name for name in ("one", "other", "tried"))
        for home in (one, other):
            _study(home, chance, DAYS if chosen.rounds > SMALL else FEW_DAYS)
        with _open(one) as mine, _open(other) as theirs:
            expected = count_rows(mine, "log") + count_rows(theirs, "log")
        shutil.copytree(one, tried)
        began = time.monotonic()
        kill_once(tried, other / "quizzer.db", None)  # says how long it takes on a machine that is busy
        longest, killed, faults = time.monotonic() - began, 0, []
        for turn in range(chosen.rounds):
            shutil.rmtree(tried)
            shutil.copytree(one, tried)
            killed += kill_once(tried, other / "quizzer.db", chance.uniform(0, longest))
            with _open(tried) as collection:
                faults += [f"{turn}: rebuild corrected {difference}" for difference in rebuild_collection(collection)]
                merge_log(collection, other / "quizzer.db")
                if count_rows(collection, "log") != expected:
                    faults.append(f"{turn}: {count_rows(collection, 'log')} rows of {expected}")
    print(f"{chosen.rounds} merges, {killed} killed, {len(faults)} faults")
    for fault in faults[:20]:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
