"""The union of two logs: commutative, associative, idempotent; what is undone on either side is undone.

A row's key is its card's key and its instant. Where both sides have the key, the row here stays: the same answer was
given only once, so the two can differ in nothing but whether it is undone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from quizzer.store.backup import check_sound, connect_to_read
from quizzer.store.connection import SCHEMA, examine, explain_errors, transaction

_COLUMNS = ("at", "day", "kind", "value", "before", "state", "step", "interval", "took", "undone")
_READ = f"""
    SELECT card.key, {", ".join(f"log.{name}" for name in _COLUMNS)}
    FROM log
    JOIN card ON card.id = card_id
    ORDER BY log.id
"""
# Positional: the values are a row as ``_READ`` yields it.
_ADD = f"""
    INSERT OR IGNORE INTO log (card_id, {", ".join(_COLUMNS)}, origin)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, 1)
"""
_UNDO = """
    UPDATE log
    SET undone = :undone
    WHERE card_id = :card
        AND at = :at
        AND undone IS NULL
"""


@dataclass(frozen=True, slots=True)
class MergeCounts:
    """The counts of a merge.

    Attributes:
        added: Rows that were not here.
        undone: Rows that were here, and are undone there.
        unknown: Rows of cards that no deck here has ever held; they were left out.
    """

    added: int
    undone: int
    unknown: int


def read_log(path: Path) -> list[tuple[object, ...]]:
    """Read another collection's log: card key, then the log's columns.

    Raises:
        Problem: The file is no sound quizzer database of this schema.
    """
    from quizzer.errors import Problem

    check_sound(path)
    if examine(path) != SCHEMA:
        raise Problem(
            f"{path}: written by an older quizzer. Open it once with this one (`quizzer --home`), then merge."
        )
    with explain_errors(path):
        connection = connect_to_read(path)
        try:
            return connection.execute(_READ).fetchall()
        finally:
            connection.close()


def merge(connection: sqlite3.Connection, rows: Iterable[tuple[object, ...]]) -> MergeCounts:
    """Add another log's rows to this one; the caller rebuilds the caches right after.

    Args:
        rows: As :func:`read_log` returns them.
    """
    ids = dict(connection.execute("SELECT key, id FROM card").fetchall())
    added = undone = unknown = 0
    with transaction(connection):
        for key, at, *values, undone_at in rows:
            if key not in ids:
                unknown += 1
                continue
            added += connection.execute(_ADD, (ids[key], at, *values)).rowcount
            if undone_at is not None:
                undone += connection.execute(_UNDO, {"undone": undone_at, "card": ids[key], "at": at}).rowcount
    return MergeCounts(added, undone, unknown)
