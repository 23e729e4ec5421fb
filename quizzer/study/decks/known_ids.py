"""The ids of all notes that were ever loaded, from a look at the database that changes nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from quizzer.config import Paths
from quizzer.errors import Problem
from quizzer.store.backup import connect_to_read
from quizzer.store.notes.names import load_note_keys


def load_known_ids(paths: Paths) -> set[str]:
    """Load the ids; none where there is no database that can be read."""
    if not paths.database.exists():
        return set()
    try:
        with closing(connect_to_read(paths.database)) as connection:
            return load_note_keys(connection)
    except (sqlite3.Error, Problem):
        return set()
