"""Cards that a session looks up by their ids, and the counts it begins with."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from quizzer.core.log import CardQueue
from quizzer.store.queries.due_counts import open_today
from quizzer.store.scope import Scope


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


def count_new(connection: sqlite3.Connection) -> int:
    """Cards never answered that are neither retired nor suspended."""
    return int(connection.execute(f"SELECT count(*) FROM card WHERE queue = {CardQueue.NEW:d}").fetchone()[0])


def is_goal_ahead(connection: sqlite3.Connection, day: int) -> bool:
    """Whether there is a goal for a later study day; here, so that a session need not import the goals."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM goal WHERE day > :day)", {"day": day}).fetchone()[0])


def has_open_sibling(connection: sqlite3.Connection, card_id: int, day: int, until_day: int) -> bool:
    """Whether another card of the note is new, or due by a day, and not put off until tomorrow."""
    row = connection.execute(
        f"""
        SELECT EXISTS (
            SELECT 1
            FROM card c
            WHERE c.note_id = (SELECT note_id FROM card WHERE id = :card)
                AND c.id <> :card
                AND (c.queue = {CardQueue.NEW:d} OR c.queue = {CardQueue.DAY:d} AND c.due <= :until)
                {open_today(day, bury=True)}
        )
        """,
        {"card": card_id, "until": until_day},
    ).fetchone()
    return bool(row[0])


def count_by_deck(connection: sqlite3.Connection, card_ids: Sequence[int]) -> dict[int, int]:
    """For each deck id: how many of these cards are its own."""
    return dict(
        connection.execute(
            """
            SELECT deck_id, count(*)
            FROM card
            JOIN note ON note.id = note_id
            WHERE card.id IN (SELECT value FROM json_each(:ids))
            GROUP BY deck_id
            """,
            {"ids": json.dumps(list(card_ids))},
        ).fetchall()
    )
