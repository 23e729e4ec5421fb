"""A card with its note, deck and axis, read from the database."""

from __future__ import annotations

import json
import sqlite3
from functools import lru_cache
from typing import Any, NamedTuple

from quizzer.core.log import LogKind
from quizzer.core.notes.axes import Axis
from quizzer.core.notes.json_content import decode
from quizzer.core.notes.notes import Note
from quizzer.store.notes.names import AXIS
from quizzer.store.notes.paths import path_text


class StoredCard(NamedTuple):
    """A card with its note, deck and axis, as a session needs it."""

    id: int
    key: str
    part: str
    note: Note
    axis: Axis
    deck: str
    deck_path: str
    bundled: bool
    flag: int
    cached: tuple[Any, ...]


def load_card(connection: sqlite3.Connection, card_id: int, progress_columns: str) -> StoredCard:
    """One card; ``cached`` holds the named columns of the card table."""
    row = connection.execute(_select_card(progress_columns), (card_id,)).fetchone()
    key, part, note_key, content, level, tags, line, deck, path, bundled, flag, *rest = row
    axis, cached = Axis._make(rest[:4]), tuple(rest[4:])
    note = decode(content, key=note_key, axis=axis.id, level=level, tags=tags, line=line)
    return StoredCard(card_id, key, part, note, axis, deck, path_text(path), bool(bundled), flag, cached)


@lru_cache(maxsize=8)  # the same text each time spares SQLite the look at it
def _select_card(progress_columns: str) -> str:
    return f"""
        SELECT
            card.key, part, note.key, content, note.level, tags, line, deck.name, path, bundled,
            flag, {AXIS}, {progress_columns}
        FROM card
        JOIN note ON note.id = note_id
        JOIN axis ON axis.id = note.axis_id
        JOIN deck ON deck.id = deck_id
        WHERE card.id = ?
    """


def load_first_answer(connection: sqlite3.Connection, card_id: int) -> int | None:
    """Milliseconds of a card's first answer; None where it has none."""
    instant: int | None = connection.execute(
        "SELECT min(at) FROM log WHERE card_id = :card AND kind = :kind AND undone IS NULL",
        {"card": card_id, "kind": LogKind.ANSWER},
    ).fetchone()[0]
    return instant


def load_primer(connection: sqlite3.Connection, card_id: int) -> tuple[str, str]:
    """The name of a card's deck, and the sentences to show before its first new card; empty for none."""
    deck, primer = connection.execute(
        "SELECT deck.name, primer FROM card JOIN note ON note.id = note_id JOIN deck ON deck.id = deck_id"
        " WHERE card.id = :card",
        {"card": card_id},
    ).fetchone()
    return deck, primer


def load_synonyms(connection: sqlite3.Connection, card_id: int) -> tuple[tuple[str, ...], ...]:
    """The sets of terms that may stand for each other in the answers of a card's deck; none where there is no card."""
    row = connection.execute(
        "SELECT synonyms FROM card JOIN note ON note.id = note_id JOIN deck ON deck.id = deck_id WHERE card.id = :card",
        {"card": card_id},
    ).fetchone()
    return _sets(row[0]) if row else ()


@lru_cache(maxsize=32)
def _sets(written: str) -> tuple[tuple[str, ...], ...]:
    return tuple(map(tuple, json.loads(written)))


def load_all_synonyms(connection: sqlite3.Connection) -> list[str]:
    """The synonyms of every deck that is loaded now, as JSON."""
    rows = connection.execute("SELECT synonyms FROM deck WHERE synonyms <> '[]' AND digest <> 'gone'")
    return [synonyms for (synonyms,) in rows]
