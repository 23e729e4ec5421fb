"""Seeing to it that the memory after every answer is known: past figures and the judgement of predictions need it."""

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
    """Nobody is told how far it has come."""


def refresh_memory(collection: Collection, progress: ProgressCallback = quiet) -> None:
    """Bring the table ``memory`` up to date; quick when little was answered since the last time.

    While another program holds the collection, what is computed stays in this connection and the database as it is.

    Args:
        progress: Is called with how far long work has come.

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
