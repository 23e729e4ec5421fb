"""Rebuilding every cached value of a collection from its log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzer.store.connection import explain_errors
from quizzer.store.rebuild import rebuild_caches

if TYPE_CHECKING:
    from quizzer.store.rebuild import Difference
    from quizzer.study.collection.collection import Collection


def rebuild_collection(collection: Collection) -> list[Difference]:
    """Compute every cached value from the log.

    Returns:
        The cached values that differed from the log; empty when the cache was right.

    Raises:
        Problem: The database refused.
    """
    with explain_errors(collection.paths.database):
        return rebuild_caches(collection.connection, collection.scheduler)
