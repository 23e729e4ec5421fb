"""Whether anything is to be sent, and how many answers: asked at every sync, and read in full only where there is."""

from __future__ import annotations

import sqlite3

from quizzer.core.log import LogOrigin
from quizzer.store.records.register import GOAL, PARAMETERS
from quizzer.store.sync.state import load_sent

UNSENT = f"log.id > :sent AND log.origin <> {LogOrigin.SYNCED:d}"
"""Rows of the log that were not sent."""
SENT = f"(log.id <= :sent OR log.origin = {LogOrigin.SYNCED:d})"
"""All others: of these only those are sent again that were undone since."""
WAITING = f"waiting WHERE origin <> {LogOrigin.SYNCED:d}"
"""Rows that wait for their cards and were not sent."""
_UNDONE = f"outbox CROSS JOIN log ON log.id = log_id CROSS JOIN card ON card.id = log.card_id WHERE {SENT}"

_COUNT = f"""
    SELECT
        (SELECT count(*) FROM log WHERE {UNSENT})
        + (SELECT count(*) FROM {_UNDONE})
        + (SELECT count(*) FROM {WAITING})
"""
_ANY = f"""
    SELECT
        EXISTS (SELECT 1 FROM log WHERE {UNSENT})
        OR EXISTS (SELECT 1 FROM {_UNDONE})
        OR EXISTS (SELECT 1 FROM {WAITING})
        OR EXISTS (SELECT 1 FROM forgotten WHERE NOT sent)
        OR EXISTS (SELECT 1 FROM register WHERE NOT sent)
        OR EXISTS (SELECT 1 FROM goal WHERE '{GOAL}' || key NOT IN (SELECT key FROM register))
        OR EXISTS (
            SELECT 1
            FROM parameters
            LEFT JOIN axis ON axis.id = axis_id
            WHERE active
                AND '{PARAMETERS}' || coalesce(axis.key, '') NOT IN (SELECT key FROM register)
        )
        OR EXISTS (SELECT 1 FROM quiz WHERE NOT sent)
"""


def is_any_unsent(connection: sqlite3.Connection) -> bool:
    """Whether :func:`quizzer.store.sync.outgoing.load_outgoing` would find anything."""
    return bool(connection.execute(_ANY, {"sent": load_sent(connection)}).fetchone()[0])


def count_unsent(connection: sqlite3.Connection) -> int:
    """Count the answers and marks that were not sent yet, undone ones included."""
    return int(connection.execute(_COUNT, {"sent": load_sent(connection)}).fetchone()[0])
