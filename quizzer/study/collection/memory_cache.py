"""Keeping the memory state after every answer up to date; figures of earlier days and the calibration need it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from quizzer.store.caches import review_memory
from quizzer.store.connection import explain_errors
from quizzer.store.lock import InUse
from quizzer.study.collection import opening

if TYPE_CHECKING:
    from quizzer.core.exchange import ProgressCallback
    from quizzer.study.collection.collection import Collection


def quiet(_what: str, _done: int, _total: int) -> None:
    """A progress callback that shows nothing."""


def refresh_memory(collection: Collection, progress: ProgressCallback = quiet) -> None:
    """Bring the table ``memory`` up to date; fast when little was answered since the last time.

    While another program holds the collection, the result stays in this connection and the database is unchanged.

    Args:
        progress: Called with the progress of long work.

    Raises:
        Problem: The database refused.
    """
    with explain_errors(collection.paths.database):
        if collection.exclusive:
            review_memory.refresh(collection.connection, collection.scheduler, progress)
            return
        if review_memory.is_current(collection.connection, collection.scheduler):
            return
        with suppress(InUse), opening.hold(collection.paths, collection.clock):
            collection.follow_parameters()
            review_memory.refresh(collection.connection, collection.scheduler, progress)
            return
        review_memory.refresh(collection.connection, collection.scheduler, progress, keep=False)
