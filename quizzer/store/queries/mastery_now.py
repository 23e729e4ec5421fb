"""The figures behind mastery, as the cards stand now. Retired and suspended cards are left out of all of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from operator import add
from typing import TYPE_CHECKING, Any

from quizzer.core.groups import Grouping
from quizzer.core.log import CardQueue
from quizzer.core.mastery import CardTotals
from quizzer.store.grouping import GROUP_SQL, GroupKey, Value, keys_in, sum_groups
from quizzer.store.queries.recall_sql import build_recall_sql
from quizzer.store.recognition import IS_RECALLED
from quizzer.store.scope import Scope

if TYPE_CHECKING:
    from quizzer.core.schedule.scheduler import Scheduler

ValueLevel = tuple[Value, str]
"""What the cards are grouped by, and a level."""

LIVE = f"c.queue >= {CardQueue.NEW:d}"
"""Cards neither retired nor suspended."""

BLOCK = 250


def count_cards(
    connection: sqlite3.Connection, scheduler: Scheduler, scope: Scope, at: int, by: Grouping = "axis"
) -> dict[ValueLevel, CardTotals]:
    """Add up the cards by what they are grouped by and by level, at an instant, with the log as it is.

    Args:
        at: Milliseconds of now.
    """
    asked = f"FILTER (WHERE {IS_RECALLED})"
    figures = (
        f"count(*), count(c.last_at), count(*) {asked}, "
        f"coalesce(sum({build_recall_sql(connection, scheduler, at)}) {asked}, 0.0), "
        f"coalesce(sum(c.reviews) {asked}, 0), coalesce(sum(c.passes) {asked}, 0)"
    )
    found: dict[ValueLevel, CardTotals] = {}
    with _one_moment(connection):
        for value, level, *sums in _grouped(connection, figures, scope, GROUP_SQL[by]):
            block = CardTotals(*sums)
            known = found.get((value, level))
            found[value, level] = known.plus(block) if known else block
    return found


def _grouped(connection: sqlite3.Connection, figures: str, scope: Scope, value: str) -> Iterator[tuple[Any, ...]]:
    """Figures by a value of each card and by level, block by block of neighbouring cards.

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
    others = f"count(*) FILTER (WHERE {value} <> :value OR c.level <> :level)"
    last = connection.execute("SELECT coalesce(max(id), 0) FROM card").fetchone()[0]
    narrowed = bool(scope.sql)  # then finding the cards takes longer than sorting them
    size, mixed = max(last, 1) if narrowed else BLOCK, narrowed
    for first in range(1, last + 1, size):
        args = {"first": first, "last": first + size - 1, **scope.args}
        group = None if mixed else connection.execute(f"SELECT {value}, c.level {cards} LIMIT 1", args).fetchone()
        if group is not None:
            args |= {"value": group[0], "level": group[1]}
            strangers, *values = connection.execute(f"SELECT {others}, {figures} {cards}", args).fetchone()
            mixed = strangers > 0
            if not mixed:
                yield *group, *values
        if mixed:
            sql = f"SELECT {value}, c.level, {figures} {cards} GROUP BY 1, 2"
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


def count_coming(
    connection: sqlite3.Connection, scope: Scope, day: int, days: int, by: Grouping = "axis"
) -> dict[GroupKey, tuple[int, ...]]:
    """For each group: cards coming due on each of the next study days, tomorrow first."""
    found: dict[Value, list[int]] = {}
    for value, due, cards in connection.execute(
        f"""
        SELECT {GROUP_SQL[by]}, c.due, count(*)
        FROM card c
        WHERE c.queue = {CardQueue.DAY:d}
            AND c.due BETWEEN :first AND :last
            {scope.sql}
        GROUP BY 1, 2
        """,
        {"first": day + 1, "last": day + days, **scope.args},
    ):
        found.setdefault(value, [0] * days)[due - day - 1] = cards
    sums = sum_groups(found.items(), lambda some, more: [*map(add, some, more)])
    return {key: tuple(cards) for key, cards in sums.items()}


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


def load_weakest_by_group(
    connection: sqlite3.Connection, scheduler: Scheduler, scope: Scope, at: int, *, by: Grouping, limit: int
) -> dict[GroupKey, list[tuple[int, float]]]:
    """For each group row ids and probabilities of recall of its weakest cards, as :func:`load_weakest_first` has them.

    Args:
        at: Milliseconds of now.
        limit: The most cards of a group.
    """
    order = "recall, lapses DESC, position, id"
    rows = connection.execute(
        f"""
        SELECT value, id, recall
        FROM (
            SELECT value, id, recall, lapses, position, row_number() OVER (PARTITION BY value ORDER BY {order}) AS place
            FROM (
                SELECT
                    {GROUP_SQL[by]} AS value,
                    c.id,
                    {build_recall_sql(connection, scheduler, at)} AS recall,
                    c.lapses,
                    c.position
                FROM card c
                WHERE {LIVE}
                    AND c.last_at IS NOT NULL
                    {scope.sql}
            )
        )
        WHERE place <= :limit
        ORDER BY {order}
        """,
        {"limit": limit, **scope.args},
    )
    found: dict[GroupKey, list[tuple[int, float]]] = {}
    for value, card_id, recall in rows:
        for key in keys_in(value):
            of_group = found.setdefault(key, [])
            if len(of_group) < limit:
                of_group.append((card_id, recall))
    return found
