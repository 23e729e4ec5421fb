"""The memory after each answer, the recall predicted before it, and the outcome of that: a cache of the log.

Past figures and calibration need them for all answers at once, and for a long log the memory model takes minutes to
compute them. So they are stored, and only cards whose log has changed are computed anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from quizzer.core.calibration import Judge
from quizzer.core.log import LogKind
from quizzer.core.schedule.progress import Rating, State
from quizzer.core.schedule.study_days import answered_by, elapsed_days, last_answer_day
from quizzer.store import key_values
from quizzer.store.caches.watermarks import KEY
from quizzer.store.connection import snapshot, transaction

if TYPE_CHECKING:
    from quizzer.core.exchange import ProgressCallback
    from quizzer.core.schedule.memory_model import MemoryModel
    from quizzer.core.schedule.scheduler import Scheduler

TOGETHER = 2_000
"""Cards in one transaction. An interruption loses no transaction before it."""

_KINDS = f"""(
    kind IN ({LogKind.ANSWER:d}, {LogKind.RESET:d}, {LogKind.RESCHEDULE:d}) OR kind = {LogKind.BURY:d} AND value < 0
)"""
_SOME = "(SELECT card_id FROM stale_memory WHERE card_id BETWEEN :first AND :last)"
_LOG = f"""
    SELECT card_id, id, at, day, kind, value, state, interval, before, took
    FROM log
    WHERE card_id IN {_SOME}
        AND undone IS NULL
        AND {_KINDS}
    ORDER BY card_id, at, device
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
_ANSWER, _BURY, _RESET = int(LogKind.ANSWER), int(LogKind.BURY), int(LogKind.RESET)
_AGAIN, _REVIEW = int(Rating.AGAIN), int(State.REVIEW)

MemoryValues = tuple[
    int,
    int,
    int,
    int,
    int,
    int | None,
    float | None,
    float | None,
    float | None,
    int | None,
    int,
    int,
    int | None,
    int,
    int,
    int,
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
    begin = transaction if keep else snapshot
    with begin(connection):
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
    for first in range(0, len(stale), TOGETHER):
        progress("Computing memory", first, len(stale))
        with begin(connection):
            _refresh_cards(connection, scheduler, stale[first : first + TOGETHER])


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


def _refresh_cards(connection: sqlite3.Connection, scheduler: Scheduler, stale: Sequence[tuple[int, str, int]]) -> None:
    """Compute the memory of stale cards that follow each other: id, axis, and the instant until which it was picked."""
    some = {"first": stale[0][0], "last": stale[-1][0]}
    known = {card_id: (scheduler.of(axis).model, picked) for card_id, axis, picked in stale}
    connection.execute(f"DELETE FROM memory WHERE card_id IN {_SOME}", some)
    logs = groupby(connection.execute(_LOG, some), key=itemgetter(0))
    connection.executemany(
        """
        INSERT INTO memory (
            card_id, at, place, log_id, day, answered, recall, stability, difficulty, outcome, reviews, passes,
            rating, took, before, scheduled
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (row for card_id, rows in logs for row in compute_memories(known[card_id][0], rows, known[card_id][1])),
    )
    connection.execute(f"DELETE FROM stale_memory WHERE card_id IN {_SOME}", some)


def compute_memories(
    model: MemoryModel, rows: Iterable[tuple[int, int, int, int, int, int, int, int, int, int]], picked: int = _NEVER
) -> Iterator[MemoryValues]:
    """A card's rows of ``memory``.

    Recall is what the model predicted just before the answer, from whole study days, as FSRS is evaluated; none for a
    first answer, also the first after a reset. Reviews count as in :mod:`quizzer.core.schedule.scheduler`.

    Args:
        rows: The card's answers, resets, given days and rows that take back days ahead, in the order of the log: the
            card's id, the row's, instant, study day, kind, value, state and interval after, state before, and
            milliseconds on the card.
        picked: The instant until which its answers are picks, which are not evaluated.
    """
    stability: float | None = None
    difficulty: float | None = None
    judge = Judge()
    answered: int | None = None
    last_day: int | None = None
    reviews = passes = scheduled = 0
    in_days = False
    for place, (card_id, log_id, at, day, kind, value, state, interval, before, took) in enumerate(rows):
        recall = outcome = rating = None
        if kind == _ANSWER:
            elapsed = 0 if last_day is None else elapsed_days(last_day, day)
            if stability is not None:
                recall = model.retrievability(stability, elapsed)
            stability, difficulty = model.after(stability, difficulty, elapsed, value)
            last_day = last_answer_day(last_day, day)
            rating = value
            if at > picked:
                outcome = judge.outcome(day, value, recall)
            answered = at
            reviews += in_days
            passes += in_days and value > _AGAIN
            in_days = state == _REVIEW or interval > 0
        elif kind == _BURY:
            last_day = last_day if last_day is None or last_day <= day else answered_by(day, value)
            continue
        elif kind == _RESET:
            stability = difficulty = answered = last_day = None
            in_days, reviews, passes = False, 0, 0
        else:
            in_days = True
        yield (
            card_id, at, place, log_id, day, answered, recall, stability, difficulty, outcome, reviews, passes,
            rating, took, before, scheduled,
        )  # fmt: skip
        scheduled = 0 if kind == _RESET else interval


def _shadow(connection: sqlite3.Connection) -> None:
    """Shadow both tables by copies that only this connection sees."""
    tables = connection.execute("SELECT name, sql FROM main.sqlite_master WHERE name IN ('memory', 'stale_memory')")
    for table, sql in tables.fetchall():
        if connection.execute("SELECT 1 FROM temp.sqlite_master WHERE name = :table", {"table": table}).fetchone():
            continue
        connection.execute(sql.replace("CREATE TABLE", "CREATE TEMP TABLE", 1))
        connection.execute(f"INSERT INTO temp.{table} SELECT * FROM main.{table}")
