"""Kills a learner at random moments, again and again; run by ``test_kill.py`` in a process of its own.

Each round a fork opens the collection, answers as fast as it can, and acknowledges every answer once it is stored. The
round ends with SIGKILL. Prints every acknowledged answer: card id and instant.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.review.values import Plan

DAY = 86_400_000


def learn(paths: Paths, start: int, chance: random.Random, acknowledge: int) -> None:
    """Answer cards without end; one line for each answer that is stored, one empty line to begin with."""
    clock = FixedClock(start)
    collection = Collection.open(paths, load_settings(paths), clock)
    session = collection.session(Plan())
    os.write(acknowledge, b"\n")
    while True:
        if session.current is None:
            clock.at += DAY
            session = collection.session(Plan())
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


def main() -> None:
    """Home, first instant, rounds, seed."""
    home, start, rounds, seed = Path(sys.argv[1]), *map(int, sys.argv[2:5])
    paths, chance = Paths(home), random.Random(seed)
    for turn in range(rounds):
        reader, writer = os.pipe()
        round_chance = random.Random(seed + turn)
        child = os.fork()
        if child == 0:
            os.close(reader)
            learn(paths, start + turn * DAY * 40, round_chance, writer)
        os.close(writer)
        with os.fdopen(reader, "rb") as acknowledged:
            acknowledged.readline()
            time.sleep(chance.uniform(0, 0.03))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            for line in acknowledged.read().splitlines():
                if b" " in line:
                    print(line.decode())


if __name__ == "__main__":
    main()
