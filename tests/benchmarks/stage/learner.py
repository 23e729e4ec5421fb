"""A learner's collection of any size: decks of every kind, and half a year of answers to most of the cards.

Everything is drawn from one seed, and laid around today, so that some cards are overdue, some due today, and most
later. The answers are written to the log, and ``rebuild`` derives the cards' states from them.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tempfile
import time
from pathlib import Path
from random import Random

from quizzer.clock import SystemClock
from quizzer.config import Paths, load_settings
from quizzer.core.notes.axes import Axis
from quizzer.core.notes.cards import parts_of
from quizzer.core.notes.kinds import Basic, Body, Choice, Cloze, Listing, Reverse, Sequence, Sort
from quizzer.core.notes.notes import Citation, Deck, Note
from quizzer.core.schedule.progress import NEW, Moment, Progress, Rating
from quizzer.core.schedule.scheduler import Scheduler, build_answer
from quizzer.core.schedule.settings import Scheduling
from quizzer.deckfile.write import write_deck
from quizzer.store import schema
from quizzer.store.connection import transaction
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.lines import load_deck_lines
from quizzer.study.decks.sync import sync_decks
from quizzer.study.review.primer import READ

AXES = (
    Axis("HPG", "Hypothalamic-pituitary-gonadal axis"),
    Axis("HPA", "Hypothalamic-pituitary-adrenal axis"),
    Axis("HPT", "Hypothalamic-pituitary-thyroid axis"),
    Axis("GH", "Growth hormone axis"),
    Axis("INS", "Insulin signalling"),
    Axis("REC", "Receptor biology"),
    Axis("BRN", "Brain"),
    Axis("PEP", "Other peptides"),
)
LEVELS = ("fundamentals", "intermediate", "academic")
HORMONES = (
    "LH",
    "FSH",
    "GnRH",
    "TSH",
    "TRH",
    "ACTH",
    "CRH",
    "cortisol",
    "estradiol",
    "testosterone",
    "insulin",
    "leptin",
)
ORGANS = ("hypothalamus", "pituitary", "gonads", "adrenal cortex", "thyroid", "liver", "muscle", "pancreas")
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
SEEN = 0.6
DAYS = 200
MOST_ANSWERS = 40
LAPSED_TODAY = 12
ROLLOVER = 4

Row = tuple[int, ...]


def in_utc() -> None:
    """Put this process and those it starts into UTC, where study days are counted by plain division."""
    os.environ["TZ"] = "UTC"
    time.tzset()


def home_of(cards: int) -> Paths:
    """The home of a learner with this number of cards besides the bundled ones; made once a day."""
    # Also made anew after a change of what it is made by.
    sources = [Path(__file__), *Path(schema.__path__[0]).rglob("*.py")]
    newest = max(source.stat().st_mtime for source in sources)
    today = SystemClock().moment(ROLLOVER).day
    folder = Path(tempfile.gettempdir()) / "quizzer-benchmarks"
    paths = Paths(folder / f"{cards}-cards-{today}")
    made = paths.home / "made"
    if not made.exists() or made.stat().st_mtime < newest:
        for old in folder.glob(f"{cards}-cards-*"):
            shutil.rmtree(old)
        make(paths, cards)
        made.touch()
    return paths


def copy_of(paths: Paths, home: Path) -> Paths:
    """The same collection in another home, to be written to."""
    shutil.copytree(paths.home, home)
    return Paths(home)


def open_collection(paths: Paths) -> Collection:
    """The collection, at the machine's time."""
    return Collection.open(paths, load_settings(paths), SystemClock())


def make(paths: Paths, cards: int, seed: int = 2026) -> None:
    """Write the deck files, sync them, and live through the days up to now."""
    paths.decks.mkdir(parents=True)
    for axis, notes in zip(AXES, _notes_by_axis(cards, Random(seed)), strict=True):
        write_deck(paths.decks / f"{axis.id.lower()}.yaml", Deck(axis.name, (axis,), tuple(notes)))
    with open_collection(paths) as collection:
        problems = [problem for problem in sync_decks(collection) if problem.level == "error"]
        assert not problems, problems[0]
        collection.put(READ, json.dumps([deck.name for deck in load_deck_lines(collection)]))
        with transaction(collection.connection) as connection:
            fill_log(connection, collection.moment(), Random(seed + 1))
        rebuild_collection(collection)


# Notes


def _notes_by_axis(cards: int, chance: Random) -> list[list[Note]]:
    notes: list[list[Note]] = [[] for _ in AXES]
    number = made = 0
    while made < cards:
        axis = number % len(AXES)
        body = _body(number, chance) if cards - made > 1 else _basic(number, chance)
        note = Note(
            id=f"n{number:06d}",
            body=body,
            axis=AXES[axis].id,
            level=LEVELS[number * 3 // cards % 3],
            tags=(chance.choice(ORGANS).replace(" ", "-"),),
            caveat="People differ in this more than the figure says." if number % 5 == 0 else "",
            cite=Citation("Glands and what they answer to", f"paragraph {number % 40 + 1}"),
        )
        notes[axis].append(note)
        made += len(parts_of(note))
        number += 1
    return notes


def _basic(number: int, chance: Random) -> Basic:
    hormone, organ = chance.choice(HORMONES), chance.choice(ORGANS)
    return Basic(f"Item q{number:06d}: which organ releases {hormone} when the {organ} asks for it?", organ)


def _body(number: int, chance: Random) -> Body:
    first, second, third = chance.sample(HORMONES, 3)
    one, two, three = chance.sample(ORGANS, 3)
    item = f"Item q{number:06d}"
    match number % 10:
        case 0 | 1 | 2:
            return _basic(number, chance)
        case 3:
            reverse = Reverse(f"{item}: what does {one} number {number} release first?", first)
            return Basic(f"{item}: where does {first} come from, in case {number}?", one, reverse=reverse)
        case 4 | 5:
            return Cloze(f"{item}: in the {one}, {{{{{first}}}}} raises {{{{{second}}}}} within the hour.")
        case 6 | 7:
            return Choice(
                f"{item}: what does {first} do to {second} in the {one}?", ("lowers it",), ("raises it", "nothing")
            )
        case 8:
            return Listing(f"{item}: which three messengers reach the {one}? (3)", (first, second, third))
        case _ if number % 20 == 9:
            return Sequence(f"{item}: put the way of {first} in order.", (one, two, three))
        case _:
            return Sort(f"{item}: sort by organ.", ((one, (first, second)), (two, (third,))))


# Answers


def fill_log(connection: sqlite3.Connection, now: Moment, chance: Random) -> None:
    """The answers to the cards that come first, in the order they were given."""
    cards = [card_id for (card_id,) in connection.execute("SELECT id FROM card ORDER BY position, id")]
    scheduler = Scheduler(Scheduling())
    rows: list[Row] = []
    lapses = LAPSED_TODAY
    for card_id in cards[: int(len(cards) * SEEN)]:
        answers, progress = _lived(scheduler, card_id, now, chance)
        rows += answers
        if lapses and progress.due_day == now.day:
            lapses -= 1
            rows.append(_answered(scheduler, card_id, progress, Rating.AGAIN, now, chance)[0])
    rows.sort(key=lambda row: row[1])
    connection.executemany(
        "INSERT INTO log (card_id, at, day, kind, value, before, state, step, interval, took) "
        "VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def _lived(scheduler: Scheduler, card_id: int, now: Moment, chance: Random) -> tuple[list[Row], Progress]:
    """A card's answers up to yesterday, now and then some days late, and where it stands then."""
    rows: list[Row] = []
    progress = NEW
    at = _begins(now.day - chance.randint(1, DAYS)) + chance.randrange(4 * HOUR, 16 * HOUR)
    while at < _begins(now.day) and (len(rows) < MOST_ANSWERS or progress.due_at is not None):
        day = (at - ROLLOVER * HOUR) // DAY
        rating = chance.choices(list(Rating), (10, 10, 70, 10))[0]
        row, progress = _answered(scheduler, card_id, progress, rating, Moment(at, day, _begins(day + 1)), chance)
        rows.append(row)
        if progress.due_at is not None:
            at = progress.due_at + chance.randrange(5 * MINUTE)
        else:
            late = chance.randint(1, 3) if chance.random() < 0.1 else 0
            at = _begins((progress.due_day or day) + late) + chance.randrange(4 * HOUR, 16 * HOUR)
    return rows, progress


def _begins(day: int) -> int:
    return day * DAY + ROLLOVER * HOUR


def _answered(
    scheduler: Scheduler, card_id: int, progress: Progress, rating: Rating, moment: Moment, chance: Random
) -> tuple[Row, Progress]:
    after = scheduler.answer(progress, rating, moment, retention=0.9, seed=chance.getrandbits(64))
    answer = build_answer(after, rating, moment)
    row = (
        card_id, answer.at, answer.day, int(rating), int(progress.state), int(answer.state), answer.step,
        answer.interval, chance.randrange(3_000, 20_000),
    )  # fmt: skip
    return row, after
