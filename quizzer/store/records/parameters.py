"""Fitted FSRS parameters: those in use, and every set that was in use before."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

IN_SCHEDULE = "scheduling.parameters"
"""The setting that holds, in one line, the parameters by which the memory states were computed."""


class ParameterSet(NamedTuple):
    """One set of parameters.

    Attributes:
        at: Milliseconds at which it was fitted.
        axis: Id of its axis; None for the set of all axes that have none of their own.
        weights: The 21 parameters of FSRS-6.
        reviews: Answers it was fitted to.
        evaluation: Log loss and RMSE (bins) before and after, on answers kept apart.
        active: In use now.
    """

    id: int
    at: int
    axis: str | None
    weights: tuple[float, ...]
    reviews: int
    evaluation: dict[str, float]
    active: bool


def load_all(connection: sqlite3.Connection) -> list[ParameterSet]:
    """Every set ever taken into use, the oldest first."""
    rows = connection.execute(
        """
        SELECT parameters.id, at, axis.key, weights, reviews, evaluation, active
        FROM parameters
        LEFT JOIN axis ON axis.id = axis_id
        ORDER BY parameters.id
        """
    ).fetchall()
    return [
        ParameterSet(i, at, axis, tuple(json.loads(weights)), reviews, json.loads(evaluation), bool(active))
        for i, at, axis, weights, reviews, evaluation, active in rows
    ]


def load_active(connection: sqlite3.Connection) -> dict[str | None, tuple[float, ...]]:
    """The parameters in use, by axis id; under None the set for all other axes, if one was fitted."""
    return {fitted.axis: fitted.weights for fitted in load_all(connection) if fitted.active}


def activate(
    connection: sqlite3.Connection,
    *,
    at: int,
    axis: str | None,
    weights: Sequence[float],
    reviews: int,
    evaluation: dict[str, float],
) -> None:
    """Put a set into use in place of the one before, which is kept; inside the caller's transaction."""
    from quizzer.store.records.register import PARAMETERS, note  # every start imports this module, and few fit

    fitted = ParameterSet(0, at, axis, tuple(weights), reviews, evaluation, active=True)
    use(connection, axis, fitted)
    note(connection, PARAMETERS + (axis or ""), to_json(fitted), at)


def reactivate_previous(connection: sqlite3.Connection, at: int) -> ParameterSet | None:
    """Take the latest set out of use, and put the set before it of the same axis into use again.

    Args:
        at: Milliseconds; now.

    Returns:
        The set taken out of use; None when nothing fitted is in use.
    """
    from quizzer.store.records.register import PARAMETERS, note

    fitted = load_all(connection)
    used = [one for one in fitted if one.active]
    if not used:
        return None
    last = used[-1]
    before = [one for one in fitted if one.axis == last.axis and one.id < last.id]
    use(connection, last.axis, before[-1] if before else None)
    note(connection, PARAMETERS + (last.axis or ""), to_json(before[-1]) if before else None, at)
    return last


def use(connection: sqlite3.Connection, axis: str | None, fitted: ParameterSet | None) -> None:
    """Put a set into use for an axis, or none, without a word to other devices; its own axis and id do not matter.

    A set that was in use before is put into use again, not stored twice.
    """
    axis_id = _axis_id(connection, axis)
    connection.execute("UPDATE parameters SET active = 0 WHERE axis_id IS :axis", {"axis": axis_id})
    if fitted is None:
        return
    stored = {
        "axis": axis_id,
        "at": fitted.at,
        "weights": json.dumps(list(fitted.weights)),
        "reviews": fitted.reviews,
        "evaluation": json.dumps(fitted.evaluation),
    }
    again = connection.execute(
        """
        UPDATE parameters
        SET active = 1
        WHERE id = (SELECT max(id) FROM parameters WHERE axis_id IS :axis AND at = :at AND weights = :weights)
        """,
        stored,
    )
    if not again.rowcount:
        connection.execute(
            """
            INSERT INTO parameters (at, axis_id, weights, reviews, evaluation, active)
            VALUES (:at, :axis, :weights, :reviews, :evaluation, 1)
            """,
            stored,
        )


def to_json(fitted: ParameterSet) -> str:
    """A set without its axis, as it goes to other devices."""
    return json.dumps(
        {"at": fitted.at, "weights": fitted.weights, "reviews": fitted.reviews, "evaluation": fitted.evaluation}
    )


def _axis_id(connection: sqlite3.Connection, axis: str | None) -> int | None:
    row = connection.execute("SELECT id FROM axis WHERE key = :key", {"key": axis}).fetchone()
    return row[0] if row else None
