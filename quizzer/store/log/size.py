"""How large the log is: the number of its last row, and how many rows it has."""

from __future__ import annotations

import sqlite3


def find_last_row(connection: sqlite3.Connection) -> int:
    """The number of the last row of the log; 0 without one."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM log").fetchone()[0])


def count_rows(connection: sqlite3.Connection, at_least: int = 0) -> int:
    """How many rows the log has.

    Args:
        at_least: Where it surely has fewer, by the number of its last row, they are not counted.

    Returns:
        The number; 0 where there are too few.
    """
    if find_last_row(connection) < at_least:
        return 0
    rows = int(connection.execute("SELECT count(*) FROM log").fetchone()[0])
    return rows if rows >= at_least else 0
