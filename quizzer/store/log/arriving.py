"""Rows that arrive from another log, put aside in a temporary table until they are joined: any number, in any order."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from quizzer.store.log.other_log import COLUMNS

_TABLE = f"""
    CREATE TEMP TABLE IF NOT EXISTS arriving (card TEXT, {COLUMNS.replace(", ", " INTEGER, ")} INTEGER)
""".replace("device INTEGER", "device TEXT")
_ARRIVE = f"INSERT INTO arriving (card, {COLUMNS}) VALUES ({', '.join('?' * 12)})"
_CARD = itemgetter(0)


def arrive(connection: sqlite3.Connection, rows: Iterable[tuple[Any, ...]]) -> int:
    """Let rows, each its card's key and then ``COLUMNS``, be all that has arrived; how many they are."""
    connection.execute(_TABLE)
    clear_arriving(connection)
    return connection.executemany(_ARRIVE, rows).rowcount


def clear_arriving(connection: sqlite3.Connection) -> None:
    """Leave nothing that has arrived."""
    connection.execute("DROP INDEX IF EXISTS temp.arriving_card")
    connection.execute("DELETE FROM temp.arriving")


def split_arriving(connection: sqlite3.Connection, rows: int) -> Iterator[tuple[str, str]]:
    """Split what has arrived into about as many rows each, no card in two of them: its first key, and its last."""
    connection.execute("CREATE INDEX IF NOT EXISTS temp.arriving_card ON arriving (card)")
    last = ""
    while True:
        found = connection.execute(
            """
            SELECT min(card), max(card)
            FROM (SELECT card FROM temp.arriving WHERE card > :last ORDER BY card LIMIT :rows)
            """,
            {"last": last, "rows": rows},
        ).fetchone()
        if found[0] is None:
            return
        yield found
        last = found[1]


def load_arriving(
    connection: sqlite3.Connection, keys: tuple[str, str] | None = None
) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """What has arrived, card by card.

    Args:
        keys: The first card and the last; None for all of them.
    """
    which = "" if keys is None else "WHERE card BETWEEN ? AND ?"
    rows = connection.execute(f"SELECT card, {COLUMNS} FROM temp.arriving {which} ORDER BY card", keys or ())
    return ((card, list(its)) for card, its in groupby(rows, key=_CARD))
