"""Random collections written as bases and taken in elsewhere: it must be as if each file had been taken in by itself.

Run ``python -m tests.long.take_in_bases``, with ``--rounds N`` and ``--seed N``; ``--small`` is what the suite runs.
Every round compares two homes with an empty log: one takes in the base, the other the same as a file of rows. Then a
home takes in the base in a process that is killed. ``--without siblings``, ``leech`` or ``marks`` drops a rule: then
homes must differ, or the run would prove nothing.
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
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

from quizzer.clock import FixedClock
from quizzer.config import Paths, Settings
from quizzer.core.exchange import ANKI
from quizzer.core.goals.values import Goal
from quizzer.core.log import LogOrigin
from quizzer.core.schedule.progress import Rating
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS, Scheduling
from quizzer.store import card_keys
from quizzer.store.connection import transaction
from quizzer.store.log import union
from quizzer.store.log.columns import COLUMNS
from quizzer.store.log.forgotten import add_marks, load_marks
from quizzer.store.records import goals, parameters
from quizzer.store.records.quizzes import StoredAnswer, load_quizzes, save_quiz
from quizzer.store.sync import base, quizzes, registers
from quizzer.store.sync.base import take_in_base, write_base
from quizzer.store.sync.take_in import take_in
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.memory_cache import quiet
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.sync.segment import Row, Segment
from tests.conftest import DECK, START
from tests.probe import count_rows, ids_of

DAY = 86_400_000
ROUNDS, SMALL = 500, 2
NOTES_KILLED = 1_000
NAME = f"log/{'a' * 20}/00000001-00000009.{'b' * 16}.qz"
ACTS = ("answer", "answer", "answer", "undo", "suspend", "bury", "flag", "goal", "fit", "quiz", "back")
RULES = ("siblings", "leech", "marks")
CARDS = ("gland", "acronym", "acronym#reverse", "aromatase#1", "aromatase#2", "direction", "signs", "of another deck")
PLAN: dict[str, Any] = {
    "axes": ["SML"], "decks": [], "levels": [], "tags": [], "by": "axis", "only_seen": False, "questions": 2,
    "feedback": "end", "limit": None, "as_reviews": False, "seed": None, "drawn": 2, "ended": "done",
}  # fmt: skip
NOTES = [f"  - id: {part}" for part in DECK.split("  - id: ")[1:]]


def differ(seed: int, without: str = "") -> list[str]:
    """In what two homes differ after one took in a base and the other the rows; and what `rebuild` corrects."""
    chance = random.Random(seed)
    with _rooms() as folder, _dropping(without):
        leeches = chance.choice((1, 2, 8))
        source = open_home(folder / "source", leeches=chance.choice((1, 8)))
        live(source, chance)
        data, whole = write_base(source.connection, source.scheduler, [NAME]), _load_all(source)
        now = START + 500 * DAY
        homes = [open_home(folder / name, deck="", leeches=leeches, at=now) for name in ("base", "rows")]
        before = _draw_target(chance)
        for collection in homes:
            collection.put("device", "d" * 20)
            _prepare(collection, before)
        took = take_in_base(homes[0].connection, homes[0].read_scheduler, data, now, quiet)
        _take_in_rows(homes[1], whole, now)
        faults = [] if took is not None else ["the base was not taken in"]
        faults += _compare(homes, "at once")
        for collection in homes:
            (collection.paths.decks / "small.yaml").write_text(DECK, "utf-8")
            sync_decks(collection)
        faults += _compare(homes, "with the whole deck")
        if take_in_base(homes[0].connection, homes[0].read_scheduler, data, now, quiet) and whole.rows:
            faults.append("the base was taken in twice")
        for collection in (source, *homes):
            collection.close()
        return faults


@contextmanager
def _rooms() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "bundled").mkdir()
        with patch("quizzer.study.decks.sync.bundled_decks", lambda: folder / "bundled"):
            yield folder


def open_home(home: Path, *, deck: str = DECK, leeches: int = 8, at: int = START) -> Collection:
    """A collection with a deck, or with none."""
    paths = Paths(home)
    paths.decks.mkdir(parents=True, exist_ok=True)
    if deck:
        (paths.decks / "small.yaml").write_text(deck, "utf-8")
    settings = Settings(deck_folders=(paths.decks,), scheduling=Scheduling(leech_threshold=leeches))
    collection = Collection.open(paths, settings, FixedClock(at))
    sync_decks(collection)
    return collection


def live(collection: Collection, chance: random.Random, acts: int = 40) -> None:
    """What happens to a collection in some months: answers, marks, goals, fits, quizzes; before it, other devices."""
    _take_in_rows(collection, Segment(rows=_draw_rows(chance)), START)
    for _ in range(chance.randrange(acts)):
        collection.clock.at += chance.choice((0, 1, 60_000, DAY, 30 * DAY))  # type: ignore[attr-defined]
        _act(collection, chance)
    if chance.random() < 0.3:
        with transaction(collection.connection):
            card = chance.choice(CARDS)
            add_marks(collection.connection, collection.scheduler, [(card, START + chance.randrange(90) * DAY)])


def _act(collection: Collection, chance: random.Random) -> None:
    now = collection.clock.now()
    act = chance.choice(ACTS)
    session = Session(collection, Plan(ahead_days=400))
    if act == "goal":
        goals.save_goal(collection.connection, Goal("axis:SML", 21_000, chance.choice((0.8, 0.9)), now))
    elif act == "fit":
        _fit(collection, chance.choice((None, "SML")), chance.choice((0.3, 0.5)))
    elif act == "quiz":
        cards = chance.sample(sorted(ids_of(collection).values()), 2)
        answers = [StoredAnswer(place, card, 50, 1, "written") for place, card in enumerate(cards)]
        at = max([now, *(quiz.at + 1 for quiz in load_quizzes(collection.connection))])  # the clock stands still here
        save_quiz(collection.connection, at=at, day=at // DAY, took=9, plan=PLAN, answers=answers)
    elif act == "back":
        collection.clock.at -= chance.choice((DAY, 40 * DAY))  # type: ignore[attr-defined]
    elif act == "undo":
        session.undo()
    elif session.current is not None:
        if act == "answer":
            session.answer(Rating(chance.choice((1, 1, 2, 3, 3, 4))), 1_000)
        elif act == "flag":
            session.flag(chance.randrange(8))
        else:
            getattr(session, act)()


def _fit(collection: Collection, axis: str | None, first: float) -> None:
    with collection.changing_parameters():
        parameters.activate(
            collection.connection,
            at=collection.clock.now(), axis=axis, weights=(first, *FSRS_6_DEFAULTS[1:]), reviews=1_000, evaluation={},
        )  # fmt: skip


def _draw_rows(chance: random.Random, cards: Sequence[str] = CARDS, most: int = 40) -> list[Row]:
    """Rows of several devices, for cards that are here and for one that is not; some undone, some copies by Anki."""
    rows: dict[tuple[object, ...], Row] = {}
    for _ in range(chance.randrange(most // 2, most)):
        card, device = chance.choice(cards), chance.choice(("b" * 20, "c" * 20, ANKI))
        at = START + chance.randrange(-200, 100) * DAY + chance.choice((0, 0, 900))
        kind = chance.choice((0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 9))
        value = {0: chance.randrange(1, 5), 3: at // DAY, 4: chance.randrange(8), 6: at // DAY + 9}.get(kind, 1)
        state, interval = chance.choice(((2, 9), (1, -600), (3, -600), (2, 200)))
        state, interval = {5: (0, 0), 6: (2, 9)}.get(kind, (state, interval))
        undone = at + chance.randrange(9) if chance.random() < 0.15 else None
        row = (card, at, device, at // DAY, kind, value, chance.randrange(4), state, 0, interval, 900, undone)
        rows[row[:3]] = row
    return list(rows.values())


def _load_all(collection: Collection) -> Segment:
    of_log = ", ".join(f"log.{name}" for name in COLUMNS.split(", "))
    connection = collection.connection
    rows = connection.execute(f"SELECT card.key, {of_log} FROM log JOIN card ON card.id = card_id").fetchall()
    rows += connection.execute(f"SELECT card, {COLUMNS} FROM waiting").fetchall()
    return Segment(rows, load_marks(connection), registers.load_all(connection), quizzes.load_all(connection))


Target = tuple[str, list[tuple[str, int]], tuple[str, str] | None, tuple[str | None, float] | None, list[Row]]
"""Of the home that takes in: its deck, what was forgotten, a card that had another key, a fit, rows that wait."""


def _draw_target(chance: random.Random) -> Target:
    notes = [note for note in NOTES if chance.random() < 0.8] if chance.random() < 0.8 else []
    deck = DECK.split("  - id: ")[0] + "".join(notes) if notes else ""
    forgotten = [(chance.choice(CARDS), START + chance.randrange(-99, 99) * DAY)] if chance.random() < 0.4 else []
    renamed = chance.choice((None, None, ("signs", "gland"), ("of another deck", "gland")))
    fit = chance.choice((None, None, (None, 0.7), ("SML", 0.4)))
    waiting = [row for row in _draw_rows(chance) if row[0] == "of another deck"] if not renamed else []
    return deck, forgotten, renamed, fit, waiting


def _prepare(collection: Collection, target: Target) -> None:
    deck, forgotten, renamed, fit, waiting = target
    if deck:
        (collection.paths.decks / "small.yaml").write_text(deck, "utf-8")
        sync_decks(collection)
    with transaction(collection.connection) as connection:
        add_marks(connection, collection.scheduler, forgotten)
        if renamed:
            card_keys.note_key_change(connection, *renamed)
        union.unite(connection, collection.scheduler, union.by_card(waiting).items(), LogOrigin.TAKEN_IN)
    if fit and deck:
        _fit(collection, *fit)


def _take_in_rows(collection: Collection, whole: Segment, now: int) -> None:
    """Take all in as a sync does it without a base."""
    take_in(collection.connection, collection.scheduler, [(NAME, whole)], now)
    collection.follow_parameters()


def _compare(homes: Sequence[Collection], when: str) -> list[str]:
    seen = [_see(collection) for collection in homes]
    faults = []
    for name, one in seen[0].items():
        if alone := [row for row in one if row not in seen[1][name]] + [row for row in seen[1][name] if row not in one]:
            faults.append(f"{when}: {name} differs: {alone[:4]}")
    for collection in homes:
        faults += [f"{when}: rebuild corrected {difference}" for difference in rebuild_collection(collection)]
        (damage,) = collection.connection.execute("PRAGMA integrity_check").fetchone()
        faults += [] if damage == "ok" else [f"{when}: {damage}"]
    return faults


def _see(collection: Collection) -> dict[str, list[Any]]:
    """All that two homes must have in common."""
    cached = "queue, due, state, step, stability, difficulty, interval, last_at, last_day, reps, lapses, leech"
    of_quiz = "SELECT quiz.at, device, place, card.key, score FROM quiz LEFT JOIN quiz_answer ON quiz_id = quiz.id"
    queries = {
        "log": f"SELECT card.key, {', '.join(f'log.{name}' for name in COLUMNS.split(', '))}, origin "
        "FROM log JOIN card ON card.id = card_id",
        "cards": f"SELECT key, {cached}, reviews, passes, suspended, flag, buried_day, sibling_day FROM card",
        "waiting": f"SELECT card, {COLUMNS}, origin FROM waiting",
        "forgotten": "SELECT card, at, sent FROM forgotten",
        "registers": "SELECT key, value, at, device, sent FROM register",
        "quizzes": f"{of_quiz} LEFT JOIN card ON card.id = card_id",
        "parameters": "SELECT axis_id, weights, active FROM parameters",
        "taken": "SELECT name, complete FROM taken",
        "settings": f"SELECT key, value FROM setting WHERE key = '{parameters.IN_SCHEDULE}' OR key LIKE 'sync.%'",
        "schema": "SELECT name, sql FROM sqlite_master",
    }
    return {name: sorted(collection.connection.execute(sql).fetchall(), key=repr) for name, sql in queries.items()}


def kill_once(folder: Path, data: bytes, wait: float) -> tuple[bool, list[str]]:
    """Kill a process some seconds after it has begun to take in a base; whether it was at work, and what is wrong."""
    home = folder / "killed"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(folder / "empty", home)
    begun, begins = os.pipe()
    child = os.fork()
    if child == 0:
        with open_home(home, deck="") as collection:
            os.write(begins, b".")
            take_in_base(collection.connection, collection.read_scheduler, data, START, quiet)
        os._exit(0)
    os.read(begun, 1)
    time.sleep(wait)
    os.kill(child, signal.SIGKILL)
    at_work = os.WIFSIGNALED(os.waitpid(child, 0)[1])
    os.close(begun)
    os.close(begins)
    with open_home(home, deck="") as collection:
        faults = [f"rebuild corrected {difference}" for difference in rebuild_collection(collection)]
        first = count_rows(collection, "log")
        take_in_base(collection.connection, collection.read_scheduler, data, START, quiet)
        last = count_rows(collection, "log")
        faults += [f"rebuild corrected {difference}" for difference in rebuild_collection(collection)]
    return at_work, faults if first in (0, last) else [*faults, f"{first} rows of {last}"]


def kill_some(rounds: int, seed: int, notes: int) -> tuple[int, list[str]]:
    """Kill that many times; how often it was at work, and all that was wrong."""
    chance = random.Random(seed)
    cards = [f"n{number}" for number in range(notes)]
    deck = "deck: Large\naxis: {id: LRG, name: Large}\nnotes:\n" + "".join(
        f"  - {{id: {card}, ask: 'Item {card}?', answer: 'as {card}', level: academic}}\n" for card in cards
    )
    with _rooms() as folder:
        open_home(folder / "empty", deck=deck).close()
        shutil.copytree(folder / "empty", folder / "source")
        with open_home(folder / "source", deck="") as source:
            _take_in_rows(source, Segment(rows=_draw_rows(chance, cards, 20 * notes)), START)
            data = write_base(source.connection, source.scheduler, [NAME])
        shutil.copytree(folder / "empty", folder / "timed")
        with open_home(folder / "timed", deck="") as timed:
            began = time.monotonic()
            take_in_base(timed.connection, timed.read_scheduler, data, START, quiet)
            longest = time.monotonic() - began
        found = [kill_once(folder, data, chance.uniform(0, 1.2 * longest)) for _ in range(rounds)]
    return sum(at_work for at_work, _ in found), [fault for _, faults in found for fault in faults]


@contextmanager
def _dropping(rule: str) -> Iterator[None]:
    """Leave out a rule of taking in a base."""
    dropped: dict[str, Any] = {
        "siblings": lambda: patch.object(base, "refresh_siblings", lambda _connection: None),
        "leech": lambda: patch.object(base, "_CARDS", base._CARDS.replace("b.lapses >= :leech", "FALSE")),
        "marks": lambda: patch.object(base, "_ROWS", base._ROWS.replace("AND o.at > p.since", "")),
    }
    with dropped.get(rule, nullcontext)(), patch.object(base, "_TRIED", 0) if rule else nullcontext():
        yield


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the rounds and the kills, and say what was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--seed", type=int, default=20_261_126)
    parser.add_argument("--without", choices=RULES, default="")
    parser.add_argument("--small", action="store_const", dest="rounds", const=SMALL, help=f"{SMALL} rounds")
    chosen = parser.parse_args(arguments)
    found = [
        (seed, faults)
        for seed in range(chosen.seed, chosen.seed + chosen.rounds)
        if (faults := differ(seed, chosen.without))
    ]
    kills = 0 if chosen.without else chosen.rounds // 2
    notes = NOTES_KILLED if chosen.rounds > SMALL else NOTES_KILLED // 10
    at_work, of_kills = kill_some(kills, chosen.seed, notes) if kills else (0, [])
    print(f"{chosen.rounds} collections, {len(found)} differ; {kills} kills, {at_work} at work, {len(of_kills)} faults")
    for seed, faults in found[:20]:
        print(f"seed {seed}: {'; '.join(faults[:5])}"[:2_000])
    for fault in of_kills[:20]:
        print(fault)
    return bool(found or of_kills) != bool(chosen.without)


if __name__ == "__main__":
    sys.exit(main())
