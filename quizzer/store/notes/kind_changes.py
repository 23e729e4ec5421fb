"""Notes whose kind changed: their cards keep their progress where they can, and Anki learns of the note they were.

In Anki a cloze and any other note are of different note types, so a note that turned from one into the other is there
twice: the earlier one goes along in later packages, retired.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from quizzer.core.notes.cards import card_key, parts_of
from quizzer.core.notes.json_content import decode
from quizzer.core.notes.kinds import Cloze, Kind
from quizzer.core.notes.notes import Note
from quizzer.store import key_values
from quizzer.store.card_keys import note_key_change
from quizzer.store.scope import Scope

_EARLIER = "anki-earlier:"


class KindChange(NamedTuple):
    """A note that is of another kind than before.

    Attributes:
        lost: How many cards with answers have no card to hand their progress to.
    """

    note: Note
    before: Kind
    lost: int


def take_kind_changes(connection: sqlite3.Connection, notes: Sequence[Note]) -> list[KindChange]:
    """Find the notes whose kind differs from the stored one, and hand on what they were, before they are stored.

    The only card of a note becomes the only card of the other kind, with its progress.
    """
    present = {note.id: note for note in notes}
    kinds = connection.execute(
        """
        SELECT note.key, json_extract(content, '$.kind')
        FROM json_each(:keys) AS these
        CROSS JOIN note ON note.key = these.value
        """,
        {"keys": json.dumps(list(present))},
    )
    changed = [key for key, kind in kinds if kind != present[key].kind]
    rows = connection.execute(
        """
        SELECT key, content, level, tags, exported
        FROM note
        WHERE key IN (SELECT value FROM json_each(:keys))
        """,
        {"keys": json.dumps(changed)},
    ).fetchall()
    changes = []
    for key, content, level, tags, exported in rows:
        note = present[key]
        before = decode(content, key=key, axis=note.axis, level=level, tags=tags, line=0)
        if exported and isinstance(before.body, Cloze) != isinstance(note.body, Cloze):
            _keep_for_anki(connection, before, content)
        changes.append(KindChange(note, before.kind, _hand_on(connection, before, note)))
    return changes


def load_earlier_notes(connection: sqlite3.Connection, scope: Scope) -> dict[int, list[Note]]:
    """The notes that Anki has of an earlier kind, by the row id of the note each has become."""
    rows = connection.execute(
        f"""
        SELECT n.id, n.key, axis.key, setting.value, json_extract(n.content, '$.kind')
        FROM setting
        JOIN note n ON n.key = json_extract(setting.value, '$.key')
        JOIN axis ON axis.id = n.axis_id
        WHERE substr(setting.key, 1, length(:prefix)) = :prefix
            AND n.id IN (SELECT c.note_id FROM card c WHERE 1 {scope.sql})
        ORDER BY setting.key
        """,
        {**scope.args, "prefix": _EARLIER},
    )
    earlier: dict[int, list[Note]] = {}
    for row_id, key, axis, text, kind in rows:
        kept = json.loads(text)
        note = decode(kept["content"], key=key, axis=axis, level=kept["level"], tags=kept["tags"], line=0)
        if isinstance(note.body, Cloze) != (kind == Cloze.kind):
            earlier.setdefault(row_id, []).append(note)
    return earlier


def _keep_for_anki(connection: sqlite3.Connection, before: Note, content: str) -> None:
    kept = {"key": before.id, "content": content, "level": before.level, "tags": " ".join(before.tags)}
    type_ = "cloze" if isinstance(before.body, Cloze) else "front"
    key_values.put(connection, f"{_EARLIER}{type_}:{before.id}", json.dumps(kept, ensure_ascii=False))


def _hand_on(connection: sqlite3.Connection, before: Note, after: Note) -> int:
    """Give the cards the keys they have in the other kind; the number of answered cards that have none there."""
    old, new = parts_of(before), parts_of(after)
    if len(old) == len(new) == 1:
        if old != new:
            _swap(connection, before.id, old[0], new[0])
        return 0
    gone = [card_key(before.id, part) for part in old if part not in new]
    lost = connection.execute(
        "SELECT count(*) FROM card WHERE reps > 0 AND key IN (SELECT value FROM json_each(:gone))",
        {"gone": json.dumps(gone)},
    ).fetchone()
    return int(lost[0])


def _swap(connection: sqlite3.Connection, note_id: str, old: str, new: str) -> None:
    """Exchange the keys of two cards of a note; one that is there from an earlier change takes the other's place."""
    aside = f"{card_key(note_id, new)}#aside"
    for source, target, part in (
        (card_key(note_id, new), aside, new),
        (card_key(note_id, old), card_key(note_id, new), new),
        (aside, card_key(note_id, old), old),
    ):
        connection.execute(
            "UPDATE card SET key = :target, part = :part WHERE key = :source",
            {"source": source, "target": target, "part": part},
        )
    note_key_change(connection, card_key(note_id, old), card_key(note_id, new))
