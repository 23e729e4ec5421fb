"""Syncing in a thread, beside a collection that is open and in use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from quizzer.store.connection import be_patient
from quizzer.store.records.parameters import IN_SCHEDULE

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

_PATIENCE = 60
"""Seconds to wait for what is written over the other connection, such as a large import, or a base."""


@contextmanager
def opened_beside(collection: Collection) -> Iterator[Collection]:
    """Another connection to a collection, for a thread, while the first one goes on and holds the right to write.

    Both schedule by the same parameters. Where a sync brings others they count from the next start on, when all cards
    are computed anew; those that come with the first answers at all count at once, for both.

    Args:
        collection: Open to be changed.
    """
    beside = collection.open_again()
    for connection in (beside.connection, collection.connection):
        be_patient(connection, _PATIENCE)
    try:
        yield beside
    finally:
        came = beside.scheduler
        if came is not collection.scheduler and came.parameters_fingerprint() == beside.get(IN_SCHEDULE):
            collection.scheduler = came
        beside.close()
