"""What the store knows of the deletions of cloze notes: their text, the numbers they had, and the ones taken out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from quizzer.store import key_values

_REMOVED = "deletions-removed:"


def load_cloze_texts(connection: sqlite3.Connection, keys: Iterable[str]) -> dict[str, str]:
    """The stored text of each of these notes that is a cloze, by the note's id."""
    rows = connection.execute(
        """
        SELECT note.key, json_extract(content, '$.body.text')
        FROM json_each(:keys) AS these
        CROSS JOIN note ON note.key = these.value
        WHERE json_extract(content, '$.kind') = 'cloze'
        """,
        {"keys": json.dumps(list(keys))},
    )
    return dict(rows.fetchall())


def load_used_numbers(connection: sqlite3.Connection, key: str) -> set[int]:
    """The numbers that cards of a note have had: here, and by the answers that wait for their cards."""
    rows = connection.execute(
        """
        SELECT part
        FROM card
        WHERE note_id = (SELECT id FROM note WHERE key = :key)
        UNION
        SELECT substr(card, length(:key) + 2)
        FROM waiting
        WHERE card >= :key || '#' AND card < :key || '$'
        """,
        {"key": key},
    )
    return {int(part) for (part,) in rows if part.isdecimal()}


def load_removed(connection: sqlite3.Connection) -> dict[str, dict[int, list[str]]]:
    """The answers of the deletions that were taken out of notes, by number, for the id of each such note."""
    rows = connection.execute(
        "SELECT substr(key, length(:start) + 1), value FROM setting WHERE substr(key, 1, length(:start)) = :start",
        {"start": _REMOVED},
    )
    return {key: {int(number): answers for number, answers in json.loads(kept).items()} for key, kept in rows}


def save_removed(connection: sqlite3.Connection, key: str, removed: Mapping[int, Sequence[str]]) -> None:
    """Store the answers of the deletions that were taken out of a note."""
    key_values.put(connection, _REMOVED + key, json.dumps(dict(removed), ensure_ascii=False))
