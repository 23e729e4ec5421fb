"""Cards that a session looks up by their ids, and the counts it begins with."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from quizzer.core.log import CardQueue, LogKind, LogOrigin
from quizzer.store.recognition import IS_PICKED
from quizzer.store.scope import EVERYTHING, Scope


def load_chosen(connection: sqlite3.Connection, card_ids: Sequence[int]) -> list[tuple[int, int, CardQueue, int]]:
    """Card id, note id, queue and due of these cards, in the order given; retired and suspended ones are left out."""
    return connection.execute(
        f"""
        SELECT card.id, note_id, queue, due
        FROM json_each(:cards) AS chosen
        JOIN card ON card.id = chosen.value
        WHERE queue >= {CardQueue.NEW:d}
        ORDER BY chosen.key
        """,
        {"cards": json.dumps(card_ids)},
    ).fetchall()


def load_place(connection: sqlite3.Connection, card_id: int, scope: Scope) -> tuple[CardQueue, int, int, bool]:
    """Queue, note id and due of a card, and whether it is in a scope."""
    queue, note_id, due, inside = connection.execute(
        f"""
        SELECT c.queue, c.note_id, c.due, EXISTS (SELECT 1 FROM card c WHERE c.id = :card {scope.sql})
        FROM card c
        WHERE c.id = :card
        """,
        {"card": card_id, **scope.args},
    ).fetchone()
    return CardQueue(queue), note_id, due, bool(inside)


def find_queue(connection: sqlite3.Connection, card_id: int) -> CardQueue:
    """The queue that a card is in."""
    return CardQueue(connection.execute("SELECT queue FROM card WHERE id = :card", {"card": card_id}).fetchone()[0])


def count_new(connection: sqlite3.Connection, scope: Scope = EVERYTHING) -> int:
    """Cards never answered that are neither retired nor suspended."""
    sql = f"SELECT count(*) FROM card c WHERE c.queue = {CardQueue.NEW:d} {scope.sql}"
    return int(connection.execute(sql, scope.args).fetchone()[0])


def find_version(connection: sqlite3.Connection) -> int:
    """A number that changes with each change of the database that another connection makes; 8 µs."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def find_answered_since(connection: sqlite3.Connection, last: int, day: int) -> set[int]:
    """The cards that other devices answered on a study day, of the rows that came after one of the log."""
    rows = connection.execute(
        f"""
        SELECT card_id
        FROM log
        WHERE id > :last
            AND day = :day
            AND origin <> {LogOrigin.HERE:d}
            AND kind = {LogKind.ANSWER:d}
            AND undone IS NULL
        """,
        {"last": last, "day": day},
    )
    return {card_id for (card_id,) in rows}


class CardAfter(NamedTuple):
    """A card as it stands after an answer.

    Attributes:
        picked: Whether it only asks to pick an answer among others.
        stability: Days; None without a memory.
        last_at: Milliseconds of the last answer; None before the first.
        interval: Days when positive, seconds when negative.
    """

    card_id: int
    axis_id: int
    picked: bool
    stability: float | None
    last_at: int | None
    interval: int


def load_cards_after(connection: sqlite3.Connection, card_ids: Sequence[int]) -> list[CardAfter]:
    """Some cards as they stand now; suspended and retired ones are left out."""
    rows = connection.execute(
        f"""
        SELECT c.id, c.axis_id, {IS_PICKED}, c.stability, c.last_at, c.interval
        FROM card c
        WHERE c.id IN (SELECT value FROM json_each(:cards))
            AND c.queue >= {CardQueue.NEW:d}
        """,
        {"cards": json.dumps(list(card_ids))},
    )
    return [CardAfter(*row) for row in rows]
