"""How far the table ``memory`` is computed; apart from its computation, whose imports a rebuild does not need."""

from __future__ import annotations

import sqlite3

KEY = "memory"
"""The setting that holds the last log row, and the parameters, for which memory was computed."""


def invalidate_memory(connection: sqlite3.Connection) -> None:
    """Mark every memory to be computed anew; those there are stay until then."""
    connection.execute("DELETE FROM setting WHERE key = :key", {"key": KEY})
