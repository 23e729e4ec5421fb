"""Copies of the database: one at the first start of each day, and by hand. A copy appears whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import date, datetime
from itertools import count
from pathlib import Path

from quizzer.errors import Problem
from quizzer.files import replacing
from quizzer.store.connection import examine, explain, explain_errors
from quizzer.store.device import forget_device

_DAILY = re.compile(r"quizzer-(\d{4}-\d\d-\d\d)\.db")
_SIDES = ("", "-wal", "-shm")
_UNCHECKED = ("before-import", "before-merge")
"""Kinds for which somebody waits; the copies of each day are checked."""
_KINDS = ("before-forget", "before-upgrade", "before-import", "before-merge", "replaced")
KEPT = 7
"""Copies kept of each kind that the program makes by itself besides the daily ones."""


def copy_to(database: Path, target: Path, *, check: bool = True, began: Callable[[], object] = lambda: None) -> Path:
    """Write a consistent copy of the database, also while it is in use.

    Args:
        check: Look whether the copy is sound, which takes longer than the copy.
        began: Called when what the database holds is settled for the copy: changes from then on are not in it.

    Raises:
        Problem: It cannot be written, or the database is damaged.
    """
    with replacing(target, "the backup", private=True) as unfinished:
        _copy(database, unfinished, target, began)
        if check:
            _require_sound(unfinished, database, "quick_check")
    return target


def copy_aside(database: Path, folder: Path, kind: str, stamp: str) -> Path:
    """Write a copy under a name that is free.

    Args:
        kind: Why, for the beginning of its name; of all kinds but those made by hand only the newest are kept.
        stamp: The time, for the end of its name.

    Raises:
        Problem: It cannot be written.
    """
    with free_name(folder, kind, stamp) as target:
        copy_to(database, target, check=kind not in _UNCHECKED)
    drop_surplus(target, kind)
    return target


@contextmanager
def free_name(folder: Path, kind: str, stamp: str, what: str = "the backup") -> Iterator[Path]:
    """A name in the folder that no file has, taken until the end and given back when the file cannot be written.

    Raises:
        Problem: No file can be made there.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        target = next(path for path in _names(folder, kind, stamp) if _take(path))
    except OSError as error:
        raise Problem(f"{folder}: {what} cannot be written: {error.strerror or error}.") from None
    try:
        yield target
    except BaseException:
        with suppress(OSError):
            target.unlink(missing_ok=True)
        raise


def _names(folder: Path, kind: str, stamp: str) -> Iterator[Path]:
    yield folder / f"{kind}-{stamp}.db"
    for number in count(2):
        yield folder / f"{kind}-{stamp}-{number}.db"


def _take(path: Path) -> bool:
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return False
    return True


def drop_surplus(kept: Path, kind: str) -> None:
    """Keep this copy and the newest others of a kind that the program makes by itself; those made by hand all stay."""
    if kind not in _KINDS:
        return
    with suppress(OSError):
        found = [path for path in kept.parent.iterdir() if path.name.startswith(f"{kind}-") and path.suffix == ".db"]
        others = sorted((path for path in found if path != kept), key=lambda path: path.stem)
        for path in others[: 1 - KEPT]:
            for side in _SIDES:
                path.with_name(path.name + side).unlink(missing_ok=True)


def _copy(database: Path, target: Path, name: Path, began: Callable[[], object] = lambda: None) -> None:
    """Fill an empty file with what the database holds, its journal included; a failure names ``name``.

    Page by page, which takes half of what rows and indexes written anew take.
    """
    with explain_errors(database), closing(connect_to_read(database)) as connection:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # from here on it is what it is
        began()
        try:
            with closing(sqlite3.connect(target, isolation_level=None)) as copy:
                copy.execute("PRAGMA synchronous = OFF")  # whoever made the file waits for the disk
                copy.execute("PRAGMA journal_mode = OFF")
                connection.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")  # a copy needs no files beside it to be read
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
                raise Problem(explain(name, error)) from error
            raise


def make_daily(
    database: Path,
    folder: Path,
    today: date,
    *,
    keep_days: int,
    keep_months: int,
    began: Callable[[], object] = lambda: None,
) -> Path | None:
    """Make today's backup unless it exists, and drop those too old to keep.

    Args:
        began: As :func:`copy_to` calls it.

    Returns:
        The new backup; None when today already has one.
    """
    target = folder / f"quizzer-{today.isoformat()}.db"
    if target.exists():
        return None
    copy_to(database, target, began=began)
    with suppress(OSError):  # one that cannot be dropped stays
        found = {
            path: date.fromisoformat(match[1]) for path in folder.iterdir() if (match := _DAILY.fullmatch(path.name))
        }
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
    try:
        found = [(path.stat(), path) for path in folder.iterdir() if path.suffix == ".db" and path.is_file()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise Problem(f"{folder}: the backups cannot be listed: {error.strerror or error}.") from None
    # An empty one is being written, or its program was killed.
    whole = [(about.st_mtime_ns, path) for about, path in found if about.st_size]
    return [path for _, path in sorted(whole, reverse=True)]


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
    with ExitStack() as stack:
        incoming = stack.enter_context(replacing(database, "the database", private=True))
        _copy(backup, incoming, database)
        _forget_device(incoming)
        there = database.resolve()  # SQLite keeps the side files beside the file that a link leads to.
        parts = [(side, there.with_name(there.name + side)) for side in _SIDES]
        if database.exists():
            stamp = f"{now:%Y-%m-%dT%H-%M-%S}"
            kept = stack.enter_context(free_name(folder, "replaced", stamp, "the replaced database"))
            for side, part in reversed(parts):  # the database last: a copy that is cut short is no database
                if part.exists():
                    _keep(part, kept.with_name(kept.name + side))
            _fold_journal(there)
        # A journal that outlived its database would be taken for the backup's. By now it is kept, and on the disk, and
        # only one that SQLite could not fold into its database is left.
        for _, part in parts[1:]:
            part.unlink(missing_ok=True)
    if kept is not None:
        drop_surplus(kept, "replaced")
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
    kept = [path for path in reversed(list_backups(folder)) if path.name.startswith("replaced-")]
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
    with replacing(target, "the replaced database", private=True) as fresh:
        shutil.copy2(part, fresh)


def check_sound(path: Path) -> None:
    """Make sure that this is a whole quizzer database.

    Raises:
        Problem: It is not.
    """
    if not path.exists():
        raise Problem(f"{path}: there is no such backup. `quizzer restore` lists those there are.")
    examine(path, to_write=False)
    _require_sound(path, path, "integrity_check")


def _require_sound(path: Path, name: Path, check: str) -> None:
    """Make sure that one of SQLite's checks finds nothing; a failure names ``name``."""
    with explain_errors(name), closing(connect_to_read(path)) as connection:
        answer = connection.execute(f"PRAGMA {check}").fetchone()[0]
    if answer != "ok":
        raise Problem(f"{name}: the database is damaged ({answer}). Nothing was changed.")


def connect_to_read(path: Path) -> sqlite3.Connection:
    """A connection that cannot change the file, also where no file can be made beside it."""
    return sqlite3.connect(build_address(path), uri=True, timeout=5, isolation_level=None)


def build_address(path: Path) -> str:
    """The address at which SQLite opens a file without changing it."""
    path = path.absolute()
    # SQLite reads a database with a write-ahead log only where it can make its side files. In a folder that may only
    # be read, a file without them is one to which nobody writes.
    still = not os.access(path.parent, os.W_OK) and not path.with_name(path.name + "-wal").exists()
    return f"{path.as_uri()}?mode=ro{'&immutable=1' if still else ''}"
