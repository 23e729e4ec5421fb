"""Regenerating the cache of every card from the log."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quizzer.store import key_values
from quizzer.store.caches.watermarks import invalidate_memory
from quizzer.store.connection import transaction
from quizzer.store.log.replay import CACHE, LOG, UPDATE_CACHE, replay

if TYPE_CHECKING:
    from quizzer.core.schedule.scheduler import Scheduler


@dataclass(frozen=True, slots=True)
class Difference:
    """A cached value that did not follow from the log."""

    card: str
    column: str
    stored: Any
    rebuilt: Any

    def __str__(self) -> str:
        """The difference on one line."""
        return f"{self.card}: {self.column} was {self.stored}, the log says {self.rebuilt}"


def rebuild(connection: sqlite3.Connection, scheduler: Scheduler) -> list[Difference]:
    """Regenerate the cache of every card from the log, inside the caller's transaction.

    Returns:
        The cached values that differed, by card key; empty when the cache followed from the log.
    """
    invalidate_memory(connection)
    differences: list[Difference] = []
    cards = connection.execute(
        f"""
        SELECT card.id, card.key, axis.key, note_id, position, retired, last_day, sibling_day, {", ".join(CACHE)}
        FROM card
        JOIN axis ON axis.id = axis_id
        ORDER BY card.id
        """
    ).fetchall()
    log = connection.execute(
        f"""
        SELECT card_id, {LOG}
        FROM log
        WHERE undone IS NULL
        ORDER BY card_id, at, device
        """
    )
    by_note: dict[int, list[tuple[int, str, int, int]]] = {}
    pending = log.fetchone()
    for card_id, key, axis, note_id, position, retired, _, sibling_day, *stored in cards:
        rows = []
        while pending is not None and pending[0] == card_id:
            rows.append(pending[1:])
            pending = log.fetchone()
        state = replay(scheduler.of(axis), rows)
        rebuilt = state.cache(position, retired)
        by_note.setdefault(note_id, []).append((card_id, key, state.progress.last_day or 0, sibling_day))
        if tuple(stored) != rebuilt:
            connection.execute(UPDATE_CACHE, (*rebuilt, card_id))
            differences += [
                Difference(key, name, was, now)
                for name, was, now in zip(CACHE, stored, rebuilt, strict=True)
                if was != now
            ]
    for siblings in by_note.values():
        differences += _rebuild_siblings(connection, siblings)
    return differences


def _rebuild_siblings(connection: sqlite3.Connection, siblings: list[tuple[int, str, int, int]]) -> list[Difference]:
    differences = []
    for card_id, key, _, stored in siblings:
        rebuilt = max((day for other, _, day, _ in siblings if other != card_id), default=0)
        if rebuilt != stored:
            connection.execute("UPDATE card SET sibling_day = :day WHERE id = :card", {"card": card_id, "day": rebuilt})
            differences.append(Difference(key, "sibling_day", stored, rebuilt))
    return differences


def rebuild_caches(
    connection: sqlite3.Connection, scheduler: Scheduler, noted: tuple[str, str] | None = None
) -> list[Difference]:
    """Regenerate the cache of every card from the log, and drop the counts of earlier days; all or nothing.

    Args:
        noted: A small value, key and text, that becomes true with it.

    Returns:
        The cached values that differed from the log.
    """
    with transaction(connection):
        return rebuild_within(connection, scheduler, noted)


def rebuild_within(
    connection: sqlite3.Connection, scheduler: Scheduler, noted: tuple[str, str] | None = None
) -> list[Difference]:
    """Do the same as :func:`rebuild_caches` inside the caller's transaction."""
    # The counts are taken anew when they are next needed.
    connection.execute("DELETE FROM setting WHERE key IN ('tally', 'calibration')")
    if noted is not None:
        key_values.put(connection, *noted)
    return rebuild(connection, scheduler)
