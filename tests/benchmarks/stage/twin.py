"""The same collection in the real ``anki`` library: the same notes, cards, memory states, due dates and answers.

A note becomes a Basic note of Anki's with the texts of its first card, or one with its reverse where it has two cards.
Both sides are given the same rules: 20 new cards a day, no limit of reviews, siblings buried, FSRS-6 with the default
parameters.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from anki.collection import Collection
from anki.decks import DeckId

from quizzer.core.notes.cards import face_of
from quizzer.core.schedule.progress import State
from quizzer.store.notes.cards import load_card
from tests.benchmarks.stage.learner import DAY, HOUR, ROLLOVER

PARENT = "quizzer"
_FIRST_ID = 1_600_000_000_000
_OLDEST_DAY = 400  # days before today on which Anki's count of days begins; before every answer
_DECAY = 0.154


def twin_of(connection: sqlite3.Connection, today: int, path: Path) -> Collection:
    """An Anki collection with what a quizzer database holds; its deck ``quizzer`` is the current one.

    Args:
        today: The study day.
        path: The file to make.
    """
    epoch = today - _OLDEST_DAY
    collection = Collection(str(path))
    collection.db.execute("update col set crt = ?", (epoch * DAY + ROLLOVER * HOUR) // 1000)
    collection.close()
    collection = Collection(str(path))
    collection.set_config("fsrs", True)
    _set_rules(collection)
    decks = {name: collection.decks.id(f"{PARENT}::{name}") for (name,) in connection.execute("SELECT key FROM axis")}
    notes, cards = _rows(connection, collection, decks, epoch)
    collection.close()
    with closing(sqlite3.connect(path)) as file, file:  # row by row through Anki it takes minutes
        file.executemany(f"INSERT INTO notes VALUES ({_marks(11)})", notes)
        file.executemany(f"INSERT INTO cards VALUES ({_marks(18)})", cards)
        file.executemany(f"INSERT INTO revlog VALUES ({_marks(9)})", _revlog(connection))
    collection = Collection(str(path))
    begin(collection)
    return collection


def begin(collection: Collection) -> None:
    """Make the deck current, as choosing it does; Anki then builds its queue anew for the next card."""
    collection.decks.set_current(DeckId(1))
    collection.decks.set_current(collection.decks.id(PARENT))


def _set_rules(collection: Collection) -> None:
    rules: Any = collection.decks.get_config(1)
    rules["new"]["bury"] = rules["rev"]["bury"] = rules["buryInterdayLearning"] = True
    rules["rev"]["perDay"] = 9999
    collection.decks.update_config(rules)


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _rows(
    connection: sqlite3.Connection, collection: Collection, decks: dict[str, DeckId], epoch: int
) -> tuple[list[list[Any]], list[list[Any]]]:
    """The rows of Anki's notes and cards."""
    single, double = (collection.models.by_name(name)["id"] for name in ("Basic", "Basic (and reversed card)"))
    position = {card: n for n, (card,) in enumerate(connection.execute("SELECT id FROM card ORDER BY position, id"))}
    siblings: dict[int, int] = {}
    notes, cards = [], []
    columns = "note_id, state, queue, card.due, interval, reps, lapses, stability, difficulty, last_at"
    for (card_id,) in connection.execute("SELECT id FROM card ORDER BY note_id, id").fetchall():
        card = load_card(connection, card_id, columns)
        note_id, state, queue, due, interval, reps, lapses, stability, difficulty, last_at = card.cached
        order = siblings[note_id] = siblings.get(note_id, -1) + 1
        if order == 0:
            face = face_of(card.note, card.part)
            tags = "".join(f" {tag}" for tag in card.note.tags) + " "
            fields = f"{face.prompt}\x1f{face.answer}"
            notes.append([_FIRST_ID + note_id, card.note.id, single, 0, -1, tags, fields, face.prompt, 0, 0, ""])
        else:
            notes[-1][2] = double
        memory: dict[str, float] = {}
        if state != State.NEW:
            memory = {"s": stability, "d": difficulty, "dr": 0.9, "decay": _DECAY, "lrt": last_at // 1000}
        where = {0: position[card_id], 1: due // 1000, 2: due - epoch}[queue]
        cards.append(
            [_FIRST_ID + card_id, _FIRST_ID + note_id, decks[card.axis.id], order, 0, -1, state, queue, where,
             max(interval, 0), 2500 if state == State.REVIEW else 0, reps, lapses, 1001 if queue == 1 else 0,
             0, 0, 0, json.dumps(memory) if memory else "{}"]
        )  # fmt: skip
    return notes, cards


def _revlog(connection: sqlite3.Connection) -> Iterator[list[Any]]:
    """Anki's log is keyed by the instant alone, so an answer at a taken one moves on by a millisecond."""
    last = 0
    before: dict[int, int] = {}
    for card_id, at, rating, state, interval, took in connection.execute(
        "SELECT card_id, at, value, before, interval, took FROM log ORDER BY at, id"
    ):
        last = max(at, last + 1)
        kind = {State.NEW: 0, State.LEARNING: 0, State.REVIEW: 1, State.RELEARNING: 2}[State(state)]
        yield [last, _FIRST_ID + card_id, -1, rating, interval, before.get(card_id, 0), 500, took, kind]
        before[card_id] = interval
