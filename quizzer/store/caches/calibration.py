"""Predictions and their outcomes, summed, of the cards that ask for recall; for all of them a cache of the log."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from quizzer.core.calibration import EvaluationSums, Prediction
from quizzer.core.log import LogKind
from quizzer.store import key_values
from quizzer.store.caches.answer_counts import EVER, EVER_AFTER
from quizzer.store.caches.counted_span import CountedSpan
from quizzer.store.connection import transaction
from quizzer.store.scope import EVERYTHING, Scope

KEY = "calibration"


def sum_predictions(
    connection: sqlite3.Connection,
    known: CountedSpan | None,
    parameters: str,
    *,
    first: int | None,
    scope: Scope,
    keep: bool,
) -> EvaluationSums:
    """Sum the predictions of recall and their outcomes; ``memory`` must be up to date.

    Args:
        known: The span that the counts of answers hold, if they follow from the log.
        parameters: The parameters that made the predictions, in one line.
        first: Only answers from this study day on; None for all.
        scope: Only answers to these cards.
        keep: Whether the sums may be written to the database.
    """
    if known is None or first is not None or scope != EVERYTHING:
        return EvaluationSums().add(_between(connection, EVER if first is None else first, EVER_AFTER, scope))
    sums, day = _kept(connection, known, parameters)
    if day < known.day:
        sums.add(_between(connection, day + 1, known.day, EVERYTHING))
        if keep:
            with transaction(connection):
                stored = {"build": known.build, "day": known.day, "parameters": parameters, "sums": sums.to_json()}
                key_values.put(connection, KEY, json.dumps(stored))
    return sums.add(_between(connection, known.day + 1, EVER_AFTER, EVERYTHING))


def _kept(connection: sqlite3.Connection, known: CountedSpan, parameters: str) -> tuple[EvaluationSums, int]:
    """The sums as they were kept, and the last study day in them; none where they no longer hold."""
    text = key_values.get(connection, KEY)
    stored = json.loads(text) if text else {}
    if (stored.get("build"), stored.get("parameters")) != (known.build, parameters) or stored["day"] > known.day:
        return EvaluationSums(), EVER - 1
    return EvaluationSums.from_json(stored["sums"]), stored["day"]


def _between(connection: sqlite3.Connection, first: int, last: int, scope: Scope) -> Iterator[Prediction]:
    """The predictions for the answers of these study days, in the order of their instants."""
    if first <= EVER:
        source = "card c CROSS JOIN memory m ON m.card_id = c.id WHERE m.day <= :last"
    else:
        narrowed = "JOIN card c ON c.id = l.card_id" if scope.sql else ""
        source = f"""
            log l
            {narrowed}
            CROSS JOIN memory m ON (m.card_id, m.at, m.log_id) = (l.card_id, l.at, l.id)
            WHERE l.kind = {LogKind.ANSWER:d}
                AND l.undone IS NULL
                AND l.day BETWEEN :first AND :last
        """
    return connection.execute(
        f"""
        SELECT m.recall, m.outcome
        FROM {source}
            AND m.outcome IS NOT NULL
            {scope.sql}
        ORDER BY m.at, m.card_id, m.place
        """,
        {"first": first, "last": last, **scope.args},
    )
