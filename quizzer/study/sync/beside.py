"""Syncing in a thread, beside a collection that is open and in use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from quizzer.store.connection import be_patient
from quizzer.study.collection.collection import Collection

_PATIENCE = 60
"""Seconds to wait for what else is written, such as a large import."""


@contextmanager
def opened_beside(collection: Collection) -> Iterator[Collection]:
    """Another connection to a collection, for a thread, while the first one goes on and holds the right to write.

    It schedules by the same parameters as the first one, also where a sync brings others: these count from the next
    time that the collection is opened, when all cards are computed by them at once.

    Args:
        collection: Open to be changed.
    """
    beside = Collection(collection.paths, collection.settings, collection.clock, None)
    be_patient(beside.connection, _PATIENCE)
    beside.__dict__["scheduler"] = collection.scheduler
    try:
        yield beside
    finally:
        beside.close()
