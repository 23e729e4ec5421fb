"""Rows that arrive from another log, put aside in a temporary table until they are joined: any number, in any order."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from quizzer.store.log.columns import COLUMNS

_TABLE = f"""
    CREATE TEMP TABLE IF NOT EXISTS arriving (card TEXT, {COLUMNS.replace(", ", " INTEGER, ")} INTEGER)
""".replace("device INTEGER", "device TEXT")
_ARRIVE = f"INSERT INTO arriving (card, {COLUMNS}) VALUES ({', '.join('?' * 12)})"

Row = tuple[Any, ...]
"""A row of a log: its card's key, then ``COLUMNS``."""


def arrive(connection: sqlite3.Connection, rows: Iterable[Row]) -> int:
    """Let rows be all that has arrived; how many they are."""
    connection.execute(_TABLE)
    clear_arriving(connection)
    return connection.executemany(_ARRIVE, rows).rowcount


def clear_arriving(connection: sqlite3.Connection) -> None:
    """Leave nothing that has arrived."""
    connection.execute("DROP TABLE IF EXISTS temp.arrived")
    connection.execute("DELETE FROM temp.arriving")


def load_arriving(connection: sqlite3.Connection) -> Iterator[tuple[str, list[Row]]]:
    """What has arrived, card by card."""
    rows = connection.execute(f"SELECT card, {COLUMNS} FROM temp.arriving ORDER BY card")
    return ((card, list(its)) for card, its in groupby(rows, key=itemgetter(0)))


def sort_arriving(connection: sqlite3.Connection) -> None:
    """Put what has arrived in the order of the cards, for :func:`load_arrived`."""
    connection.execute(f"CREATE TEMP TABLE arrived AS SELECT card, {COLUMNS} FROM temp.arriving ORDER BY card")


def load_arrived(connection: sqlite3.Connection, first: int, most: int) -> list[Row]:
    """Some of the sorted rows: at most ``most``, from the one at ``first`` on, counted from 0."""
    return connection.execute(
        f"SELECT card, {COLUMNS} FROM temp.arrived WHERE rowid > :first ORDER BY rowid LIMIT :most",
        {"first": first, "most": most},
    ).fetchall()
