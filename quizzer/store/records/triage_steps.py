"""The steps of triage: what each decision replaced in a deck file, so that it can be undone, also after a restart."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import NamedTuple

from quizzer.store.connection import transaction
from quizzer.store.notes.paths import store_path

Edit = tuple[int, str, str]
"""A replacement in a file: the character it begins at, and the text there before and after."""


class TriageStep(NamedTuple):
    """A decision as it was written to a deck file.

    Attributes:
        id: Row id; later steps have greater ones.
        at: Epoch milliseconds.
        act: Name of the decision.
        note: Id of the note it was about, as the file has it.
        before: Digest of the file before it.
        after: Digest of the file after it.
        edits: From the end of the file to its beginning, so that the places before an edit hold.
    """

    id: int
    at: int
    act: str
    note: str
    before: str
    after: str
    edits: tuple[Edit, ...]


def save_step(connection: sqlite3.Connection, path: Path, step: TriageStep) -> int:
    """Store a step on a deck file; its own id is not used.

    It does not wait for the disk, which has enough to do with the file: where the power fails, a step can be lost, and
    the ones before it, whose digests fit no more, are refused.

    Returns:
        The row id.

    Raises:
        Problem: The database is no longer at its place.
    """
    connection.execute("PRAGMA synchronous = NORMAL")
    try:
        with transaction(connection):
            row = connection.execute(
                """
                INSERT INTO triage_step (path, at, act, note, before, after, edits)
                VALUES (:path, :at, :act, :note, :before, :after, :edits)
                RETURNING id
                """,
                {**step._asdict(), "path": store_path(path), "edits": json.dumps(step.edits, ensure_ascii=False)},
            ).fetchone()
        return int(row[0])
    finally:
        connection.execute("PRAGMA synchronous = FULL")


def load_last_step(connection: sqlite3.Connection, path: Path) -> TriageStep | None:
    """The last step on a deck file that was not undone."""
    row = connection.execute(
        """
        SELECT id, at, act, note, before, after, edits
        FROM triage_step
        WHERE path = :path
        ORDER BY id DESC
        LIMIT 1
        """,
        {"path": store_path(path)},
    ).fetchone()
    if row is None:
        return None
    step_id, at, act, note, before, after, edits = row
    return TriageStep(step_id, at, act, note, before, after, tuple(map(tuple, json.loads(edits))))


def count_steps(connection: sqlite3.Connection, path: Path) -> dict[str, int]:
    """For each kind of decision the number of steps on a deck file that were not undone."""
    rows = connection.execute(
        """
        SELECT act, count(*)
        FROM triage_step
        WHERE path = :path
        GROUP BY act
        ORDER BY act
        """,
        {"path": store_path(path)},
    )
    return dict(rows.fetchall())


def delete_step(connection: sqlite3.Connection, step_id: int) -> None:
    """Delete a step that was undone."""
    connection.execute("DELETE FROM triage_step WHERE id = :id", {"id": step_id})
