"""The figures behind mastery, as the cards stand now. Retired and suspended cards are left out of all of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from operator import add
from typing import TYPE_CHECKING, Any, NamedTuple

from quizzer.core.groups import Grouping
from quizzer.core.log import CardQueue
from quizzer.core.mastery import CardTotals
from quizzer.store.connection import snapshot
from quizzer.store.grouping import GROUP_SQL, GroupKey, Value, keys_in, sum_groups
from quizzer.store.queries.recall_sql import build_recall_sql
from quizzer.store.recognition import IS_PICKED
from quizzer.store.scope import EVERYTHING, Scope

if TYPE_CHECKING:
    from quizzer.core.schedule.scheduler import Scheduler

ValueLevel = tuple[Value, str]
"""What the cards are grouped by, and a level."""

LIVE = f"c.queue >= {CardQueue.NEW:d}"
"""Cards neither retired nor suspended."""

BLOCK = 500

_ASKED = f"FILTER (WHERE NOT {IS_PICKED})"


class AxisCards(NamedTuple):
    """The cards of an axis, added up for the first screen.

    Attributes:
        cards: All of them.
        new: Those never answered.
        recallable: Those that ask for recall.
        recall: Sum of their probabilities of recall, 0 for an unseen one.
    """

    cards: int = 0
    new: int = 0
    recallable: int = 0
    recall: float = 0.0

    def plus(self, other: AxisCards) -> AxisCards:
        """Both together."""
        return AxisCards(*map(add, self, other))

    @property
    def known(self) -> float:
        """The share of those that ask for recall that would be recalled now, 0 to 1."""
        return min(1.0, self.recall / self.recallable) if self.recallable else 0.0


def count_by_axis(connection: sqlite3.Connection, scheduler: Scheduler, at: int) -> dict[int, AxisCards]:
    """Add up the cards of each axis, by its row id, at an instant.

    Args:
        at: Milliseconds of now.
    """
    figures = f"count(*), count(*) FILTER (WHERE c.queue = {CardQueue.NEW:d}), {_recalled(connection, scheduler, at)}"
    found: dict[int, AxisCards] = {}
    with snapshot(connection):
        for axis_id, *sums in _grouped(connection, figures, EVERYTHING, GROUP_SQL["axis"]):
            found[axis_id] = found.get(axis_id, AxisCards()).plus(AxisCards(*sums))
    return found


def count_cards(
    connection: sqlite3.Connection, scheduler: Scheduler, scope: Scope, at: int, by: Grouping = "axis"
) -> dict[ValueLevel, CardTotals]:
    """Add up the cards by what they are grouped by and by level, at an instant, with the log as it is.

    Args:
        at: Milliseconds of now.
    """
    figures = (
        f"count(*), count(c.last_at), {_recalled(connection, scheduler, at)}, "
        f"coalesce(sum(c.reviews) {_ASKED}, 0), coalesce(sum(c.passes) {_ASKED}, 0)"
    )
    found: dict[ValueLevel, CardTotals] = {}
    with snapshot(connection):
        for value, level, *sums in _grouped(connection, figures, scope, GROUP_SQL[by], "c.level"):
            block = CardTotals(*sums)
            known = found.get((value, level))
            found[value, level] = known.plus(block) if known else block
    return found


def _recalled(connection: sqlite3.Connection, scheduler: Scheduler, at: int) -> str:
    """How many cards ask for recall, and the sum of their probabilities of recall at an instant."""
    # Few cards are picked: taking those off is faster than counting the others.
    recall = build_recall_sql(connection, scheduler, at)
    return f"count(*) - count(*) FILTER (WHERE {IS_PICKED}), total({recall}) {_ASKED}"


def _grouped(connection: sqlite3.Connection, figures: str, scope: Scope, *by: str) -> Iterator[tuple[Any, ...]]:
    """Figures by some values of each card, block by block of neighbouring cards; of no cards each is 0, not NULL.

    SQLite sorts what it groups, which for 100,000 cards takes as long as everything else. But cards that came from one
    deck stand together, so most blocks belong to the group of the block before, and need no sorting. An index would be
    no short cut: nearly every card is wanted, and more of it than any index has.
    """
    cards = f"""
        FROM card c NOT INDEXED
        WHERE {LIVE}
            AND c.id BETWEEN :first AND :last
            {scope.sql}
    """
    values, places = ", ".join(by), ", ".join(map(str, range(1, len(by) + 1)))
    others = " OR ".join(f"{value} <> :by{place}" for place, value in enumerate(by))
    last = connection.execute("SELECT coalesce(max(id), 0) FROM card").fetchone()[0]
    # Where the cards are narrowed, finding them takes longer than sorting them.
    size = max(last, 1) if scope.sql else BLOCK
    group: dict[str, Value] = {}
    for first in range(1, last + 1, size):
        args = {"first": first, "last": first + size - 1, **scope.args, **group}
        if group:
            sql = f"SELECT count(*) FILTER (WHERE {others}), {figures} {cards}"
            strangers, *sums = connection.execute(sql, args).fetchone()
            if not strangers:
                yield *group.values(), *sums
                continue
        rows = connection.execute(f"SELECT {values}, {figures} {cards} GROUP BY {places}", args).fetchall()
        group = {f"by{place}": rows[0][place] for place in range(len(by))} if len(rows) == 1 else {}
        yield from rows


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
