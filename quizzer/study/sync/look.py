"""A look at the place that changes nothing: whether there is anything to do. It is quick, as timers call it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzer.store.connection import explain_errors
from quizzer.store.sync.unsent import is_any_unsent
from quizzer.study.sync.files.bases import count_for_base
from quizzer.study.sync.place import Place, opened
from quizzer.study.sync.values import SyncOutcome
from quizzer.sync.carrier import UnreadableFile
from quizzer.sync.names import LogName, digest_of

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

NOTED_EVERY = 3_600_000
"""Milliseconds between two notes that there was nothing to do."""


def find_nothing(collection: Collection) -> SyncOutcome | None:
    """The outcome of a sync that has nothing to do; None where it may have something to do.

    Nothing is written, and nobody is kept from writing.

    Raises:
        NotSetUp: Sync is not set up.
        CarrierProblem: The place cannot be reached.
    """
    with opened(collection, to_write=False) as place, explain_errors(collection.paths.database):
        unread = place.untaken()
        if (
            not is_settled(place)
            or place.find_lost()
            or any(_is_news(place, name) for name in unread)
            or is_any_unsent(collection.connection)
            or count_for_base(place)
        ):
            return None
        return SyncOutcome(place.label, unfinished=len(unread), damaged=place.find_overdue())


def is_settled(place: Place) -> bool:
    """Whether this place is noted, and this device there, not long ago."""
    now = place.collection.clock.now()
    return not place.is_new and place.has_own_file and 0 <= now - place.state.synced < NOTED_EVERY


def _is_news(place: Place, name: LogName) -> bool:
    """Whether a file that was not taken in can be by now: one known not to be whole is, or was not looked at yet."""
    if name.text not in place.state.damaged:
        return True
    try:
        data = place.carrier.get(name.text)
    except UnreadableFile:
        return True  # so that a person hears of it again
    return data is not None and digest_of(data) == name.digest
