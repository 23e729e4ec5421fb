"""The log of another collection beside this one's: what is new in it is found where it lies, and only that is read.

Both databases are attached to one connection that changes neither. The rows of a card lie together in both indexes, so
that looking a million of them up costs half a second. What the full check of a database would find beyond the quick
one is an index that disagrees with its table: the other log's is used only while both count the same rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from quizzer.errors import Problem
from quizzer.store.backup import build_address, connect_to_read
from quizzer.store.card_keys import load_present_keys
from quizzer.store.connection import SCHEMA, examine, explain_errors
from quizzer.store.log.columns import COLUMNS

_TABLES = ("card", "log", "waiting", "forgotten")
"""What is read of the other database."""
_OF_LOG = f"(SELECT key FROM there.card WHERE id = o.card_id), {', '.join(f'o.{name}' for name in COLUMNS.split(', '))}"
_SAME_ROW = "log.card_id = pair.here AND log.at = o.at AND log.device = o.device"
_PAIRS = """
    INSERT INTO pair (there, here)
    SELECT o.id, card.id
    FROM there.card o
    LEFT JOIN main.card ON card.key = o.key
"""
_RENAMED = """
    UPDATE pair
    SET here = (SELECT id FROM main.card WHERE key = :now)
    WHERE there = (SELECT id FROM there.card WHERE key = :was)
"""
_NEW = f"""
    SELECT {_OF_LOG}
    FROM pair
    CROSS JOIN there.log o ON o.card_id = pair.there
    WHERE NOT EXISTS (SELECT 1 FROM main.log WHERE {_SAME_ROW})
"""
_SOONER_UNDONE = f"""
    SELECT {_OF_LOG}
    FROM there.log o NOT INDEXED
    CROSS JOIN pair ON pair.there = o.card_id
    CROSS JOIN main.log ON {_SAME_ROW}
    WHERE o.undone IS NOT NULL
        AND o.undone < coalesce(log.undone, o.undone + 1)
"""
_WAITING = f"SELECT card, {COLUMNS} FROM there.waiting"


@contextmanager
def reading_both(database: Path, other: Path) -> Iterator[sqlite3.Connection]:
    """A connection that reads this database and, as ``there``, another collection's.

    Raises:
        Problem: The other is no sound quizzer database of this schema.
    """
    if not other.exists():
        raise Problem(f"{other}: there is no such file. Name the other machine's quizzer.db, or a backup of it.")
    if examine(other, to_write=False) != SCHEMA:
        raise Problem(
            f"{other}: written by an older quizzer. Open it once with this one (`quizzer --home`), then merge."
        )
    with explain_errors(database):
        connection = connect_to_read(database)
    with closing(connection):
        with explain_errors(other):
            connection.execute("ATTACH ? AS there", (build_address(other),))
            damage = _find_damage(connection)
        if damage:
            raise Problem(f"{other}: the database is damaged ({damage}). Nothing was changed.")
        yield connection


def _find_damage(connection: sqlite3.Connection) -> str:
    """The first thing that is wrong with what a merge reads of the other database; empty where nothing is."""
    for table in _TABLES:
        answer = str(connection.execute(f"PRAGMA there.quick_check({table})").fetchone()[0])
        if answer != "ok":
            return answer
    (key,) = connection.execute("SELECT name FROM pragma_index_list('log', 'there') WHERE origin = 'u'").fetchone()
    rows, entries = connection.execute(
        f"SELECT (SELECT count(*) FROM there.log NOT INDEXED), (SELECT count(*) FROM there.log INDEXED BY {key})"
    ).fetchone()
    return "" if rows == entries else f"{rows} rows of the log, but {entries} in its index"


def load_news(both: sqlite3.Connection) -> Iterator[tuple[object, ...]]:
    """The other log's rows that are not in this one, or are undone there sooner: card key, then ``COLUMNS``.

    Rows that wait there for their cards all come, and so do those whose cards are not here.
    """
    both.execute("CREATE TEMP TABLE pair (there INTEGER PRIMARY KEY, here INTEGER)")
    both.execute(_PAIRS)
    both.executemany(_RENAMED, ({"was": was, "now": now} for was, now in load_present_keys(both).items()))
    for found in (_NEW, _SOONER_UNDONE, _WAITING):
        yield from both.execute(found)


def load_marks_there(both: sqlite3.Connection) -> list[tuple[str, int]]:
    """The marks of the cards that were forgotten in the other collection."""
    return both.execute("SELECT card, at FROM there.forgotten ORDER BY card").fetchall()
