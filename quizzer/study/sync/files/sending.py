"""What was done here is sent, in one file or, the first time, in several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzer.store.connection import explain_errors
from quizzer.store.sync.outgoing import load_outgoing, mark_sent
from quizzer.store.sync.state import next_number
from quizzer.study.sync.files.compacting import compact
from quizzer.study.sync.files.reading import has_marks
from quizzer.sync.names import LogName, digest_of
from quizzer.sync.segment import encode

if TYPE_CHECKING:
    from quizzer.core.exchange import ProgressCallback
    from quizzer.store.sync.outgoing import Outgoing
    from quizzer.study.sync.place import Place
    from quizzer.study.sync.values import SyncOutcome

WORK = "Sending"
"""What is said of it while it goes on."""


def send_files(place: Place, outcome: SyncOutcome, progress: ProgressCallback) -> SyncOutcome:
    """Send what was not sent yet.

    Returns:
        The outcome with what was sent.
    """
    connection, database = place.collection.connection, place.collection.paths.database
    more = True
    while more:
        with explain_errors(database):
            outgoing = load_outgoing(connection)
        if outgoing.is_empty:
            break
        progress(WORK, outcome.sent, 0)
        name = _write(place, outgoing)
        with explain_errors(database):
            mark_sent(connection, outgoing, name, place.collection.clock.now())
        place.taken.add(name.text)
        outcome = add_sent(outcome, outgoing)
        more = outgoing.more
    if outcome.has_sent:
        compact(place, place.collection.clock.now())
    return outcome


def add_sent(outcome: SyncOutcome, outgoing: Outgoing) -> SyncOutcome:
    """The outcome with what is sent."""
    segment = outgoing.segment
    return outcome._replace(
        sent=outcome.sent + len(segment.rows),
        has_marks=outcome.has_marks or has_marks(segment.rows),
        has_sent=True,
    )


def _write(place: Place, outgoing: Outgoing) -> LogName:
    """Write a file with the next number, which no file of this device has."""
    data = encode(outgoing.segment)
    last = max((name.last for name in place.own()), default=0)
    number = max(next_number(place.collection.connection), last + 1)
    name = LogName(place.device, number, number, digest_of(data))
    place.carrier.put_new(name.text, data)
    place.files[name.text] = len(data)
    return name
