"""The figures behind mastery, as the cards stand now. Retired and suspended cards are left out of all of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from quizzer.core.log import CardQueue
from quizzer.core.mastery import CardTotals
from quizzer.store.queries.recall_sql import build_recall_sql
from quizzer.store.scope import Scope

if TYPE_CHECKING:
    from quizzer.core.schedule.scheduler import Scheduler

Group = tuple[int, str]
"""Row id of an axis, and a level."""

LIVE = f"c.queue >= {CardQueue.NEW:d}"
"""Cards neither retired nor suspended."""

BLOCK = 250


def count_cards(connection: sqlite3.Connection, scheduler: Scheduler, scope: Scope, at: int) -> dict[Group, CardTotals]:
    """Add up the cards by axis and level, at an instant, with the log as it is.

    Args:
        at: Milliseconds of now.
    """
    asked = "FILTER (WHERE NOT c.picked)"
    figures = (
        f"count(*), count(c.last_at), count(*) {asked}, "
        f"coalesce(sum({build_recall_sql(connection, scheduler, at)}) {asked}, 0.0), "
        f"coalesce(sum(c.reviews) {asked}, 0), coalesce(sum(c.passes) {asked}, 0)"
    )
    found: dict[Group, CardTotals] = {}
    with _one_moment(connection):
        for axis_id, level, *values in _grouped(connection, figures, scope):
            block = CardTotals(*values)
            known = found.get((axis_id, level))
            found[axis_id, level] = known.plus(block) if known else block
    return found


def _grouped(connection: sqlite3.Connection, figures: str, scope: Scope) -> Iterator[tuple[Any, ...]]:
    """Figures by axis and level, block by block of neighbouring cards.

    SQLite sorts what it groups, which for 100,000 cards takes as long as everything else. But cards that came from one
    deck stand together, so most blocks belong to one group, and need no sorting. An index would be no short cut: nearly
    every card is wanted, and more of it than any index has.
    """
    cards = f"""
        FROM card c NOT INDEXED
        WHERE {LIVE}
            AND c.id BETWEEN :first AND :last
            {scope.sql}
    """
    others = "count(*) FILTER (WHERE c.axis_id <> :axis OR c.level <> :level)"
    last = connection.execute("SELECT coalesce(max(id), 0) FROM card").fetchone()[0]
    narrowed = bool(scope.sql)  # then finding the cards takes longer than sorting them
    size, mixed = max(last, 1) if narrowed else BLOCK, narrowed
    for first in range(1, last + 1, size):
        args = {"first": first, "last": first + size - 1, **scope.args}
        group = None if mixed else connection.execute(f"SELECT c.axis_id, c.level {cards} LIMIT 1", args).fetchone()
        if group is not None:
            args |= {"axis": group[0], "level": group[1]}
            strangers, *values = connection.execute(f"SELECT {others}, {figures} {cards}", args).fetchone()
            mixed = strangers > 0
            if not mixed:
                yield *group, *values
        if mixed:
            sql = f"SELECT c.axis_id, c.level, {figures} {cards} GROUP BY c.axis_id, c.level"
            rows = connection.execute(sql, args).fetchall()
            mixed = len(rows) > 1
            yield from rows


@contextmanager
def _one_moment(connection: sqlite3.Connection) -> Iterator[None]:
    """Every query inside sees the same state of the database."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("COMMIT")


def count_coming(connection: sqlite3.Connection, scope: Scope, day: int, days: int) -> dict[int, tuple[int, ...]]:
    """For each axis id: cards coming due on each of the next study days, tomorrow first."""
    found: dict[int, list[int]] = {}
    for axis_id, due, cards in connection.execute(
        f"""
        SELECT c.axis_id, c.due, count(*)
        FROM card c
        WHERE c.queue = {CardQueue.DAY:d}
            AND c.due BETWEEN :first AND :last
            {scope.sql}
        GROUP BY c.axis_id, c.due
        """,
        {"first": day + 1, "last": day + days, **scope.args},
    ):
        found.setdefault(axis_id, [0] * days)[due - day - 1] = cards
    return {axis_id: tuple(cards) for axis_id, cards in found.items()}


def load_weakest_first(
    connection: sqlite3.Connection, scheduler: Scheduler, scope: Scope, at: int, *, seen: bool, limit: int | None
) -> list[tuple[int, float | None]]:
    """Row ids and probabilities of recall: the least recalled first, of equal ones those with more lapses; unseen last.

    Args:
        at: Milliseconds of now.
        seen: Only cards answered at least once.
        limit: The most cards to return; None for all.
    """
    recall = build_recall_sql(connection, scheduler, at)
    return connection.execute(
        f"""
        SELECT c.id, {recall} AS recall
        FROM card c
        WHERE {LIVE}
            {"AND c.last_at IS NOT NULL" if seen else ""}
            {scope.sql}
        ORDER BY c.last_at IS NULL, recall, c.lapses DESC, c.position, c.id
        LIMIT :limit
        """,
        {"limit": -1 if limit is None else limit, **scope.args},
    ).fetchall()
