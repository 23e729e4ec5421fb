"""Predictions and their outcomes, summed, of the cards that ask for recall; for all of them a cache of the log."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from quizzer.core.calibration import AnswerRow, EvaluationSums, Prediction, select_predictions, sort_predictions
from quizzer.core.exchange import ProgressCallback
from quizzer.core.log import LogKind
from quizzer.store import key_values
from quizzer.store.caches.answer_counts import CountedSpan
from quizzer.store.connection import transaction
from quizzer.store.recognition import IS_PICKED, WAS_PICKED
from quizzer.store.scope import EVERYTHING, Scope

KEY = "calibration"
CHUNK = 2_000
"""Cards read at once."""

_NEVER = -(2**62)
_LIVE = f"l.kind = {LogKind.ANSWER:d} AND l.undone IS NULL"


def sum_predictions(
    connection: sqlite3.Connection,
    known: CountedSpan | None,
    parameters: str,
    *,
    first: int | None,
    scope: Scope,
    progress: ProgressCallback,
    keep: bool,
) -> EvaluationSums:
    """Sum the predictions of recall and their outcomes; ``memory`` must be up to date.

    Args:
        known: The span that the counts of answers hold, if they follow from the log.
        parameters: The parameters that made the predictions, in one line.
        first: Only answers from this study day on; None for all.
        scope: Only answers to these cards.
        progress: Called with the progress of long work.
        keep: Whether the sums may be written to the database.
    """
    if known is None or first is not None or scope != EVERYTHING:
        from_day = _NEVER if first is None else first
        return EvaluationSums().add(sort_predictions(_between(connection, from_day, None, scope, progress)))
    sums, day = _kept(connection, known, parameters)
    if day < known.day:
        sums.add(sort_predictions(_between(connection, day + 1, known.day, EVERYTHING, progress)))
        if keep:
            with transaction(connection):
                stored = {"build": known.build, "day": known.day, "parameters": parameters, "sums": sums.to_json()}
                key_values.put(connection, KEY, json.dumps(stored))
    return sums.add(sort_predictions(_between(connection, known.day + 1, None, EVERYTHING, progress)))


def _kept(connection: sqlite3.Connection, known: CountedSpan, parameters: str) -> tuple[EvaluationSums, int]:
    """The sums as they were kept, and the last study day in them; none where they no longer hold."""
    text = key_values.get(connection, KEY)
    stored = json.loads(text) if text else {}
    if (stored.get("build"), stored.get("parameters")) != (known.build, parameters) or stored["day"] > known.day:
        return EvaluationSums(), _NEVER
    return EvaluationSums.from_json(stored["sums"]), stored["day"]


def _between(
    connection: sqlite3.Connection, first: int, last: int | None, scope: Scope, progress: ProgressCallback
) -> Iterator[Prediction]:
    """The predictions for the answers of these study days, card by card."""
    until = 2**62 if last is None else last
    if first == _NEVER:
        rows = connection.execute(
            f"""
            SELECT c.id
            FROM card c
            WHERE c.reps
                AND NOT {IS_PICKED}
                {scope.sql}
            ORDER BY 1
            """,
            scope.args,
        )
    else:
        rows = connection.execute(
            f"""
            SELECT DISTINCT l.card_id
            FROM log l
            JOIN card c ON c.id = l.card_id
            WHERE {_LIVE}
                AND l.day BETWEEN :first AND :until
                AND NOT {WAS_PICKED}
                {scope.sql}
            ORDER BY 1
            """,
            {"first": first, "until": until, **scope.args},
        )
    cards = [card_id for (card_id,) in rows]
    for at in range(0, len(cards), CHUNK):
        progress("Judging predictions", at, len(cards))
        answers: Iterator[AnswerRow] = connection.execute(
            f"""
            SELECT l.card_id, l.at, l.day, l.value, m.recall
            FROM log l
            JOIN memory m ON m.log_id = l.id
            JOIN card c ON c.id = l.card_id
            WHERE {_LIVE}
                AND NOT {WAS_PICKED}
                AND l.card_id IN (SELECT value FROM json_each(:cards))
            ORDER BY l.card_id, l.at, l.device
            """,
            {"cards": json.dumps(cards[at : at + CHUNK])},
        )
        yield from (found for found in select_predictions(answers) if first <= found.day <= until)
