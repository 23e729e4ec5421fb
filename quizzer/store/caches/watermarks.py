"""What is remembered of the table ``memory``; apart from its computation, which few need."""

from __future__ import annotations

import sqlite3

KEY = "memory"
"""The setting that says up to which log row, and with which parameters, memory was computed."""


def invalidate_memory(connection: sqlite3.Connection) -> None:
    """Every memory is to be computed anew; those there are stay until then."""
    connection.execute("DELETE FROM setting WHERE key = ?", (KEY,))
