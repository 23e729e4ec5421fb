"""Syncing in a thread, beside a collection that is open and in use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from quizzer.store.connection import be_patient
from quizzer.study.collection.collection import Collection

if TYPE_CHECKING:
    from quizzer.study.sync.values import SyncOutcome

_PATIENCE = 60
"""Seconds to wait for what is written over the other connection, such as a large import, or a base."""


@contextmanager
def opened_beside(collection: Collection) -> Iterator[Collection]:
    """Another connection to a collection, for a thread, while the first one goes on and holds the right to write.

    It schedules by the same parameters as the first one, also where a sync brings others: these are followed by
    :func:`follow` where nothing is scheduled meanwhile, else at the next opening.

    Args:
        collection: Open to be changed.
    """
    beside = Collection(collection.paths, collection.settings, collection.clock, None)
    for connection in (beside.connection, collection.connection):
        be_patient(connection, _PATIENCE)
    beside.__dict__["scheduler"] = collection.scheduler
    try:
        yield beside
    finally:
        beside.close()


def follow(collection: Collection, outcome: SyncOutcome) -> None:
    """Have the open collection follow what a sync beside it brought; where parameters came, all cards are computed."""
    if outcome.parameters:
        collection.follow_parameters()
