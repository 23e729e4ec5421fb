"""Copies of the database: one at the first start of each day, and by hand. A copy appears whole or not at all."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from datetime import date, datetime
from pathlib import Path

from quizzer.errors import Problem
from quizzer.files import replacing
from quizzer.store.connection import examine, explain_errors
from quizzer.store.device import forget_device

_DAILY = re.compile(r"quizzer-(\d{4}-\d\d-\d\d)\.db")
_SIDES = ("", "-wal", "-shm")


def copy_to(database: Path, target: Path) -> Path:
    """Write a consistent copy of the database, also while it is in use.

    Raises:
        Problem: It cannot be written.
    """
    with replacing(target, "the backup", make_folder=True) as unfinished:
        _copy(database, unfinished)
    return target


def _copy(database: Path, target: Path) -> None:
    """Fill an empty file with what the database holds, its journal included."""
    with explain_errors(database), closing(connect_to_read(database)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))


def make_daily(database: Path, folder: Path, today: date, *, keep_days: int, keep_months: int) -> Path | None:
    """Make today's backup unless it exists, and drop those too old to keep.

    Returns:
        The new backup; None when today already has one.
    """
    target = folder / f"quizzer-{today.isoformat()}.db"
    if target.exists():
        return None
    copy_to(database, target)
    found = {path: date.fromisoformat(match[1]) for path in folder.iterdir() if (match := _DAILY.fullmatch(path.name))}
    for path in choose_surplus(found.items(), keep_days=keep_days, keep_months=keep_months):
        path.unlink(missing_ok=True)
    return target


def choose_surplus(backups: Iterable[tuple[Path, date]], *, keep_days: int, keep_months: int) -> list[Path]:
    """Choose the daily backups to drop: not of the newest days, and not the last of one of the newest months."""
    newest_first = sorted(backups, key=lambda backup: backup[1], reverse=True)
    kept = {path for path, _ in newest_first[:keep_days]}
    months: dict[tuple[int, int], Path] = {}
    for path, day in newest_first:
        months.setdefault((day.year, day.month), path)
    kept.update(list(months.values())[:keep_months])
    return [path for path, _ in newest_first if path not in kept]


def list_backups(folder: Path) -> list[Path]:
    """The backups in the folder, newest first."""
    if not folder.is_dir():
        return []
    return sorted(folder.glob("*.db"), key=lambda path: path.stat().st_mtime, reverse=True)


def restore(database: Path, backup: Path, folder: Path, now: datetime) -> Path | None:
    """Put a backup in the database's place; the caller holds the collection.

    What is replaced is copied whole first, then one rename does it: wherever the program dies, the database is the one
    before or the backup.

    Returns:
        Where the replaced database is kept now; None when there was none.

    Raises:
        Problem: The backup is no sound quizzer database, or a file cannot be written; the database is as it was.
    """
    check_sound(backup)
    kept: Path | None = None
    with replacing(database, "the database") as incoming:
        _copy(backup, incoming)
        _forget_device(incoming)
        there = database.resolve()  # SQLite keeps the side files beside the file that a link leads to.
        parts = [(side, there.with_name(there.name + side)) for side in _SIDES]
        if database.exists():
            kept = folder / f"replaced-{now:%Y-%m-%dT%H-%M-%S}.db"
            for side, part in reversed(parts):  # the database last: a copy that is cut short is no database
                if part.exists():
                    _keep(part, kept.with_name(kept.name + side))
            _fold_journal(there)
        # A journal that outlived its database would be taken for the backup's. By now it is kept, and on the disk, and
        # only one that SQLite could not fold into its database is left.
        for _, part in parts[1:]:
            part.unlink(missing_ok=True)
    return kept


def _fold_journal(database: Path) -> None:
    """Move what the journal holds into the database, so that there is none: one rename then replaces it all."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(database, timeout=5, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _forget_device(database: Path) -> None:
    """Leave a copy without the device id of the home it was made in: what is answered after it is another history."""
    with explain_errors(database), closing(sqlite3.connect(database, isolation_level=None)) as connection:
        forget_device(connection)


def require_no_leftovers(database: Path, folder: Path) -> None:
    """Make sure that where there is no database there never was one: else an empty one would hide its answers.

    Raises:
        Problem: A restore was cut short, or the database was lost; it says what can be put back.
    """
    beside = [database.with_name(database.name + end) for end in (".restored", "-wal")]
    left = [path for path in beside if path.exists() and path.stat().st_size]
    kept = sorted(folder.glob("replaced-*.db"), key=lambda path: path.stat().st_mtime) if folder.is_dir() else []
    if not left and not kept:
        return
    newest = (
        f"`quizzer restore {kept[-1]}` puts back what was replaced" if kept else "`quizzer restore` lists the backups"
    )
    raise Problem(
        f"{database}: the database is missing, but {(left or kept)[-1]} is there: a restore was cut short, or the file "
        f"was moved away. Nothing was changed. {newest}; to begin with nothing, move away {_join([*left, *kept])}."
    )


def _join(paths: Sequence[Path]) -> str:
    return ", ".join(map(str, paths)) if len(paths) < 4 else f"{paths[0].parent}/replaced-*.db"


def _keep(part: Path, target: Path) -> None:
    """Copy a file of the database byte by byte: a damaged one too, and to another disk too."""
    with replacing(target, "the replaced database", make_folder=True) as fresh:
        shutil.copy2(part, fresh)


def check_sound(path: Path) -> None:
    """Make sure that this is a whole quizzer database.

    Raises:
        Problem: It is not.
    """
    if not path.exists():
        raise Problem(f"{path}: there is no such backup. `quizzer restore` lists those there are.")
    examine(path, to_write=False)
    with explain_errors(path):
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
