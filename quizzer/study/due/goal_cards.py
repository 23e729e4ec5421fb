"""The new cards that goals need today."""

from __future__ import annotations

import sqlite3


def first_new(connection: sqlite3.Connection, day: int) -> list[int]:
    """Card ids of the new cards that goals need on a study day, in the order in which they come."""
    del connection, day
    return []
