"""The cached columns of a card: from a row to :class:`Progress` and back, and whether they follow from the log."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from quizzer.core.log import CardQueue, LogKind
from quizzer.core.schedule.progress import Progress, State
from quizzer.core.schedule.replay import CardState, LogValues

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

CARD = f"card.id, card.key, axis.key, position, retired, {', '.join(CACHE)}"
"""What a card is replayed by, and what its cache says; with its axis joined."""
_OTHER_DAY = """
    SELECT id, key, sibling_day, day
    FROM (
        SELECT
            id, key, sibling_day,
            coalesce((SELECT max(s.last_day) FROM card s WHERE s.note_id = card.note_id AND s.id <> card.id), 0) AS day
        FROM card
        WHERE {which}
    )
    WHERE sibling_day <> day
"""
_WITHOUT_ID = itemgetter(slice(1, None))

Row = Sequence[Any]


def cache_of(state: CardState, position: int, retired: int) -> tuple[Any, ...]:
    """The values of a card's ``CACHE`` columns."""
    p = state.progress
    if p.state is State.NEW:
        queue, due = CardQueue.NEW, position
    elif p.due_at is not None:
        queue, due = CardQueue.STEP, p.due_at
    else:
        queue, due = CardQueue.DAY, p.due_day or 0
    if state.suspended or retired:
        queue = CardQueue.OFF
    return (
        int(queue), due, int(p.state), p.step, p.stability, p.difficulty, p.interval, p.last_at, p.last_day, p.reps,
        p.lapses, int(p.leech), p.reviews, p.passes, int(state.suspended), state.flag, state.buried_day,
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


class Outdated(NamedTuple):
    """A card whose cache does not follow from its log.

    Attributes:
        stored: The values of its ``CACHE`` columns.
        rebuilt: What they are by the log.
    """

    card_id: int
    key: str
    stored: tuple[Any, ...]
    rebuilt: tuple[Any, ...]


Logs = Iterable[tuple[int, Iterable[LogValues]]]
"""Cards' ids, in their order, each with the card's rows that are not undone, in the order of instant and device."""


def group_by_card(log: Iterable[Row]) -> Logs:
    """Rows of the log, each a card's id and then the ``LOG`` columns, as the logs of their cards."""
    return ((card_id, map(_WITHOUT_ID, rows)) for card_id, rows in groupby(log, key=itemgetter(0)))


def find_outdated(scheduler: Scheduler, cards: Iterable[Row], logs: Logs) -> Iterator[Outdated]:
    """Replay cards, and find those whose cache says something else.

    Args:
        cards: Their ``CARD`` columns, in the order of their ids.
        logs: Of these cards alone.
    """
    logs = iter(logs)
    logged, rows = next(logs, (None, ()))
    for card_id, key, axis, position, retired, *stored in cards:
        state = CardState()
        if card_id == logged:
            state = scheduler.of(axis).replay(rows)
            logged, rows = next(logs, (None, ()))
        rebuilt = cache_of(state, position, retired)
        if tuple(stored) != rebuilt:
            yield Outdated(card_id, key, tuple(stored), rebuilt)


def refresh_cards(connection: sqlite3.Connection, outdated: Iterable[Outdated]) -> None:
    """Store what the log says of cards."""
    connection.executemany(UPDATE_CACHE, ((*card.rebuilt, card.card_id) for card in outdated))


def refresh_siblings(
    connection: sqlite3.Connection, which: str = "", named: Mapping[str, Any] | None = None
) -> list[tuple[int, str, int, int]]:
    """Regenerate ``sibling_day`` from the last answers of all cards.

    Args:
        which: A condition for the cards, in SQL; empty for all of them.
        named: Its parameters.

    Returns:
        The cards that changed: id, key, the day that was stored, the day that is.
    """
    changed = connection.execute(_OTHER_DAY.format(which=which or "TRUE"), named or {}).fetchall()
    connection.executemany(
        "UPDATE card SET sibling_day = ? WHERE id = ?", ((day, card_id) for card_id, _, _, day in changed)
    )
    return changed
