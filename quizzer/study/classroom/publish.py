"""Publishing what a teacher sees: the memory of the cards that changed since it was published last."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from quizzer.hub import is_server
from quizzer.store.connection import explain_errors
from quizzer.store.queries.class_memory import PublishedMark, load_changes, read_mark

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection
    from quizzer.sync.carrier import Carrier

_KEY = "sync.published"
"""The setting that holds the place where memory was published, and the mark of that time."""


def publish_memory(collection: Collection, carrier: Carrier) -> int:
    """Publish the cards that changed, in one transaction of the server; where nothing did, nothing is written.

    To be called when everything was sent and taken in. Where the server has nothing of this learner, all is published:
    so it is after the first sync, and when what was there was erased.

    Args:
        carrier: The open place; a folder has no teacher, and nothing is published there.

    Returns:
        The number of cards published.

    Raises:
        CarrierProblem: The server refused, or the connection broke off; the next call publishes the same.
        Problem: The database refused.
    """
    if not is_server(carrier.label):
        return 0
    from quizzer.hub.carrier import PostgresCarrier
    from quizzer.hub.memory import is_published, replace_memory

    assert isinstance(carrier, PostgresCarrier)
    with explain_errors(collection.paths.database):
        now = read_mark(collection.connection, collection.scheduler)
        since = _read(collection, carrier.label)
    if not is_published(carrier.server):
        since = None
    if since == now:
        return 0
    with explain_errors(collection.paths.database):
        changes = load_changes(collection.connection, collection.scheduler, since, now)
    replace_memory(carrier.server, changes.rows, changes.gone)
    with explain_errors(collection.paths.database):
        collection.put(_KEY, json.dumps([carrier.label, *now]))
    return len(changes.rows) + len(changes.gone)


def _read(collection: Collection, label: str) -> PublishedMark | None:
    """The mark of the last time, if that was at this place."""
    place, *mark = json.loads(collection.get(_KEY) or '[""]')
    return PublishedMark._make(mark) if place == label and len(mark) == len(PublishedMark._fields) else None
