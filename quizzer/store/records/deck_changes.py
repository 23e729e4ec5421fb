"""What changed in the decks when their files were read again: held against a copy of the notes as they were."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quizzer.core.notes.identity.changes import ChangeKind, Difference, NoteState, Place
from quizzer.core.notes.json_content import decode

MOST = 10_000
"""Changes that are kept; the oldest go first."""

_OF_ONE_READING = 2_000
_MET = "(SELECT count(*) FROM card WHERE note_id = note.id AND NOT card.retired AND reps > 0)"
_STATE = "content, note.level, tags, axis_id, deck_id, note.retired"


class StoredChange(NamedTuple):
    """A change of a note.

    Attributes:
        at: Epoch seconds at which the files were read.
        deck: The deck's name.
        bundled: The deck changed it, not the person.
        note: The note's id.
        title: What it asks.
        progress: What became of it, the end of a line.
        seen: A person has looked at it.
    """

    at: int
    deck: str
    bundled: bool
    note: str
    kind: ChangeKind
    title: str
    differences: tuple[Difference, ...]
    progress: str
    seen: bool = False


class Compared(NamedTuple):
    """A note that may differ, before and now.

    Attributes:
        before: None where it was in no deck that is read now.
        existed: It was known here before, though it may have been retired.
    """

    key: str
    before: NoteState | None
    after: NoteState
    was_retired: bool
    is_retired: bool
    existed: bool
    bundled: bool


def copy_notes(connection: sqlite3.Connection, deck_ids: Sequence[int]) -> int:
    """Copy the notes of decks aside as they are.

    Returns:
        The largest row id of a note.
    """
    connection.execute("DROP TABLE IF EXISTS temp.note_before")
    connection.execute(
        f"""
        CREATE TEMP TABLE note_before AS
        SELECT note.id, {_STATE}, {_MET} AS met
        FROM note
        WHERE deck_id IN (SELECT value FROM json_each(:decks))
        """,
        {"decks": json.dumps(list(deck_ids))},
    )
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM note").fetchone()[0])


def compare_notes(
    connection: sqlite3.Connection, deck_ids: Sequence[int], last_deck: int, largest: int
) -> Iterator[Compared]:
    """Compare the notes of decks with what they were, in the order of the decks; not those that a person has added.

    Args:
        deck_ids: The decks that were read.
        last_deck: The largest row id of a deck before; those with a larger one are new.
        largest: As :func:`copy_notes` gave it.
    """
    rows = connection.execute(
        f"""
        SELECT
            note.id, note.key, b.id, b.content, b.level, b.tags, b.retired, b.met, ba.key, ba.name, bd.name,
            note.content, note.level, note.tags, note.retired, {_MET}, a.key, a.name, d.name, d.bundled
        FROM note
        JOIN axis a ON a.id = note.axis_id
        JOIN deck d ON d.id = note.deck_id
        LEFT JOIN temp.note_before b ON b.id = note.id
        LEFT JOIN axis ba ON ba.id = b.axis_id
        LEFT JOIN deck bd ON bd.id = b.deck_id
        WHERE note.deck_id IN (SELECT value FROM json_each(:decks) UNION SELECT id FROM deck WHERE id > :last)
            AND (
                (b.id IS NULL AND (d.bundled OR note.retired OR note.id <= :largest))
                OR b.retired <> note.retired
                OR (
                    NOT note.retired
                    AND (b.content, b.level, b.axis_id, b.deck_id)
                        <> (note.content, note.level, note.axis_id, note.deck_id)
                )
            )
        ORDER BY note.deck_id, note.retired, note.line
        LIMIT {_OF_ONE_READING}
        """,
        {"decks": json.dumps(list(deck_ids)), "last": last_deck, "largest": largest},
    ).fetchall()
    connection.execute("DROP TABLE temp.note_before")
    for row_id, key, before_id, *rest in rows:
        old, new, bundled = rest[:8], rest[8:-1], rest[-1]
        before = None if before_id is None else _state(key, old[0], old[1], old[2], old[4], old[5:])
        after = _state(key, new[0], new[1], new[2], new[4], new[5:])
        yield Compared(key, before, after, bool(old[3]), bool(new[3]), row_id <= largest, bool(bundled))


def _state(key: str, content: str, level: str, tags: str, met: int, names: Sequence[str]) -> NoteState:
    axis, axis_name, deck = names
    return NoteState(decode(content, key=key, axis=axis, level=level, tags=tags, line=0), Place(deck, axis_name), met)


def add_changes(connection: sqlite3.Connection, changes: Iterable[StoredChange]) -> None:
    """Write changes behind the others, and let the oldest go."""
    connection.executemany(
        """
        INSERT INTO deck_change (at, deck, bundled, note, kind, title, texts, progress, seen)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
            (
                one.at, one.deck, int(one.bundled), one.note, one.kind, one.title,
                json.dumps(one.differences, ensure_ascii=False), one.progress, int(one.seen),
            )
            for one in changes
        ],
    )  # fmt: skip
    connection.execute("DELETE FROM deck_change WHERE id <= (SELECT max(id) FROM deck_change) - :most", {"most": MOST})


def load_changes(connection: sqlite3.Connection) -> list[StoredChange]:
    """All changes that are kept: the newest reading first, and in it in the order of the decks."""
    rows = connection.execute(
        """
        SELECT at, deck, bundled, note, kind, title, texts, progress, seen
        FROM deck_change
        ORDER BY at DESC, id
        """
    )
    return [
        StoredChange(
            at,
            deck,
            bool(bundled),
            note,
            kind,
            title,
            tuple(Difference(*one) for one in json.loads(texts)),
            progress,
            bool(seen),
        )
        for at, deck, bundled, note, kind, title, texts, progress, seen in rows
    ]


def mark_seen(connection: sqlite3.Connection, after: int = 0) -> None:
    """Write that changes were looked at.

    Args:
        after: Only those with a larger row id.
    """
    connection.execute("UPDATE deck_change SET seen = 1 WHERE NOT seen AND id > :after", {"after": after})


def last_change(connection: sqlite3.Connection) -> int:
    """The largest row id of a change; 0 where there is none."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM deck_change").fetchone()[0])
