"""Making, upgrading and replacing the database of a collection."""

from __future__ import annotations

from pathlib import Path

from quizzer.clock import Clock
from quizzer.config import Paths
from quizzer.store.connection import explain_errors
from quizzer.store.lock import Hold
from quizzer.store.schema import upgrade


def hold(paths: Paths, clock: Clock) -> Hold:
    """Take the right to write.

    Raises:
        InUse: Another program has it.
    """
    return Hold(paths.lock, f"{clock.local(clock.now()):%Y-%m-%d %H:%M}")


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
        backup.copy_to(paths.database, paths.backups / f"before-upgrade-{stamp(clock)}.db")
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
