"""The log: the only way progress changes. One answer is one transaction; undo marks, nothing is deleted."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizzer.core.log import LogKind, LogOrigin
from quizzer.core.schedule.progress import Answer, Moment, Progress, State, move_to
from quizzer.core.schedule.replay import CardState
from quizzer.errors import Problem
from quizzer.store.connection import transaction
from quizzer.store.device import THIS_DEVICE
from quizzer.store.log.marks import THESE, ids_of, interval_until, mark, regenerate, unmark
from quizzer.store.log.replay import CACHE, KNOWN_KINDS, cache_of, refresh_siblings

if TYPE_CHECKING:
    from quizzer.core.schedule.scheduler import Scheduler

# What forgot a card's rows counts as one, else what follows it could go with what was before it.
_NEWEST = """
    SELECT max(at)
    FROM (
        SELECT max(at) AS at FROM log WHERE card_id = {card}
        UNION ALL
        SELECT f.at FROM card CROSS JOIN forgotten f ON f.card = card.key WHERE card.id = {card}
    )
"""
# Positional: each answer runs these, and a named parameter costs 0.3 µs more.
_NEWEST_OF_CARD = _NEWEST.format(card="?")
_INSERT_ANSWER = f"""
    INSERT INTO log (card_id, at, day, kind, value, before, state, step, interval, took, device)
    VALUES (?, ?, ?, {LogKind.ANSWER:d}, ?, ?, ?, ?, ?, ?, {THIS_DEVICE})
"""
_ADVANCED = CACHE[: CACHE.index("suspended")]
"""What an answer changes: the marks set by hand stay."""
_ADVANCE = f"""
    UPDATE card
    SET {", ".join(f"{name} = ?" for name in _ADVANCED)}
    WHERE id = ?
        AND reps = ?
        AND last_at IS ?
"""
_HOLD_SIBLINGS = """
    UPDATE card
    SET sibling_day = ?
    WHERE note_id = (SELECT note_id FROM card WHERE id = ?)
        AND id <> ?
        AND sibling_day < ?
"""
_SIBLINGS = "note_id = (SELECT note_id FROM card WHERE id = :card)"

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


def append_answer(
    connection: sqlite3.Connection, card_id: int, before: Progress, after: Progress, answer: Answer, took: int
) -> Progress:
    """Store one answer: its log row and the card's new state, durable when this returns.

    The row's instant is that of the answer, or just after the card's last row, where the clock was set back or the card
    was marked in this millisecond. The schedule stays that of the answer: counted from a later instant, a step of
    minutes would end after the rollover.

    Args:
        before: The card's progress when it was shown.
        after: The progress the answer leads to.
        answer: The answer as the log stores it.
        took: Milliseconds the learner took.

    Returns:
        The progress that was stored.

    Raises:
        StaleCard: The card's stored progress is no longer ``before``.
    """
    at, day, rating, state, step, interval = answer
    with transaction(connection):
        newest = connection.execute(_NEWEST_OF_CARD, (card_id, card_id)).fetchone()[0]
        if newest is not None and newest >= at:
            at = newest + 1
            after = move_to(at, after)
        values = card_id, at, day, int(rating), int(before.state), int(state), step, interval, took
        connection.execute(_INSERT_ANSWER, values)
        # Position and marks do not change here: an answered card is neither new nor suspended.
        cached = cache_of(CardState(after), position=0, retired=0)[: len(_ADVANCED)]
        if connection.execute(_ADVANCE, (*cached, card_id, before.reps, before.last_at)).rowcount != 1:
            raise StaleCard("This card was answered elsewhere meanwhile; here it is as it stands now.")
        _hold_siblings(connection, card_id, before, after)
    return after


def _hold_siblings(connection: sqlite3.Connection, card_id: int, before: Progress, after: Progress) -> None:
    """Store the study day of an answer with the other cards of its note."""
    assert after.last_day is not None
    if before.last_day is not None and after.last_day < before.last_day:  # that of a clock that was ahead is gone
        refresh_siblings(connection, _SIBLINGS, {"card": card_id})
    else:
        connection.execute(_HOLD_SIBLINGS, (after.last_day, card_id, card_id, after.last_day))


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
