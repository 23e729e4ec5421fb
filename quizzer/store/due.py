"""What is to be asked: the queries behind a session's queue, the counts, and the first screen.

A card is *open* today when neither it is buried nor a sibling was answered today; among several due siblings only one
counts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quizzer.core.queue import Item

CHUNK = 64


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


def _open(bury: bool, day: int) -> str:
    return f" AND c.buried_day < {day:d}" + (f" AND c.sibling_day < {day:d}" if bury else "")


def steps(connection: sqlite3.Connection, scope: Scope) -> list[Item]:
    """Cards on a step within a day, soonest first; ``due`` is in milliseconds."""
    rows = connection.execute(
        f"SELECT c.id, c.note_id, c.due FROM card c WHERE c.queue = 1{scope.sql} ORDER BY c.due, c.id", scope.args
    )
    return [Item(*row) for row in rows]


def count_steps(connection: sqlite3.Connection, scope: Scope, until: int) -> dict[int, int]:
    """For each axis id: cards on a step that ends by this instant."""
    return dict(
        connection.execute(
            f"SELECT c.axis_id, count(*) FROM card c WHERE c.queue = 1 AND c.due <= ?{scope.sql} GROUP BY c.axis_id",
            (until, *scope.args),
        ).fetchall()
    )


def reviews(connection: sqlite3.Connection, scope: Scope, *, day: int, until_day: int, bury: bool) -> Iterator[Item]:
    """Cards due by day, the longest due first and shuffled within a day; read in chunks, as far as they are wanted."""
    after = (-1, -1, -1)
    while True:
        rows = connection.execute(
            "SELECT c.id, c.note_id, c.due, c.shuffle FROM card c WHERE c.queue = 2 AND c.due <= ? "
            f"AND (c.due, c.shuffle, c.id) > (?, ?, ?){_open(bury, day)}{scope.sql} "
            f"ORDER BY c.due, c.shuffle, c.id LIMIT {CHUNK}",
            (until_day, *after, *scope.args),
        ).fetchall()
        for card_id, note_id, due, _ in rows:
            yield Item(card_id, note_id, due)
        if len(rows) < CHUNK:
            return
        after = (rows[-1][2], rows[-1][3], rows[-1][0])


def count_reviews(
    connection: sqlite3.Connection, scope: Scope, *, day: int, until_day: int, bury: bool, limit: int | None
) -> dict[int, int]:
    """For each axis id: reviews that a session would show, siblings counted once, at most ``limit`` in all."""
    what = "count(DISTINCT c.note_id)" if bury else "count(*)"
    where = f"c.queue = 2 AND c.due <= ?{_open(bury, day)}{scope.sql}"
    counts: dict[int, int] = dict(
        connection.execute(
            f"SELECT c.axis_id, {what} FROM card c WHERE {where} GROUP BY c.axis_id", (until_day, *scope.args)
        ).fetchall()
    )
    if limit is None or sum(counts.values()) <= limit:
        return counts
    shown: dict[int, int] = {}
    notes: set[int] = set()
    rows = connection.execute(
        f"SELECT c.axis_id, c.note_id FROM card c WHERE {where} ORDER BY c.due, c.shuffle, c.id",
        (until_day, *scope.args),
    )
    for axis_id, note_id in rows:
        if len(notes) >= limit:
            break
        if not bury or note_id not in notes:
            shown[axis_id] = shown.get(axis_id, 0) + 1
        notes.add(note_id if bury else len(notes))
    return shown


def new_cards(
    connection: sqlite3.Connection, scope: Scope, *, day: int, until_day: int, bury: bool, limit: int
) -> list[tuple[Item, int]]:
    """The next new cards and their axis ids, in the order of learning; ``due`` is the position."""
    if limit <= 0:
        return []
    waits = (
        " AND NOT EXISTS (SELECT 1 FROM card s WHERE s.note_id = c.note_id AND s.id <> c.id "
        f"AND (s.queue = 1 OR s.queue = 2 AND s.due <= {until_day:d}))"
    )
    rows = connection.execute(
        f"SELECT c.id, c.note_id, c.due, c.axis_id FROM card c WHERE c.queue = 0{_open(bury, day)}"
        f"{waits if bury else ''}{scope.sql} ORDER BY c.due, c.id",
        scope.args,
    )
    found: list[tuple[Item, int]] = []
    notes: set[int] = set()
    for card_id, note_id, due, axis_id in rows:
        if bury and note_id in notes:
            continue
        notes.add(note_id)
        found.append((Item(card_id, note_id, due), axis_id))
        if len(found) >= limit:
            break
    return found


def practice_cards(connection: sqlite3.Connection, scope: Scope, day: int) -> list[Item]:
    """Every card in the scope, those answered before and least certain now first, the unseen last."""
    rows = connection.execute(
        "SELECT c.id, c.note_id, c.due FROM card c WHERE c.queue >= 0"
        f"{scope.sql} ORDER BY c.state = 0, (? - coalesce(c.last_day, 0)) / coalesce(c.stability, 1.0) DESC, c.due",
        (*scope.args, day),
    )
    return [Item(*row) for row in rows]


def load_on(connection: sqlite3.Connection, day: int) -> int:
    """Cards due on one study day."""
    row = connection.execute("SELECT count(*) FROM card WHERE queue = 2 AND due = ?", (day,)).fetchone()
    return int(row[0])


def forecast(connection: sqlite3.Connection, day: int, days: int) -> tuple[int, ...]:
    """Cards coming due on each of the next days, tomorrow first."""
    found = dict(
        connection.execute(
            "SELECT due, count(*) FROM card WHERE queue = 2 AND due BETWEEN ? AND ? GROUP BY due", (day + 1, day + days)
        ).fetchall()
    )
    return tuple(found.get(day + ahead, 0) for ahead in range(1, days + 1))


@dataclass(frozen=True, slots=True)
class Coming:
    """When the next cards come.

    Attributes:
        step_at: Milliseconds of the next step; None without one.
        day: Next study day with a review; None without one.
        held_back: New cards, and reviews buried today: there again at the next rollover.
        new: Cards never answered.
    """

    step_at: int | None
    day: int | None
    held_back: bool
    new: int


def coming(connection: sqlite3.Connection, day: int) -> Coming:
    """When the next cards come, looking past today's limits."""
    step_at = connection.execute("SELECT min(due) FROM card WHERE queue = 1").fetchone()[0]
    later = connection.execute("SELECT min(due) FROM card WHERE queue = 2 AND due > ?", (day,)).fetchone()[0]
    due = connection.execute("SELECT EXISTS (SELECT 1 FROM card WHERE queue = 2 AND due <= ?)", (day,)).fetchone()[0]
    new = connection.execute("SELECT count(*) FROM card WHERE queue = 0").fetchone()[0]
    return Coming(step_at, later, bool(due or new), new)


def axis_totals(connection: sqlite3.Connection) -> list[tuple[int, str, str, int, int]]:
    """For each axis in use: id, key, name, cards neither retired nor suspended, and how many of them were answered."""
    return connection.execute(
        "SELECT axis.id, axis.key, axis.name, count(*), sum(c.state > 0) FROM card c JOIN axis ON axis.id = c.axis_id "
        "WHERE c.queue >= 0 GROUP BY c.axis_id ORDER BY c.axis_id"
    ).fetchall()
