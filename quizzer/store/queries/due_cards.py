"""What is to be asked: the queries behind a session's queue and the first screen.

A card is *open* today when neither it is buried nor a sibling was answered today; among several due siblings only one
counts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quizzer.core.log import CardQueue
from quizzer.core.schedule.progress import State
from quizzer.core.schedule.session_queue import QueueItem
from quizzer.store.queries.due_counts import open_today

CHUNK = 64
_FIRST_CHUNK = 4  # the first card does not wait for the others


@dataclass(frozen=True, slots=True)
class Scope:
    """Which cards are meant, as row ids and words of the note table; empty parts mean all."""

    axes: tuple[int, ...] = ()
    decks: tuple[int, ...] = ()
    levels: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    sql: str = field(init=False, default="")
    args: tuple[int | str, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        """Prepare the condition that each query adds."""
        sql, notes = "", []
        if self.axes:
            sql += f" AND c.axis_id IN ({_marks(self.axes)})"
        if self.decks:
            notes.append(f"deck_id IN ({_marks(self.decks)})")
        if self.levels:
            notes.append(f"level IN ({_marks(self.levels)})")
        if self.tags:
            notes.append("(" + " OR ".join("instr(lower(tags), ?)" for _ in self.tags) + ")")
        if notes:
            sql += f" AND c.note_id IN (SELECT id FROM note WHERE {' AND '.join(notes)})"
        object.__setattr__(self, "sql", sql)
        words = tuple(f" {tag.lower()} " for tag in self.tags)
        object.__setattr__(self, "args", (*self.axes, *self.decks, *self.levels, *words))


EVERYTHING = Scope()


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" for _ in values)


def steps(connection: sqlite3.Connection, scope: Scope) -> list[QueueItem]:
    """Cards on a step within a day, soonest first; ``due`` is in milliseconds."""
    rows = connection.execute(
        f"SELECT c.id, c.note_id, c.due FROM card c WHERE c.queue = {CardQueue.STEP:d}{scope.sql} ORDER BY c.due, c.id",
        scope.args,
    )
    return [QueueItem(*row) for row in rows]


def reviews(
    connection: sqlite3.Connection, scope: Scope, *, day: int, until_day: int, bury: bool
) -> Iterator[QueueItem]:
    """Cards due by day, the longest due first and shuffled within a day; read in chunks, as far as they are wanted."""
    after = (-1, -1, -1)
    chunk = _FIRST_CHUNK
    while True:
        rows = connection.execute(
            f"SELECT c.id, c.note_id, c.due, c.shuffle FROM card c WHERE c.queue = {CardQueue.DAY:d} AND c.due <= ? "
            f"AND (c.due, c.shuffle, c.id) > (?, ?, ?){open_today(day, bury=bury)}{scope.sql} "
            f"ORDER BY c.due, c.shuffle, c.id LIMIT {chunk}",
            (until_day, *after, *scope.args),
        ).fetchall()
        for card_id, note_id, due, _ in rows:
            yield QueueItem(card_id, note_id, due)
        if len(rows) < chunk:
            return
        chunk = CHUNK
        after = (rows[-1][2], rows[-1][3], rows[-1][0])


def practice_cards(connection: sqlite3.Connection, scope: Scope, day: int) -> list[QueueItem]:
    """Every card in the scope, those answered before and least certain now first, the unseen last."""
    rows = connection.execute(
        f"SELECT c.id, c.note_id, c.due FROM card c WHERE c.queue >= {CardQueue.NEW:d}{scope.sql} ORDER BY "
        f"c.state = {State.NEW:d}, (? - coalesce(c.last_day, 0)) / coalesce(c.stability, 1.0) DESC, c.due",
        (*scope.args, day),
    )
    return [QueueItem(*row) for row in rows]


def load_on(connection: sqlite3.Connection, day: int) -> int:
    """Cards due on one study day."""
    row = connection.execute(
        f"SELECT count(*) FROM card WHERE queue = {CardQueue.DAY:d} AND due = ?", (day,)
    ).fetchone()
    return int(row[0])


def forecast(connection: sqlite3.Connection, day: int, days: int) -> tuple[int, ...]:
    """Cards coming due on each of the next days, tomorrow first."""
    found = dict(
        connection.execute(
            f"SELECT due, count(*) FROM card WHERE queue = {CardQueue.DAY:d} AND due BETWEEN ? AND ? GROUP BY due",
            (day + 1, day + days),
        ).fetchall()
    )
    return tuple(found.get(day + ahead, 0) for ahead in range(1, days + 1))


def axis_totals(connection: sqlite3.Connection) -> list[tuple[int, str, str, int, int]]:
    """For each axis in use: id, key, name, cards neither retired nor suspended, and how many of them were answered."""
    # Answered cards are those no longer queued as new; the index of the queues tells, without a row read.
    return connection.execute(
        "SELECT axis.id, axis.key, axis.name, found.cards, found.seen FROM axis JOIN ("
        f"SELECT axis_id, count(*) AS cards, sum(queue > {CardQueue.NEW:d}) AS seen "
        f"FROM card INDEXED BY card_queue WHERE queue >= {CardQueue.NEW:d} GROUP BY axis_id) AS found "
        "ON found.axis_id = axis.id ORDER BY axis.id"
    ).fetchall()
