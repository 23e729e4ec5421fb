"""Making, upgrading and replacing the database of a collection."""

from __future__ import annotations

import stat
from contextlib import suppress
from pathlib import Path

from quizzer.clock import Clock
from quizzer.config import Paths
from quizzer.files import sweep
from quizzer.store.connection import explain_errors
from quizzer.store.lock import Hold
from quizzer.store.schema import upgrade


def hold(paths: Paths, clock: Clock) -> Hold:
    """Take the right to write.

    Raises:
        InUse: Another program has it.
    """
    return Hold(paths.lock, f"{clock.local(clock.now()):%Y-%m-%d %H:%M}")


def tidy(paths: Paths) -> None:
    """Delete what killed programs left, and keep everybody else out of the database and its backups.

    What an older version made could be read by others; it is closed without a word.
    """
    for folder in (paths.home, paths.backups, paths.decks):
        sweep(folder)
    _drop_unfinished(paths.backups)
    for path in (paths.database, *(paths.database.with_name(paths.database.name + end) for end in ("-wal", "-shm"))):
        _close_to_others(path)
    if _close_to_others(paths.backups):
        with suppress(OSError):
            for path in paths.backups.iterdir():
                _close_to_others(path)


def _drop_unfinished(folder: Path) -> None:
    """Delete the empty files by which killed programs held the names of their backups.

    One that is being written has a temporary file beside it, and stays.
    """
    with suppress(OSError):
        names = [path.name for path in folder.iterdir()]
        for name in names:
            path = folder / name
            written = any(other.startswith(f".{name}.") for other in names)
            if name.endswith(".db") and not written and not path.stat().st_size:
                for end in ("-wal", "-shm", ""):
                    path.with_name(name + end).unlink(missing_ok=True)


def _close_to_others(path: Path) -> bool:
    """Take away what others may do with a file or folder; whether there was anything."""
    with suppress(OSError):
        mode = path.stat().st_mode
        if mode & 0o077:
            path.chmod(stat.S_IMODE(mode) & ~0o077)
            return True
    return False


def prepare(paths: Paths, clock: Clock) -> None:
    """Create the database, or back it up and upgrade it to the current schema; the caller holds the collection.

    Raises:
        Problem: It cannot be used; it is unchanged.
    """
    from quizzer.store import backup

    if not paths.database.exists():
        backup.require_no_leftovers(paths.database, paths.backups)
        upgrade.create(paths.database)
    elif not upgrade.is_current(paths.database):
        backup.copy_aside(paths.database, paths.backups, "before-upgrade", stamp(clock))
        with explain_errors(paths.database):
            upgrade.upgrade(paths.database)


def restore(paths: Paths, chosen: Path, clock: Clock) -> Path | None:
    """Replace the database with a backup.

    Returns:
        The copy of the replaced database; None when there was none.

    Raises:
        Problem: The backup is damaged, or another program has the collection open. Nothing was changed.
    """
    from quizzer.store import backup

    with hold(paths, clock):
        return backup.restore(paths.database, chosen, paths.backups, clock.local(clock.now()))


def stamp(clock: Clock) -> str:
    """The time now, for the name of a file."""
    return f"{clock.local(clock.now()):%Y-%m-%dT%H-%M-%S}"
