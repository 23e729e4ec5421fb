"""The names of the files that were taken in, or that this home wrote itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from quizzer.sync.frame import FORMAT_VERSION


def load_taken(connection: sqlite3.Connection, version: int = FORMAT_VERSION) -> set[str]:
    """The files that need not be read.

    Args:
        version: Of the format, as this program knows it; files that a program of an earlier one did not understand
            completely are to be read again.
    """
    rows = connection.execute("SELECT name FROM taken WHERE complete OR version >= :version", {"version": version})
    return {name for (name,) in rows}


def note_taken(
    connection: sqlite3.Connection, files: Iterable[tuple[str, bool]], at: int, version: int = FORMAT_VERSION
) -> None:
    """Note files that were taken in, or written here; inside the caller's transaction.

    Args:
        files: Each its name, and whether all of it was understood.
        at: Milliseconds; now.
        version: Of the format, as this program knows it.
    """
    connection.executemany(
        """
        INSERT INTO taken (name, at, complete, version)
        VALUES (?, ?, ?, ?)
        ON CONFLICT (name) DO UPDATE
        SET
            complete = excluded.complete,
            version = excluded.version
        """,
        [(name, at, complete, version) for name, complete in files],
    )


def drop_taken(connection: sqlite3.Connection, names: Iterable[str]) -> None:
    """Forget that files were taken in; one that comes back is read once more. In the caller's transaction."""
    connection.executemany("DELETE FROM taken WHERE name = ?", [(name,) for name in names])
