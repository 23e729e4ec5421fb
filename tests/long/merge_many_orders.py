"""Three machines, random answers, equal instants and wrong clocks, merges in every order: all must end the same.

Run ``python -m tests.long.merge_many_orders``, with ``--rounds N`` and ``--seed N``; ``--small`` runs a few.
``--without devices``, ``undo`` or ``waiting`` drops a rule of the union: then machines must diverge, or the
run would prove nothing.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from quizzer.clock import FixedClock
from quizzer.config import Paths, Settings
from quizzer.core.exchange import ANKI, Entry
from quizzer.core.log import LogKind
from quizzer.core.schedule.progress import Rating
from quizzer.store.log import import_history, other_log, union
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.memory_cache import quiet
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.exchange.merge import merge_log
from quizzer.study.mastery.groups import load_mastery
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import DECK, START

DAY = 86_400_000
ROUNDS, SMALL = 1_000, 5
ACTS = ("answer", "answer", "answer", "undo", "suspend", "bury", "flag", "anki", "merge")
RULES = ("devices", "undo", "waiting")


def diverge(seed: int, without: str = "") -> list[str]:
    """In what three machines differ after a random schedule and merges of everything into everything."""
    chance = random.Random(seed)
    with (
        tempfile.TemporaryDirectory() as folder,
        patch("quizzer.study.decks.sync.bundled_decks", lambda: Path(folder) / "bundled"),
        _dropping(without),
    ):
        (Path(folder) / "bundled").mkdir()
        machines = [_machine(Path(folder) / name, has_deck=number < 2) for number, name in enumerate("abc")]
        for collection in machines:
            if without == "devices":
                collection.put("device", "")
        for _ in range(chance.randrange(5, 25)):
            _act(chance, chance.choice(machines), machines)
        for collection in machines:
            (collection.paths.decks / "small.yaml").write_text(DECK, "utf-8")
            if chance.random() < 0.5:
                sync_decks(collection)
        for _ in range(2):  # twice: what the first taught a machine reaches the others
            pairs = [(one, other) for one in machines for other in machines if one is not other]
            chance.shuffle(pairs)
            for one, other in pairs:
                merge_log(one, other.paths.database)
        faults = []
        for collection in machines:
            sync_decks(collection)
            faults += [f"rebuild corrected {difference}" for difference in rebuild_collection(collection)]
        seen = [_seen(collection) for collection in machines]
        faults += [f"machine {number} differs" for number, one in enumerate(seen) if one != seen[0]]
        for collection in machines:
            collection.close()
        return faults


def _machine(home: Path, *, has_deck: bool) -> Collection:
    paths = Paths(home)
    paths.decks.mkdir(parents=True)
    if has_deck:
        (paths.decks / "small.yaml").write_text(DECK, "utf-8")
    collection = Collection.open(paths, Settings(deck_folders=(paths.decks,)), FixedClock(START))
    sync_decks(collection)
    return collection


def _act(chance: random.Random, collection: Collection, machines: Sequence[Collection]) -> None:
    clock = collection.clock
    assert isinstance(clock, FixedClock)
    # Now and then the same instant on all machines, and a clock that is a year ahead or behind.
    clock.at = START + chance.choice((0, 0, 1, chance.randrange(20 * DAY), 365 * DAY, -365 * DAY))
    act = chance.choice(ACTS)
    if act == "merge":
        merge_log(collection, chance.choice([one for one in machines if one is not collection]).paths.database)
        return
    if act == "anki":
        _study_in_anki(chance, collection, machines)
        return
    session = Session(collection, Plan(ahead_days=chance.choice((0, 400))))
    if act == "undo":
        session.undo()
    elif session.current is None:
        return
    elif act == "answer":
        session.answer(Rating(chance.randrange(1, 5)), chance.randrange(60_000))
    elif act == "flag":
        session.flag(chance.randrange(8))
    else:
        getattr(session, act)()


def _study_in_anki(chance: random.Random, collection: Collection, machines: Sequence[Collection]) -> None:
    """Take in an answer that another machine gave, as Anki hands it back, and one that was given in Anki."""
    rows = chance.choice(machines).connection.execute(
        "SELECT key, at, day, value, before, log.state, log.step, log.interval, took FROM log "
        "JOIN card ON card.id = card_id WHERE kind = 0 ORDER BY key, at, device"
    )
    entries = []
    for key, at, day, *rest in chance.sample(found, 1) if (found := rows.fetchall()) else []:
        moved = at + chance.choice((0, 900, 2_000))
        entries.append(Entry(key, moved, day, LogKind.ANSWER, *rest)._replace(device=ANKI))
        entries.append(Entry(key, at + 5_000_000, day, LogKind.ANSWER, 3, 2, 2, 0, 9, 5_000, device=ANKI))
    new = import_history.compare_history(collection.connection, entries, frozenset(), exact=False)
    import_history.add_history(collection.connection, collection.scheduler, new, quiet)


def _seen(collection: Collection) -> list[Any]:
    """The log, the schedule and the figures."""
    columns = "device, day, log.kind, value, before, log.state, log.step, log.interval, took, undone"
    log = f"SELECT key, at, {columns} FROM log JOIN card ON card.id = card_id ORDER BY 1, 2, 3"
    cards = (
        "SELECT key, queue, due, state, step, stability, difficulty, interval, reps, lapses, last_at, last_day, "
        "suspended, flag, buried_day, sibling_day FROM card ORDER BY key"
    )
    clock = collection.clock
    assert isinstance(clock, FixedClock)
    clock.at = START + 30 * DAY
    figures = [axis.mastery for axis in load_mastery(collection, trend=False).groups]
    return [*(collection.connection.execute(sql).fetchall() for sql in (log, cards)), figures]


@contextmanager
def _dropping(rule: str) -> Iterator[None]:
    """Leave out a rule of the union."""
    if rule == "waiting":
        with patch.object(union, "_keep_waiting", lambda *_: 0):
            yield
    elif rule == "undo":
        queries = {name: getattr(other_log, name).replace("o.undone", "NULL") for name in ("_NEW", "_SOONER_UNDONE")}
        with patch.multiple(other_log, **queries):
            yield
    else:
        yield


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the schedules and say how many diverged."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--seed", type=int, default=20_261_125)
    parser.add_argument("--without", choices=RULES, default="")
    parser.add_argument("--small", action="store_const", dest="rounds", const=SMALL, help=f"{SMALL} rounds")
    chosen = parser.parse_args(arguments)
    found = [
        (seed, faults)
        for seed in range(chosen.seed, chosen.seed + chosen.rounds)
        if (faults := diverge(seed, chosen.without))
    ]
    print(f"{chosen.rounds} schedules, {len(found)} diverged")
    for seed, faults in found[:20]:
        print(f"seed {seed}: {'; '.join(faults[:5])}")
    return bool(found) != bool(chosen.without)


if __name__ == "__main__":
    sys.exit(main())
