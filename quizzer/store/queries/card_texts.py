"""The texts of all cards, as they are searched: read when a search first needs them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from quizzer.core.notes.cards import DELETION
from quizzer.core.notes.kinds import BODIES
from quizzer.core.search.columns import fold_for_search

_AT_ONCE = 1_000
_NOTES = """
    SELECT id, content, key, tags
    FROM note
    WHERE id > ?
    ORDER BY id
    LIMIT ?
"""


class TextReader:
    """Reads the texts of all notes, at once or a few at a time."""

    def __init__(self, connection: sqlite3.Connection, note_ids: Sequence[int]) -> None:
        """Read nothing yet.

        Args:
            connection: To read from.
            note_ids: The note of each card.
        """
        self._connection = connection
        self._note_ids = note_ids
        self._last = -1
        self._texts: dict[int, str] = {}

    def read(self, most: int) -> bool:
        """Read the texts of some more notes; whether there are more."""
        notes = self._connection.execute(_NOTES, (self._last, most)).fetchall()
        contents = json.loads(f"[{','.join(content for _, content, _, _ in notes)}]")
        for (note_id, _, key, tags), content in zip(notes, contents, strict=True):
            more = (content.get("extra", ""), content.get("caveat", ""), key, tags)
            self._texts[note_id] = _text_of(content["kind"], content["body"], more)
            self._last = note_id
        return len(notes) == most

    def __call__(self) -> list[str]:
        """The text of each card; empty for one whose note is gone."""
        while self.read(_AT_ONCE):
            pass
        return [self._texts.get(note_id, "") for note_id in self._note_ids]


def _text_of(kind: str, body: dict[str, Any], more: Iterable[str]) -> str:
    """All texts of a note in one, as they are searched; a cloze without its marks."""
    found: list[str] = []
    for value in body.values():
        if isinstance(value, str):
            found.append(value)
        else:
            _collect(value, found)
    if BODIES[kind].has_blanks:
        found[0] = DELETION.sub(lambda deletion: deletion["answer"], found[0])
    return fold_for_search(" ".join([*found, *more]))


def _collect(value: Any, found: list[str]) -> None:
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, str):
            found.append(inner)
        else:
            _collect(inner, found)
