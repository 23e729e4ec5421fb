"""The reviews that the coming days bring as the cards stand now."""

from __future__ import annotations

import sqlite3
from collections import Counter

from quizzer.store.due.due_counts import DAY, NO_ARGS, STEP, Args, open_reviews, split_list

SAMPLE = 100


def count_left_for_tomorrow(connection: sqlite3.Connection, day: int, *, bury: bool) -> int:
    """Reviews due until tomorrow that today does not ask, siblings counted once, without a limit."""
    if not bury:
        row = connection.execute(
            f"""
            SELECT count(*)
            FROM card
            WHERE queue = {DAY}
                AND due <= :tomorrow
                AND (due > :day OR buried_day = :day)
            """,
            {"tomorrow": day + 1, "day": day},
        ).fetchone()
        return int(row[0])
    # Two lists of notes, each as one text, are read in a third of the time that SQLite takes to group them.
    due, asked = connection.execute(
        f"""
        SELECT group_concat(c.note_id), group_concat(c.note_id) FILTER (WHERE {open_reviews(day, bury=True)})
        FROM card c
        WHERE c.queue = {DAY}
            AND c.due <= :tomorrow
        """,
        {"tomorrow": day + 1, "until": day},
    ).fetchone()
    cards = Counter(split_list(due))
    return len(cards) - sum(cards[note] == 1 for note in split_list(asked))


def count_by_due_day(connection: sqlite3.Connection, day: int, days: int) -> dict[int, int]:
    """Cards due on each study day until some days ahead; those overdue are due on the first."""
    # Grouped by what the index sorts by, and the overdue ones added up here.
    rows = connection.execute(
        f"SELECT due, count(*) FROM card WHERE queue = {DAY} AND due <= :last GROUP BY due", {"last": day + days}
    )
    found: dict[int, int] = {}
    for due, cards in rows:
        found[max(due, day)] = found.get(max(due, day), 0) + cards
    return found


def share_young(connection: sqlite3.Connection, first: int, last: int, young: int) -> float:
    """The share of the cards due on some study days whose interval is below a number of days, from a sample of them."""
    row = connection.execute(
        f"""
        SELECT avg(interval < :young)
        FROM (SELECT interval FROM card WHERE queue = {DAY} AND due BETWEEN :first AND :last LIMIT {SAMPLE})
        """,
        {"first": first, "last": last, "young": young},
    ).fetchone()
    return float(row[0] or 0.0)


def count_on_steps(connection: sqlite3.Connection, where: str = "", args: Args = NO_ARGS) -> int:
    """Cards on a step within the day, those included whose step has ended."""
    return int(connection.execute(f"SELECT count(*) FROM card c WHERE c.queue = {STEP} {where}", args).fetchone()[0])
