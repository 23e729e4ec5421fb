"""The deck files as rows: each with its axes and findings, and where its notes stand."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizzer.core.log import CardQueue
from quizzer.core.notes.axes import Axis
from quizzer.core.notes.notes import LEVELS, Deck, Retirement
from quizzer.store.notes.names import AXIS
from quizzer.store.notes.paths import load_path, store_path

StoredProblem = tuple[int, str, str, str]
"""A finding of a deck file: line, level (``error`` or ``warning``), message, name of the rule."""


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
