"""The memory after each answer, and the recall predicted for it before: a cache of the log.

Past figures and calibration need them for all answers at once, and for a long log the memory model takes minutes to
compute them. So they are stored, and only cards whose log has changed are computed anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from quizzer.core.log import LogKind
from quizzer.core.schedule.progress import Rating
from quizzer.core.schedule.study_days import answered_by, elapsed_days, last_answer_day
from quizzer.store import key_values
from quizzer.store.caches.watermarks import KEY
from quizzer.store.connection import transaction

if TYPE_CHECKING:
    from quizzer.core.exchange import ProgressCallback
    from quizzer.core.schedule.memory_model import MemoryModel
    from quizzer.core.schedule.scheduler import Scheduler

STALE = -1
"""The value of ``remembered.reps`` for a card whose memory is to be computed anew."""
TOGETHER = 20_000
"""Cards in one transaction. An interruption loses no transaction before it; smaller ones would be slower, because the
rows of a card lie scattered over the whole table."""
PROGRESS_EVERY = 200
"""Cards computed between two reports of progress."""
ALIKE = 1 << 17
"""Most steps from one memory to the next that are remembered: the first answers to most cards are alike."""

_LOG = f"""
    SELECT id, at, day, kind, value
    FROM log
    WHERE card_id = :card
        AND undone IS NULL
        AND (kind IN ({LogKind.ANSWER:d}, {LogKind.RESET:d}) OR kind = {LogKind.BURY:d} AND value < 0)
    ORDER BY at, device
"""
_REMEMBER = """
    INSERT OR REPLACE INTO remembered (card_id, reps, last_at)
    SELECT id, reps, last_at
    FROM card
    WHERE id = :card
"""
_MARK = f"""
    INSERT OR REPLACE INTO remembered (card_id, reps, last_at)
    SELECT DISTINCT card_id, {STALE}, NULL
"""
# Nothing in the log ever changes, except that a row is undone. So a card's log has changed where it has a row newer
# than the last computation; an undone answer that still has its memory; or an undone reset since which the card has
# another number of answers or another last answer.
_CHANGED = f"""(
    SELECT card_id
    FROM log
    WHERE id > :done
        AND kind IN ({LogKind.ANSWER:d}, {LogKind.RESET:d})
    UNION ALL
    SELECT m.card_id
    FROM log l
    CROSS JOIN memory m ON m.log_id = l.id
    WHERE l.undone IS NOT NULL
    UNION ALL
    SELECT l.card_id
    FROM log l
    CROSS JOIN card c ON c.id = l.card_id
    LEFT JOIN remembered r ON r.card_id = l.card_id
    WHERE l.undone IS NOT NULL
        AND l.kind = {LogKind.RESET:d}
        AND (c.reps IS NOT r.reps OR c.last_at IS NOT r.last_at)
    UNION ALL
    SELECT card_id
    FROM remembered
    WHERE reps = {STALE}
)"""

MemoryValues = tuple[int, int, int, float | None, float, float]
"""A row of ``memory``."""


def is_current(connection: sqlite3.Connection, scheduler: Scheduler) -> bool:
    """Check whether every answer's memory is there, computed with these parameters."""
    done, parameters = _done(connection)
    if parameters != scheduler.parameters_fingerprint():
        return False
    return not connection.execute(f"SELECT EXISTS (SELECT 1 FROM {_CHANGED})", {"done": done}).fetchone()[0]


def refresh(
    connection: sqlite3.Connection, scheduler: Scheduler, progress: ProgressCallback, *, keep: bool = True
) -> None:
    """Compute the memory of every card whose log, or whose parameters, changed since the last time.

    Args:
        progress: Called with the progress of long work.
        keep: Write to the database, for a caller that holds the collection. Otherwise temporary tables of this
            connection shadow the stored ones, and the database stays as it is.
    """
    if is_current(connection, scheduler):
        return
    if not keep:
        _shadow(connection)
    with _changing(connection, keep=keep):
        _mark_stale(connection, scheduler, keep=keep)
        stale = connection.execute(
            """
            SELECT card.id, axis.key
            FROM remembered
            CROSS JOIN card ON card.id = card_id
            JOIN axis ON axis.id = axis_id
            WHERE remembered.reps = :stale
            ORDER BY card.id
            """,
            {"stale": STALE},
        ).fetchall()
    models: dict[str, _Model] = {}
    for first in range(0, len(stale), TOGETHER):
        with _changing(connection, keep=keep):
            for done, (card_id, axis) in enumerate(stale[first : first + TOGETHER], first):
                if done % PROGRESS_EVERY == 0:
                    progress("Computing memory", done, len(stale))
                if axis not in models:
                    models[axis] = _Model(scheduler.of(axis).model)
                _refresh_card(connection, models[axis], card_id)


class _Model:
    """A memory model that caches its steps."""

    def __init__(self, model: MemoryModel) -> None:
        self.after = lru_cache(ALIKE)(model.after)
        self.retrievability = model.retrievability


def _done(connection: sqlite3.Connection) -> tuple[int, str]:
    """Read the last log row and the parameters for which memory was computed; 0 and none when it never was."""
    done, _, parameters = (key_values.get(connection, KEY) or "0 ").partition(" ")
    return int(done), parameters


def _mark_stale(connection: sqlite3.Connection, scheduler: Scheduler, *, keep: bool) -> None:
    """Note which cards are to be computed, so that an interruption loses nothing."""
    done, parameters = _done(connection)
    if parameters == scheduler.parameters_fingerprint():
        connection.execute(f"{_MARK} FROM {_CHANGED}", {"done": done})
    else:
        connection.execute("DELETE FROM memory")
        connection.execute("DELETE FROM remembered")
        connection.execute(f"{_MARK} FROM log WHERE kind IN ({LogKind.ANSWER:d}, {LogKind.RESET:d})")
    if keep:
        last = connection.execute("SELECT coalesce(max(id), 0) FROM log").fetchone()[0]
        key_values.put(connection, KEY, f"{last} {scheduler.parameters_fingerprint()}")


def _refresh_card(connection: sqlite3.Connection, model: _Model, card_id: int) -> None:
    rows = connection.execute(_LOG, {"card": card_id})
    connection.execute("DELETE FROM memory WHERE card_id = :card", {"card": card_id})
    connection.executemany(
        """
        INSERT INTO memory (log_id, card_id, at, recall, stability, difficulty)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        compute_memories(model, card_id, rows.fetchall()),
    )
    connection.execute(_REMEMBER, {"card": card_id})


def compute_memories(
    model: MemoryModel | _Model, card_id: int, rows: Iterable[tuple[int, int, int, int, int]]
) -> Iterator[MemoryValues]:
    """A card's rows of ``memory``.

    Recall is what the model predicted just before the answer, from whole study days, as FSRS is evaluated; none for a
    first answer, also the first after a reset.

    Args:
        rows: The card's answers, resets and rows that take back days ahead, in the order of the log: id, instant,
            study day, kind, rating.
    """
    memory: tuple[float, float] | None = None
    last_day = 0
    for log_id, at, day, kind, value in rows:
        if kind == LogKind.RESET:
            memory = None
            continue
        if kind == LogKind.BURY:
            last_day = last_day if last_day <= day else answered_by(day, value)
            continue
        recall = None
        if memory is None:
            memory, last_day = model.after(None, None, 0, Rating(value)), day
        else:
            elapsed = elapsed_days(last_day, day)
            recall = model.retrievability(memory[0], elapsed)
            memory, last_day = model.after(*memory, elapsed, Rating(value)), last_answer_day(last_day, day)
        yield log_id, card_id, at, recall, *memory


def _shadow(connection: sqlite3.Connection) -> None:
    """Shadow both tables by copies that only this connection sees."""
    for table, index in (("memory", "card_id, at"), ("remembered", "card_id")):
        if connection.execute("SELECT 1 FROM temp.sqlite_master WHERE name = :table", {"table": table}).fetchone():
            continue
        connection.execute(f"CREATE TEMP TABLE {table} AS SELECT * FROM main.{table}")
        unique = "UNIQUE " if table == "remembered" else ""
        connection.execute(f"CREATE {unique}INDEX temp.{table}_shadow ON {table} ({index})")


@contextmanager
def _changing(connection: sqlite3.Connection, *, keep: bool) -> Iterator[Any]:
    """Open a transaction; one that writes to temporary tables only takes no lock."""
    if keep:
        with transaction(connection):
            yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("COMMIT")
