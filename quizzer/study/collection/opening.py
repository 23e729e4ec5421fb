"""Making, upgrading and replacing the database of a collection."""

from __future__ import annotations

from pathlib import Path

from quizzer.clock import Clock
from quizzer.config import Paths
from quizzer.store.connection import explain_errors
from quizzer.store.lock import Hold
from quizzer.store.schema import upgrade


def hold(paths: Paths, clock: Clock) -> Hold:
    """The right to write.

    Raises:
        InUse: Another program has it.
    """
    return Hold(paths.lock, f"{clock.local(clock.now()):%Y-%m-%d %H:%M}")


def prepare(paths: Paths, clock: Clock) -> None:
    """Make the database, or back it up and bring it to today's schema; the caller holds the collection.

    Raises:
        Problem: It cannot be used; it was left as it is.
    """
    from quizzer.store import backup

    if not paths.database.exists():
        upgrade.create(paths.database)
    elif not upgrade.is_current(paths.database):
        backup.copy_to(paths.database, paths.backups / f"before-upgrade-{stamp(clock)}.db")
        with explain_errors(paths.database):
            upgrade.upgrade(paths.database)


def restore(paths: Paths, chosen: Path, clock: Clock) -> Path | None:
    """Put a backup in the database's place.

    Returns:
        Where the replaced database is kept; None when there was none.

    Raises:
        Problem: The backup is not sound, or another program has the collection open. Nothing was changed.
    """
    from quizzer.store import backup

    with hold(paths, clock):
        return backup.restore(paths.database, chosen, paths.backups, clock.local(clock.now()))


def stamp(clock: Clock) -> str:
    """Now, for the name of a file."""
    return f"{clock.local(clock.now()):%Y-%m-%dT%H-%M-%S}"
