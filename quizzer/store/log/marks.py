"""Setting a mark on any number of cards at once, and regenerating them when it is undone.

The columns get the values that :func:`regenerate` would give them, without a read of each card's log.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from quizzer.core.log import CardQueue, LogKind
from quizzer.core.schedule.progress import State
from quizzer.store.log.replay import (
    CARD,
    LOG,
    QUEUE,
    Logs,
    find_outdated,
    group_by_card,
    refresh_cards,
    refresh_siblings,
)

if TYPE_CHECKING:
    from quizzer.core.exchange import ProgressCallback
    from quizzer.core.schedule.replay import LogValues
    from quizzer.core.schedule.scheduler import Scheduler

THESE = "(SELECT value FROM json_each(:ids))"
"""The ids given as JSON in the parameter ``ids``: any number of them in one statement."""
TOGETHER = 1_000
"""Cards that are replayed together."""

_NEW = (
    f"state = {State.NEW:d}, step = 0, stability = NULL, difficulty = NULL, interval = 0, due = position, "
    "last_at = NULL, last_day = NULL, reps = 0, lapses = 0, leech = 0, reviews = 0, passes = 0"
)
_SIBLINGS = f"note_id IN (SELECT note_id FROM card WHERE id IN {THESE})"
"""The cards of a note with any of these."""
_SUSPENDED = f"""
    coalesce(
        (
            SELECT kind = {LogKind.SUSPEND:d}
            FROM log
            WHERE card_id = card.id
                AND undone IS NULL
                AND kind IN ({LogKind.SUSPEND:d}, {LogKind.UNSUSPEND:d})
            ORDER BY at DESC, device DESC
            LIMIT 1
        ),
        0
    )
"""


def ids_of(card_ids: Iterable[int]) -> str:
    """Ids as the argument of ``THESE``."""
    return json.dumps(list(card_ids))


def interval_until(due_day: int, today: int) -> str:
    """The interval of a card that is given a day: counted from its last answer, as Anki does it with FSRS; in SQL."""
    return f"max(1, {due_day:d} - coalesce(card.last_day, {today:d}))"


def mark(connection: sqlite3.Connection, ids: str, kind: LogKind, value: int, today: int) -> None:
    """Change the cached columns of cards by a mark that is newer than all their log rows; in the caller's transaction.

    Args:
        ids: The cards, by :func:`ids_of`.
        kind: Of the log row; no answer.
        value: Of the log row.
        today: The study day.
    """
    if kind == LogKind.SUSPEND:
        _change(connection, ids, f"suspended = 1, queue = {CardQueue.OFF:d}")
    elif kind == LogKind.UNSUSPEND:
        _change(connection, ids, f"suspended = 0, queue = {QUEUE.replace('suspended', '0')}")
    elif kind == LogKind.BURY:
        _change(connection, ids, f"buried_day = {value:d}")
    elif kind == LogKind.FLAG:
        _change(connection, ids, f"flag = {value:d}")
    elif kind == LogKind.RESET:
        _change(connection, ids, f"{_NEW}, queue = {_unless_off(CardQueue.NEW)}")
        refresh_siblings(connection, _SIBLINGS, {"ids": ids})
    elif kind == LogKind.RESCHEDULE:
        placed = f"interval = {interval_until(value, today)}, due = {value:d}, queue = {_unless_off(CardQueue.DAY)}"
        _change(connection, ids, f"state = {State.REVIEW:d}, step = 0, {placed}")


def unmark(connection: sqlite3.Connection, scheduler: Scheduler, card_ids: Sequence[int], kind: LogKind) -> None:
    """Regenerate cards after rows of one kind were taken back; inside the caller's transaction."""
    ids = ids_of(card_ids)
    if kind in (LogKind.SUSPEND, LogKind.UNSUSPEND):
        _change(connection, ids, f"suspended = {_SUSPENDED}")
        _change(connection, ids, f"queue = {QUEUE}")
    elif kind == LogKind.BURY:
        _change(connection, ids, f"buried_day = {_last(LogKind.BURY)}")
    elif kind == LogKind.FLAG:
        _change(connection, ids, f"flag = {_last(LogKind.FLAG)}")
    else:
        regenerate(connection, scheduler, card_ids)


def regenerate(
    connection: sqlite3.Connection,
    scheduler: Scheduler,
    card_ids: Iterable[int],
    progress: ProgressCallback | None = None,
) -> None:
    """Regenerate cards from their logs, and what their siblings know of them; inside the caller's transaction.

    Args:
        progress: Called with the progress of long work.
    """

    def load(ids: Sequence[int]) -> Logs:
        rows = connection.execute(
            f"""
            SELECT card_id, {LOG}
            FROM log
            WHERE undone IS NULL
                AND card_id IN {THESE}
            ORDER BY card_id, at, device
            """,
            {"ids": ids_of(ids)},
        )
        return group_by_card(rows)

    _regenerate(connection, scheduler, sorted(card_ids), load, progress)


def regenerate_by(
    connection: sqlite3.Connection,
    scheduler: Scheduler,
    logs: Mapping[int, Sequence[LogValues]],
    progress: ProgressCallback | None = None,
) -> None:
    """Regenerate cards as :func:`regenerate` does, from logs that are at hand as they were written.

    Args:
        logs: By card id: all rows that are not undone, in the order of instant and device.
        progress: Called with the progress of long work.
    """
    _regenerate(
        connection, scheduler, sorted(logs), lambda ids: ((card_id, logs[card_id]) for card_id in ids), progress
    )


def _regenerate(
    connection: sqlite3.Connection,
    scheduler: Scheduler,
    ordered: Sequence[int],
    load: Callable[[Sequence[int]], Logs],
    progress: ProgressCallback | None,
) -> None:
    for first in range(0, len(ordered), TOGETHER):
        if progress is not None:
            progress("Computing schedules", first, len(ordered))
        these = ordered[first : first + TOGETHER]
        cards = connection.execute(
            f"SELECT {CARD} FROM card JOIN axis ON axis.id = axis_id WHERE card.id IN {THESE} ORDER BY card.id",
            {"ids": ids_of(these)},
        )
        refresh_cards(connection, list(find_outdated(scheduler, cards, load(these))))
    refresh_siblings(connection, _SIBLINGS, {"ids": ids_of(ordered)})


def _unless_off(queue: CardQueue) -> str:
    """The queue of a card that is neither suspended nor retired, else ``OFF``; in SQL."""
    return f"CASE WHEN suspended OR retired THEN {CardQueue.OFF:d} ELSE {queue:d} END"


def _last(kind: LogKind) -> str:
    """The value of a card's last row of a kind that is not undone, 0 without one; in SQL."""
    return f"""
        max(0, coalesce(
            (
                SELECT value
                FROM log
                WHERE card_id = card.id
                    AND undone IS NULL
                    AND kind = {kind:d}
                ORDER BY at DESC, device DESC
                LIMIT 1
            ),
            0
        ))
    """


def _change(connection: sqlite3.Connection, ids: str, changes: str) -> None:
    connection.execute(f"UPDATE card SET {changes} WHERE id IN {THESE}", {"ids": ids})
