"""The rows of a database for tests: notes, cards and the log by name, so that no test need know the tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from quizzer.core.schedule.progress import Progress
from quizzer.hub.memory import MemoryRow, iterate_memory
from quizzer.hub.server import Server
from quizzer.store.log.replay import PROGRESS, progress_of
from quizzer.study.collection.collection import Collection

Source = Collection | sqlite3.Connection | Path
"""What can be read: an open collection, a connection, or a database file."""


class ProbedNote(NamedTuple):
    """A row of the note table; in the columns' own units."""

    key: str
    level: str
    tags: str
    content: str
    retired: int
    changed: int
    exported: int


class ProbedCard(NamedTuple):
    """A row of the card table, with the keys of its note and axis; in the columns' own units."""

    id: int
    key: str
    note: str
    axis: str
    part: str
    level: str
    position: int
    shuffle: int
    retired: int
    queue: int
    due: int
    state: int
    step: int
    stability: float | None
    difficulty: float | None
    interval: int
    last_at: int | None
    last_day: int | None
    reps: int
    lapses: int
    leech: int
    suspended: int
    flag: int
    buried_day: int
    sibling_day: int
    reviews: int
    passes: int
    picked: int

    @property
    def progress(self) -> Progress:
        """The card's progress, as the store reads it."""
        return progress_of(tuple(getattr(self, name) for name in PROGRESS.split(", ")))


class ProbedRow(NamedTuple):
    """A row of the log, with the key of its card; in the columns' own units."""

    id: int
    card: str
    card_id: int
    at: int
    day: int
    kind: int
    value: int
    before: int
    state: int
    step: int
    interval: int
    took: int
    undone: int | None
    origin: int


class ProbedQuizAnswer(NamedTuple):
    """A row of a quiz's answers, with the key of its card."""

    card: str
    score: int
    took: int
    given: str


_NOTES = f"SELECT {', '.join(ProbedNote._fields)} FROM note ORDER BY id"
_CARD_COLUMNS = ", ".join(
    {"note": "note.key", "axis": "axis.key"}.get(name, f"card.{name}") for name in ProbedCard._fields
)
_CARDS = f"""
    SELECT {_CARD_COLUMNS} FROM card
    JOIN note ON note.id = card.note_id JOIN axis ON axis.id = card.axis_id ORDER BY card.id
"""
_LOG_COLUMNS = ", ".join({"card": "card.key"}.get(name, f"log.{name}") for name in ProbedRow._fields)
_LOG = f"SELECT {_LOG_COLUMNS} FROM log JOIN card ON card.id = log.card_id ORDER BY log.id"
_QUIZ_ANSWERS = (
    "SELECT card.key, score, took, given FROM quiz_answer JOIN card ON card.id = card_id ORDER BY quiz_id, place"
)


def notes_of(source: Source) -> list[ProbedNote]:
    """Every note, in the order they were stored."""
    return [ProbedNote(*row) for row in _rows(source, _NOTES)]


def note_of(source: Source, key: str) -> ProbedNote:
    """One note by its key."""
    return next(note for note in notes_of(source) if note.key == key)


def cards_of(source: Source) -> list[ProbedCard]:
    """Every card, in the order they were stored."""
    return [ProbedCard(*row) for row in _rows(source, _CARDS)]


def card_of(source: Source, card: str | int) -> ProbedCard:
    """One card by its key or its id."""
    return next(row for row in cards_of(source) if card in (row.key, row.id))


def ids_of(source: Source) -> dict[str, int]:
    """The ids of all cards by their keys, in the order they were stored."""
    return {card.key: card.id for card in cards_of(source)}


def log_of(source: Source) -> list[ProbedRow]:
    """Every row of the log, also what was undone, in the order they were written."""
    return [ProbedRow(*row) for row in _rows(source, _LOG)]


def answers_of(source: Source) -> list[ProbedRow]:
    """The rows of the log that are answers and count: nobody took them back."""
    return [row for row in log_of(source) if row.kind == 0 and row.undone is None]


def quiz_answers_of(source: Source) -> list[ProbedQuizAnswer]:
    """Every answer of every quiz, in the order they were given."""
    return [ProbedQuizAnswer(*row) for row in _rows(source, _QUIZ_ANSWERS)]


def rows_of(source: Source, table: str) -> list[tuple[Any, ...]]:
    """Every row of any table with all its columns, to compare with the rows at another time."""
    return _rows(source, f"SELECT * FROM {table} ORDER BY 1, 2")


def count_rows(source: Source, table: str) -> int:
    """The rows of any table."""
    return int(_rows(source, f"SELECT count(*) FROM {table}")[0][0])


def add_answers(connection: sqlite3.Connection, card_ids: Iterable[int], at: int, day: int) -> None:
    """Add an Easy to each of some new cards, as a sync brings it; their caches are left as they are."""
    connection.executemany(
        """
        INSERT INTO log (card_id, at, day, kind, value, before, state, step, interval, took, device, origin)
        VALUES (?, ?, ?, 0, 4, 0, 2, 0, 8, 4000, 'phone', 2)
        """,
        [(card_id, at, day) for card_id in card_ids],
    )


def _rows(source: Source, sql: str) -> list[tuple[Any, ...]]:
    if isinstance(source, Path):
        with closing(sqlite3.connect(source)) as connection:
            return connection.execute(sql).fetchall()
    connection = source.connection if isinstance(source, Collection) else source
    return connection.execute(sql).fetchall()


def load_memory(server: Server) -> Iterator[tuple[str, MemoryRow]]:
    """The rows of memory that an account may see, each with its learner."""
    return ((row[0], MemoryRow._make(row[1:])) for row in iterate_memory(server))
