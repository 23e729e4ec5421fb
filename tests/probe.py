"""What a database holds, read for tests: cards and the log as named rows, so that a test need not know the tables."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from quizzer.study.collection.collection import Collection

Source = Collection | sqlite3.Connection | Path
"""What can be read: an open collection, a connection, or a database file."""


class ProbedCard(NamedTuple):
    """A row of the card table, with the keys of its note and axis; in the columns' own units."""

    id: int
    key: str
    note: str
    axis: str
    part: str
    level: str
    position: int
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


_CARD_COLUMNS = ", ".join(
    {"note": "note.key", "axis": "axis.key"}.get(name, f"card.{name}") for name in ProbedCard._fields
)
_CARDS = f"""
    SELECT {_CARD_COLUMNS}
    FROM card
    JOIN note ON note.id = card.note_id
    JOIN axis ON axis.id = card.axis_id
    ORDER BY card.id
"""
_LOG_COLUMNS = ", ".join({"card": "card.key"}.get(name, f"log.{name}") for name in ProbedRow._fields)
_LOG = f"SELECT {_LOG_COLUMNS} FROM log JOIN card ON card.id = log.card_id ORDER BY log.id"


def cards_of(source: Source) -> list[ProbedCard]:
    """Every card, in the order they were stored."""
    return [ProbedCard(*row) for row in _rows(source, _CARDS)]


def card_of(source: Source, key: str) -> ProbedCard:
    """One card by its key."""
    (found,) = [card for card in cards_of(source) if card.key == key]
    return found


def log_of(source: Source) -> list[ProbedRow]:
    """Every row of the log, also what was undone, in the order they were written."""
    return [ProbedRow(*row) for row in _rows(source, _LOG)]


def count_rows(source: Source, table: str) -> int:
    """The rows of any table."""
    return int(_rows(source, f"SELECT count(*) FROM {table}")[0][0])


def _rows(source: Source, sql: str) -> list[tuple[Any, ...]]:
    if isinstance(source, Path):
        with closing(sqlite3.connect(source)) as connection:
            return connection.execute(sql).fetchall()
    connection = source.connection if isinstance(source, Collection) else source
    return connection.execute(sql).fetchall()
