"""Opening the database file: the conditions it must meet, and a sentence for each that it does not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quizzer.errors import Problem

SCHEMA = 4
APPLICATION_ID = 0x51757A7A
_MAGIC = b"SQLite format 3\x00"
_OLDEST_SQLITE = (3, 37, 0)
_RESTORE = "`quizzer restore` lists the backups that can take its place"


def examine(path: Path, *, to_write: bool = True) -> int:
    """Look at the file without opening it as a database, and return its schema version.

    Args:
        to_write: It is to be changed; else a read-only file will do.

    Raises:
        Problem: It is no quizzer database, truncated, read-only, or written by a newer quizzer. It is left as it is.
    """
    try:
        with path.open("rb") as file:
            head = file.read(100)
        status = path.stat()
    except OSError as error:
        raise Problem(f"{path}: cannot be read: {error.strerror or error}.") from None
    if len(head) < 100 or not head.startswith(_MAGIC):
        raise Problem(f"{path}: this is not a quizzer database. It was left as it is; move it away, or {_RESTORE}.")
    page_size = int.from_bytes(head[16:18], "big")
    page_size = 65_536 if page_size == 1 else page_size
    if int.from_bytes(head[24:28], "big") == int.from_bytes(head[92:96], "big"):
        pages = int.from_bytes(head[28:32], "big")
        if status.st_size < pages * page_size and not _journal_of(path).exists():
            raise Problem(
                f"{path}: the file is truncated ({status.st_size} of {pages * page_size} bytes). "
                f"It was left as it is; {_RESTORE}."
            )
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise Problem(f"{path}: this is a database of another program. It was left as it is; move it away.")
    if to_write and not status.st_mode & 0o222:
        raise Problem(f"{path}: the file is read-only. Nothing was changed; make it writable (chmod u+w).")
    version = int.from_bytes(head[60:64], "big")
    if version > SCHEMA:
        raise Problem(
            f"{path}: written by a newer quizzer (schema {version}, this one knows {SCHEMA}). "
            "Nothing was changed; upgrade quizzer."
        )
    return version


def _journal_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def connect(path: Path) -> sqlite3.Connection:
    """A connection on which each commit is durable when it returns.

    Transactions are explicit (see :func:`transaction`); rows are plain tuples.

    Raises:
        Problem: SQLite is too old, or the file cannot be opened.
    """
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise Problem(
            f"This Python comes with SQLite {sqlite3.sqlite_version}; quizzer needs 3.37 or newer. Use a newer Python."
        )
    with explain_errors(path):
        connection = sqlite3.connect(path, timeout=5, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA busy_timeout = 5000")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
    return connection


@contextmanager
def explain_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into sentences about this file.

    Raises:
        Problem: In place of any ``sqlite3.Error``.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise Problem(explain(path, error)) from error


def explain(path: Path, error: sqlite3.Error) -> str:
    """Describe an error of SQLite in a sentence."""
    said = str(error)
    if "locked" in said:
        return f"{path}: another program keeps the database busy. Close it and try again; nothing was changed."
    if "full" in said:
        return f"{path}: the disk is full. Make room and try again; the last answer was not stored."
    if "readonly" in said:
        return f"{path}: the database is read-only. Nothing was changed; make the file and its folder writable."
    if "malformed" in said or "not a database" in said:
        return f"{path}: the database is damaged ({said}). It was left as it is; {_RESTORE}."
    return f"{path}: the database reports: {said}."


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Commit the block as a whole, or none of it; the write lock is taken at the start."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
