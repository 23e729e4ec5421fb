"""What taking in files would add, counted without writing anything but a temporary table."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from quizzer.store.card_keys import load_present_keys
from quizzer.store.log.arriving import arrive, clear_arriving
from quizzer.store.log.union import MergeCounts
from quizzer.sync.segment import Row

_LEFT = """
    FROM (SELECT card, at, device, min(undone) AS undone FROM temp.arriving GROUP BY card, at, device) i
    LEFT JOIN card ON card.key = i.card
    LEFT JOIN log ON log.card_id = card.id AND log.at = i.at AND log.device = i.device
    LEFT JOIN waiting ON waiting.card = i.card AND waiting.at = i.at AND waiting.device = i.device
    LEFT JOIN forgotten ON forgotten.card = i.card AND forgotten.at >= i.at
    WHERE forgotten.at IS NULL
"""
_COUNT = f"""
    SELECT
        coalesce(sum(card.id IS NOT NULL AND log.id IS NULL), 0),
        coalesce(sum(card.id IS NOT NULL AND i.undone IS NOT NULL AND log.undone IS NULL), 0),
        coalesce(sum(card.id IS NULL AND waiting.at IS NULL), 0),
        count(DISTINCT iif(card.id IS NOT NULL AND log.id IS NULL, card.id, NULL))
    {_LEFT}
"""


def count_news(connection: sqlite3.Connection, rows: Iterable[Row]) -> MergeCounts:
    """Count what the union of the log with these rows would have that the log has not.

    Args:
        rows: Read one after the other.
    """
    present = load_present_keys(connection)
    try:
        connection.execute("BEGIN")
        arrive(connection, ((present.get(row[0], row[0]), *row[1:]) for row in rows))
        counts = MergeCounts(*connection.execute(_COUNT).fetchone())
        clear_arriving(connection)
    finally:
        connection.execute("ROLLBACK")
    return counts
