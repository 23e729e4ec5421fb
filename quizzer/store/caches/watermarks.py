"""The marks up to which caches are valid; a module of its own, since whoever sets them back needs no cache itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

KEY = "memory"
"""The setting that holds the last log row, and the parameters, for which memory was computed."""


def invalidate_memory(connection: sqlite3.Connection) -> None:
    """Mark every memory to be computed anew; the stored ones stay until then."""
    connection.execute("DELETE FROM setting WHERE key = :key", {"key": KEY})


def invalidate_memory_of(connection: sqlite3.Connection, card_ids: Iterable[int]) -> None:
    """Mark the memory of these cards to be computed anew."""
    connection.executemany("INSERT OR IGNORE INTO stale_memory VALUES (?)", [(card_id,) for card_id in card_ids])


COUNTS_KEY = "tally"
"""The setting that holds the part of the log that the counts of answers were made from."""


def forget_counts(connection: sqlite3.Connection) -> None:
    """Have all answers counted anew, since a card asks for recall that did not before, or the other way round.

    The number of the count stays, so that what was summed for this one is not taken for what belongs to the next.
    """
    connection.execute(
        "UPDATE setting SET value = json_set(value, '$[6]', 'outdated') WHERE key = :key", {"key": COUNTS_KEY}
    )
