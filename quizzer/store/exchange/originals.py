"""Notes made in Anki as they were there, so that an export can give them back unchanged.

They are kept beside the decks: no deck file holds HTML, and no schedule depends on them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from quizzer.core.exchange import AnkiOriginal, AnkiType
from quizzer.store import key_values
from quizzer.store.scope import Scope

_TYPE, _NOTE = "anki-type:", "anki-note:"
_TEXT = json.encoder.encode_basestring
_JSON = json.JSONEncoder(ensure_ascii=False).encode


class NoteInUse(NamedTuple):
    """Where a note in use stands.

    Attributes:
        id: Row id.
        key: Its id.
        deck: Name of its deck.
        axis: Id of its axis.
        retired: No deck file holds it any more.
    """

    id: int
    key: str
    deck: str
    axis: str
    retired: int


def save_originals(
    connection: sqlite3.Connection, types: Iterable[AnkiType], originals: Iterable[AnkiOriginal]
) -> None:
    """Keep notes and their types in place of what was kept of them before."""
    key_values.put_all(connection, ((f"{_TYPE}{type_.id}", _JSON(type_)) for type_ in types))
    key_values.put_all(connection, ((f"{_NOTE}{original.key}", _encode(original)) for original in originals))


def _encode(original: AnkiOriginal) -> str:
    """The original as JSON; written text by text, since an encoder is set up anew for each value that is no text."""
    key, guid, type_id, changed, tags, fields = original
    words, texts = ", ".join(map(_TEXT, tags)), ", ".join(map(_TEXT, fields))
    return f"[{_TEXT(key)}, {_TEXT(guid)}, {type_id}, {changed}, [{words}], [{texts}]]"


def load_original(connection: sqlite3.Connection, key: str) -> tuple[AnkiOriginal, AnkiType] | None:
    """Load a note and its type; None where they were not kept, or do not fit each other any more."""
    if (text := key_values.get(connection, f"{_NOTE}{key}")) is None:
        return None
    key, guid, type_id, changed, tags, fields = json.loads(text)
    if (text := key_values.get(connection, f"{_TYPE}{type_id}")) is None:
        return None
    type_id, name, cloze, names, templates, css = json.loads(text)
    if len(names) != len(fields):
        return None
    kept = AnkiType(type_id, name, bool(cloze), tuple(names), tuple(map(tuple, templates)), css)
    return AnkiOriginal(key, guid, type_id, changed, tuple(tags), tuple(fields)), kept


def find_notes(connection: sqlite3.Connection, scope: Scope, prefix: str) -> list[NoteInUse]:
    """The notes of a scope, retired ones too, whose ids begin so, in the order of their row ids."""
    rows = connection.execute(
        f"""
        SELECT n.id, n.key, deck.name, axis.key, n.retired
        FROM note n
        JOIN deck ON deck.id = n.deck_id
        JOIN axis ON axis.id = n.axis_id
        WHERE substr(n.key, 1, length(:prefix)) = :prefix
            AND n.id IN (SELECT c.note_id FROM card c WHERE 1 {scope.sql})
        ORDER BY n.id
        """,
        {**scope.args, "prefix": prefix},
    )
    return [NoteInUse(*row) for row in rows]
