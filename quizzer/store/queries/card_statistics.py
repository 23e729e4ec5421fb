"""Statistics of the cards: counts by sort, the distribution of their memory, when they come due, the most missed."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.log import CardQueue, LogKind
from quizzer.core.schedule.progress import Moment, Rating, State
from quizzer.store.caches.answer_counts import MATURE_DAYS
from quizzer.store.due.due_counts import put_off
from quizzer.store.queries.recall_sql import build_recall_sql
from quizzer.store.scope import Scope

if TYPE_CHECKING:
    from quizzer.core.schedule.scheduler import Scheduler

SORTS = 7
"""New, learning, relearning, young, mature, suspended, buried."""

DAYS = (1, 2, 4, 7, 14, 21, 30, 60, 90, 180, 365, 730, 1825)
"""Where the bins of intervals and stabilities begin, in days; one more lies below the first."""

DIFFICULTIES = (2, 3, 4, 5, 6, 7, 8, 9)
"""Where the bins of difficulty begin; one more lies below the first."""

RECALLS = tuple(at / 20 for at in range(1, 20))
"""Where the bins of recall begin; one more lies below the first."""

_RADIX = 32  # more than bins of anything


class BinnedFigure(NamedTuple):
    """The distribution of a figure over cards.

    Attributes:
        counts: Cards in each bin.
        average: None without cards.
    """

    counts: tuple[int, ...]
    average: float | None


class CardMeasures(NamedTuple):
    """The cards that are not retired.

    Attributes:
        sorts: Cards of each of the ``SORTS`` sorts; a suspended or buried card counts as nothing else.
        leeches: Marked as leeches.
        intervals: In days, of cards in review, by ``DAYS``.
        stability: In days, of cards with a memory, by ``DAYS``.
        difficulty: 1..10, by ``DIFFICULTIES``.
        recall: 0..1, now, by ``RECALLS``.
    """

    sorts: tuple[int, ...]
    leeches: int
    intervals: BinnedFigure
    stability: BinnedFigure
    difficulty: BinnedFigure
    recall: BinnedFigure


class ComingCards(NamedTuple):
    """Cards to come.

    Attributes:
        backlog: Due before today.
        days: Due today (those on steps among them), tomorrow, and so on.
    """

    backlog: int
    days: tuple[int, ...]


class MissedCard(NamedTuple):
    """A card and how often it was forgotten while in review."""

    card_id: int
    lapses: int
    reviews: int
    leech: bool


def count_in_scope(connection: sqlite3.Connection, scope: Scope) -> int:
    """The cards of a filter that are in a deck file, suspended ones included."""
    counted = connection.execute(f"SELECT count(*) FROM card c WHERE NOT c.retired {scope.sql}", scope.args)
    return int(counted.fetchone()[0])


def measure_cards(
    connection: sqlite3.Connection, scheduler: Scheduler, moment: Moment, *, bury: bool, scope: Scope
) -> CardMeasures:
    """Count and measure the cards, as they stand now."""
    recall = build_recall_sql(connection, scheduler, moment.at)
    later = put_off(moment.day, bury=bury)
    new, buried = connection.execute(
        f"""
        SELECT count(*), coalesce(sum({later}), 0)
        FROM card c
        WHERE c.queue = {CardQueue.NEW:d}
            {scope.sql}
        """,
        scope.args,
    ).fetchone()
    sort = f"""
        CASE
            WHEN c.suspended THEN 5
            WHEN {later} THEN 6
            WHEN c.state = {State.REVIEW:d} THEN 3 + (c.interval >= {MATURE_DAYS})
            WHEN c.state = {State.RELEARNING:d} THEN 2
            ELSE c.state
        END
    """
    interval = f"CASE WHEN c.state = {State.REVIEW:d} THEN {_binned('c.interval', DAYS)} + 1 ELSE 0 END"
    recalled = f"cast({len(RECALLS) + 1} * {recall} AS INTEGER)"
    bins = (_binned("c.stability", DAYS), "cast(c.difficulty AS INTEGER)", recalled)
    measured = " + ".join(f"{8 * _RADIX ** (place + 1)} * ({bin_})" for place, bin_ in enumerate(bins))
    # New cards were counted by the index. Each other card yields one number that packs its bins; one group_concat of
    # the numbers, counted here, is faster than fetching the rows, and much faster than rows sorted to be grouped.
    numbers, *averages = connection.execute(
        f"""
        SELECT
            group_concat(
                {sort} + 8 * ({interval})
                + CASE WHEN c.stability IS NULL THEN 0 ELSE {8 * _RADIX**4} + {measured} END
            ),
            total(c.leech),
            avg(c.interval) FILTER (WHERE c.state = {State.REVIEW:d}),
            avg(c.stability),
            avg(c.difficulty) FILTER (WHERE c.stability),
            avg({recall})
        FROM card c NOT INDEXED
        WHERE c.queue <> {CardQueue.NEW:d}
            AND NOT c.retired
            {scope.sql}
        """,
        scope.args,
    ).fetchone()
    found = _unpacked(Counter(numbers.split(",") if numbers else ()), averages)
    first, *rest, waiting = found.sorts
    return found._replace(sorts=(first + new - buried, *rest, waiting + buried))


def _unpacked(keys: Counter[str], averages: Sequence[float | None]) -> CardMeasures:
    sorts = [0] * SORTS
    spread = [[0] * (len(DAYS) + 1), [0] * (len(DAYS) + 1), [0] * (len(DIFFICULTIES) + 1), [0] * (len(RECALLS) + 1)]
    for key, count in keys.items():
        rest, sort = divmod(int(key), 8)
        sorts[sort] += count
        rest, interval = divmod(rest, _RADIX)
        if interval:
            spread[0][interval - 1] += count
        if rest >= _RADIX**3:
            rest, stability = divmod(rest, _RADIX)
            rest, difficulty = divmod(rest, _RADIX)
            spread[1][stability] += count
            spread[2][max(0, min(len(DIFFICULTIES), difficulty - 1))] += count
            spread[3][min(len(RECALLS), rest % _RADIX)] += count
    leeches, *means = averages
    spreads = [BinnedFigure(tuple(counts), mean) for counts, mean in zip(spread, means, strict=True)]
    return CardMeasures(tuple(sorts), int(leeches or 0), *spreads)


def _binned(value: str, edges: Sequence[float]) -> str:
    """The index of the bin of a value, 0 below the first edge, in SQL; found by halving, as each comparison costs."""

    def below(first: int, last: int) -> str:
        if first == last:
            return str(first)
        middle = (first + last) // 2
        return f"CASE WHEN {value} < {edges[middle]} THEN {below(first, middle)} ELSE {below(middle + 1, last)} END"

    return below(0, len(edges))


def count_coming(connection: sqlite3.Connection, moment: Moment, days: int, *, bury: bool, scope: Scope) -> ComingCards:
    """Cards due on each of the next study days, today first; those put off are due tomorrow.

    Args:
        days: After today.
    """
    day = moment.day
    found = [0] * (days + 1)
    rows = connection.execute(
        f"""
        SELECT c.due, count(*), sum(c.due <= :day AND {put_off(day, bury=bury)})
        FROM card c
        WHERE c.queue = {CardQueue.DAY:d}
            AND c.due <= :last
            {scope.sql}
        GROUP BY c.due
        """,
        {"day": day, "last": day + days, **scope.args},
    )
    backlog = tomorrow = 0
    for due, count, later in rows:
        if due < day:
            backlog += count - later
        else:
            found[due - day] += count - later
        tomorrow += later
    found[0] += connection.execute(
        f"""
        SELECT count(*)
        FROM card c
        WHERE c.queue = {CardQueue.STEP:d}
            {scope.sql}
        """,
        scope.args,
    ).fetchone()[0]
    if days:
        found[1] += tomorrow
    return ComingCards(backlog, tuple(found))


def load_most_missed(
    connection: sqlite3.Connection, *, first: int | None, scope: Scope, limit: int
) -> list[MissedCard]:
    """The cards most often forgotten while in review.

    Args:
        first: Count only lapses from this study day on; None for all since the card was new.
        limit: The most cards to return.
    """
    if first is None:
        rows = connection.execute(
            f"""
            SELECT c.id, c.lapses, c.reviews, c.leech
            FROM card c NOT INDEXED
            WHERE c.lapses
                AND NOT c.retired
                {scope.sql}
            ORDER BY c.lapses DESC, c.reviews, c.id
            LIMIT :limit
            """,
            {"limit": limit, **scope.args},
        )
    else:
        rows = connection.execute(
            f"""
            SELECT c.id, sum(l.value = {Rating.AGAIN:d}) AS lapses, count(*) AS reviews, c.leech
            FROM log l
            JOIN card c ON c.id = l.card_id
            WHERE l.kind = {LogKind.ANSWER:d}
                AND l.undone IS NULL
                AND l.day >= :first
                AND l.before = {State.REVIEW:d}
                AND NOT c.retired
                {scope.sql}
            GROUP BY c.id
            -- not HAVING lapses: to SQLite that is the column of the card, which counts all its lapses
            HAVING sum(l.value = {Rating.AGAIN:d}) > 0
            ORDER BY lapses DESC, reviews, c.id
            LIMIT :limit
            """,
            {"first": first, "limit": limit, **scope.args},
        )
    return [MissedCard(card_id, lapses, reviews, bool(leech)) for card_id, lapses, reviews, leech in rows]
