"""Cards that a person had forgotten for good: their rows leave the log, and a mark keeps them from coming back.

This is the one exception to an append-only log. A mark is a card's key and an instant: rows of the card up to that
instant are gone, here and, by a merge, wherever the mark arrives; what is answered later counts.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

from quizzer.core.log import LogKind
from quizzer.store.caches.watermarks import invalidate_memory
from quizzer.store.card_keys import load_present_keys
from quizzer.store.log.marks import ids_of, regenerate

if TYPE_CHECKING:
    from quizzer.core.schedule.scheduler import Scheduler

Mark = tuple[str, int]
"""A card's key, and the instant up to which its rows are forgotten, in milliseconds."""

_GUARD = "log_keeps_rows"
# From the marks to the rows: a collection has few marks, or none.
_GONE = """
    FROM forgotten f
    CROSS JOIN card ON card.key = f.card
    CROSS JOIN log ON log.card_id = card.id AND log.at <= f.at
"""


def load_marks(connection: sqlite3.Connection) -> list[Mark]:
    """All marks."""
    return connection.execute("SELECT card, at FROM forgotten ORDER BY card").fetchall()


def add_marks(
    connection: sqlite3.Connection, scheduler: Scheduler, marks: Iterable[Mark], *, sent: bool = False
) -> int:
    """Keep marks, and take out of the log what they say; inside the caller's transaction.

    Cards that stay are regenerated from the rows that are left. The latest instant of a card counts, so the order in
    which marks arrive does not matter.

    Args:
        marks: Each with the key that its card has here, or had before.
        sent: A sync brought them, so none need send them.

    Returns:
        How many rows left the log.
    """
    rows = list(marks)
    present = load_present_keys(connection) if rows else {}
    connection.executemany(
        """
        INSERT INTO forgotten (card, at, sent)
        VALUES (?, ?, ?)
        ON CONFLICT (card) DO UPDATE
        SET
            at = excluded.at,
            sent = excluded.sent
        WHERE excluded.at > at
        """,
        [(present.get(card, card), at, sent) for card, at in rows],
    )
    if not rows:
        return 0
    connection.execute(
        """
        DELETE FROM waiting
        WHERE EXISTS (SELECT 1 FROM forgotten f WHERE f.card = waiting.card AND waiting.at <= f.at)
        """
    )
    touched = [card_id for (card_id,) in connection.execute(f"SELECT DISTINCT card_id {_GONE}").fetchall()]
    if not touched:
        return 0
    guard = connection.execute("SELECT sql FROM sqlite_master WHERE name = :name", {"name": _GUARD}).fetchone()[0]
    connection.execute(f"DROP TRIGGER {_GUARD}")
    gone = connection.execute(f"DELETE FROM log WHERE id IN (SELECT log.id {_GONE})").rowcount
    connection.execute(guard)
    _drop_caches(connection, touched)
    regenerate(connection, scheduler, touched)
    return gone


def count_gone(connection: sqlite3.Connection, marks: Iterable[Mark]) -> int:
    """Count the rows that marks would take out of the log; nothing is written."""
    present = load_present_keys(connection)
    latest: dict[str, int] = {}
    for key, at in marks:
        card = present.get(key, key)
        latest[card] = max(at, latest.get(card, at))
    (gone,) = connection.execute(
        """
        SELECT count(*)
        FROM json_each(:marks) AS m
        CROSS JOIN card ON card.key = m.key
        CROSS JOIN log ON log.card_id = card.id AND log.at <= m.value
        """,
        {"marks": json.dumps(latest)},
    ).fetchone()
    return int(gone)


def find_decks(connection: sqlite3.Connection) -> list[tuple[int, str, str, int, int]]:
    """Row id, path, name, whether it is bundled, and whether its file is there, of every deck that was ever read."""
    return connection.execute("SELECT id, path, name, bundled, digest <> 'gone' FROM deck ORDER BY id").fetchall()


def count_deck(connection: sqlite3.Connection, deck_id: int) -> tuple[int, int]:
    """The notes of a deck, retired ones included, and the answers given to their cards that were not taken back."""
    notes = connection.execute("SELECT count(*) FROM note WHERE deck_id = :deck", {"deck": deck_id}).fetchone()[0]
    answers = connection.execute(
        f"""
        SELECT count(*)
        FROM log
        JOIN card ON card.id = log.card_id
        JOIN note ON note.id = card.note_id
        WHERE note.deck_id = :deck
            AND log.kind = {LogKind.ANSWER:d}
            AND log.undone IS NULL
        """,
        {"deck": deck_id},
    ).fetchone()[0]
    return int(notes), int(answers)


def find_last_instant(connection: sqlite3.Connection, deck_id: int) -> int:
    """The instant of the newest row of a deck's cards, or of the newest quiz with one; in milliseconds, 0 for none."""
    row = connection.execute(
        """
        SELECT coalesce(max(at), 0)
        FROM (
            SELECT card_id, at FROM log
            UNION ALL
            SELECT card_id, quiz.at FROM quiz_answer JOIN quiz ON quiz.id = quiz_id
        )
        JOIN card ON card.id = card_id
        JOIN note ON note.id = card.note_id
        WHERE note.deck_id = :deck
        """,
        {"deck": deck_id},
    ).fetchone()
    return int(row[0])


def load_card_keys(connection: sqlite3.Connection, deck_id: int) -> list[str]:
    """The keys of a deck's cards, and those they had before, which other machines may still have."""
    rows = connection.execute(
        "SELECT card.key FROM card JOIN note ON note.id = note_id WHERE deck_id = :deck", {"deck": deck_id}
    ).fetchall()
    keys = [key for (key,) in rows]
    now = set(keys)
    return keys + [was for was, key in load_present_keys(connection).items() if key in now]


def vacuum(connection: sqlite3.Connection) -> None:
    """Write the database anew, so that what was deleted is in no free page of the file."""
    connection.execute("VACUUM")


def delete_deck(connection: sqlite3.Connection, deck_id: int) -> None:
    """Delete a deck with its notes and cards, whose rows of the log are gone already."""
    notes = "(SELECT id FROM note WHERE deck_id = :deck)"
    cards = f"(SELECT id FROM card WHERE note_id IN {notes})"
    for table, condition in (
        ("quiz_answer", f"card_id IN {cards}"),
        ("prerequisite", f"note_id IN {notes}"),
        ("card", f"note_id IN {notes}"),
        ("triage_step", "path = (SELECT path FROM deck WHERE id = :deck)"),
        ("deck_change", "note IN (SELECT key FROM note WHERE deck_id = :deck)"),
        ("note", "deck_id = :deck"),
        ("deck", "id = :deck"),
    ):
        connection.execute(f"DELETE FROM {table} WHERE {condition}", {"deck": deck_id})


def _drop_caches(connection: sqlite3.Connection, card_ids: list[int]) -> None:
    """Drop what was counted with rows that are gone; it is counted anew when it is next needed."""
    named = {"ids": ids_of(card_ids)}
    for table in ("memory", "stale_memory"):
        connection.execute(f"DELETE FROM {table} WHERE card_id IN (SELECT value FROM json_each(:ids))", named)
    invalidate_memory(connection)
    connection.execute("DELETE FROM setting WHERE key IN ('tally', 'calibration')")
