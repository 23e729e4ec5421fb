"""The notes and cards of the deck files, as rows: added, changed and retired here; their progress is not."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizzer.core.log import CardQueue
from quizzer.core.notes.axes import Axis
from quizzer.core.notes.cards import card_key, parts_of
from quizzer.core.notes.json_content import encode
from quizzer.core.notes.notes import LEVELS, PRIORITIES, Deck, Note, Retirement
from quizzer.core.notes.recognition import only_asks_to_pick
from quizzer.core.schedule.progress import State
from quizzer.core.seeded_random import seed_of
from quizzer.store.course.places import LAST_PART
from quizzer.store.notes.names import AXIS
from quizzer.store.notes.paths import load_path, store_path
from quizzer.store.notes.picks import follow_picks
from quizzer.store.notes.retire import retire_notes, retire_other_cards
from quizzer.store.recognition import KEEP_PICKS

StoredProblem = tuple[int, str, str, str]
"""A finding of a deck file: line, level (``error`` or ``warning``), message, name of the rule."""

_CardValues = tuple[str, int, str, int, int, int, int, int, str, bool]
"""The values of ``_SAVE_CARD``; positional, since names take half of the time of ten thousand rows."""

# A note that another program would see unchanged; its line and its file are not exported.
_SAME = """
    NOT retired
    AND content = excluded.content
    AND level = excluded.level
    AND tags = excluded.tags
    AND axis_id = excluded.axis_id
"""
_SAVE_NOTE = f"""
    INSERT INTO note (key, deck_id, axis_id, level, tags, content, line, changed, retired, priority, checked)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)
    ON CONFLICT (key) DO UPDATE
    SET
        changed = CASE WHEN {_SAME} THEN changed ELSE max(excluded.changed, changed + 1) END,
        deck_id = excluded.deck_id,
        axis_id = excluded.axis_id,
        level = excluded.level,
        tags = excluded.tags,
        content = excluded.content,
        line = excluded.line,
        priority = excluded.priority,
        checked = excluded.checked,
        retired = 0
"""
_SAVE_CARD = f"""
    INSERT INTO card (
        key, note_id, part, axis_id, position, shuffle, retired, queue, due, state, step, interval, reps, lapses,
        leech, suspended, flag, buried_day, sibling_day, level, picked
    )
    VALUES (
        ?, ?, ?, ?, ?, ?, 0, {CardQueue.NEW:d}, ?, {State.NEW:d}, 0, 0, 0, 0,
        0, 0, 0, 0, coalesce((SELECT max(last_day) FROM card WHERE note_id = ?), 0), ?, ?
    )
    ON CONFLICT (key) DO UPDATE
    SET
        axis_id = excluded.axis_id,
        position = (position & ~{LAST_PART}) + excluded.position,
        retired = 0,
        level = excluded.level,
        picked = {KEEP_PICKS}
"""


@dataclass(frozen=True, slots=True)
class StoredDeck:
    """A deck file as the store knows it."""

    id: int
    path: Path
    name: str
    digest: str
    axis: Axis | None
    bundled: bool
    problems: tuple[StoredProblem, ...]
    drafts: int = 0


def load_contents(connection: sqlite3.Connection) -> list[str]:
    """The content of every note that is in the decks now, as JSON."""
    return [content for (content,) in connection.execute("SELECT content FROM note WHERE NOT retired")]


def load_decks(connection: sqlite3.Connection) -> list[StoredDeck]:
    """Every deck file known, in the order of first sight."""
    rows = connection.execute(
        f"""
        SELECT deck.id, path, deck.name, digest, bundled, problems, drafts, {AXIS}
        FROM deck
        LEFT JOIN axis ON axis.id = axis_id
        ORDER BY deck.id
        """
    )
    return [
        StoredDeck(
            id=deck_id,
            path=load_path(path),
            name=name,
            digest=digest,
            axis=Axis(*axis) if axis[0] else None,
            bundled=bool(bundled),
            problems=tuple(map(tuple, json.loads(problems))) if problems != "[]" else (),
            drafts=drafts,
        )
        for deck_id, path, name, digest, bundled, problems, drafts, *axis in rows
    ]


def is_in_use(connection: sqlite3.Connection, key: str) -> bool:
    """Whether a note is here and not retired."""
    row = connection.execute("SELECT 1 FROM note WHERE key = :key AND NOT retired", {"key": key}).fetchone()
    return row is not None


def load_note_locations(connection: sqlite3.Connection, keys: Iterable[str]) -> dict[str, tuple[int, Path, int]]:
    """For each of these notes that is not retired: its deck's id, file and line."""
    rows = connection.execute(
        """
        SELECT note.key, deck.id, deck.path, note.line
        FROM json_each(:keys) AS these
        CROSS JOIN note ON note.key = these.value
        JOIN deck ON deck.id = deck_id
        WHERE NOT retired
        """,
        {"keys": json.dumps(list(keys))},
    )
    return {key: (deck_id, load_path(path), line) for key, deck_id, path, line in rows}


def save_deck(
    connection: sqlite3.Connection,
    path: Path,
    *,
    name: str,
    digest: str,
    axis: Axis | None,
    bundled: bool,
    drafts: int = 0,
    course: int = 0,
    primer: str = "",
    levels: Sequence[str] = LEVELS,
    synonyms: Sequence[Sequence[str]] = (),
    retired: Sequence[Retirement] = (),
) -> int:
    """Write that a deck file exists with this content.

    Returns:
        The deck's id.
    """
    axis_id = save_axes(connection, [axis])[axis.id] if axis else None
    row = connection.execute(
        """
        INSERT INTO deck (
            path, name, digest, axis_id, bundled, problems, drafts, course, primer, levels, synonyms, heirs
        )
        VALUES (
            :path, :name, :digest, :axis, :bundled, '[]', :drafts, :course, :primer, :levels, :synonyms, :heirs
        )
        ON CONFLICT (path) DO UPDATE
        SET
            name = excluded.name,
            digest = excluded.digest,
            axis_id = coalesce(excluded.axis_id, axis_id),
            bundled = excluded.bundled,
            drafts = excluded.drafts,
            course = excluded.course,
            primer = excluded.primer,
            levels = excluded.levels,
            synonyms = excluded.synonyms,
            heirs = excluded.heirs
        RETURNING id
        """,
        {
            "path": store_path(path),
            "name": name,
            "digest": digest,
            "axis": axis_id,
            "bundled": int(bundled),
            "drafts": drafts,
            "course": course,
            "primer": primer,
            "levels": json.dumps(levels),
            "synonyms": json.dumps(synonyms, ensure_ascii=False),
            "heirs": json.dumps(dict(retired)),
        },
    ).fetchone()
    return int(row[0])


def save_problems(
    connection: sqlite3.Connection, deck_id: int, problems: Sequence[StoredProblem], *, failed: bool = False
) -> None:
    """Write a deck file's findings; one with errors is read again with the next that changed, which may be the cause.

    Args:
        failed: Something else keeps the deck from being read as it is meant.
    """
    failed = failed or any(level == "error" for _, level, _, _ in problems)
    connection.execute(
        """
        UPDATE deck
        SET problems = :problems, digest = CASE WHEN :failed THEN '' ELSE digest END
        WHERE id = :deck
        """,
        {
            "problems": json.dumps([list(problem) for problem in problems]),
            "failed": failed,
            "deck": deck_id,
        },
    )


def save_axes(connection: sqlite3.Connection, axes: Iterable[Axis]) -> dict[str, int]:
    """Store these axes, or rename them, as needed; what one does not say of itself stays as it is here.

    Returns:
        Their row ids, by axis id.
    """
    ids = {}
    for axis in axes:
        row = connection.execute(
            """
            INSERT INTO axis (key, name, short, spans)
            VALUES (:id, :name, :short, :spans)
            ON CONFLICT (key) DO UPDATE
            SET
                name = CASE WHEN excluded.name = key THEN name ELSE excluded.name END,
                short = CASE WHEN excluded.short = '' THEN short ELSE excluded.short END,
                spans = CASE WHEN excluded.spans = '' THEN spans ELSE excluded.spans END
            RETURNING id
            """,
            axis._asdict(),
        ).fetchone()
        ids[axis.id] = int(row[0])
    return ids


def save_notes(
    connection: sqlite3.Connection,
    deck_id: int,
    deck: Deck,
    notes: Sequence[Note],
    *,
    keep_missing: bool,
    changed: int,
) -> None:
    """Store a deck's notes and cards; :func:`place_new_cards` then gives the cards their places.

    Args:
        notes: Those of the deck's notes that belong to it (not the second of two with one id).
        keep_missing: Notes of this deck that are not among them stay; else they are retired.
        changed: Epoch seconds to store as the time of change of new and changed notes.
    """
    axes = save_axes(connection, deck.axes)
    known = {key for _, key in _load_ids(connection, notes, "AND EXISTS (SELECT 1 FROM card WHERE note_id = note.id)")}
    connection.executemany(_SAVE_NOTE, (_note_values(note, deck_id, axes[note.axis], changed) for note in notes))
    ids = {key: note_id for note_id, key in _load_ids(connection, notes)}
    cards: list[_CardValues] = []
    for note in notes:
        note_id, axis_id = ids[note.id], axes[note.axis]
        for place, part in enumerate(parts_of(note)):
            key, position = card_key(note.id, part), min(place, LAST_PART)
            picked, shuffle = only_asks_to_pick(note, part), seed_of(key) >> 33
            cards.append((key, note_id, part, axis_id, position, shuffle, position, note_id, note.level, picked))
    follow_picks(connection, {card[0]: card[-1] for card in cards})
    connection.executemany(_SAVE_CARD, cards)
    for note in notes:
        if note.id in known:
            retire_other_cards(connection, ids[note.id], note)
    if not keep_missing:
        present = {note.id for note in notes}
        rows = connection.execute("SELECT id, key FROM note WHERE deck_id = :deck AND NOT retired", {"deck": deck_id})
        retire_notes(connection, [note_id for note_id, key in rows.fetchall() if key not in present], changed)


def _load_ids(connection: sqlite3.Connection, notes: Sequence[Note], which: str = "") -> list[tuple[int, str]]:
    """Row id and key of those of these notes that are stored.

    Args:
        which: A condition in SQL, from ``AND`` on.
    """
    keys = json.dumps([note.id for note in notes])
    return connection.execute(
        f"SELECT id, key FROM note WHERE key IN (SELECT value FROM json_each(:keys)) {which}", {"keys": keys}
    ).fetchall()


def _note_values(note: Note, deck_id: int, axis_id: int, changed: int) -> tuple[Any, ...]:
    tags = f" {' '.join(note.tags)} " if note.tags else ""
    return (
        note.id, deck_id, axis_id, note.level, tags, encode(note), note.line, changed,
        PRIORITIES.index(note.priority), note.checked,
    )  # fmt: skip


def find_or_add_deck(connection: sqlite3.Connection, path: Path, deck: Deck) -> int:
    """The id of the deck file with this path, present or gone; one that was never here is stored as gone."""
    row = connection.execute("SELECT id FROM deck WHERE path = :path", {"path": store_path(path)}).fetchone()
    if row is not None:
        return int(row[0])
    return save_deck(connection, path, name=deck.name, digest="gone", axis=deck.axis, bundled=False)


def count_deck_contents(connection: sqlite3.Connection) -> Mapping[int, tuple[int, int, int]]:
    """For each deck id: notes and cards in use, and notes retired."""
    # Indexes have all but what is retired, and that is looked up among the cards in no queue.
    notes = dict(connection.execute("SELECT deck_id, count(*) FROM note GROUP BY deck_id").fetchall())
    cards = dict(
        connection.execute(
            "SELECT deck_id, count(*) FROM note CROSS JOIN card ON card.note_id = note.id GROUP BY deck_id"
        ).fetchall()
    )
    rows = connection.execute(
        f"""
        SELECT deck_id, count(DISTINCT iif(note.retired, note.id, NULL)), sum(card.retired)
        FROM card
        CROSS JOIN note ON note.id = card.note_id
        WHERE card.queue = {CardQueue.OFF:d}
        GROUP BY deck_id
        """
    )
    retired = {deck_id: (of_notes, of_cards) for deck_id, of_notes, of_cards in rows}
    found = {}
    for deck_id, count in notes.items():
        of_notes, of_cards = retired.get(deck_id, (0, 0))
        found[deck_id] = count - of_notes, cards.get(deck_id, 0) - of_cards, of_notes
    return found
