"""Settings that the program keeps for itself, such as the theme, by key."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

_INTO, _VALUES = "INSERT INTO setting (key, value)", "(?, ?)"
_INSTEAD = "ON CONFLICT (key) DO UPDATE SET value = excluded.value"


def get(connection: sqlite3.Connection, key: str) -> str | None:
    """Read a value; None when there is none."""
    row = connection.execute("SELECT value FROM setting WHERE key = :key", {"key": key}).fetchone()
    return row[0] if row else None


def put(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Write a value in place of the earlier one."""
    connection.execute(f"{_INTO} VALUES {_VALUES} {_INSTEAD}", (key, value))


def put_all(connection: sqlite3.Connection, values: Iterable[tuple[str, str]]) -> None:
    """Write values, each with its key before it, in place of the earlier ones."""
    from quizzer.store.connection import insert_rows  # a glance at what is due only reads, and would wait for pathlib

    insert_rows(connection, _INTO, _VALUES, list(values), _INSTEAD)
