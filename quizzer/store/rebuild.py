"""Rebuilding all caches of the log."""

from __future__ import annotations

import sqlite3

from quizzer.core.schedule.scheduler import Scheduler
from quizzer.store.connection import transaction
from quizzer.store.log.replay import Difference, rebuild


def rebuild_caches(connection: sqlite3.Connection, scheduler: Scheduler) -> list[Difference]:
    """Compute every cached value from the log, all or nothing.

    Returns:
        The cached values that differed from the log.
    """
    with transaction(connection):
        # The counts of earlier days are dropped, and counted anew when they are next needed.
        connection.execute("DELETE FROM setting WHERE key IN ('tally', 'calibration')")
        return rebuild(connection, scheduler)
