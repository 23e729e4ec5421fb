"""A base as bytes: a small database of card keys, their cached columns and all rows of the log, without any text.

A mark and a version, then a compressed frame with a checksum. It is read without trust: how large it becomes, what is
in it, and every number are checked before anything is taken from it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress

from quizzer.core.log import LogKind
from quizzer.core.log_limits import LAST_DAY, LATEST, LIMITS, LONGEST_DEVICE, LONGEST_KEY, MOST, VALUES
from quizzer.sync.frame import DamagedFile, unwrap, wrap

VERSION = 1
_MAGIC = b"qzbase"
_LEVEL = 6  # a tenth smaller than 3; 9 is a little smaller yet, and takes half as long again
_LARGEST = 1 << 30
"""Bytes of a base, unpacked."""
_MOST_TIMES, _ALWAYS = 64, 1 << 20
"""How many times as large as packed a base may be, and how large in any case."""

OF_LOG = "day, kind, value, before, state, step, interval, took, undone"
OF_CARD = (
    "state, step, stability, difficulty, interval, due, last_at, last_day, reps, lapses, reviews, passes, suspended, "
    "flag, buried_day"
)
"""The columns of a card that follow from its log alone."""

_TABLES: Mapping[str, str] = {
    "about": "CREATE TABLE about (fingerprint TEXT NOT NULL, rest BLOB NOT NULL) STRICT",
    "covered": "CREATE TABLE covered (name TEXT NOT NULL) STRICT",
    "device": "CREATE TABLE device (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT",
    "card": (
        "CREATE TABLE card (id INTEGER PRIMARY KEY, key TEXT NOT NULL, state INTEGER NOT NULL, step INTEGER NOT NULL, "
        "stability REAL, difficulty REAL, interval INTEGER NOT NULL, due INTEGER NOT NULL, last_at INTEGER, "
        "last_day INTEGER, reps INTEGER NOT NULL, lapses INTEGER NOT NULL, reviews INTEGER NOT NULL, "
        "passes INTEGER NOT NULL, suspended INTEGER NOT NULL, flag INTEGER NOT NULL, buried_day INTEGER NOT NULL) "
        "STRICT"
    ),
    "log": (
        "CREATE TABLE log (card_id INTEGER NOT NULL, at INTEGER NOT NULL, device INTEGER NOT NULL, "
        "day INTEGER NOT NULL, kind INTEGER NOT NULL, value INTEGER NOT NULL, before INTEGER NOT NULL, "
        "state INTEGER NOT NULL, step INTEGER NOT NULL, interval INTEGER NOT NULL, took INTEGER NOT NULL, "
        "undone INTEGER, PRIMARY KEY (card_id, at, device)) STRICT, WITHOUT ROWID"
    ),
}
_CARD_LIMITS: Mapping[str, tuple[float, float]] = {
    "state": LIMITS["state"],
    "step": LIMITS["step"],
    "stability": (1e-6, 1e6),
    "difficulty": (1, 10),
    "interval": LIMITS["interval"],
    "due": (-LATEST, 2 * LATEST),
    "last_at": LIMITS["at"],
    "last_day": LIMITS["day"],
    **dict.fromkeys(("reps", "lapses", "reviews", "passes"), (0, MOST)),
    "suspended": (0, 1),
    "flag": VALUES[LogKind.FLAG],
    "buried_day": (0, LAST_DAY),
}
_TEXTS = ("fingerprint FROM base.about", "name FROM base.covered", "name FROM base.device", "key FROM base.card")


@contextmanager
def attached(connection: sqlite3.Connection) -> Iterator[None]:
    """An empty database in memory, attached as ``base`` until the end; outside of a transaction."""
    _detach(connection)
    connection.execute("ATTACH ':memory:' AS base")
    try:
        yield
    finally:
        _detach(connection)


def _detach(connection: sqlite3.Connection) -> None:
    """Let go of the base; after a failure it may still be read from, and is let go of before the next one."""
    with suppress(sqlite3.OperationalError):
        connection.execute("DETACH base")


def create_tables(connection: sqlite3.Connection) -> None:
    """Make the tables of a base in the database that is attached."""
    for statement in _TABLES.values():
        connection.execute(statement.replace("TABLE ", "TABLE base.", 1))


def pack(connection: sqlite3.Connection) -> bytes:
    """The bytes of the base that is attached."""
    return wrap(connection.serialize(name="base"), _MAGIC, VERSION, _LEVEL)


def unpack(connection: sqlite3.Connection, data: bytes) -> None:
    """Put a base in place of the empty database that is attached, and check all of it.

    Raises:
        DamagedFile: It is not what any quizzer wrote, or not all of it.
        NewerFile: This version cannot read it.
    """
    content = _decompress(data)
    try:
        connection.deserialize(content, name="base")
        _check(connection)
    except (sqlite3.Error, ValueError) as error:  # the latter where a text is none
        raise DamagedFile(f"The base is damaged ({error}).") from None


def _decompress(data: bytes) -> bytes:
    return unwrap(data, _MAGIC, VERSION, min(_LARGEST, _ALWAYS + _MOST_TIMES * len(data)))


def _check(connection: sqlite3.Connection) -> None:
    """Make sure that the tables are those of a base and nothing else, sound, and with numbers that can be."""
    with closing(connection.execute("SELECT name, sql FROM base.sqlite_master")) as rows:
        if dict(rows.fetchall()) != dict(_TABLES):
            raise DamagedFile("The base has other tables than a base.")
    with closing(connection.execute("PRAGMA base.quick_check(1)")) as rows:
        if (answer := str(rows.fetchone()[0])) != "ok":
            raise DamagedFile(f"The base is damaged ({answer}).")
    (about,) = connection.execute("SELECT count(*) FROM base.about").fetchone()
    if about != 1:
        raise DamagedFile("The base does not say what it is.")
    for column in _TEXTS:
        for _ in connection.execute(f"SELECT {column}"):  # which fails where a text is no UTF-8
            pass
    values = [f"kind = {kind:d} AND value NOT BETWEEN {low} AND {high}" for kind, (low, high) in VALUES.items()]
    beyond = (
        f"base.log WHERE {_beyond(LIMITS)} OR {' OR '.join(values)}",
        f"base.card WHERE {_beyond(_CARD_LIMITS)} OR length(key) NOT BETWEEN 1 AND {LONGEST_KEY}",
        f"base.device WHERE length(name) > {LONGEST_DEVICE}",
        "base.log WHERE device NOT IN (SELECT id FROM base.device) OR card_id NOT IN (SELECT id FROM base.card)",
    )
    for these in beyond:
        if connection.execute(f"SELECT EXISTS (SELECT 1 FROM {these})").fetchone()[0]:
            raise DamagedFile("The base says what cannot be.")


def _beyond(limits: Mapping[str, tuple[float, float]]) -> str:
    return " OR ".join(f"{name} NOT BETWEEN {low} AND {high}" for name, (low, high) in limits.items())
