"""The log: the only way progress changes. One answer is one transaction; undo marks, nothing is deleted."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizzer.core.log import LogKind
from quizzer.core.schedule.progress import Answer, Moment, Progress, State
from quizzer.errors import Problem
from quizzer.store.connection import transaction
from quizzer.store.log.marks import THESE, ids_of, interval_until, mark, unmark
from quizzer.store.log.replay import KNOWN_KINDS, CardState, refresh_card

if TYPE_CHECKING:
    from quizzer.core.schedule.scheduler import Scheduler

_INSERT = (
    "INSERT INTO log (card_id, at, day, kind, value, before, state, step, interval, took) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ADVANCE = (
    "UPDATE card SET queue = ?, due = ?, state = ?, step = ?, stability = ?, difficulty = ?, interval = ?, "
    "last_at = ?, last_day = ?, reps = ?, lapses = ?, leech = ?, reviews = ?, passes = ? "
    "WHERE id = ? AND reps = ? AND last_at IS ?"
)

_LAST_STEP = f"""
    SELECT id, card_id, at, kind, value
    FROM log
    WHERE undone IS NULL
        AND origin = 0
        AND kind IN {KNOWN_KINDS}
    ORDER BY id DESC
    LIMIT 1
"""
"""The last row made here and not undone; rows of kinds that only another version knows are passed over."""


class StaleCard(Problem):
    """The card was answered elsewhere since it was shown; nothing was written."""


@dataclass(frozen=True, slots=True)
class UndoneStep:
    """What an undo took back.

    Attributes:
        card_ids: The cards: one, or all that were marked together, in that order.
        kind: Of the log rows.
        value: The rating, the day or the flag.
    """

    card_ids: tuple[int, ...]
    kind: LogKind
    value: int

    @property
    def card_id(self) -> int:
        """The card, or the first of them."""
        return self.card_ids[0]


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
    queue, due, *cached = CardState(after).cache(position=0, retired=0)
    with transaction(connection):
        connection.execute(
            _INSERT,
            (card_id, answer.at, answer.day, int(LogKind.ANSWER), int(answer.rating), int(before.state),
             int(answer.state), answer.step, answer.interval, took),
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


def append_marks(
    connection: sqlite3.Connection, card_ids: Sequence[int], moment: Moment, kind: LogKind, value: int
) -> None:
    """Mark cards together: all or none of them, durable when this returns, and taken back together.

    What belongs together is told by the rows following one another with the same instant and kind, so that instant is
    one that none of the cards has, nor the row before.

    Args:
        card_ids: The cards, at least one, each once.
        kind: Any but ``ANSWER``.
        value: The day buried, the flag, the study day they are due; 1 or 0 where the kind says it all.
    """
    ids = ids_of(card_ids)
    state = {LogKind.RESET: f"{State.NEW:d}", LogKind.RESCHEDULE: f"{State.REVIEW:d}"}.get(kind, "card.state")
    interval = interval_until(value, moment.day) if kind == LogKind.RESCHEDULE else "0"
    with transaction(connection):
        at = _free_for_all(connection, ids, moment.at)
        connection.execute(
            "INSERT INTO log (card_id, at, day, kind, value, before, state, step, interval, took) "
            f"SELECT card.id, ?, ?, ?, ?, card.state, {state}, 0, {interval}, 0 "
            "FROM json_each(?) AS these JOIN card ON card.id = these.value ORDER BY these.key",
            (at, moment.day, kind, value, ids),
        )
        mark(connection, ids, kind, value, moment.day)


def append_days(connection: sqlite3.Connection, scheduler: Scheduler, days: Mapping[int, int], moment: Moment) -> None:
    """Give cards a day each, together: all or none of them, durable when this returns, and taken back together.

    Args:
        days: The study day each card is to be due, by row id; at least one.
    """
    with transaction(connection):
        at = _free_for_all(connection, ids_of(days), moment.at)
        connection.executemany(
            "INSERT INTO log (card_id, at, day, kind, value, before, state, step, interval, took) "
            f"SELECT card.id, ?, ?, {LogKind.RESCHEDULE:d}, ?, card.state, {State.REVIEW:d}, 0, "
            "max(1, ? - coalesce(card.last_day, ?)), 0 FROM card WHERE card.id = ?",
            [(at, moment.day, due, due, moment.day, card_id) for card_id, due in days.items()],
        )
        for card_id in days:
            refresh_card(connection, scheduler, card_id)


def _free_for_all(connection: sqlite3.Connection, ids: str, at: int) -> int:
    """The instant of a batch: not before any row of its cards, and not that of the row before it."""
    newest, last = connection.execute(
        "SELECT (SELECT max(newest) FROM (SELECT (SELECT max(at) FROM log WHERE card_id = these.value) AS newest "
        "FROM json_each(?) AS these)), (SELECT at FROM log ORDER BY id DESC LIMIT 1)",
        (ids,),
    ).fetchone()
    at = at if newest is None else max(at, int(newest) + 1)
    taken: bool = at == last
    return at + taken


def undo_last(connection: sqlite3.Connection, scheduler: Scheduler, now: int) -> UndoneStep | None:
    """Mark the last row made here that is not undone yet, with those made together with it, and regenerate the cards.

    What was taken in from elsewhere (a merge, an import) is not undone answer by answer.

    Args:
        now: Milliseconds; kept in the rows as the instant of the undo.

    Returns:
        What was taken back; None when there is nothing left.
    """
    with transaction(connection):
        row = connection.execute(_LAST_STEP).fetchone()
        if row is None:
            return None
        row_id, card_id, at, number, value = row
        kind = LogKind(number)
        together = [(row_id, card_id)] if kind == LogKind.ANSWER else _made_together(connection, row_id, at, kind)
        connection.execute(
            f"UPDATE log SET undone = ? WHERE id IN {THESE}", (now, ids_of(row_id for row_id, _ in together))
        )
        card_ids = tuple(card_id for _, card_id in reversed(together))
        unmark(connection, scheduler, card_ids, kind)
    return UndoneStep(card_ids, kind, value)


def _made_together(connection: sqlite3.Connection, last_id: int, at: int, kind: LogKind) -> list[tuple[int, int]]:
    """Row and card of each mark of a batch, the last first."""
    found: list[tuple[int, int]] = []
    rows = connection.execute(
        "SELECT id, card_id, at, kind, origin, undone FROM log WHERE id <= ? ORDER BY id DESC", (last_id,)
    )
    for row_id, card_id, its_at, its_kind, origin, undone in rows:
        if (its_at, its_kind, origin) != (at, kind, 0):
            break
        if undone is None:
            found.append((row_id, card_id))
    return found
