"""A collection with a million answers, written straight into the database.

The answers are those of some years, drawn from one seed; what the memory model would say of them is only approached,
because computing it takes minutes. What statistics count (states, intervals, instants, times) is consistent from row to
row, and most cards are due in the days to come.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections import defaultdict
from pathlib import Path
from random import Random

from quizzer.clock import SystemClock
from quizzer.config import Paths
from quizzer.core.calibration import Judge
from quizzer.core.notes.json_content import encode
from quizzer.core.notes.kinds import Basic
from quizzer.core.notes.notes import Note
from quizzer.core.schedule.scheduler import Scheduler
from quizzer.store import schema
from quizzer.store.caches.watermarks import KEY
from quizzer.store.connection import transaction
from tests.benchmarks.stage.learner import AXES, DAY, HOUR, LEVELS, MINUTE, ORGANS, ROLLOVER, SEEN, open_collection

CARDS = 100_000
DAYS = 730
GROWTH = 0.41
_NEW, _LEARNING, _REVIEW, _RELEARNING = range(4)
_LOG = "card_id, at, day, kind, value, before, state, step, interval, took"
_MEMORY = (
    "card_id, at, place, log_id, day, answered, recall, stability, difficulty, outcome, reviews, passes, rating, took, "
    "before, scheduled"
)
_NOTE = "id, key, deck_id, axis_id, level, tags, content, line, retired"
_CARD = (
    "id, key, note_id, part, axis_id, position, shuffle, level, queue, due, state, step, stability, difficulty, "
    "interval, last_at, last_day, reps, lapses, leech, reviews, passes, retired, suspended, flag, buried_day, "
    "sibling_day"
)

Values = tuple[int | float | str | None, ...]
Answer = tuple[int, int, int, int, int, int, int, float, float | None]
"""Instant, study day, rating, state before and after, interval, milliseconds, stability after, recall before."""


def home_with(cards: int = CARDS) -> Paths:
    """The home of a learner with this number of cards, most of them met; made once a day."""
    sources = [Path(__file__), *Path(schema.__path__[0]).rglob("*.py")]
    today = SystemClock().moment(ROLLOVER).day
    folder = Path(tempfile.gettempdir()) / "quizzer-benchmarks"
    paths = Paths(folder / f"{cards}-of-years-{today}")
    made = paths.home / "made"
    if not made.exists() or made.stat().st_mtime < max(source.stat().st_mtime for source in sources):
        for old in folder.glob(f"{cards}-of-years-*"):
            shutil.rmtree(old)
        with open_collection(paths) as collection, transaction(collection.connection) as connection:
            fill(connection, collection.scheduler, today, cards)
        made.touch()
    return paths


def fill(connection: sqlite3.Connection, scheduler: Scheduler, today: int, cards: int, seed: int = 2026) -> None:
    """Write notes of one card each, and the answers to most of them."""
    chance = Random(seed)
    _insert(connection, "axis", "id, key, name", [(at, axis.id, axis.name) for at, axis in enumerate(AXES, 1)])
    _insert(
        connection,
        "deck",
        "id, path, name, digest, axis_id, bundled, problems",
        [(at, f"/nowhere/{axis.id}.yaml", axis.name, "read", at, 0, "[]") for at, axis in enumerate(AXES, 1)],
    )
    log: list[tuple[int, Answer]] = []
    for card in range(1, cards + 1):
        axis, level = (card - 1) * len(AXES) // cards, LEVELS[card * 3 // (cards + 1)]
        organ = chance.choice(ORGANS)
        body = Basic(f"Item {card}: which organ?", organ)
        note = Note(f"n{card}", body, AXES[axis].id, level=level, tags=(organ.replace(" ", "-"),))
        content = encode(note)
        _insert(
            connection,
            "note",
            _NOTE,
            [(card, note.id, axis + 1, axis + 1, level, f" {note.tags[0]} ", content, card, 0)],
        )
        difficulty = 1 + 9 * chance.random()
        lived = _lived(today, chance) if chance.random() < SEEN else []
        log += [(card, answer) for answer in lived]
        cached = _cached(card, lived, difficulty)
        mixed = chance.getrandbits(31)
        _insert(
            connection, "card", _CARD, [(card, note.id, card, "", axis + 1, card, mixed, level, *cached, 0, 0, 0, 0, 0)]
        )
    log.sort(key=lambda row: row[1][0])
    _insert(
        connection,
        "log",
        _LOG,
        [(card, at, day, 0, *rest, 0, interval, took) for card, (at, day, *rest, interval, took, _, _) in log],
    )
    _remember(connection, scheduler, log)


def _insert(connection: sqlite3.Connection, table: str, columns: str, rows: list[Values]) -> None:
    marks = ", ".join("?" * (columns.count(",") + 1))
    connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)


def _remember(connection: sqlite3.Connection, scheduler: Scheduler, log: list[tuple[int, Answer]]) -> None:
    """Fill the cache of memories, and say that it is up to date."""
    judges: dict[int, Judge] = defaultdict(Judge)
    counted: dict[int, tuple[int, int, int, int]] = defaultdict(lambda: (0, 0, 0, 0))
    rows: list[Values] = []
    for number, (card, (at, day, rating, before, _, interval, took, stability, recall)) in enumerate(log, 1):
        place, reviews, passes, scheduled = counted[card]
        reviews, passes = reviews + (before == _REVIEW), passes + (before == _REVIEW and rating > 1)
        counted[card] = place + 1, reviews, passes, interval
        outcome = judges[card].outcome(day, rating, recall)
        figures = at, recall, stability, 5.0, outcome, reviews, passes, rating, took, before, scheduled
        rows.append((card, at, place, number, day, *figures))
    _insert(connection, "memory", _MEMORY, sorted(rows))
    state = f"{len(log)} {scheduler.parameters_fingerprint()}"
    connection.execute("INSERT INTO setting (key, value) VALUES (?, ?)", (KEY, state))


def _lived(today: int, chance: Random) -> list[Answer]:
    """A card's answers up to yesterday, now and then some days late."""
    lived: list[Answer] = []
    state, interval, stability, day = _NEW, 0, 1.0, today - chance.randint(1, DAYS)
    at = day * DAY + _hour(chance)
    while day < today:
        recall = (1 + 0.98 * max(0, interval) / stability) ** -0.1542 if lived else None
        rating = chance.choices((1, 2, 3, 4), (10, 10, 70, 10))[0]
        before = state
        if state == _REVIEW and rating == 1:
            state, interval, stability = _RELEARNING, -600, max(0.5, stability / 4)
        elif state != _REVIEW and (rating < 3 or state == _NEW):
            state, interval = _RELEARNING if state == _RELEARNING else _LEARNING, -600
        else:
            stability *= 1 + GROWTH * rating * chance.random()
            state, interval = _REVIEW, max(1, round(stability))
        lived.append((at, day, rating, before, state, interval, chance.randrange(3_000, 20_000), stability, recall))
        if interval < 0:
            at += -interval * 1000 + chance.randrange(5 * MINUTE)
        else:
            day += interval + (chance.randint(1, 3) if chance.random() < 0.1 else 0)
            at = day * DAY + _hour(chance)
    return lived


def _hour(chance: Random) -> int:
    """An instant of day 0 in waking hours."""
    return chance.randrange(8 * HOUR, 20 * HOUR)


def _cached(card: int, lived: list[Answer], difficulty: float) -> Values:
    """The columns of the card from ``queue`` on."""
    if not lived:
        return 0, card, 0, 0, None, None, 0, None, None, 0, 0, 0, 0, 0
    at, day, _, _, state, interval, _, stability, _ = lived[-1]
    queue, due = (1, at - interval * 1000) if interval < 0 else (2, day + interval)
    counted = [rating > 1 for _, _, rating, before, *_ in lived if before == _REVIEW]
    lapses = counted.count(False)
    return (
        queue, due, state, 0, stability, difficulty, interval, at, day, len(lived), lapses, int(lapses >= 8),
        len(counted), sum(counted),
    )  # fmt: skip
