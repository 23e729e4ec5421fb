"""The mark up to which the table ``memory`` is valid; a module of its own, since a rebuild needs no memory model."""

from __future__ import annotations

import sqlite3

KEY = "memory"
"""The setting that holds the last log row, and the parameters, for which memory was computed."""


def invalidate_memory(connection: sqlite3.Connection) -> None:
    """Mark every memory to be computed anew; the stored ones stay until then."""
    connection.execute("DELETE FROM setting WHERE key = :key", {"key": KEY})
