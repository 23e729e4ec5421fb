"""What a class sees of a collection: the memory of cards as a learner publishes it, and the cards a teacher counts.

A learner publishes the cards that changed since the last time. The mark of that time says which those are: cards with
a later row of the log, and those with an undone row where the number of undone rows is another. Where the parameters
or the decks are others, every card may have changed.
"""

from __future__ import annotations

import hashlib
import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.groups import Grouping
from quizzer.core.schedule.forgetting_curve import decay_of
from quizzer.hub.memory import MemoryRow
from quizzer.store.grouping import GROUP_SQL, Value
from quizzer.store.recognition import IS_PICKED
from quizzer.store.scope import Scope

if TYPE_CHECKING:
    from quizzer.core.schedule.scheduler import Scheduler

_TELLS = "(c.last_at IS NOT NULL OR c.suspended OR c.picked > 1)"
"""Whether there is anything to publish of a card: the teacher's own decks say the rest."""


class PublishedMark(NamedTuple):
    """The collection as it was when it was published last.

    Attributes:
        log: The last row of the log.
        undone: The number of rows that were undone.
        forgotten: The number of cards whose history was forgotten.
        base: A digest of the parameters and of the deck files.
    """

    log: int
    undone: int
    forgotten: int
    base: str


class Changes(NamedTuple):
    """What is to be published.

    Attributes:
        rows: The cards that changed, by their keys: two devices that publish at once wait for each other, not in a
            circle.
        gone: Keys of cards that have become as if they had never been answered.
    """

    rows: list[MemoryRow]
    gone: list[str]


def read_mark(connection: sqlite3.Connection, scheduler: Scheduler) -> PublishedMark:
    """The collection as it is now."""
    log, undone, forgotten = connection.execute(
        """
        SELECT
            (SELECT coalesce(max(id), 0) FROM log),
            (SELECT count(*) FROM log WHERE undone IS NOT NULL),
            (SELECT count(*) FROM forgotten)
        """
    ).fetchone()
    decks = connection.execute("SELECT id, digest FROM deck ORDER BY id").fetchall()
    base = hashlib.sha256(repr((scheduler.parameters_fingerprint(), decks)).encode())
    return PublishedMark(log, undone, forgotten, base.hexdigest()[:16])


def load_changes(
    connection: sqlite3.Connection, scheduler: Scheduler, since: PublishedMark | None, now: PublishedMark
) -> Changes:
    """Load what changed between two marks.

    Args:
        since: None to load every card.
        now: The mark read in the same transaction.
    """
    answered = "SELECT card_id FROM log WHERE id > :log"
    if since is None or since.undone != now.undone:
        answered += " UNION SELECT card_id FROM log WHERE undone IS NOT NULL"
    changed = f"c.id IN ({answered})"
    whole = since is None or since.base != now.base or since.log > now.log
    args = {"log": since.log if since else 0}
    decays = {
        axis_id: decay_of(scheduler.of(key).settings.parameters)
        for axis_id, key in connection.execute("SELECT id, key FROM axis")
    }
    rows = connection.execute(
        f"""
        SELECT
            c.key, c.suspended, {IS_PICKED}, c.last_at, c.stability, c.axis_id, c.reviews, c.passes
        FROM card c
        WHERE {_TELLS}
            {"" if whole else f"AND {changed}"}
        ORDER BY c.key
        """,
        args,
    )
    found = [
        MemoryRow(key, bool(suspended), bool(picked), last_at, stability, decays[axis_id], reviews, passes)
        for key, suspended, picked, last_at, stability, axis_id, reviews, passes in rows
    ]
    gone = {key for (key,) in connection.execute(f"SELECT c.key FROM card c WHERE NOT {_TELLS} AND {changed}", args)}
    if since is not None and since.forgotten != now.forgotten:
        gone |= _load_forgotten(connection)
    return Changes(found, sorted(gone))


def _load_forgotten(connection: sqlite3.Connection) -> set[str]:
    """Keys of the cards whose history was forgotten and that have none since."""
    rows = connection.execute(
        f"""
        SELECT card
        FROM forgotten
        WHERE card NOT IN (SELECT c.key FROM card c WHERE {_TELLS})
        """
    )
    return {key for (key,) in rows}


class TaughtCard(NamedTuple):
    """A card of a teacher's decks.

    Attributes:
        value: What it is grouped by.
        picked: It asks to pick.
    """

    value: Value
    picked: bool


def load_taught_cards(connection: sqlite3.Connection, scope: Scope, by: Grouping) -> dict[str, TaughtCard]:
    """Load the cards of the decks here, by their keys, whatever was answered or put away here."""
    rows = connection.execute(
        f"""
        SELECT c.key, {GROUP_SQL[by]}, c.picked = 1
        FROM card c NOT INDEXED
        WHERE NOT c.retired
            {scope.sql}
        """,
        scope.args,
    )
    return {key: TaughtCard(value, bool(picked)) for key, value, picked in rows}
