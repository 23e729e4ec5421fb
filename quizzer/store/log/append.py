"""The log: the only way progress changes. One answer is one transaction; undo marks, nothing is deleted."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizzer.core.log import LogKind, LogOrigin
from quizzer.core.schedule.progress import Answer, Moment, Progress, State
from quizzer.core.schedule.replay import CardState
from quizzer.errors import Problem
from quizzer.store.connection import transaction
from quizzer.store.device import THIS_DEVICE
from quizzer.store.log.marks import THESE, ids_of, interval_until, mark, regenerate, unmark
from quizzer.store.log.replay import CACHE, KNOWN_KINDS, cache_of

if TYPE_CHECKING:
    from quizzer.core.schedule.scheduler import Scheduler

# Named parameters cost 5 µs a statement more than positional ones: nothing beside a commit, which takes milliseconds.
_INSERT_ANSWER = f"""
    INSERT INTO log (card_id, at, day, kind, value, before, state, step, interval, took, device)
    VALUES (:card, :at, :day, {LogKind.ANSWER:d}, :rating, :before, :state, :step, :interval, :took, {THIS_DEVICE})
"""
_ADVANCED = tuple(name for name in CACHE if name not in ("suspended", "flag", "buried_day"))
_ADVANCE = f"""
    UPDATE card
    SET {", ".join(f"{name} = :{name}" for name in _ADVANCED)}
    WHERE id = :card
        AND reps = :shown_reps
        AND last_at IS :shown_last_at
"""
_HOLD_SIBLINGS = """
    UPDATE card
    SET sibling_day = (SELECT max(s.last_day) FROM card s WHERE s.note_id = card.note_id AND s.id <> card.id)
    WHERE note_id = (SELECT note_id FROM card WHERE id = :card)
        AND id <> :card
"""

# What forgot a card's rows counts as one, else what follows it could go with what was before it.
_NEWEST = """
    SELECT max(at)
    FROM (
        SELECT max(at) AS at FROM log WHERE card_id = {card}
        UNION ALL
        SELECT f.at FROM card CROSS JOIN forgotten f ON f.card = card.key WHERE card.id = {card}
    )
"""
_LAST_STEP = f"""
    SELECT id, card_id, at, kind, value
    FROM log
    WHERE undone IS NULL
        AND origin = {LogOrigin.HERE:d}
        AND kind IN {KNOWN_KINDS}
    ORDER BY id DESC
    LIMIT 1
"""
"""The last row made here and not undone; rows of kinds that only another version knows are passed over."""


class StaleCard(Problem):
    """The card was answered elsewhere since it was shown; nothing was written."""


@dataclass(frozen=True, slots=True)
class UndoneStep:
    """The step that an undo took back.

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
    """Find the instant of a card's next log row: now, or just after its last row if that is not earlier."""
    last = connection.execute(_NEWEST.format(card=":card"), {"card": card_id}).fetchone()[0]
    return at if last is None or last < at else int(last) + 1


def append_answer(
    connection: sqlite3.Connection, card_id: int, before: Progress, after: Progress, answer: Answer, took: int
) -> None:
    """Store one answer: its log row and the card's new state, durable when this returns.

    Args:
        before: The card's progress when it was shown.
        after: The progress the answer leads to.
        answer: The answer as the log stores it.
        took: Milliseconds the learner took.

    Raises:
        StaleCard: The card's stored progress is no longer ``before``.
    """
    # Position and marks do not change here: an answered card is neither new nor suspended.
    cached = dict(zip(CACHE, cache_of(CardState(after), position=0, retired=0), strict=True))
    row = {
        "card": card_id,
        "at": answer.at,
        "day": answer.day,
        "rating": int(answer.rating),
        "before": int(before.state),
        "state": int(answer.state),
        "step": answer.step,
        "interval": answer.interval,
        "took": took,
    }
    with transaction(connection):
        connection.execute(_INSERT_ANSWER, row)
        shown = {"card": card_id, "shown_reps": before.reps, "shown_last_at": before.last_at}
        changed = connection.execute(_ADVANCE, {**cached, **shown}).rowcount
        if changed != 1:
            raise StaleCard("This card was answered elsewhere meanwhile; here it is as it stands now.")
        connection.execute(_HOLD_SIBLINGS, {"card": card_id})


def append_marks(
    connection: sqlite3.Connection, card_ids: Sequence[int], moment: Moment, kind: LogKind, value: int
) -> None:
    """Mark cards together: all or none of them, durable when this returns, and taken back together.

    A run of consecutive rows with the same instant and kind is one batch. So the instant of a new batch is one at which
    neither any of its cards nor the last row of the log has a row.

    Args:
        card_ids: The cards, at least one, each once.
        kind: Any but ``ANSWER``.
        value: The day buried, the flag, the study day they are due; 1 or 0 where the kind needs no value.
    """
    ids = ids_of(card_ids)
    state = {LogKind.RESET: f"{State.NEW:d}", LogKind.RESCHEDULE: f"{State.REVIEW:d}"}.get(kind, "card.state")
    interval = interval_until(value, moment.day) if kind == LogKind.RESCHEDULE else "0"
    with transaction(connection):
        at = _free_for_all(connection, ids, moment.at)
        connection.execute(
            f"""
            INSERT INTO log (card_id, at, day, kind, value, before, state, step, interval, took, device)
            SELECT card.id, :at, :day, :kind, :value, card.state, {state}, 0, {interval}, 0, {THIS_DEVICE}
            FROM json_each(:ids) AS these
            JOIN card ON card.id = these.value
            ORDER BY these.key
            """,
            {"at": at, "day": moment.day, "kind": kind, "value": value, "ids": ids},
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
            f"""
            INSERT INTO log (card_id, at, day, kind, value, before, state, step, interval, took, device)
            SELECT
                card.id, :at, :day, {LogKind.RESCHEDULE:d}, :due, card.state, {State.REVIEW:d}, 0,
                max(1, :due - coalesce(card.last_day, :day)), 0, {THIS_DEVICE}
            FROM card
            WHERE card.id = :card
            """,
            [{"at": at, "day": moment.day, "due": due, "card": card_id} for card_id, due in days.items()],
        )
        regenerate(connection, scheduler, days)


def _free_for_all(connection: sqlite3.Connection, ids: str, at: int) -> int:
    """The instant of a batch: not before any row of its cards, and not that of the row before it."""
    newest, last = connection.execute(
        f"""
        SELECT
            (
                SELECT max(newest)
                FROM (
                    SELECT ({_NEWEST.format(card="these.value")}) AS newest
                    FROM json_each(:ids) AS these
                )
            ),
            (SELECT at FROM log ORDER BY id DESC LIMIT 1)
        """,
        {"ids": ids},
    ).fetchone()
    at = at if newest is None else max(at, int(newest) + 1)
    taken: bool = at == last
    return at + taken


def undo_last(connection: sqlite3.Connection, scheduler: Scheduler, now: int) -> UndoneStep | None:
    """Mark the last row made here as undone, with the rest of its batch, and regenerate the cards.

    Rows that a merge or an import brought are not undone answer by answer.

    Args:
        now: Milliseconds; stored in the rows as the instant of the undo.

    Returns:
        The step taken back; None when there is nothing left.
    """
    with transaction(connection):
        row = connection.execute(_LAST_STEP).fetchone()
        if row is None:
            return None
        row_id, card_id, at, number, value = row
        kind = LogKind(number)
        together = [(row_id, card_id)] if kind == LogKind.ANSWER else _made_together(connection, row_id, at, kind)
        connection.execute(
            f"UPDATE log SET undone = :now WHERE id IN {THESE}",
            {"now": now, "ids": ids_of(row_id for row_id, _ in together)},
        )
        card_ids = tuple(card_id for _, card_id in reversed(together))
        unmark(connection, scheduler, card_ids, kind)
    return UndoneStep(card_ids, kind, value)


def _made_together(connection: sqlite3.Connection, last_id: int, at: int, kind: LogKind) -> list[tuple[int, int]]:
    """Row and card of each mark of a batch, the last first."""
    found: list[tuple[int, int]] = []
    rows = connection.execute(
        """
        SELECT id, card_id, at, kind, origin, undone
        FROM log
        WHERE id <= :last
        ORDER BY id DESC
        """,
        {"last": last_id},
    )
    for row_id, card_id, its_at, its_kind, origin, undone in rows:
        if (its_at, its_kind, origin) != (at, kind, LogOrigin.HERE):
            break
        if undone is None:
            found.append((row_id, card_id))
    return found
