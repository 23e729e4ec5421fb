"""Progress exported to the real Anki in one zone; run as a program, because Anki takes its zone from the process.

Prints what differs as JSON: counts, and for each card what is not as it was here.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from quizzer.clock import Clock, SystemClock
from quizzer.config import Paths, load_settings
from quizzer.core.exchange import Entry
from quizzer.core.log import LogKind
from quizzer.core.notes.axes import Axis
from quizzer.core.notes.kinds import Basic
from quizzer.core.notes.notes import Deck, Note
from quizzer.core.schedule.progress import NEW, Rating, State
from quizzer.core.schedule.scheduler import Scheduler, build_answer
from quizzer.core.schedule.settings import MINUTE, Scheduling
from quizzer.core.schedule.study_days import DAY_SECONDS
from quizzer.deckfile.write import write_deck
from quizzer.store.log import import_history
from quizzer.store.log.append import append_marks
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.exchange.export import export
from quizzer.study.exchange.plan import ExportPlan
from quizzer.study.filters import Filter
from tests.anki.profile import import_package, profile
from tests.probe import answers_of, cards_of

CARDS = 220
DAYS = 400  # so that every zone's daylight saving changes twice on the way
ROLLOVER = 4


def quiet(_what: str, _done: int, _total: int) -> None:
    """Nobody watches."""


def lived(number: int, clock: Clock, chance: Random) -> list[Entry]:
    """The answers to one card up to now; the last ones may leave it on a step.

    None is given in the hours beside the rollover: Anki cuts all past days at today's offset from UTC, so that in the
    other half of the year these hours fall on its neighbouring day (tests/core/test_anki_agreement.py has the proof).
    """
    scheduler, progress = Scheduler(Scheduling()), NEW
    entries: list[Entry] = []
    now = clock.now()
    at = now - chance.randrange(DAY_SECONDS * 1000, DAYS * DAY_SECONDS * 1000)
    while len(entries) < 30:
        if clock.local(at).hour in (3, 4):
            at += 2 * 3_600_000
        if at >= now:
            break
        rating = chance.choices(list(Rating), (15, 15, 55, 15))[0]
        moment = clock.moment_at(at, ROLLOVER)
        after = scheduler.answer(progress, rating, moment, retention=0.9, seed=chance.getrandbits(64))
        said = build_answer(after, rating, moment)
        entries.append(
            Entry(f"n{number}", at, said.day, LogKind.ANSWER, int(rating), int(progress.state), int(said.state),
                  said.step, said.interval, chance.randrange(1_000, 40_000))
        )  # fmt: skip
        progress = after
        if after.interval < 0:
            at += -after.interval * 1000 + chance.randrange(20 * MINUTE * 1000)
        else:
            at += after.interval * DAY_SECONDS * 1000 + chance.randrange(-DAY_SECONDS * 400, DAY_SECONDS * 400)
    return entries


def filled(home: Path, zone: str, clock: Clock | None = None) -> Collection:
    """A collection with a year's answers up to now, and cards suspended, flagged and buried."""
    clock = clock or SystemClock()
    chance = Random(f"progress in {zone}")
    paths = Paths(home)
    paths.decks.mkdir(parents=True)
    notes = tuple(Note(f"n{number}", Basic(f"Question {number}?", f"answer {number}"), "T") for number in range(CARDS))
    write_deck(paths.decks / "test.yaml", Deck("Test", (Axis("T", "Test"),), notes))
    collection = Collection.open(paths, load_settings(paths), clock)
    sync_decks(collection)
    entries = [entry for number in range(CARDS - 20) for entry in lived(number, clock, chance)]
    # Cards on their steps now: first answers of today, a lapse of today.
    for number in range(CARDS - 20, CARDS - 10):
        moment = clock.moment_at(clock.now() - 60_000 - number, ROLLOVER)
        after = Scheduler(Scheduling()).answer(NEW, Rating.GOOD, moment, retention=0.9, seed=None)
        said = build_answer(after, Rating.GOOD, moment)
        entries.append(
            Entry(f"n{number}", said.at, said.day, LogKind.ANSWER, 3, 0, int(said.state), said.step, said.interval, 900)
        )
    sifted = import_history.compare_history(collection.connection, entries, frozenset(), exact=True)
    import_history.add_history(collection.connection, collection.scheduler, sifted, quiet)
    append_marks(collection.connection, [1, 2, 3], collection.moment(), LogKind.SUSPEND, 1)
    append_marks(collection.connection, [4, 5], collection.moment(), LogKind.FLAG, 3)
    append_marks(collection.connection, [6, 7], collection.moment(), LogKind.BURY, collection.moment().day)
    return collection


def _is_apart(collection: Collection, anki: Any, key: str) -> bool:
    """Whether Anki, which cuts the past in blocks of 86,400 seconds back from its rollover, numbers a day apart."""
    next_day = anki.sched.day_cutoff
    tomorrow = collection.moment().day + 1
    rows = [row for row in answers_of(collection) if row.card == key]
    return any(tomorrow - 1 - (next_day - row.at // 1000) // DAY_SECONDS != row.day for row in rows)


def _count_retention(collection: Collection, first: int) -> list[int]:
    """The answers since a day that count for retention, and those of them that were not Again."""
    interval: dict[str, int] = {}
    passed = []
    for row in sorted(answers_of(collection), key=lambda row: row.at):
        if row.day >= first and (row.before == State.REVIEW or interval.get(row.card, 0) > 0):
            passed.append(row.value > Rating.AGAIN)
        interval[row.card] = row.interval
    return [len(passed), sum(passed)]


def compared(collection: Collection, anki: Any) -> dict[str, Any]:
    """What is not in Anki as it is here."""
    moment = collection.moment()
    today = anki.sched.today
    ours = {card.key: card for card in cards_of(collection) if card.key.startswith("n")}
    wrong: list[Any] = []
    computed = 0
    for card_id in anki.find_cards("deck:Quizzer::Test"):
        card = anki.get_card(card_id)
        key = card.note()["Id"]
        own = ours[key]
        their_queue = (
            -1
            if own.suspended
            else -3
            if own.buried_day == moment.day
            else {0: 0, 1: 1}.get(own.queue, 2 if own.state == 2 else 3)
        )
        expected: list[Any] = [own.state, their_queue, max(own.interval, 0), own.reps, own.lapses, own.flag]
        found: list[Any] = [card.type, card.queue, card.ivl, card.reps, card.lapses, card.flags & 7]
        if own.state != State.NEW:
            in_day = own.interval < 0
            expected.append(own.due // 1000 if in_day else own.due - moment.day)
            found.append(card.due if in_day else card.due - today)
        if expected != found:
            wrong.append([key, expected, found])
        if own.stability is None or own.difficulty is None:
            continue
        memories = [card.memory_state]
        if not _is_apart(collection, anki, key):
            memories.append(anki.compute_memory_state(card_id))
        for memory in memories:
            computed += 1
            apart = max(abs(memory.stability / own.stability - 1), abs(memory.difficulty / own.difficulty - 1))
            if apart > 1e-3 and abs(memory.stability - own.stability) > 1e-4:  # Anki keeps four places
                wrong.append([key, own.stability, own.difficulty, memory.stability, memory.difficulty])
    year = anki._backend.graphs(search="", days=0).true_retention.year
    return {
        "wrong": wrong,
        "computed": computed,
        "cards": [anki.card_count(), len(ours)],
        "revlog": [
            anki.db.scalar("select count() from revlog"),
            len(answers_of(collection)),
        ],
        "retention": [
            [year.young_passed + year.mature_passed + year.young_failed + year.mature_failed,
             year.young_passed + year.mature_passed],
            _count_retention(collection, moment.day - 364),
        ],
        "presets": list(anki.decks.config_dict_for_deck_id(anki.decks.id("Quizzer::Test")).get("fsrsParams6", [])),
    }  # fmt: skip


def main(zone: str) -> None:
    """Export in this process's zone, import, compare, print."""
    time.tzset()
    with TemporaryDirectory() as folder, filled(Path(folder) / "home", zone) as collection:
        package = Path(folder) / "progress.apkg"
        exported = export(collection, ExportPlan(package, Filter(decks=("Test",)), progress=True), quiet)
        assert list(Path(folder).glob(".*")) == []
        with profile() as anki:
            import_package(anki, package, progress=True)
            result = compared(collection, anki)
        result["exported"] = [exported.cards, exported.reviews]
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1])
