"""Probability of recall in SQL: one expression for every query that adds it up or sorts by it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING

from quizzer.core.schedule.forgetting_curve import ForgettingCurve, curve_of
from quizzer.core.schedule.study_days import DAY_MILLIS

if TYPE_CHECKING:
    from quizzer.core.schedule.scheduler import Scheduler

Memory = tuple[str, str]
"""The columns of an answer's instant and of the stability after it."""

NOW: Memory = ("c.last_at", "c.stability")


def load_curves(connection: sqlite3.Connection, scheduler: Scheduler) -> dict[int, ForgettingCurve]:
    """The forgetting curve of each axis, by row id."""
    axes = connection.execute("SELECT id, key FROM axis ORDER BY id").fetchall()
    return {axis_id: curve_of(scheduler.of(key).settings.parameters) for axis_id, key in axes}


def build_recall_sql(connection: sqlite3.Connection, scheduler: Scheduler, at: int, memory: Memory = NOW) -> str:
    """An expression for the probability of recall of the card ``c`` at an instant, 0..1; NULL without a memory.

    Like Anki's (``rslib/src/stats/graphs/retrievability.rs``) it counts the time since the last answer by the clock,
    not by study days. Cards on a step have a memory as well. The connection is given ``pow`` where SQLite was built
    without it.

    Args:
        at: Milliseconds.
        memory: The columns of the last answer's instant and of the stability since.
    """
    provide_pow(connection)
    by_axis = load_curves(connection, scheduler)
    different = set(by_axis.values())
    if len(different) <= 1:
        return _of(different.pop() if different else curve_of(scheduler.settings.parameters), at, memory)
    return _by_axis(by_axis, at, memory)


def _by_axis(by_axis: Mapping[int, ForgettingCurve], at: int, memory: Memory) -> str:
    cases = " ".join(f"WHEN {axis_id:d} THEN {_of(curve, at, memory)}" for axis_id, curve in by_axis.items())
    return f"CASE c.axis_id {cases} END"


def _of(curve: ForgettingCurve, at: int, memory: Memory) -> str:
    answered, stability = memory
    passed = f"1 + ({at:d} - {answered}) * {curve.factor / DAY_MILLIS!r} / {stability}"
    return f"CASE WHEN {answered} < {at:d} THEN pow({passed}, {-curve.decay!r}) WHEN {stability} THEN 1.0 END"


def provide_pow(connection: sqlite3.Connection) -> None:
    """Make sure that the connection knows ``pow``, which not every build of SQLite has."""
    try:
        connection.execute("SELECT pow(4.0, 0.5)")
    except sqlite3.OperationalError:
        connection.create_function("pow", 2, _pow, deterministic=True)


def _pow(base: float | None, exponent: float) -> float | None:
    return None if base is None else base**exponent
