"""The union of two logs: commutative, associative, idempotent; what is undone on either side is undone.

A row's key is its card's key, its instant and its device. Where both sides have the key they hold the same row, and can
differ only in whether, and when, it was undone: the earliest instant stays. A card that another home still has under
the key of an earlier kind is the card it has become here. Rows of cards that no deck here holds wait
in a table of their own until the card comes, and are passed on meanwhile.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizzer.core.exchange import ANKI
from quizzer.core.log import LogKind
from quizzer.store.card_keys import load_present_keys
from quizzer.store.connection import transaction
from quizzer.store.log.forgotten import Mark, add_marks, drop_forgotten
from quizzer.store.log.marks import THESE, ids_of, regenerate
from quizzer.store.log.other_log import COLUMNS

if TYPE_CHECKING:
    from quizzer.core.schedule.scheduler import Scheduler

SHIFTED = 2_000
"""Milliseconds by which an answer of this program's may have moved in a package, where no two may share an instant."""

_CARDS_AT_ONCE = 2_000
_ARRIVING = f"""
    CREATE TEMP TABLE IF NOT EXISTS arriving (card TEXT, {COLUMNS.replace(", ", " INTEGER, ")} INTEGER)
""".replace("device INTEGER", "device TEXT")
# Positional: the values are a row as :func:`load_news` yields it.
_ARRIVE = f"INSERT INTO arriving (card, {COLUMNS}) VALUES ({', '.join('?' * 12)})"
_SAME_ROW = "log.card_id = card.id AND log.at = i.at AND log.device = i.device"
_COPIES = f"""
    UPDATE log
    SET undone = at
    WHERE device = '{ANKI}'
        AND kind = {LogKind.ANSWER:d}
        AND (undone IS NULL OR undone > at)
        AND card_id IN {THESE}
        AND EXISTS (
            SELECT 1
            FROM log o
            WHERE o.card_id = log.card_id
                AND o.at BETWEEN log.at - {SHIFTED} AND log.at
                AND o.device <> '{ANKI}'
                AND o.kind = log.kind
                AND o.value = log.value
                AND o.interval = log.interval
        )
    RETURNING card_id
"""


@dataclass(frozen=True, slots=True)
class MergeCounts:
    """The counts of a merge.

    Attributes:
        added: Rows that were not here.
        undone: Rows that are undone there and were not undone here.
        unknown: Rows that wait for their cards, since no deck here holds them.
    """

    added: int
    undone: int
    unknown: int


def merge(
    connection: sqlite3.Connection,
    scheduler: Scheduler,
    rows: Iterable[tuple[object, ...]],
    forgotten: Iterable[Mark] = (),
    *,
    back_up: Callable[[], object],
) -> MergeCounts:
    """Add another log's rows to this one and regenerate the cards they belong to; all or nothing.

    Args:
        rows: Card key, then ``COLUMNS``; rows that are here already change nothing.
        forgotten: The cards that were forgotten there, and so are here.
        back_up: Keeps a copy of the database; called before the changes are committed, where there are any.
    """
    connection.execute(_ARRIVING)
    with transaction(connection):
        present = load_present_keys(connection)
        _arrive(connection, ((present.get(str(row[0]), row[0]), *row[1:]) for row in rows))
        at_first = connection.total_changes
        add_marks(connection, scheduler, ((present.get(card, card), at) for card, at in forgotten))
        dropped = drop_forgotten(connection)
        added, undone = _unite(connection, scheduler, "temp.arriving")
        unknown = _keep_waiting(connection)
        if connection.total_changes - dropped > at_first:
            back_up()
        connection.execute("DELETE FROM temp.arriving")
    return MergeCounts(added, undone, unknown)


def take_in_waiting(connection: sqlite3.Connection, scheduler: Scheduler) -> None:
    """Move the rows whose card has come from those that wait into the log; inside the caller's transaction."""
    here = "FROM waiting WHERE card IN (SELECT key FROM card)"
    if connection.execute(f"SELECT EXISTS (SELECT 1 {here})").fetchone()[0]:
        _unite(connection, scheduler, "main.waiting")
        connection.execute(f"DELETE {here}")


def is_waiting(connection: sqlite3.Connection) -> bool:
    """Whether any row waits for its card."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM waiting)").fetchone()[0])


def keep_entries_waiting(connection: sqlite3.Connection, entries: Iterable[tuple[object, ...]]) -> None:
    """Let rows wait for their cards; inside the caller's transaction.

    Args:
        entries: Each a card's key, then ``COLUMNS``.
    """
    connection.execute(_ARRIVING)
    _arrive(connection, entries)
    _keep_waiting(connection)
    connection.execute("DELETE FROM temp.arriving")


def mark_copies(connection: sqlite3.Connection, card_ids: Iterable[int]) -> set[int]:
    """Take back each answer imported from Anki that is a copy of one given here or on another device.

    Such a row is kept and does not count: it is undone at its own instant, which follows from the rows alone, so every
    machine with the same rows does the same.

    Returns:
        The cards of the rows that no longer count.
    """
    return {card_id for (card_id,) in connection.execute(_COPIES, {"ids": ids_of(card_ids)}).fetchall()}


def _arrive(connection: sqlite3.Connection, rows: Iterable[tuple[object, ...]]) -> None:
    """Let rows be all that has arrived."""
    connection.execute("DELETE FROM temp.arriving")
    connection.executemany(_ARRIVE, rows)


def _unite(connection: sqlite3.Connection, scheduler: Scheduler, source: str) -> tuple[int, int]:
    """Join the rows of a table to the log where their cards are here; how many were added, and how many are undone."""
    undone_before = connection.execute(
        f"""
        SELECT count(*)
        FROM {source} i
        JOIN card ON card.key = i.card
        LEFT JOIN log ON {_SAME_ROW}
        WHERE i.undone IS NOT NULL
            AND log.undone IS NULL
        """
    ).fetchone()[0]
    inserted = connection.execute(
        f"""
        INSERT INTO log (card_id, {COLUMNS}, origin)
        SELECT card.id, {", ".join(f"i.{name}" for name in COLUMNS.split(", "))}, 1
        FROM {source} i
        JOIN card ON card.key = i.card
        WHERE NOT EXISTS (SELECT 1 FROM log WHERE {_SAME_ROW})
        ORDER BY i.at, i.device, i.card
        ON CONFLICT DO NOTHING
        RETURNING card_id
        """
    )
    added = Counter(card_id for (card_id,) in inserted)
    sooner = connection.execute(
        f"""
        UPDATE log
        SET undone = i.undone
        FROM {source} i
        JOIN card ON card.key = i.card
        WHERE {_SAME_ROW}
            AND i.undone < coalesce(log.undone, i.undone + 1)
        RETURNING log.card_id
        """
    ).fetchall()
    touched = {*added, *(card_id for (card_id,) in sooner)}
    if touched:
        mark_copies(connection, touched)
        cards = sorted(touched)
        for first in range(0, len(cards), _CARDS_AT_ONCE):  # their rows are in memory together
            regenerate(connection, scheduler, cards[first : first + _CARDS_AT_ONCE])
    return added.total(), int(undone_before)


def _keep_waiting(connection: sqlite3.Connection) -> int:
    """Store the rows that arrived for cards that are not here; how many there are."""
    strangers = "FROM temp.arriving WHERE card NOT IN (SELECT key FROM card)"
    connection.execute(
        f"""
        INSERT INTO waiting (card, {COLUMNS})
        SELECT card, {COLUMNS} {strangers}
        ON CONFLICT (card, at, device) DO UPDATE
        SET undone = excluded.undone
        WHERE excluded.undone < coalesce(undone, excluded.undone + 1)
        """
    )
    return int(connection.execute(f"SELECT count(*) {strangers}").fetchone()[0])
