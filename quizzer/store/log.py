"""The log: the only way progress changes. One answer is one transaction; undo marks, nothing is deleted."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizzer.core.progress import Answer, Moment, Progress
from quizzer.errors import Problem
from quizzer.store.database import transaction
from quizzer.store.progress import ANSWER, Standing, refresh_card

if TYPE_CHECKING:
    from quizzer.core.scheduling import Scheduler

_INSERT = (
    "INSERT INTO log (card_id, at, day, kind, value, before, state, step, interval, took) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ADVANCE = (
    "UPDATE card SET queue = ?, due = ?, state = ?, step = ?, stability = ?, difficulty = ?, interval = ?, "
    "last_at = ?, last_day = ?, reps = ?, lapses = ?, leech = ?, reviews = ?, passes = ? "
    "WHERE id = ? AND reps = ? AND last_at IS ?"
)


class StaleCard(Problem):
    """The card was answered elsewhere since it was shown; nothing was written."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo took back.

    Attributes:
        kind: ``ANSWER``, ``SUSPEND``, ``UNSUSPEND``, ``BURY``, ``FLAG``, ``RESET`` or ``RESCHEDULE``.
        value: The rating, the day or the flag.
    """

    card_id: int
    kind: int
    value: int


def free_instant(connection: sqlite3.Connection, card_id: int, at: int) -> int:
    """The instant of a card's next log row: now, or just after its last row when the clock was set back."""
    last = connection.execute("SELECT max(at) FROM log WHERE card_id = ?", (card_id,)).fetchone()[0]
    return at if last is None or last < at else int(last) + 1


def append_answer(
    connection: sqlite3.Connection, card_id: int, before: Progress, after: Progress, answer: Answer, took: int
) -> None:
    """Store one answer: its log row and the card's new state, durable when this returns.

    Args:
        before: The progress the learner was shown.
        after: The progress the answer leads to.
        answer: The same, as the log keeps it.
        took: Milliseconds the learner took.

    Raises:
        StaleCard: The card's stored progress is no longer ``before``.
    """
    # Position and marks do not change here: an answered card is neither new nor suspended.
    queue, due, *cached = Standing(after).cache(position=0, retired=0)
    with transaction(connection):
        connection.execute(
            _INSERT,
            (card_id, answer.at, answer.day, ANSWER, int(answer.rating), int(before.state), int(answer.state),
             answer.step, answer.interval, took),
        )  # fmt: skip
        changed = connection.execute(
            _ADVANCE, (queue, due, *cached[:12], card_id, before.reps, before.last_at)
        ).rowcount
        if changed != 1:
            raise StaleCard("This card was answered elsewhere meanwhile; here it is as it stands now.")
        connection.execute(
            "UPDATE card SET sibling_day = max(sibling_day, ?) "
            "WHERE note_id = (SELECT note_id FROM card WHERE id = ?) AND id <> ?",
            (after.last_day, card_id, card_id),
        )


def append_mark(
    connection: sqlite3.Connection, scheduler: Scheduler, card_id: int, moment: Moment, kind: int, value: int
) -> None:
    """Store a suspension, burial or flag; durable when this returns."""
    with transaction(connection):
        at = free_instant(connection, card_id, moment.at)
        state = connection.execute("SELECT state FROM card WHERE id = ?", (card_id,)).fetchone()[0]
        connection.execute(_INSERT, (card_id, at, moment.day, kind, value, state, state, 0, 0, 0))
        refresh_card(connection, scheduler, card_id)


def undo_last(connection: sqlite3.Connection, scheduler: Scheduler, now: int) -> Undone | None:
    """Mark the last row made here that is not undone yet, and regenerate its card.

    What was taken in from elsewhere (a merge, an import) is not undone answer by answer.

    Args:
        now: Milliseconds; kept in the row as the instant of the undo.

    Returns:
        What was taken back; None when there is nothing left.
    """
    with transaction(connection):
        row = connection.execute(
            "SELECT id, card_id, kind, value FROM log WHERE undone IS NULL AND origin = 0 ORDER BY id DESC LIMIT 1"
        ).fetchone()
        if row is None:
            return None
        connection.execute("UPDATE log SET undone = ? WHERE id = ?", (now, row[0]))
        refresh_card(connection, scheduler, row[1])
    return Undone(*row[1:])
