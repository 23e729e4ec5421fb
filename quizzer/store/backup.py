"""Copies of the database: one at the first start of each day, and by hand. A copy appears whole or not at all."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from quizzer.errors import Problem
from quizzer.store.database import examine, explained

_DAILY = re.compile(r"quizzer-(\d{4}-\d\d-\d\d)\.db")
_SIDES = ("", "-wal", "-shm")


def copy_to(database: Path, target: Path) -> Path:
    """Write a consistent copy of the database, also while it is in use.

    Raises:
        Problem: It cannot be written.
    """
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        with explained(database):
            connection = connect_to_read(database)
            try:
                connection.execute("VACUUM INTO ?", (str(unfinished),))
            finally:
                connection.close()
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.replace(target)
    except OSError as error:
        raise Problem(f"{target}: the backup cannot be written: {error.strerror or error}.") from None
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def daily(database: Path, folder: Path, today: date, *, keep_days: int, keep_months: int) -> Path | None:
    """Make today's backup unless it exists, and drop those too old to keep.

    Returns:
        The new backup; None when today already has one.
    """
    target = folder / f"quizzer-{today.isoformat()}.db"
    if target.exists():
        return None
    copy_to(database, target)
    found = {path: date.fromisoformat(match[1]) for path in folder.iterdir() if (match := _DAILY.fullmatch(path.name))}
    for path in surplus(found.items(), keep_days=keep_days, keep_months=keep_months):
        path.unlink(missing_ok=True)
    return target


def surplus(backups: Iterable[tuple[Path, date]], *, keep_days: int, keep_months: int) -> list[Path]:
    """Which daily backups to drop: neither among the newest days nor the last of one of the newest months."""
    newest_first = sorted(backups, key=lambda backup: backup[1], reverse=True)
    kept = {path for path, _ in newest_first[:keep_days]}
    months: dict[tuple[int, int], Path] = {}
    for path, day in newest_first:
        months.setdefault((day.year, day.month), path)
    kept.update(list(months.values())[:keep_months])
    return [path for path, _ in newest_first if path not in kept]


def listing(folder: Path) -> list[Path]:
    """The backups in the folder, newest first."""
    if not folder.is_dir():
        return []
    return sorted(folder.glob("*.db"), key=lambda path: path.stat().st_mtime, reverse=True)


def restore(database: Path, backup: Path, folder: Path, now: datetime) -> Path | None:
    """Put a backup in the database's place; the caller holds the collection.

    Returns:
        Where the replaced database is kept now; None when there was none.

    Raises:
        Problem: The backup is no sound quizzer database; nothing was changed.
    """
    check_sound(backup)
    incoming = database.with_name(database.name + ".restored")
    copy_to(backup, incoming)
    kept: Path | None = None
    try:
        if database.exists():
            folder.mkdir(parents=True, exist_ok=True)
            kept = folder / f"replaced-{now:%Y-%m-%dT%H-%M-%S}.db"
            for side in reversed(_SIDES):
                part = database.with_name(database.name + side)
                if part.exists():
                    part.replace(kept.with_name(kept.name + side))
        incoming.replace(database)
    except OSError as error:
        raise Problem(f"{database}: cannot be replaced: {error.strerror or error}.") from None
    return kept


def check_sound(path: Path) -> None:
    """Make sure that this is a whole quizzer database.

    Raises:
        Problem: It is not.
    """
    if not path.exists():
        raise Problem(f"{path}: there is no such backup. `quizzer restore` lists those there are.")
    examine(path)
    with explained(path):
        connection = connect_to_read(path)
        try:
            answer = connection.execute("PRAGMA integrity_check").fetchone()[0]
        finally:
            connection.close()
    if answer != "ok":
        raise Problem(f"{path}: the database is damaged ({answer}). Nothing was changed.")


def connect_to_read(path: Path) -> sqlite3.Connection:
    """A connection that cannot change the file."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5, isolation_level=None)
