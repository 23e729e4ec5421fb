"""Cards and log rows copied into Anki's tables by SQLite itself: a hundred thousand rows in a moment.

Days are counted from the study day of the export, which is the package's day 0. A package is made for one import into
a profile that does not hold the cards yet, since Anki never advances cards that are there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from quizzer.core.log import LogKind
from quizzer.core.schedule.progress import State
from quizzer.store.scope import Scope


class AxisRules(NamedTuple):
    """The settings of an axis that its cards carry.

    Attributes:
        retention: Desired retention, 0..1.
        decay: The last parameter of FSRS-6.
        learning: Number of learning steps.
        relearning: Number of relearning steps.
        bury: Whether the other cards of a note answered today wait for tomorrow.
    """

    retention: float
    decay: float
    learning: int
    relearning: int
    bury: bool


class CopyPlan(NamedTuple):
    """The plan of a copy.

    Attributes:
        first: The number added to a row id here to get the id in Anki.
        today: Study day of the export.
        since: Epoch seconds; no copied card gets an earlier time of change.
        decks: Anki's deck id by row id of the deck here.
        axes: Settings by row id of the axis.
        progress: Schedule and history; else every card is new.
        originals: By row id of a note made in Anki, the row id of the note that stands for it in the package, and the
            number its only card has there; None where the cards' own parts give it.
    """

    scope: Scope
    first: int
    today: int
    since: int
    decks: Mapping[int, int]
    axes: Mapping[int, AxisRules]
    progress: bool
    originals: Mapping[int, tuple[int, int | None]]


# A note that no deck file holds any more is exported only if it was exported before. Without progress Anki would make
# new cards of it where it has none, so then only the note is written.
KEPT = "(NOT n.retired OR n.exported)"
_PLACE = "(SELECT id, row_number() OVER (ORDER BY position, id) AS place FROM source.card)"
_FROM = f"""
    FROM source.card c
    JOIN source.note n ON n.id = c.note_id
    JOIN going_deck d ON d.id = n.deck_id
    JOIN going_axis a ON a.id = c.axis_id
    JOIN {_PLACE} AS o ON o.id = c.id
    LEFT JOIN going_original f ON f.id = n.id
"""
_ID = """
    :first + c.id, :first + coalesce(f.whole, c.note_id), d.anki_id,
    coalesce(f.number, CASE part WHEN '' THEN 0 WHEN 'reverse' THEN 1 ELSE CAST(part AS INTEGER) - 1 END),
    max(n.changed, :since), -1,
"""
_NEW = "0, 0, o.place, 0, 0, 0, 0, 0, 0, 0, 0, ''"
# The ease of 2500 permille is what SM-2 would go on with; FSRS does not use it.
_SCHEDULED = f"""
    c.state,
    CASE
        WHEN c.suspended OR n.retired THEN -1
        WHEN c.buried_day = :today THEN -3
        WHEN a.bury
            AND c.sibling_day = :today
            AND (c.state = {State.NEW:d} OR c.state = {State.REVIEW:d} AND c.due <= :today) THEN -2
        WHEN c.state IN ({State.NEW:d}, {State.REVIEW:d}) THEN c.state
        WHEN c.interval < 0 THEN 1
        ELSE 3
    END,
    CASE
        WHEN c.state = {State.NEW:d} THEN o.place
        WHEN c.interval < 0 THEN c.due / 1000
        ELSE c.due - :today
    END,
    max(c.interval, 0), iif(c.state = {State.NEW:d}, 0, 2500), c.reps, c.lapses,
    CASE c.state
        WHEN {State.LEARNING:d} THEN max(1, a.learning - c.step)
        WHEN {State.RELEARNING:d} THEN max(1, a.relearning - c.step)
        ELSE 0
    END * 1001,
    0, 0, c.flag,
    iif(
        c.stability IS NULL,
        '',
        printf(
            '{{"s":%.4f,"d":%.3f,"dr":%.4g,"decay":%.3f,"lrt":%d}}',
            c.stability, c.difficulty, a.retention, a.decay, c.last_at / 1000
        )
    )
"""
_SCHEDULING = f"({LogKind.ANSWER:d}, {LogKind.RESET:d}, {LogKind.RESCHEDULE:d})"
_EXPORTED = f"undone IS NULL AND kind IN {_SCHEDULING}"
_LAST_INTERVAL = f"""
    coalesce(
        (
            SELECT p.interval
            FROM source.log p
            WHERE p.card_id = log.card_id
                AND (p.at, p.device) < (log.at, log.device)
                AND p.undone IS NULL
                AND p.kind IN {_SCHEDULING}
            ORDER BY p.at DESC, p.device DESC
            LIMIT 1
        ),
        0
    )
"""
_REVIEW = f"""
    SELECT
        log.at, :first + log.card_id, -1, iif(log.kind = {LogKind.ANSWER:d}, log.value, 0), log.interval,
        {_LAST_INTERVAL},
        iif(
            log.kind = {LogKind.RESET:d},
            0,
            CAST(round(100 + (coalesce(memory.difficulty, 5) - 1) / 9 * 1000) AS INTEGER)
        ),
        log.took,
        CASE
            WHEN log.kind <> {LogKind.ANSWER:d} THEN 4
            WHEN log.before = {State.REVIEW:d} THEN 1
            WHEN log.before = {State.RELEARNING:d} THEN 2
            ELSE 0
        END
    FROM source.log AS log NOT INDEXED
    LEFT JOIN source.memory AS memory ON (memory.card_id, memory.at, memory.log_id) = (log.card_id, log.at, log.id)
    WHERE {_EXPORTED}
        AND :first + log.card_id IN (SELECT id FROM cards)
"""
_REVIEWS = f"INSERT OR IGNORE INTO revlog {_REVIEW}"
# The key of Anki's log is the instant alone, so a row moves on where another card has its instant.
_MOVED = f"""
    {_REVIEW}
        AND NOT EXISTS (SELECT 1 FROM revlog WHERE revlog.id = log.at AND cid = :first + log.card_id)
    ORDER BY log.at, log.device, log.card_id
"""
_COUNT_REVIEWS = f"""
    SELECT count(*)
    FROM source.log
    WHERE {_EXPORTED}
        AND :first + card_id IN (SELECT id FROM cards)
"""
_ONE = "INSERT INTO revlog VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # positional: a row as ``_MOVED`` yields it
_TABLES = """
    CREATE TEMP TABLE going_deck (id INTEGER PRIMARY KEY, anki_id INTEGER);
    CREATE TEMP TABLE going_original (id INTEGER PRIMARY KEY, whole INTEGER, number INTEGER);
    CREATE TEMP TABLE going_axis (
        id INTEGER PRIMARY KEY,
        retention REAL,
        decay REAL,
        learning INTEGER,
        relearning INTEGER,
        bury INTEGER
    );
"""


def copy_cards(source: Path, target: Path, wanted: CopyPlan) -> tuple[int, int]:
    """Fill the tables ``cards`` and ``revlog`` of a database that has them, empty. May run in a thread of its own.

    Args:
        source: The collection's database; only read.
        target: The other one.

    Returns:
        The numbers of cards and of log rows copied.
    """
    with closing(sqlite3.connect(target, isolation_level=None, uri=True)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -32000")
        connection.execute("ATTACH :path AS source", {"path": f"{source.absolute().as_uri()}?mode=ro"})
        connection.execute("PRAGMA source.cache_size = -32000")
        connection.executescript(_TABLES)
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO going_deck VALUES (?, ?)", wanted.decks.items())
        connection.executemany(
            "INSERT INTO going_axis VALUES (?, ?, ?, ?, ?, ?)", ((i, *r) for i, r in wanted.axes.items())
        )
        connection.executemany(
            "INSERT INTO going_original VALUES (?, ?, ?)", ((i, *place) for i, place in wanted.originals.items())
        )
        cards = _copy_cards(connection, wanted)
        reviews = _copy_reviews(connection, wanted.first) if wanted.progress else 0
        connection.execute("COMMIT")
    return cards, reviews


def _copy_cards(connection: sqlite3.Connection, wanted: CopyPlan) -> int:
    if wanted.progress:
        which, columns = f"{KEPT} AND (NOT c.retired OR n.retired)", _SCHEDULED
    else:
        which, columns = "NOT n.retired AND NOT c.retired", _NEW
    return connection.execute(
        f"""
        INSERT INTO cards
        SELECT {_ID} {columns}
        {_FROM}
        WHERE {which}
            {wanted.scope.sql}
        """,
        {"first": wanted.first, "today": wanted.today, "since": wanted.since, **wanted.scope.args},
    ).rowcount


def _copy_reviews(connection: sqlite3.Connection, first: int) -> int:
    named = {"first": first}
    copied = connection.execute(_REVIEWS, named).rowcount
    if connection.execute(_COUNT_REVIEWS, named).fetchone()[0] > copied:
        for at, *columns in connection.execute(_MOVED, named).fetchall():
            while connection.execute("SELECT 1 FROM revlog WHERE id = :at", {"at": at}).fetchone():
                at += 1
            connection.execute(_ONE, (at, *columns))
            copied += 1
    return copied
