"""What was not sent yet: read in one go, and marked as sent once it is where the other devices find it.

A program that dies in between sends the same rows once more, under another name or the same, and the union of logs
makes them one.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from quizzer.core.log import LogOrigin
from quizzer.store.connection import snapshot, transaction
from quizzer.store.log.columns import COLUMNS
from quizzer.store.log.size import find_last_row
from quizzer.store.sync import quizzes, registers
from quizzer.store.sync.state import load_sent, save_number, save_sent
from quizzer.store.sync.taken import note_taken
from quizzer.store.sync.unsent import SENT, UNSENT, WAITING
from quizzer.sync.names import LogName
from quizzer.sync.segment import Row, Segment

MOST_ROWS = 100_000
"""Rows in one file: 1.1 MB, and 60 MB in memory while it is written."""

_OF_LOG = f"card.key, {', '.join(f'log.{name}' for name in COLUMNS.split(', '))}"
_NEW = f"""
    SELECT log.id, {_OF_LOG}
    FROM log
    CROSS JOIN card ON card.id = log.card_id
    WHERE {UNSENT}
    ORDER BY log.id
    LIMIT :most
"""
_UNDONE = f"""
    SELECT log.id, {_OF_LOG}
    FROM outbox
    CROSS JOIN log ON log.id = outbox.log_id
    CROSS JOIN card ON card.id = log.card_id
    WHERE {SENT}
    ORDER BY log.id
"""
_WAITING = f"SELECT card, {COLUMNS} FROM {WAITING}"


class Outgoing(NamedTuple):
    """What is to be sent.

    Attributes:
        segment: What is sent.
        until: The id of the last row of the log that is sent once this is.
        undone: Rows of the log, by id, that are sent with the instant at which each is undone.
        waiting: The rows that wait for their cards.
        more: There is more than fits; it is sent after this.
    """

    segment: Segment
    until: int
    undone: tuple[tuple[int, int | None], ...]
    waiting: tuple[Row, ...]
    more: bool

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to send."""
        return not any(self.segment[:-1])


def load_outgoing(connection: sqlite3.Connection, most: int = MOST_ROWS) -> Outgoing:
    """Read what was not sent yet, as of one moment.

    Args:
        most: Rows of the log to read; where there are more, the rest is read after these were marked as sent.
    """
    with snapshot(connection):
        sent = load_sent(connection)
        new = connection.execute(_NEW, {"sent": sent, "most": most}).fetchall()
        more = len(new) == most
        last = new[-1][0] if more else find_last_row(connection)
        again = connection.execute(_UNDONE, {"sent": sent}).fetchall()
        waiting = [] if more else connection.execute(_WAITING).fetchall()
        rows = [*(row[1:] for row in new), *(row[1:] for row in again), *waiting]
        return Outgoing(
            Segment(rows) if more else _with_the_rest(connection, rows),
            max(last, sent),
            tuple((row[0], row[-1]) for row in (*again, *new) if row[-1] is not None),
            tuple(waiting),
            more,
        )


def mark_sent(connection: sqlite3.Connection, outgoing: Outgoing, name: LogName, now: int) -> None:
    """Note that all of it is where the other devices find it, in the file of this name; one transaction.

    What changed since it was read is not sent yet and stays to be sent.
    """
    with transaction(connection):
        save_sent(connection, max(outgoing.until, load_sent(connection)))
        _clear_outbox(connection, outgoing)
        connection.executemany(
            f"""
            UPDATE waiting
            SET origin = {LogOrigin.SYNCED:d}
            WHERE card = ?
                AND at = ?
                AND device = ?
                AND undone IS ?
            """,
            [(*row[:3], row[-1]) for row in outgoing.waiting],
        )
        connection.executemany("UPDATE forgotten SET sent = 1 WHERE card = ? AND at = ?", outgoing.segment.forgotten)
        registers.mark_sent(connection, outgoing.segment.registers)
        quizzes.mark_sent(connection, outgoing.segment.quizzes)
        note_taken(connection, [(name.text, True)], now)
        save_number(connection, name.last)


def skip_synced(connection: sqlite3.Connection) -> None:
    """Pass over rows at the end of the log that a sync brought, where nothing before them is to be sent.

    So the next look for what is to be sent need not read them; inside the caller's transaction.
    """
    sent = load_sent(connection)
    if not connection.execute(f"SELECT EXISTS (SELECT 1 FROM log WHERE {UNSENT})", {"sent": sent}).fetchone()[0]:
        last = find_last_row(connection)
        if last > sent:
            save_sent(connection, last)


def _with_the_rest(connection: sqlite3.Connection, rows: list[Row]) -> Segment:
    """Rows, and what is to be sent beside them."""
    return Segment(
        rows,
        connection.execute("SELECT card, at FROM forgotten WHERE NOT sent").fetchall(),
        registers.load_unsent(connection),
        quizzes.load_unsent(connection),
    )


def _clear_outbox(connection: sqlite3.Connection, outgoing: Outgoing) -> None:
    """Take out of the outbox what was sent as it stands, and what the log no longer has."""
    connection.executemany(
        "DELETE FROM outbox WHERE log_id = ? AND (SELECT undone FROM log WHERE id = log_id) IS ?", outgoing.undone
    )
    connection.execute("DELETE FROM outbox WHERE log_id NOT IN (SELECT id FROM log)")
