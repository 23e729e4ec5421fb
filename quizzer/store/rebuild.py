"""Regenerating the cache of every card from the log."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from quizzer.store import key_values
from quizzer.store.caches.watermarks import invalidate_memory
from quizzer.store.connection import transaction
from quizzer.store.log.marks import TOGETHER
from quizzer.store.log.replay import (
    CACHE,
    CARD,
    LOG,
    Row,
    find_outdated,
    group_by_card,
    refresh_cards,
    refresh_siblings,
)

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
    # Sorting all rows takes half as long as a walk along the index, from which each row is looked up.
    log = connection.execute(
        f"""
        SELECT card_id, {LOG}
        FROM log NOT INDEXED
        WHERE undone IS NULL
        ORDER BY card_id, at, device
        """
    )
    differences: list[Difference] = []
    outdated = find_outdated(scheduler, _cards(connection), group_by_card(log))
    while some := list(islice(outdated, TOGETHER)):
        refresh_cards(connection, some)
        differences += [
            Difference(card.key, name, was, now)
            for card in some
            for name, was, now in zip(CACHE, card.stored, card.rebuilt, strict=True)
            if was != now
        ]
    siblings = refresh_siblings(connection)
    return differences + [Difference(key, "sibling_day", was, now) for _, key, was, now in siblings]


def _cards(connection: sqlite3.Connection) -> Iterator[Row]:
    """All cards in the order of their ids, some at a time: they are changed while they are read."""
    last = -1
    while rows := connection.execute(
        f"""
        SELECT {CARD}
        FROM card
        JOIN axis ON axis.id = axis_id
        WHERE card.id > :last
        ORDER BY card.id
        LIMIT {TOGETHER}
        """,
        {"last": last},
    ).fetchall():
        yield from rows
        last = rows[-1][0]


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
