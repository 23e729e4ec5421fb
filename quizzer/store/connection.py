"""Opening the database file: the conditions it must meet, and a sentence for each that it does not."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

from quizzer.errors import Problem
from quizzer.files import require_file

SCHEMA = 9
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
    require_file(path)
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
        connection = sqlite3.connect(path, timeout=5, isolation_level=None, check_same_thread=False, factory=Database)
        connection.execute("PRAGMA busy_timeout = 5000")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.remember_place(path)
    return connection


_execute = sqlite3.Connection.execute
_WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE", "BEGIN IMMEDIATE")
"""How a statement begins that takes the lock to write."""


class Database(sqlite3.Connection):
    """A connection that knows its file, and so notices that another file, or none, has its name.

    Whatever begins to write (a transaction, or a statement outside of one) passes here, and is refused then.
    """

    _path: Path | None = None
    _place: tuple[int, int] | None = None

    def remember_place(self, path: Path) -> None:
        """Note which file was opened."""
        found = os.stat(path)  # noqa: PTH116 - on the way to every answer: a quarter of pathlib's time
        self._path, self._place = path, (found.st_dev, found.st_ino)

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """Execute a statement; one that begins to write only while the file is in its place."""
        if not self.in_transaction and sql.lstrip().startswith(_WRITING):
            self.require_place()
        return _execute(self, sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> sqlite3.Cursor:
        """Execute a statement for each set of values, likewise."""
        if not self.in_transaction and sql.lstrip().startswith(_WRITING):
            self.require_place()
        return super().executemany(sql, parameters)

    def require_place(self) -> None:
        """Make sure that what is written now stays: one look at the file, 2 µs.

        Raises:
            Problem: The file was deleted or replaced since it was opened, as programs that sync folders do.
        """
        if self._path is None:
            return
        try:
            found = os.stat(self._path)  # noqa: PTH116
        except OSError:
            there = None
        else:
            there = (found.st_dev, found.st_ino)
        if there != self._place:
            what = "was deleted or moved away" if there is None else "was replaced by another file"
            raise Problem(
                f"{self._path}: the database {what} while quizzer had it open, so nothing was stored. Leave quizzer "
                "and see whether a program keeps this folder in sync; `quizzer restore` lists the backups."
            )


# These two are classes, since each answer passes them, and a generator takes 1 µs longer.
class explain_errors:
    """Turn SQLite's errors in a block into sentences about this file.

    Raises:
        Problem: In place of any ``sqlite3.Error``.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, at: object) -> None:
        if isinstance(error, sqlite3.Error):
            sentence = explain(self._path, error) or f"{self._path}: the database reports: {error}."
            raise Problem(sentence) from error


def explain(place: Path | str, error: sqlite3.Error) -> str:
    """The sentence for an error of SQLite's, by its code; empty for a code that stands for a fault of the program.

    Args:
        place: The file, or words for it at the beginning of a sentence.
    """
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code == sqlite3.SQLITE_IOERR and _is_disk_full(place):
        code = sqlite3.SQLITE_FULL
    if code == sqlite3.SQLITE_CANTOPEN and isinstance(place, Path) and not os.access(place.parent, os.W_OK):
        code = sqlite3.SQLITE_READONLY
    sentence = _SENTENCES.get(code, "")
    return sentence.format(place=place, said=error) if sentence else ""


_LOCKED = "{place}: another program keeps the database busy. Close it and try again; nothing was changed."
_DAMAGED = f"{{place}}: the database is damaged ({{said}}). It was left as it is; {_RESTORE}."
_SENTENCES = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_FULL: "{place}: the disk is full. Make room and try again; what was being written was not stored.",
    sqlite3.SQLITE_READONLY: "{place}: the database is read-only. Nothing was changed; make the file and its folder "
    "writable.",
    sqlite3.SQLITE_PERM: "{place}: you may not use this file. Nothing was changed.",
    sqlite3.SQLITE_CANTOPEN: "{place}: the database cannot be opened. Look at the file, its folder and the space on "
    "the disk; nothing was changed.",
    sqlite3.SQLITE_IOERR: "{place}: the disk cannot be read or written ({said}). Nothing was changed; look at the "
    "disk, then try again.",
    sqlite3.SQLITE_NOMEM: "{place}: there is not enough memory. Nothing was changed.",
    sqlite3.SQLITE_TOOBIG: "{place}: a text or number is too large for the database. Nothing was changed.",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}
"""By the primary code of the error."""

_NEARLY_FULL = 1 << 18
"""Bytes: with less room than this, SQLite's side files fail with an error of input and output."""


def _is_disk_full(place: Path | str) -> bool:
    import shutil

    if isinstance(place, str):
        return False
    try:
        return shutil.disk_usage(place.parent).free < _NEARLY_FULL
    except OSError:
        return False


_waiting: list[bool] = []
"""One entry for each transaction of this process that waits for its beginning."""
_LONGEST_WAY, _LOOK = 5.0, 0.005  # seconds


def give_way() -> None:
    """Let those begin who wait to write; for a thread that writes one transaction after the other.

    SQLite gives the lock to whoever asks first when it is free, and those who wait ask only now and then.
    """
    until = time.monotonic() + _LONGEST_WAY
    while _waiting and time.monotonic() < until:
        time.sleep(_LOOK)


def be_patient(connection: sqlite3.Connection, seconds: int) -> None:
    """Have a connection wait for what others write, such as a large import."""
    connection.execute(f"PRAGMA busy_timeout = {seconds * 1000}")


class transaction:
    """Commit the block as a whole, or none of it; the write lock is taken at the start.

    Raises:
        Problem: The database is no longer at its place; nothing was written.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> sqlite3.Connection:
        _waiting.append(True)
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        finally:
            _waiting.pop()
        return self._connection

    def __exit__(self, kind: object, error: BaseException | None, at: object) -> None:
        try:
            if error is None:
                self._connection.execute("COMMIT")
        finally:
            if self._connection.in_transaction:  # on a full disk SQLite has ended it already
                self._connection.execute("ROLLBACK")


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """One moment of the database for several queries, within a transaction that is open already or one of its own.

    Its own takes no lock: in it only temporary tables, or those of an attached database, may be written.
    """
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


_ROWS_TOGETHER = 50


def insert_rows(
    connection: sqlite3.Connection, into: str, values: str, rows: Sequence[Sequence[Any]], otherwise: str = ""
) -> None:
    """Insert rows in their order, many with each statement: what SQLite does for a statement is half of the time.

    42,000 rows of the log take 0.12 s, and one by one 0.21 s.

    Args:
        into: The statement up to its values.
        values: One row of them, such as ``(?, ?, 0)``; its parameters are those of a row.
        otherwise: The statement after its values, such as what is done about a conflict.
    """
    whole = len(rows) - len(rows) % _ROWS_TOGETHER
    if whole:
        together = (chain.from_iterable(rows[at : at + _ROWS_TOGETHER]) for at in range(0, whole, _ROWS_TOGETHER))
        connection.executemany(
            f"{into} VALUES {', '.join([values] * _ROWS_TOGETHER)} {otherwise}", map(tuple, together)
        )
    connection.executemany(f"{into} VALUES {values} {otherwise}", rows[whole:])
