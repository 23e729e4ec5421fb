"""The reviews that the coming days bring as the cards stand now."""

from __future__ import annotations

import sqlite3

from quizzer.store.queries.due_counts import DAY, NO_ARGS, STEP, Args, open_reviews


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
    row = connection.execute(
        f"""
        SELECT count(*)
        FROM (
            SELECT 1
            FROM card c
            WHERE c.queue = {DAY}
                AND c.due <= :tomorrow
            GROUP BY c.note_id
            HAVING count(*) > max(c.due <= :until AND {open_reviews(day, bury=True)})
        )
        """,
        {"tomorrow": day + 1, "until": day},
    ).fetchone()
    return int(row[0])


def count_by_due_day_and_age(
    connection: sqlite3.Connection, day: int, days: int, young: int
) -> dict[int, tuple[int, int]]:
    """Cards due on each study day until some days ahead, with an interval below a number of days and without."""
    rows = connection.execute(
        f"""
        SELECT max(due, :day), sum(interval < :young), sum(interval >= :young)
        FROM card
        WHERE queue = {DAY}
            AND due <= :last
        GROUP BY 1
        """,
        {"day": day, "last": day + days, "young": young},
    )
    return {due: (short, long) for due, short, long in rows}


def count_on_steps(connection: sqlite3.Connection, where: str = "", args: Args = NO_ARGS) -> int:
    """Cards on a step within the day, those included whose step has ended."""
    return int(connection.execute(f"SELECT count(*) FROM card c WHERE c.queue = {STEP} {where}", args).fetchone()[0])
