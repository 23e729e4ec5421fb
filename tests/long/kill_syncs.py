"""Kills syncs at random moments: no answer is lost, none is there twice, log and schedule agree, devices end the same.

Two homes answer and sync through a folder for weeks, and now and then a third one begins anew, with a base or without.
All syncs but a few are killed. Run ``python -m tests.long.kill_syncs``, with ``--rounds N`` and ``--seed N``;
``--small`` is what the suite runs.
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
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from quizzer.clock import FixedClock
from quizzer.config import Paths, Settings
from quizzer.core.schedule.progress import Rating
from quizzer.store.sync import take_in
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.study.sync.files import bases, compacting
from quizzer.study.sync.set_up import set_up
from quizzer.study.sync.sync import sync
from tests.conftest import DECK, START
from tests.probe import cards_of, log_of

DAY = 86_400_000
ROUNDS, SMALL = 200, 4
PIECE, FEWEST = 20, 30
"""Rows in one transaction, and for a base: so few that a sync has much to die of."""

Answer = tuple[str, int]
"""A card's key and the instant."""


class End(NamedTuple):
    """The log and the cards of a home, and how many cached values did not follow from the log."""

    rows: list[tuple[object, ...]]
    cards: list[tuple[object, ...]]
    repaired: int


@contextmanager
def opened(home: Path, at: int) -> Iterator[Collection]:
    """The collection of a home with the small deck, where syncs write in small pieces."""
    paths = Paths(home)
    paths.decks.mkdir(parents=True, exist_ok=True)
    (paths.decks / "small.yaml").write_text(DECK, "utf-8")
    with (
        patch.object(take_in, "PIECE", PIECE),
        patch.object(bases, "FEWEST", FEWEST),
        patch.object(compacting, "TOGETHER", 4),
        Collection.open(paths, Settings(deck_folders=(paths.decks,)), FixedClock(at)) as collection,
    ):
        sync_decks(collection)
        yield collection


def study(home: Path, at: int, chance: random.Random) -> list[Answer]:
    """Give some answers; those that were acknowledged."""
    given: list[Answer] = []
    with opened(home, at) as collection:
        session = Session(collection, Plan(ahead_days=400))
        for _ in range(chance.randrange(1, 8)):
            if session.current is not None:
                session.answer(Rating(chance.randrange(1, 5)), 1_000)
                last = log_of(collection)[-1]
                given.append((last.card, last.at))
        if chance.random() < 0.3:
            session.undo()
    return given


def kill_once(home: Path, folder: Path, at: int, wait: float | None) -> bool:
    """Sync in a fork that is killed after some seconds, if any; whether it was still at work."""
    child = os.fork()
    if child == 0:
        with opened(home, at) as collection:
            set_up(collection, str(folder))
            sync(collection)
        os._exit(0)
    if wait is not None:
        time.sleep(wait)
        os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def find_faults(home: Path, at: int, given: Sequence[Answer]) -> list[str]:
    """What is wrong with a home after its sync died."""
    with opened(home, at) as collection:
        rows = [(row.card, row.at) for row in log_of(collection)]
        lost = [f"the answer to {card} at {instant} is lost" for card, instant in set(given) - set(rows)]
        return lost + [f"rebuild corrected {difference}" for difference in rebuild_collection(collection)]


def end_up(homes: Sequence[Path], folder: Path, at: int) -> list[End]:
    """What each home has after all of them have synced to the end."""
    for _ in range(2):
        for home in homes:
            with opened(home, at) as collection:
                set_up(collection, str(folder))
                sync(collection)
    found = []
    for home in homes:
        with opened(home, at) as collection:
            rows = [(row.card, row.at, row.value, row.undone) for row in log_of(collection)]
            cards = [(card.key, card.queue, card.due, card.reps, card.stability) for card in cards_of(collection)]
            found.append(
                End(
                    sorted(rows, key=itemgetter(0, 1)),
                    sorted(cards, key=itemgetter(0)),
                    len(rebuild_collection(collection)),
                )
            )
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill, then look at what is left."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--seed", type=int, default=20_261_127)
    parser.add_argument("--small", action="store_const", dest="rounds", const=SMALL, help=f"{SMALL} rounds")
    chosen = parser.parse_args(arguments)
    chance = random.Random(chosen.seed)
    killed, longest, faults = 0, 0.0, []
    with tempfile.TemporaryDirectory() as place:
        folder, *homes = (Path(place) / name for name in ("shared", "one", "other", "third"))
        folder.mkdir()
        given: dict[Path, list[Answer]] = {home: [] for home in homes}
        for turn in range(chosen.rounds):
            at = START + turn * DAY
            for number, home in enumerate(homes[:2]):
                given[home] += study(home, at + number, chance)  # so that an answer is known by card and instant
            home = chance.choice(homes)
            if home == homes[2]:
                shutil.rmtree(home, ignore_errors=True)
            if turn % 20 == 0:  # one that is not killed tells how long it takes on a machine that is busy
                begun = time.monotonic()
                kill_once(home, folder, at, None)
                longest = time.monotonic() - begun
            else:
                killed += kill_once(home, folder, at, chance.uniform(0, longest))
            faults += [f"{turn}: {fault}" for fault in find_faults(home, at, given[home])]
        ends = end_up(homes, folder, START + chosen.rounds * DAY)
        expected = len({answer for answers in given.values() for answer in answers})
        for number, end in enumerate(ends):
            if end != ends[0]._replace(repaired=0):
                faults.append(f"home {number} is other than home 0, or {end.repaired} values were repaired")
            if not expected == len(end.rows) == len({row[:2] for row in end.rows}):
                faults.append(f"home {number}: {len(end.rows)} rows, {expected} answers")
    print(f"{chosen.rounds} syncs, {killed} killed, {expected} answers, {len(faults)} faults")
    for fault in faults[:20]:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
