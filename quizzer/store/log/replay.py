"""The cached columns of a card: from a row to :class:`Progress` and back, and their regeneration from the log."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, assert_never

from quizzer.core.log import LOG_KINDS, CardQueue, LogKind
from quizzer.core.schedule.progress import NEW, Answer, Progress, Rating, State, reschedule, set_right

if TYPE_CHECKING:
    from quizzer.core.schedule.scheduler import Scheduler

PROGRESS = "state, step, stability, difficulty, interval, due, last_at, last_day, reps, lapses, leech, reviews, passes"
CACHE = (
    "queue", "due", "state", "step", "stability", "difficulty", "interval", "last_at", "last_day", "reps", "lapses",
    "leech", "reviews", "passes", "suspended", "flag", "buried_day",
)  # fmt: skip
# Positional: a rebuild runs it for every card, and its values are a tuple in the order of ``CACHE`` already.
UPDATE_CACHE = f"UPDATE card SET {', '.join(f'{name} = ?' for name in CACHE)} WHERE id = ?"
QUEUE = f"""
    CASE
        WHEN suspended OR retired THEN {CardQueue.OFF:d}
        WHEN state = {State.NEW:d} THEN {CardQueue.NEW:d}
        WHEN interval < 0 THEN {CardQueue.STEP:d}
        ELSE {CardQueue.DAY:d}
    END
"""
"""The queue of a card by its other columns, as :meth:`CardState.cache` computes it, in SQL."""
KNOWN_KINDS = f"({', '.join(f'{kind:d}' for kind in LogKind)})"
"""The kinds of log rows that this version knows, in SQL."""
LOG = "at, day, kind, value, state, step, interval"

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class CardState:
    """A card's state by its log: its progress and the marks set by hand."""

    progress: Progress = NEW
    suspended: bool = False
    flag: int = 0
    buried_day: int = 0

    def cache(self, position: int, retired: int) -> tuple[Any, ...]:
        """The values of the ``CACHE`` columns."""
        p = self.progress
        if p.state is State.NEW:
            queue, due = CardQueue.NEW, position
        elif p.due_at is not None:
            queue, due = CardQueue.STEP, p.due_at
        else:
            queue, due = CardQueue.DAY, p.due_day or 0
        if self.suspended or retired:
            queue = CardQueue.OFF
        return (
            int(queue), due, int(p.state), p.step, p.stability, p.difficulty, p.interval, p.last_at, p.last_day, p.reps,
            p.lapses, int(p.leech), p.reviews, p.passes, int(self.suspended), self.flag, self.buried_day,
        )  # fmt: skip


def progress_of(row: Row) -> Progress:
    """A card's progress from its ``PROGRESS`` columns."""
    state, step, stability, difficulty, interval, due, last_at, last_day, reps, lapses, leech, reviews, passes = row
    return Progress(
        state=State(state),
        step=step,
        stability=stability,
        difficulty=difficulty,
        interval=interval,
        due_at=due if interval < 0 else None,
        due_day=due if interval > 0 else None,
        last_at=last_at,
        last_day=last_day,
        reps=reps,
        lapses=lapses,
        leech=bool(leech),
        reviews=reviews,
        passes=passes,
    )


def replay(scheduler: Scheduler, rows: Iterable[Row]) -> CardState:
    """Compute a card's state from its log.

    Args:
        rows: Its rows that are not undone, as ``LOG`` columns, in the order of their instants, then of their
            devices.
    """
    marked = CardState()
    progress = NEW
    for at, day, kind, value, state, step, interval in rows:
        match LOG_KINDS.get(kind):
            case None:  # of another version: what it does to a card is not known here, and the log keeps it
                continue
            case LogKind.ANSWER:
                progress = scheduler.replay(progress, Answer(at, day, Rating(value), State(state), step, interval))
            case LogKind.SUSPEND:
                marked = replace(marked, suspended=True)
            case LogKind.UNSUSPEND:
                marked = replace(marked, suspended=False)
            case LogKind.BURY:
                marked = replace(marked, buried_day=max(0, value))
                progress = set_right(progress, day, value)
            case LogKind.FLAG:
                marked = replace(marked, flag=value)
            case LogKind.RESET:
                progress = NEW
            case LogKind.RESCHEDULE:
                progress = reschedule(progress, due_day=value, interval=interval)
            case unknown:
                assert_never(unknown)
    return replace(marked, progress=progress)


def refresh_card(connection: sqlite3.Connection, scheduler: Scheduler, card_id: int) -> None:
    """Regenerate one card's cache, and its siblings' ``sibling_day``, from the log."""
    note_id, position, retired, axis = connection.execute(
        """
        SELECT note_id, position, retired, axis.key
        FROM card
        JOIN axis ON axis.id = axis_id
        WHERE card.id = :card
        """,
        {"card": card_id},
    ).fetchone()
    rows = connection.execute(
        f"""
        SELECT {LOG}
        FROM log
        WHERE card_id = :card
            AND undone IS NULL
        ORDER BY at, device
        """,
        {"card": card_id},
    )
    state = replay(scheduler.of(axis), rows)
    connection.execute(UPDATE_CACHE, (*state.cache(position, retired), card_id))
    refresh_siblings(connection, note_id)


def refresh_siblings(connection: sqlite3.Connection, note_id: int) -> None:
    """Regenerate ``sibling_day`` of a note's cards from their last answers."""
    days = connection.execute("SELECT id, last_day FROM card WHERE note_id = :note", {"note": note_id}).fetchall()
    for card_id, _ in days:
        sibling_day = max((day or 0 for other, day in days if other != card_id), default=0)
        connection.execute(
            "UPDATE card SET sibling_day = :day WHERE id = :card AND sibling_day <> :day",
            {"card": card_id, "day": sibling_day},
        )
