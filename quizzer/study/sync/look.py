"""A look at the place that changes nothing: whether there is anything to do, and what a sync would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzer.store.connection import explain_errors
from quizzer.store.log.size import count_rows
from quizzer.store.sync.outgoing import count_unsent, load_outgoing
from quizzer.study.collection.memory_cache import quiet
from quizzer.study.sync.devices import name_some
from quizzer.study.sync.files.bases import count_for_base
from quizzer.study.sync.place import Place, opened
from quizzer.study.sync.values import SyncOutcome
from quizzer.sync.carrier import UnreadableFile
from quizzer.sync.names import LogName, digest_of

if TYPE_CHECKING:
    from quizzer.core.exchange import ProgressCallback
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
            or not load_outgoing(collection.connection).is_empty
            or count_for_base(place)
        ):
            return None
        return SyncOutcome(place.label, unfinished=len(unread), damaged=place.find_overdue())


def is_settled(place: Place) -> bool:
    """Whether this place is noted, and this device there, not long ago."""
    now = place.collection.clock.now()
    return not place.is_new and place.has_own_file and 0 <= now - place.state.synced < NOTED_EVERY


def preview(collection: Collection, address: str = "", *, progress: ProgressCallback = quiet) -> SyncOutcome:
    """What a sync would take in and send; nothing is written, here or there.

    Args:
        address: That of a place that is not set up yet; empty for the one that is.
        progress: Called with the progress of long work.

    Raises:
        NotSetUp: Sync is not set up.
        CarrierProblem: The place cannot be reached.
    """
    from quizzer.store.sync.take_in import foresee
    from quizzer.study.sync.files.reading import Reading, has_marks
    from quizzer.study.sync.files.taking_in import add_files

    with opened(collection, address, to_write=False) as place, explain_errors(collection.paths.database):
        reading = Reading(place, place.untaken(), progress)
        coming = foresee(collection.connection, reading, collection.clock.now())
        outcome = add_files(place, SyncOutcome(place.label, place.is_new), reading, coming)
        outgoing = load_outgoing(collection.connection)
        sent = count_unsent(collection.connection) if place.is_current else count_rows(collection.connection)
        return outcome._replace(
            others=name_some(place, place.devices()) if place.is_new else (),
            taken=outcome.taken + outcome.waiting,  # the deck files were not read, so their cards may be known by then
            waiting=0,
            has_marks=outcome.has_marks or has_marks(outgoing.segment.rows),
            sent=sent,
            has_sent=bool(sent) or not outgoing.is_empty,
            ahead=(),  # of what was taken in
        )


def _is_news(place: Place, name: LogName) -> bool:
    """Whether a file that was not taken in can be by now: one known not to be whole is, or was not looked at yet."""
    if name.text not in place.state.damaged:
        return True
    try:
        data = place.carrier.get(name.text)
    except UnreadableFile:
        return True  # so that a person hears of it again
    return data is not None and digest_of(data) == name.digest
