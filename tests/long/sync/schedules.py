"""Three machines that sync through a folder or a server, random acts, and whatever goes wrong: all must end the same.

Run ``python -m tests.long.sync.schedules``, with ``--rounds N``, ``--seed N`` and ``--carrier folder`` or ``server``;
``--small`` runs a few of both. ``--without undo``, ``order`` or ``whole`` drops a rule: then machines must diverge, or
the run would prove nothing.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest

from quizzer.core.schedule.progress import State
from quizzer.store.log.forgotten import load_marks
from quizzer.store.records import goals, parameters
from quizzer.store.sync import quizzes
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.mastery.groups import load_mastery
from quizzer.study.sync.carriers import open_carrier
from quizzer.sync.frame import DamagedFile, NewerFile
from quizzer.sync.names import LOG
from quizzer.sync.segment import decode
from tests.conftest import BUILT_ONCE, START
from tests.long.sync.cloud import Cloud, SyncedFolder
from tests.long.sync.faults import RULES, as_version, without
from tests.long.sync.machines import ACTS, DAY, DECKS, OFTEN, Machine

ROUNDS, SMALL = 1_000, 2
CARRIERS = ("folder", "server")
Key = tuple[str, int, str]


def diverge(seed: int, address: str = "", rule: str = "") -> list[str]:
    """In what three machines differ after a random schedule and syncs of everything.

    Args:
        address: That of a server; empty for folders that a program keeps in sync.
        rule: One of ``RULES``, to be left out.
    """
    chance = Random(seed)
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (home / "bundled").mkdir()
        stack.enter_context(patch("quizzer.study.decks.sync.bundled_decks", lambda: home / "bundled"))
        stack.enter_context(patch("quizzer.study.collection.opening.upgrade", BUILT_ONCE))
        stack.enter_context(patch("os.urandom", Random(seed).randbytes))
        stack.enter_context(without(rule))
        cloud = Cloud()
        folders = [None if address else SyncedFolder(cloud, home / f"folder-{name}") for name in "abc"]
        machines = [
            Machine(home / name, address or str(home / "folder"), folder, chance)
            for name, folder in zip("abc", folders, strict=True)
        ]
        _live(chance, machines, cloud)
        known = _load_known(machines)
        faults = _settle(chance, machines)
        faults += _compare(machines, known)
        for machine in machines:
            machine.stop()
        return faults


def _live(chance: Random, machines: Sequence[Machine], cloud: Cloud) -> None:
    """Some weeks of a learner."""
    machines[0].join()
    for machine in machines[1:]:
        if chance.random() < 0.8:
            _carry(chance, machines, all_of_it=True)
        if chance.random() < 0.6:  # a machine that does so before the folder came makes one of its own
            machine.join()
    acts = [*ACTS, *OFTEN]
    for _ in range(chance.randrange(15, 60)):
        chance.choice(machines).act(chance.choice(acts), machines)
        if chance.random() < 0.4:
            _carry(chance, [chance.choice(machines)])


def _settle(chance: Random, machines: Sequence[Machine]) -> list[str]:
    """Bring all machines to one version, one zone, one instant and the same decks, and sync all of it."""
    for machine in machines:
        machine.stop()
        machine.version = 2
        machine.clock.zone, machine.clock.at = ZoneInfo("UTC"), START + 50 * DAY
        machine.start(*DECKS)
    _carry(chance, machines, all_of_it=True)
    for _ in range(3):
        for machine in chance.sample(machines, len(machines)):
            machine.sync_well()
            _carry(chance, machines, all_of_it=True)
    return [f"machine {number} had something to do" for number, one in enumerate(machines) if not one.sync_well()]


def _carry(chance: Random, machines: Sequence[Machine], *, all_of_it: bool = False) -> None:
    for _ in range(2 if all_of_it else 1):  # what the last one sends reaches the first
        for machine in machines:
            if machine.folder is not None:
                machine.folder.carry(chance, all_of_it=all_of_it)


def _load_known(machines: Sequence[Machine]) -> set[Key]:
    """Every row that any log has, or that waits, or that is in any file that is whole."""
    found: set[Key] = set()
    for machine in machines:
        found.update(machine.collection.connection.execute(_KEYS).fetchall())
        with machine.at_its_place() as place, as_version(2, Random(0)), closing(open_carrier(place)) as carrier:
            names = carrier.list(LOG) if carrier.collection_id() else []
            for data in filter(None, (carrier.get(name) for name, _ in names)):
                try:
                    found.update(row[:3] for row in decode(data).rows)
                except (DamagedFile, NewerFile):
                    continue
    return found


_KEYS = """
    SELECT card.key, at, device FROM log JOIN card ON card.id = log.card_id
    UNION
    SELECT card, at, device FROM waiting
"""
_LOG = """
    SELECT key, at, device, day, log.kind, value, before, log.state, log.step, log.interval, took, undone
    FROM log
    JOIN card ON card.id = card_id
    ORDER BY 1, 2, 3
"""
# New cards come in the order in which a machine met its decks.
_CARDS = f"""
    SELECT
        key, queue, CASE state WHEN {State.NEW:d} THEN 0 ELSE due END, state, step, stability, difficulty, interval,
        reps, lapses, last_at, last_day, suspended, flag, buried_day, sibling_day
    FROM card
    ORDER BY key
"""


def _compare(machines: Sequence[Machine], known: set[Key]) -> list[str]:
    faults = []
    for number, machine in enumerate(machines):
        connection = machine.collection.connection
        faults += [f"machine {number}: rebuild corrected {one}" for one in rebuild_collection(machine.collection)]
        marks = dict(load_marks(connection))
        here = set(connection.execute(_KEYS).fetchall())
        wanted = {key for key in known if key[1] > marks.get(key[0], key[1] - 1)}
        faults += [f"machine {number} lost {key}" for key in sorted(wanted - here)]
    seen = [_see(machine) for machine in machines]
    return faults + [
        f"machine {number} differs in its {what}"
        for what, first in seen[0].items()
        for number, one in enumerate(seen)
        if one[what] != first
    ]


def _see(machine: Machine) -> dict[str, Any]:
    """The log, the schedule, the figures and what else travels."""
    collection = machine.collection
    connection = collection.connection
    marks = dict(load_marks(connection))
    return {
        "log": connection.execute(_LOG).fetchall(),
        "cards": connection.execute(_CARDS).fetchall(),
        "mastery": {axis.group.id: axis[1:] for axis in load_mastery(collection, trend=False).groups},
        "goals": goals.load_goals(connection),
        "parameters": parameters.load_active(connection),
        "quizzes": [
            quiz._replace(
                answers=tuple(answer for answer in quiz.answers if marks.get(answer.card, quiz.at - 1) < quiz.at)
            )
            for quiz in sorted(quizzes.load_all(connection))
        ],
    }


@contextmanager
def _serving(carrier: str) -> Iterator[Callable[[], str]]:
    """What gives the address of an empty place for each schedule."""
    if carrier == "folder":
        yield lambda: ""
        return
    from tests.postgres import new_database

    with new_database() as database:

        def empty() -> str:
            with database.connect() as connection:
                connection.execute("DROP SCHEMA IF EXISTS quizzer CASCADE")
            return database.teacher

        yield empty


def run(carrier: str, seeds: Sequence[int], rule: str = "") -> list[tuple[int, list[str]]]:
    """Run schedules, and return those that diverged, each with how."""
    with _serving(carrier) as empty:
        return [(seed, faults) for seed in seeds if (faults := diverge(seed, empty(), rule))]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the schedules and say how many diverged."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--seed", type=int, default=20_261_126)
    parser.add_argument("--carrier", choices=CARRIERS, action="append")
    parser.add_argument("--without", choices=RULES, default="")
    parser.add_argument("--small", action="store_const", dest="rounds", const=SMALL, help=f"{SMALL} rounds")
    chosen = parser.parse_args(arguments)
    ended_well = True
    for carrier in chosen.carrier or CARRIERS:
        try:
            found = run(carrier, range(chosen.seed, chosen.seed + chosen.rounds), chosen.without)
        except pytest.skip.Exception as reason:
            print(f"{carrier}: skipped: {reason}")
            continue
        print(f"{carrier}: {chosen.rounds} schedules, {len(found)} diverged")
        for seed, faults in found[:20]:
            print(f"seed {seed}: {'; '.join(faults[:5])}")
        ended_well = ended_well and bool(found) == bool(chosen.without)
    return not ended_well


if __name__ == "__main__":
    sys.exit(main())
