"""A machine of a learner: its home, its clock and its quizzer, and what a person does on it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from random import Random
from unittest.mock import patch
from zoneinfo import ZoneInfo

from quizzer.clock import FixedClock
from quizzer.config import Paths, Settings
from quizzer.core.exchange import ANKI, Entry
from quizzer.core.log import LogKind
from quizzer.core.quiz import MARKS
from quizzer.core.schedule.progress import Rating
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS
from quizzer.hub import VARIABLE
from quizzer.store.log import import_history
from quizzer.store.records import parameters
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.memory_cache import quiet
from quizzer.study.decks.sync import sync_decks
from quizzer.study.exchange.merge import merge_log
from quizzer.study.filters import Filter
from quizzer.study.mastery.goals import remove_goal, set_goal
from quizzer.study.own_data.forget import forget_deck, plan_forgetting
from quizzer.study.quiz.quiz import Quiz
from quizzer.study.quiz.values import QuizPlan
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.study.sync.beside import opened_beside
from quizzer.study.sync.place import NotSetUp
from quizzer.study.sync.set_up import set_up
from quizzer.study.sync.sync import pull, push, sync
from quizzer.sync.carrier import CarrierProblem
from tests.conftest import DECK, START
from tests.long.sync.cloud import SyncedFolder
from tests.long.sync.faults import Crash, as_version, small_pieces, unsteady

DAY = 86_400_000
ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Tokyo", "Pacific/Auckland")
"""Between the first day and the last of a schedule the clocks change in three of them, on different days."""
DECKS = {"small": DECK, "other": DECK.replace("Small", "Other").replace("SML", "OTH").replace("id: ", "id: o-")}
DECKS["other"] = DECKS["other"].replace("id: o-OTH", "id: OTH")


class Machine:
    """A machine that is switched on.

    Attributes:
        place: What it syncs with: the path of a folder, which is the same on all machines, or the address of a server.
        folder: Its copy of the folder; None where it syncs with a server.
        version: Of its quizzer.
        backup: A copy of its database; None before one was made.
        is_set_back: The copy was put into the same file, so that the home has the device id that it had. From then on
            its rows are later than all others: else it could write one anew at the instant of one that it lost, and
            two rows with one key would differ, which no union can join. (Only a clock that was ahead makes that so.)
        collection: Open to be changed.
    """

    def __init__(self, home: Path, place: str, folder: SyncedFolder | None, chance: Random) -> None:
        self.paths = Paths(home)
        self.place, self.folder, self.chance = place, folder, chance
        self.version = chance.choice((1, 1, 2))
        self.clock = FixedClock(START, chance.choice(ZONES))
        self.backup: bytes | None = None
        self.is_set_back = False
        self._acts = 0
        self.start("small", *chance.sample(["other"], chance.randrange(2)))

    def start(self, *decks: str) -> None:
        """Open the collection, with these decks in its folder beside those that are there."""
        self.paths.decks.mkdir(parents=True, exist_ok=True)
        for name in decks:
            (self.paths.decks / f"{name}.yaml").write_text(DECKS[name], "utf-8")
        settings = Settings(deck_folders=(self.paths.decks,))
        self.collection = Collection.open(self.paths, settings, self.clock)
        sync_decks(self.collection)

    def stop(self) -> None:
        """Close the collection."""
        self.collection.close()

    def act(self, act: str, machines: Sequence[Machine]) -> None:
        """Do something, at any instant."""
        # Now and then the same instant on all machines, and a clock that is days or a year ahead or behind.
        any_day = self.chance.randrange(40 * DAY)
        self.clock.at = START + self.chance.choice((0, 0, any_day, any_day, 2 * DAY, 365 * DAY, -365 * DAY))
        if self.is_set_back:
            self.clock.at = START + 400 * DAY
        self._acts += 1  # no two acts of one machine share an instant
        self.clock.at += self._acts
        ACTS[act](self, machines)

    def sync(self) -> None:
        """Sync as a person does, while all kinds of things go wrong; a sync that dies is followed by a start."""
        call = self.chance.choice((sync, sync, sync, pull, push))
        dies = self.chance.choice((0.0, 0.1, 0.3))
        try:
            with self._as_it_is(), unsteady(self.chance, dies=dies) as progress:
                if self.chance.random() < 0.3:
                    with opened_beside(self.collection) as beside:
                        call(beside, progress=progress)
                else:
                    call(self.collection, progress=progress)
        except NotSetUp:
            self.join()
        except CarrierProblem:
            pass
        except Crash:
            self.stop()
            self.start()

    def sync_well(self) -> bool:
        """Sync with nothing in the way; whether there was nothing to do."""
        with self._as_it_is():
            try:
                return sync(self.collection).is_nothing
            except NotSetUp:
                self._set_up()
                return sync(self.collection).is_nothing

    def join(self) -> None:
        """Set sync up."""
        with self._as_it_is(), suppress(CarrierProblem):
            self._set_up()

    def _set_up(self) -> None:
        if self.folder is None:
            push(self.collection)  # the address in the environment sets it up
        else:
            set_up(self.collection, self.place)

    @contextmanager
    def at_its_place(self) -> Iterator[str]:
        """What it syncs with: the path leads to its own copy of the folder; a server stands in the environment."""
        with patch.dict(os.environ):
            if self.folder is None:
                os.environ[VARIABLE] = self.place
            else:
                path = Path(self.place)
                path.unlink(missing_ok=True)
                path.symlink_to(self.folder.path)
            yield self.place

    @contextmanager
    def _as_it_is(self) -> Iterator[None]:
        with self.at_its_place(), as_version(self.version, self.chance), small_pieces(self.chance):
            yield


def _review(machine: Machine, act: str) -> None:
    session = Session(machine.collection, Plan(ahead_days=machine.chance.choice((0, 400))))
    if act == "undo":
        session.undo()
    elif session.current is None:
        return
    elif act == "answer":
        session.answer(Rating(machine.chance.randrange(1, 5)), machine.chance.randrange(60_000))
    elif act == "flag":
        session.flag(machine.chance.randrange(8))
    else:
        getattr(session, act)()


def _import(machine: Machine, machines: Sequence[Machine]) -> None:
    """Take in an answer that another machine gave, as Anki hands it back, and one that was given in Anki."""
    rows = machine.chance.choice(machines).collection.connection.execute(
        "SELECT key, at, day, value, before, log.state, log.step, log.interval, took FROM log "
        "JOIN card ON card.id = card_id WHERE kind = 0 ORDER BY key, at, device"
    )
    entries = []
    for key, at, day, *rest in machine.chance.sample(found, 1) if (found := rows.fetchall()) else []:
        moved = at + machine.chance.choice((0, 900, 2_000))
        entries.append(Entry(key, moved, day, LogKind.ANSWER, *rest)._replace(device=ANKI))
        entries.append(Entry(key, at + 5_000_000, day, LogKind.ANSWER, 3, 2, 2, 0, 9, 5_000, device=ANKI))
    collection = machine.collection
    new = import_history.compare_history(collection.connection, entries, frozenset(), exact=False)
    import_history.add_history(collection.connection, collection.scheduler, new, quiet)


def _merge(machine: Machine, machines: Sequence[Machine]) -> None:
    other = machine.chance.choice([one for one in machines if one is not machine])
    merge_log(machine.collection, other.paths.database)


def _goal(machine: Machine, _machines: Sequence[Machine]) -> None:
    wanted = Filter(axes=("SML",))
    if machine.chance.random() < 0.3:
        remove_goal(machine.collection, wanted)
        return
    today = date(1970, 1, 1) + timedelta(machine.collection.moment().day)
    set_goal(machine.collection, wanted, today + timedelta(machine.chance.randrange(1, 60)), 0.9)


def _fit(machine: Machine, _machines: Sequence[Machine]) -> None:
    """Put other parameters into use, or those before them."""
    weights = [*FSRS_6_DEFAULTS]
    weights[2] += machine.chance.randrange(9) / 10
    with machine.collection.changing_parameters() as _:
        if machine.chance.random() < 0.3:
            parameters.reactivate_previous(machine.collection.connection, machine.clock.now())
        else:
            parameters.activate(
                machine.collection.connection,
                at=machine.clock.now(),
                axis=machine.chance.choice((None, "SML")),
                weights=weights,
                reviews=1_000,
                evaluation={},
            )


def _quiz(machine: Machine, _machines: Sequence[Machine]) -> None:
    quiz = Quiz(machine.collection, QuizPlan(questions=2, as_reviews=machine.chance.random() < 0.3))
    while not quiz.is_over:
        if quiz.pending is not None:
            quiz.judge(machine.chance.choice(MARKS))
        else:
            quiz.answer("what was written", None, machine.chance.randrange(60_000))
    quiz.finish()


def _forget(machine: Machine, _machines: Sequence[Machine]) -> None:
    if (machine.paths.decks / "other.yaml").exists():
        forget_deck(machine.collection, plan_forgetting(machine.collection, "other"))


def _travel(machine: Machine, _machines: Sequence[Machine]) -> None:
    machine.stop()
    machine.clock.zone = ZoneInfo(machine.chance.choice(ZONES))
    machine.start(*machine.chance.sample(["other"], machine.chance.randrange(2)))


def _copy_home(machine: Machine, machines: Sequence[Machine]) -> None:
    """Put another machine's home in the place of this one's."""
    other = machine.chance.choice([one for one in machines if one is not machine])
    machine.stop()
    other.stop()
    shutil.rmtree(machine.paths.home)
    shutil.copytree(other.paths.home, machine.paths.home)
    other.start()
    machine.version = max(machine.version, other.version)
    machine.start()


def _lose_disk(machine: Machine, _machines: Sequence[Machine]) -> None:
    machine.stop()
    shutil.rmtree(machine.paths.home)
    machine.start("small")


def _back_up(machine: Machine, _machines: Sequence[Machine]) -> None:
    """Keep a copy of the database, or put the one that was kept in its place: as another file, or into the same one."""
    machine.stop()
    database = machine.paths.database
    if machine.backup is None:
        machine.backup = database.read_bytes()
    elif machine.chance.random() < 0.5:
        database.write_bytes(machine.backup)
        machine.is_set_back = True
        machine.clock.at = max(machine.clock.at, START + 400 * DAY)
    else:
        database.unlink()
        database.write_bytes(machine.backup)
    machine.start()


def _upgrade(machine: Machine, _machines: Sequence[Machine]) -> None:
    machine.version = 2


def _unmount(machine: Machine, _machines: Sequence[Machine]) -> None:
    """Sync while the drive is not there."""
    if machine.folder is None:
        return
    away = machine.folder.path.rename(machine.folder.path.with_name(f"{machine.folder.path.name}.away"))
    if machine.chance.random() < 0.5:
        machine.folder.path.mkdir()
    with machine.at_its_place(), suppress(NotSetUp, CarrierProblem):
        sync(machine.collection)
        raise AssertionError("a sync without a drive ended well")
    if machine.folder.path.exists():
        assert list(machine.folder.path.iterdir()) == [], "something was written where the drive was not mounted"
        machine.folder.path.rmdir()
    away.rename(machine.folder.path)


def _sync(machine: Machine, _machines: Sequence[Machine]) -> None:
    machine.sync()


def _reviewing(act: str) -> Callable[[Machine, Sequence[Machine]], None]:
    return lambda machine, _machines: _review(machine, act)


ACTS: Mapping[str, Callable[[Machine, Sequence[Machine]], None]] = {
    **{act: _reviewing(act) for act in ("answer", "undo", "suspend", "bury", "flag")},
    "sync": _sync,
    "import": _import,
    "merge": _merge,
    "goal": _goal,
    "fit": _fit,
    "quiz": _quiz,
    "forget": _forget,
    "travel": _travel,
    "copy home": _copy_home,
    "lose disk": _lose_disk,
    "back up": _back_up,
    "upgrade": _upgrade,
    "unmount": _unmount,
}
OFTEN = ("answer",) * 10 + ("undo",) * 3 + ("sync",) * 12
