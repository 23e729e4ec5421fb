"""What a sync would do, by the comparisons that it makes; nothing is changed, here or there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzer.store.connection import explain_errors
from quizzer.store.log.size import count_rows
from quizzer.store.sync.outgoing import load_outgoing
from quizzer.store.sync.take_in import foresee
from quizzer.store.sync.unsent import count_unsent
from quizzer.study.collection.memory_cache import quiet
from quizzer.study.sync.devices import name_some
from quizzer.study.sync.files.reading import Reading, has_marks
from quizzer.study.sync.files.taking_in import add_files
from quizzer.study.sync.place import opened
from quizzer.study.sync.values import SyncOutcome

if TYPE_CHECKING:
    from quizzer.core.exchange import ProgressCallback
    from quizzer.study.collection.collection import Collection


def preview(collection: Collection, address: str = "", *, progress: ProgressCallback = quiet) -> SyncOutcome:
    """What a sync would take in and send; nothing is written, here or there.

    Args:
        address: That of a place that is not set up yet; empty for the one that is.
        progress: Called with the progress of long work.

    Raises:
        NotSetUp: Sync is not set up.
        CarrierProblem: The place cannot be reached.
    """
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
