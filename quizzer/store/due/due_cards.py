"""The cards to review: the queries behind a session's queue and the first screen.

A card is *open* today when it is not buried and no sibling was answered today; among several due siblings only one
counts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from quizzer.core.log import CardQueue
from quizzer.core.schedule.progress import State
from quizzer.core.schedule.study_days import step_end
from quizzer.core.session.session_queue import QueueItem
from quizzer.store.due.due_counts import REVIEW_ORDER, open_reviews
from quizzer.store.scope import Scope

CHUNK = 64
_FIRST_CHUNK = 4  # the first card does not wait for the others
_PRACTICE_KEY = f"""
    c.state = {State.NEW:d}, (coalesce(c.last_day, 0) - :day) / coalesce(c.stability, 1.0), c.due, c.shuffle, c.id
"""
_DUE_ON = f"SELECT count(*) FROM card WHERE queue = {CardQueue.DAY:d} AND due = ?"


def load_steps(connection: sqlite3.Connection, scope: Scope, now: int) -> list[QueueItem]:
    """Cards on a step within a day, soonest stored end first; ``due``, the end of the step, is in milliseconds."""
    rows = connection.execute(
        f"""
        SELECT c.id, c.note_id, c.due
        FROM card c
        WHERE c.queue = {CardQueue.STEP:d}
            {scope.sql}
        ORDER BY c.due, c.id
        """,
        scope.args,
    )
    return [QueueItem(card_id, note_id, step_end(due, now)) for card_id, note_id, due in rows]


def load_reviews(
    connection: sqlite3.Connection, scope: Scope, *, day: int, until_day: int, bury: bool
) -> Iterator[QueueItem]:
    """Cards due by day, the longest due first and shuffled within a day; read in chunks, as they are needed."""
    after = {"due": -1, "shuffle": -1, "id": -1}
    chunk = _FIRST_CHUNK
    while True:
        rows = connection.execute(
            f"""
            SELECT c.id, c.note_id, c.due, c.shuffle
            FROM card c
            WHERE {open_reviews(day, bury=bury)}
                AND ({REVIEW_ORDER}) > (:due, :shuffle, :id)
                {scope.sql}
            ORDER BY {REVIEW_ORDER}
            LIMIT {chunk}
            """,
            {"until": until_day, **after, **scope.args},
        ).fetchall()
        for card_id, note_id, due, _ in rows:
            yield QueueItem(card_id, note_id, due)
        if len(rows) < chunk:
            return
        chunk = CHUNK
        after = {"due": rows[-1][2], "shuffle": rows[-1][3], "id": rows[-1][0]}


def load_practice_cards(connection: sqlite3.Connection, scope: Scope, day: int) -> Iterator[list[QueueItem]]:
    """Every card in the scope: first those answered before, the least certain now first, then the unseen.

    They are read as they are needed, in chunks that double, since each chunk looks at all cards for the next ones.
    """
    # Of all cards nearly every row is wanted, and its index would only be the longer way to it.
    cards = "card c" if scope.sql else "card c NOT INDEXED"
    after: dict[str, float] = {}
    chunk = CHUNK
    while True:
        rows = connection.execute(
            f"""
            SELECT c.id, c.note_id, c.due, {_PRACTICE_KEY}
            FROM {cards}
            WHERE c.queue >= {CardQueue.NEW:d}
                {scope.sql}
                {f"AND ({_PRACTICE_KEY}) > (:new, :certain, :due, :shuffle, :id)" if after else ""}
            ORDER BY 4, 5, 6, 7, 8
            LIMIT {chunk}
            """,
            {"day": day, **after, **scope.args},
        ).fetchall()
        yield [QueueItem(*row[:3]) for row in rows]
        if len(rows) < chunk:
            return
        chunk *= 2
        after = dict(zip(("new", "certain", "due", "shuffle", "id"), rows[-1][3:], strict=True))


def count_practice_cards(connection: sqlite3.Connection, scope: Scope) -> tuple[int, int]:
    """How many cards :func:`load_practice_cards` loads, and a number that no note has more of."""
    cards = connection.execute(
        f"SELECT count(*) FROM card c WHERE c.queue >= {CardQueue.NEW:d} {scope.sql}", scope.args
    ).fetchone()[0]
    most = connection.execute("SELECT max(cards) FROM (SELECT count(*) AS cards FROM card GROUP BY note_id)").fetchone()
    return int(cards), int(most[0] or 0)


def count_due_on(connection: sqlite3.Connection, day: int) -> int:
    """Cards due on one study day."""
    return int(connection.execute(_DUE_ON, (day,)).fetchone()[0])


def load_scheduled(connection: sqlite3.Connection, scope: Scope) -> list[tuple[int, str, int, int, float]]:
    """The cards of a scope that are due by day: row id, axis id, due, day of the last answer, stability."""
    return connection.execute(
        f"""
        SELECT c.id, axis.key, c.due, c.last_day, c.stability
        FROM card c
        JOIN axis ON axis.id = c.axis_id
        WHERE c.queue = {CardQueue.DAY:d}
            AND c.last_day IS NOT NULL
            AND c.stability IS NOT NULL
            {scope.sql}
        ORDER BY c.due, c.shuffle, c.id
        """,
        scope.args,
    ).fetchall()
