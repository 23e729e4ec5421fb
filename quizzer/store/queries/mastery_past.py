"""The figures behind mastery as they were: computed from the log, never stored, so an undo or a merge changes them too.

Needs the table ``memory`` to be up to date (:mod:`quizzer.store.caches.review_memory`). The cards are those of today,
neither retired nor suspended now, so a note added or a card suspended later changes the past figures like the present
ones.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import add, itemgetter
from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.groups import Grouping
from quizzer.core.log import LogKind
from quizzer.core.mastery import CardTotals
from quizzer.core.schedule.forgetting_curve import ForgettingCurve
from quizzer.core.schedule.progress import Rating, State
from quizzer.store.grouping import GROUP_SQL, GroupKey, Value, sum_groups
from quizzer.store.queries.mastery_now import LIVE, ValueLevel
from quizzer.store.queries.recall_sql import load_curves
from quizzer.store.scope import Scope

if TYPE_CHECKING:
    from quizzer.core.schedule.scheduler import Scheduler

_NEVER = 1 << 62

Event = tuple[int, int, int, int, int, float | None]
"""A log row: instant, kind, rating, state and interval after, stability after."""


def count_cards_at(
    connection: sqlite3.Connection, scheduler: Scheduler, scope: Scope, at: int, by: Grouping = "axis"
) -> dict[ValueLevel, CardTotals]:
    """The cards added up by what they are grouped by and by level, with the log as it was at an instant.

    Args:
        at: Milliseconds; answers given before it count.
    """
    curves = load_curves(connection, scheduler)
    found = {
        (value, level): CardTotals(cards, recallable=asked)
        for value, level, cards, asked in connection.execute(
            f"""
            SELECT {GROUP_SQL[by]}, c.level, count(*), sum(c.picked <> 1)
            FROM card c
            WHERE {LIVE}
                {scope.sql}
            GROUP BY 1, 2
            """,
            scope.args,
        )
    }
    rows = connection.execute(
        f"""
        SELECT
            c.id, {GROUP_SQL[by]}, c.axis_id, c.level, c.picked,
            l.at, l.kind, l.value, l.state, l.interval, m.stability
        FROM card c
        CROSS JOIN log l ON l.card_id = c.id
        LEFT JOIN memory m ON m.log_id = l.id
        WHERE {LIVE}
            {scope.sql}
            AND l.at < :at
            AND l.undone IS NULL
            AND l.kind IN ({LogKind.ANSWER:d}, {LogKind.RESET:d}, {LogKind.RESCHEDULE:d})
        ORDER BY c.id, l.at, l.device
        """,
        {"at": at, **scope.args},
    )
    for (_, value, axis_id, level, picked), events in groupby(rows, itemgetter(0, 1, 2, 3, 4)):
        lived = [event[5:] for event in events]
        card = _lived(iter(lived), curves[axis_id], at)
        if picked and lived[-1][0] <= picked:  # asks for recall since
            card = CardTotals(seen=card.seen, recallable=-1)
        elif picked == 1:
            card = CardTotals(seen=card.seen)
        found[value, level] = found[value, level].plus(card)
    return found


def _lived(events: Iterator[Event], curve: ForgettingCurve, at: int) -> CardTotals:
    """Compute the totals of one card from its log; reviews count as in :mod:`quizzer.core.schedule.scheduler`."""
    answered: tuple[int, float] | None = None
    in_days = False
    reviews = passes = 0
    for answered_at, kind, rating, state, interval, stability in events:
        if kind == LogKind.RESET:
            answered, in_days, reviews, passes = None, False, 0, 0
        elif kind == LogKind.RESCHEDULE:
            in_days = True
        else:
            reviews += in_days
            passes += in_days and rating > Rating.AGAIN
            in_days = state == State.REVIEW or interval > 0
            answered = (answered_at, stability) if stability is not None else answered
    if answered is None:
        return CardTotals(reviews=reviews, passes=passes)
    recall = curve.recall(answered[1], at - answered[0])
    return CardTotals(seen=1, recall=recall, reviews=reviews, passes=passes)


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
    curves = load_curves(connection, scheduler)
    found: dict[Value, Trend] = {}
    rows = connection.execute(
        f"""
        SELECT c.id, {GROUP_SQL[by]}, c.axis_id, c.picked, c.reps, m.at, m.stability, m.recall
        FROM card c
        CROSS JOIN memory m ON m.card_id = c.id
        CROSS JOIN log l ON l.id = m.log_id
        WHERE {LIVE}
            {scope.sql}
            AND m.at >= coalesce((SELECT max(p.at) FROM memory p WHERE p.card_id = c.id AND p.at < :first), 0)
        ORDER BY c.id, m.at, l.device
        """,
        {"first": ends[0], **scope.args},
    )
    for (card_id, value, axis_id, picked, reps), memories in groupby(rows, itemgetter(0, 1, 2, 3, 4)):
        past = found.setdefault(value, Trend([0] * len(ends), [0.0] * len(ends)))
        known = [(at, stability, recall is None) for *_, at, stability, recall in memories]
        for at, stability, until in _segments(connection, card_id, known, reset_last=reps == 0):
            first, last = bisect_right(ends, at), bisect_right(ends, until)
            for place in range(first, last):
                past.seen[place] += 1
            if picked != 1 and at > picked:
                for place, recall in enumerate(curves[axis_id].along(stability, at, ends[first:last]), first):
                    past.recall[place] += recall
    return sum_groups(found.items(), Trend.plus)


def _segments(
    connection: sqlite3.Connection, card_id: int, known: list[tuple[int, float, bool]], *, reset_last: bool
) -> Iterator[tuple[int, float, int]]:
    """From each answer to the next or to a reset: the first instant, the stability, and the last instant."""
    for place, (at, stability, _) in enumerate(known):
        until, anew = (known[place + 1][0], known[place + 1][2]) if place + 1 < len(known) else (_NEVER, reset_last)
        yield at, stability, _reset_between(connection, card_id, at, until) if anew else until


def _reset_between(connection: sqlite3.Connection, card_id: int, after: int, before: int) -> int:
    """The first reset of a card between two instants; the later instant where there is none."""
    found: int | None = connection.execute(
        f"""
        SELECT min(at)
        FROM log
        WHERE card_id = :card
            AND kind = {LogKind.RESET:d}
            AND undone IS NULL
            AND at > :after
            AND at < :before
        """,
        {"card": card_id, "after": after, "before": before},
    ).fetchone()[0]
    return before if found is None else found
