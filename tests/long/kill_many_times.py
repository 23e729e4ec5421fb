"""Kills a learner at random moments, again and again: no acknowledged answer may be lost (promise 2).

Run ``python -m tests.long.kill_many_times``, with ``--rounds N`` and ``--seed N``; ``--small`` is what the suite runs.

Each round a fork opens the collection, answers as fast as it can, and acknowledges every answer once it is stored; the
round ends with SIGKILL. At the end every acknowledged answer must be in the log, the database must be sound, and
``rebuild`` must find nothing to correct.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import DECK, START

DAY = 86_400_000
ROUNDS, SMALL = 5_000, 30
MOST_AWAITED = 3

Answer = tuple[int, int]
"""Card and instant."""


def learn(paths: Paths, start: int, chance: random.Random, acknowledge: int) -> None:
    """Answer cards without end; one line for each answer that is stored, one empty line to begin with."""
    clock = FixedClock(start)
    collection = Collection.open(paths, load_settings(paths), clock)
    session = Session(collection, Plan())
    os.write(acknowledge, b"\n")
    while True:
        if session.current is None:
            clock.at += DAY
            session = Session(collection, Plan())
            continue
        clock.at += 20_000
        card_id = session.current.card_id
        act = chance.random()
        if act < 0.05:
            session.undo()
        elif act < 0.08:
            session.flag(chance.randrange(8))
        else:
            session.answer(Rating(chance.choice((1, 2, 3, 3, 3, 4))), chance.randrange(60_000))
            at = collection.connection.execute("SELECT at FROM log ORDER BY id DESC LIMIT 1").fetchone()[0]
            os.write(acknowledge, f"{card_id} {at}\n".encode())


def kill_once(paths: Paths, start: int, learner: random.Random, chance: random.Random) -> list[Answer]:
    """Let a fork learn, kill it at a random moment after none to some answers, and return those it acknowledged."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        learn(paths, start, learner, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as acknowledged:
        # On a busy machine a time alone would kill it before it answers.
        lines = [acknowledged.readline() for _ in range(1 + chance.randrange(MOST_AWAITED))][1:]
        time.sleep(chance.uniform(0, 0.02))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines += acknowledged.readlines()
    return [(int(card), int(at)) for card, at in (line.split() for line in lines)]


def find_faults(paths: Paths, acknowledged: Sequence[Answer]) -> list[str]:
    """What is wrong with the collection after all that."""
    faults = []
    with Collection.open(paths, load_settings(paths), FixedClock(START)) as collection:
        stored = set(collection.connection.execute("SELECT card_id, at FROM log"))
        faults += [
            f"the answer to card {card} at {at} is lost" for card, at in acknowledged if (card, at) not in stored
        ]
        sound = collection.connection.execute("PRAGMA integrity_check").fetchone()[0]
        if sound != "ok":
            faults.append(f"integrity_check: {sound}")
        faults += [f"rebuild corrected {difference}" for difference in rebuild_collection(collection)]
    return faults


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill, then look at what is left."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--seed", type=int, default=20_261_122)
    parser.add_argument("--small", action="store_const", dest="rounds", const=SMALL, help=f"{SMALL} rounds")
    chosen = parser.parse_args(arguments)
    chance = random.Random(chosen.seed)
    acknowledged: list[Answer] = []
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths(Path(folder))
        paths.decks.mkdir()
        (paths.decks / "small.yaml").write_text(DECK, encoding="utf-8")
        with Collection.open(paths, load_settings(paths), FixedClock(START)) as collection:
            sync_decks(collection)
        for turn in range(chosen.rounds):
            learner = random.Random(chosen.seed + turn)
            acknowledged += kill_once(paths, START + turn * DAY * 40, learner, chance)
        faults = find_faults(paths, acknowledged)
    print(f"{chosen.rounds} kills, {len(acknowledged)} acknowledged answers, {len(faults)} faults")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
