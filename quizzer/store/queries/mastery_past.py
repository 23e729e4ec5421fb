"""The figures behind mastery as they were: computed from the log, never stored, so an undo or a merge changes them too.

Needs the table ``memory`` to be up to date (:mod:`quizzer.store.caches.review_memory`). The cards are those of today,
neither retired nor suspended now, so a note added or a card suspended later changes the past figures like the present
ones.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.groups import Grouping
from quizzer.core.mastery import CardTotals
from quizzer.store.grouping import GROUP_SQL, GroupKey, Value, sum_groups
from quizzer.store.queries.mastery_now import LIVE, ValueLevel
from quizzer.store.queries.recall_sql import build_recall_sql, load_curves
from quizzer.store.scope import Scope

if TYPE_CHECKING:
    from quizzer.core.schedule.scheduler import Scheduler


def count_cards_at(
    connection: sqlite3.Connection, scheduler: Scheduler, scope: Scope, at: int, by: Grouping = "axis"
) -> dict[ValueLevel, CardTotals]:
    """The cards added up by what they are grouped by and by level, with the log as it was at an instant.

    Args:
        at: Milliseconds; answers given before it count.
    """
    found = {
        (value, level): CardTotals(cards, recallable=asked)
        for value, level, cards, asked in connection.execute(
            f"""
            SELECT {GROUP_SQL[by]}, c.level, count(*), sum(c.picked <> 1)
            FROM card c NOT INDEXED
            WHERE {LIVE}
                {scope.sql}
            GROUP BY 1, 2
            """,
            scope.args,
        )
    }
    asked = "FILTER (WHERE c.picked <> 1 AND m.at > c.picked)"  # asks for recall, and did so when it was last answered
    recall = build_recall_sql(connection, scheduler, at, ("m.answered", "m.stability"))
    rows = connection.execute(
        f"""
        SELECT
            {GROUP_SQL[by]}, c.level, count(m.answered), -total(m.at <= c.picked),
            total({recall}) {asked}, total(m.reviews) {asked}, total(m.passes) {asked}
        FROM card c NOT INDEXED
        CROSS JOIN memory m ON m.card_id = c.id
            AND (m.at, m.place) = (
                SELECT p.at, p.place
                FROM memory p
                WHERE p.card_id = c.id
                    AND p.at < :at
                ORDER BY p.at DESC, p.place DESC
                LIMIT 1
            )
        WHERE {LIVE}
            {scope.sql}
        GROUP BY 1, 2
        """,
        {"at": at, **scope.args},
    )
    for value, level, seen, recallable, recall, reviews, passes in rows:
        past = CardTotals(0, seen, int(recallable), recall, int(reviews), int(passes))
        found[value, level] = found[value, level].plus(past)
    return found


class Trend(NamedTuple):
    """Some cards at each of some instants.

    Attributes:
        seen: Cards seen.
        recall: Sum of the probabilities of recall.
    """

    seen: list[int]
    recall: list[float]

    def plus(self, other: Trend) -> Trend:
        """Both together."""
        return Trend([*map(add, self.seen, other.seen)], [*map(add, self.recall, other.recall)])


def compute_trends(
    connection: sqlite3.Connection, scheduler: Scheduler, scope: Scope, ends: Sequence[int], by: Grouping = "axis"
) -> dict[GroupKey, Trend]:
    """The cards seen and recalled at many instants, as :func:`count_cards_at` counts them, for each group.

    Args:
        ends: Milliseconds, ascending, at least one.
    """
    curves, days = load_curves(connection, scheduler), len(ends)
    found: dict[Value, tuple[list[int], list[float]]] = defaultdict(lambda: ([0] * (days + 1), [0.0] * days))
    instants = [float(end) for end in ends]
    rows = connection.execute(
        f"""
        SELECT c.id, {GROUP_SQL[by]}, c.axis_id, c.picked, m.at, m.answered, m.stability
        FROM card c
        CROSS JOIN memory m ON m.card_id = c.id
        WHERE {LIVE}
            {scope.sql}
            AND m.at >= coalesce((SELECT max(p.at) FROM memory p WHERE p.card_id = c.id AND p.at < :first), 0)
        ORDER BY c.id DESC, m.at DESC, m.place DESC
        """,
        {"first": ends[0], **scope.args},
    )
    card = until = 0
    for card_id, value, axis_id, picked, at, answered, stability in rows:
        first, last = bisect_right(ends, at), bisect_right(ends, until) if card_id == card else days
        card, until = card_id, at
        if answered is None or first == last:
            continue
        changes, recall = found[value]
        changes[first] += 1
        changes[last] -= 1
        if picked != 1 and answered > picked:
            more = curves[axis_id].along(stability, answered, instants[first:last])
            recall[first:last] = map(add, recall[first:last], more)
    trends = [(value, Trend([*accumulate(changes[:-1])], recall)) for value, (changes, recall) in found.items()]
    return sum_groups(trends, Trend.plus)
