"""The memory after each answer, the recall predicted for it before, and what that came to: a cache of the log.

Past figures and calibration need them for all answers at once, and for a long log the memory model takes minutes to
compute them. So they are stored, and only cards whose log has changed are computed anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from quizzer.core.calibration import Judge
from quizzer.core.log import LogKind
from quizzer.core.schedule.progress import Rating, State
from quizzer.core.schedule.study_days import answered_by, elapsed_days, last_answer_day
from quizzer.store import key_values
from quizzer.store.caches.watermarks import KEY
from quizzer.store.connection import transaction

if TYPE_CHECKING:
    from quizzer.core.exchange import ProgressCallback
    from quizzer.core.schedule.memory_model import MemoryModel
    from quizzer.core.schedule.scheduler import Scheduler

TOGETHER = 20_000
"""Cards in one transaction. An interruption loses no transaction before it."""
PROGRESS_EVERY = 200
"""Cards computed between two reports of progress."""
ALIKE = 1 << 17
"""Most steps from one memory to the next that are remembered: the first answers to most cards are alike."""

_KINDS = f"""(
    kind IN ({LogKind.ANSWER:d}, {LogKind.RESET:d}, {LogKind.RESCHEDULE:d}) OR kind = {LogKind.BURY:d} AND value < 0
)"""
_LOG = f"""
    SELECT id, at, day, kind, value, state, interval
    FROM log
    WHERE card_id = :card
        AND undone IS NULL
        AND {_KINDS}
    ORDER BY at, device
"""
_MARK = "INSERT OR IGNORE INTO stale_memory (card_id) SELECT card_id"
# Nothing in the log ever changes, except that a row is undone. So a card's log has changed where it has a row newer
# than the last computation, or an undone row that still has its memory.
_CHANGED = f"""(
    SELECT card_id
    FROM log
    WHERE id > :done
        AND {_KINDS}
    UNION ALL
    SELECT l.card_id
    FROM log l
    CROSS JOIN memory m ON (m.card_id, m.at, m.log_id) = (l.card_id, l.at, l.id)
    WHERE l.undone IS NOT NULL
    UNION ALL
    SELECT card_id
    FROM stale_memory
)"""
_NEVER, _ALWAYS = 0, 2**62
_NOTHING = (None, None)

MemoryValues = tuple[
    int, int, int, int, int, int | None, float | None, float | None, float | None, int | None, int, int
]
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
            f"""
            SELECT card.id, axis.key, CASE picked WHEN 1 THEN {_ALWAYS} ELSE picked END
            FROM stale_memory
            CROSS JOIN card ON card.id = card_id
            JOIN axis ON axis.id = axis_id
            ORDER BY card.id
            """
        ).fetchall()
    models: dict[str, _Model] = {}
    for first in range(0, len(stale), TOGETHER):
        with _changing(connection, keep=keep):
            for done, (card_id, axis, picked) in enumerate(stale[first : first + TOGETHER], first):
                if done % PROGRESS_EVERY == 0:
                    progress("Computing memory", done, len(stale))
                if axis not in models:
                    models[axis] = _Model(scheduler.of(axis).model)
                _refresh_card(connection, models[axis], card_id, picked)


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
        connection.execute(f"{_MARK} FROM log WHERE {_KINDS}")
    if keep:
        last = connection.execute("SELECT coalesce(max(id), 0) FROM log").fetchone()[0]
        key_values.put(connection, KEY, f"{last} {scheduler.parameters_fingerprint()}")


def _refresh_card(connection: sqlite3.Connection, model: _Model, card_id: int, picked: int) -> None:
    rows = connection.execute(_LOG, {"card": card_id})
    connection.execute("DELETE FROM memory WHERE card_id = :card", {"card": card_id})
    connection.executemany(
        """
        INSERT INTO memory (
            card_id, at, place, log_id, day, answered, recall, stability, difficulty, outcome, reviews, passes
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        compute_memories(model, card_id, rows.fetchall(), picked),
    )
    connection.execute("DELETE FROM stale_memory WHERE card_id = :card", {"card": card_id})


def compute_memories(
    model: MemoryModel | _Model,
    card_id: int,
    rows: Iterable[tuple[int, int, int, int, int, int, int]],
    picked: int = _NEVER,
) -> Iterator[MemoryValues]:
    """A card's rows of ``memory``.

    Recall is what the model predicted just before the answer, from whole study days, as FSRS is evaluated; none for a
    first answer, also the first after a reset. Reviews count as in :mod:`quizzer.core.schedule.scheduler`.

    Args:
        rows: The card's answers, resets, given days and rows that take back days ahead, in the order of the log: id,
            instant, study day, kind, value, state and interval after.
        picked: The instant until which its answers are picks, which are not evaluated.
    """
    memory: tuple[float, float] | None = None
    judge = Judge()
    answered: int | None = None
    last_day = reviews = passes = 0
    in_days = False
    for place, (log_id, at, day, kind, value, state, interval) in enumerate(rows):
        recall = outcome = None
        if kind == LogKind.BURY:
            last_day = last_day if last_day <= day else answered_by(day, value)
            continue
        if kind == LogKind.RESET:
            memory, answered, in_days, reviews, passes = None, None, False, 0, 0
        elif kind == LogKind.RESCHEDULE:
            in_days = True
        else:
            if memory is None:
                memory, last_day = model.after(None, None, 0, Rating(value)), day
            else:
                elapsed = elapsed_days(last_day, day)
                recall = model.retrievability(memory[0], elapsed)
                memory, last_day = model.after(*memory, elapsed, Rating(value)), last_answer_day(last_day, day)
            if at > picked:
                outcome = judge.outcome(day, value, recall)
            answered = at
            reviews += in_days
            passes += in_days and value > Rating.AGAIN
            in_days = state == State.REVIEW or interval > 0
        yield card_id, at, place, log_id, day, answered, recall, *(memory or _NOTHING), outcome, reviews, passes


def _shadow(connection: sqlite3.Connection) -> None:
    """Shadow both tables by copies that only this connection sees."""
    tables = connection.execute("SELECT name, sql FROM main.sqlite_master WHERE name IN ('memory', 'stale_memory')")
    for table, sql in tables.fetchall():
        if connection.execute("SELECT 1 FROM temp.sqlite_master WHERE name = :table", {"table": table}).fetchone():
            continue
        connection.execute(sql.replace("CREATE TABLE", "CREATE TEMP TABLE", 1))
        connection.execute(f"INSERT INTO temp.{table} SELECT * FROM main.{table}")


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
