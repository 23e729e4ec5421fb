"""What other devices sent is joined to this collection.

The rows of any number of files are put aside first and then joined some cards at a time, each in a transaction with all
that follows from it, so that whoever answers meanwhile waits for a moment only, and a program that dies has log and
caches agree. That the files were taken in is noted with the last of them; until then they are read again, and rows that
are here already change nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import chain, islice
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.log import LogOrigin
from quizzer.store import key_values
from quizzer.store.card_keys import load_present_keys
from quizzer.store.connection import give_way, snapshot, transaction
from quizzer.store.device import DEVICE
from quizzer.store.log.arriving import Row, arrive, clear_arriving, load_arrived, load_arriving, sort_arriving
from quizzer.store.log.forgotten import add_marks, count_gone
from quizzer.store.log.union import MergeCounts, by_card, count_news, unite
from quizzer.store.sync import quizzes, registers
from quizzer.store.sync.outgoing import skip_synced
from quizzer.store.sync.taken import note_taken
from quizzer.sync.segment import QuizResult, Register, Segment

if TYPE_CHECKING:
    from quizzer.core.exchange import ProgressCallback
    from quizzer.core.schedule.scheduler import Scheduler

PIECE = 50_000
"""Rows that are joined in one transaction, which takes about a second; as many are kept in memory."""
SMALL_PIECE = 2_000
"""The same while somebody answers over another connection: an answer waits for no more than one of these."""
_MEMORY = 65_536
"""KiB of the database that are kept in memory meanwhile; every piece changes pages of all days in the indexes."""
TOLERATED = 600_000
"""Milliseconds by which the clock of another device may be ahead of this one's without a word."""


class TakenIn(NamedTuple):
    """What was taken in.

    Attributes:
        counts: The counts of rows.
        ahead: By device, the milliseconds by which its latest row lies ahead of now, where its clock is wrong.
        quizzes: How many results of quizzes were not here.
        goals: Whether a goal changed.
        parameters: Whether parameters in use changed; the schedule is to follow them.
        forgotten: Rows that left the log, as their deck was forgotten elsewhere.
    """

    counts: MergeCounts = MergeCounts()
    ahead: Mapping[str, int] = {}
    quizzes: int = 0
    goals: bool = False
    parameters: bool = False
    forgotten: int = 0


def take_in(
    connection: sqlite3.Connection,
    scheduler: Scheduler,
    segments: Iterable[tuple[str, Segment]],
    now: int,
    progress: ProgressCallback | None = None,
    *,
    piece: int = PIECE,
) -> TakenIn:
    """Join what files say, each its name and its content, to this collection.

    Args:
        segments: Read one after the other, so that a generator needs the memory of one of them.
        now: Milliseconds.
        progress: Called with the progress of long work.
        piece: How many rows are joined in one transaction, at most ``PIECE``.

    Returns:
        What was taken in; nothing where there is no file.

    Raises:
        Problem: The database is no longer at its place.
    """
    arriving = _Arriving(segments, now, key_values.get(connection, DEVICE) or "")
    rows = iter(arriving)
    some = list(islice(rows, PIECE + 1))
    if not arriving.names:
        return TakenIn()
    if len(some) <= PIECE:
        some.sort(key=itemgetter(0))
        pieces = (some[first : first + piece] for first in range(0, max(1, len(some)), piece))
        return _join(connection, scheduler, arriving, _Pieces(pieces, len(some), piece), progress)
    with _put_aside(connection, chain(some, rows)) as count:
        pieces = (load_arrived(connection, first, piece) for first in range(0, count, piece))
        return _join(connection, scheduler, arriving, _Pieces(pieces, count, piece), progress)


def foresee(connection: sqlite3.Connection, segments: Iterable[tuple[str, Segment]], now: int) -> TakenIn:
    """What :func:`take_in` would do with files, by the same comparisons; nothing stays written.

    Args:
        segments: Read one after the other.
        now: Milliseconds.
    """
    arriving = _Arriving(segments, now, key_values.get(connection, DEVICE) or "")
    present = load_present_keys(connection)
    rows = ((present.get(row[0], row[0]), *row[1:]) for row in arriving)
    with snapshot(connection):
        arrive(connection, rows)
        counts = count_news(connection, load_arriving(connection), arriving.forgotten)
        clear_arriving(connection)
    changes, quizzes_added = registers.Changes(), 0
    if arriving.registers or arriving.quizzes:
        with suppress(_Undone), transaction(connection):
            changes = registers.apply(connection, arriving.registers)
            quizzes_added = quizzes.apply(connection, arriving.quizzes)
            raise _Undone
    return TakenIn(counts, arriving.ahead, quizzes_added, *changes, count_gone(connection, arriving.forgotten))


class _Undone(Exception):
    """What was written was tried only, and is taken back."""


class _Pieces(NamedTuple):
    """All that has arrived, card by card, in pieces; how many rows that are, and how many in one of them."""

    rows: Iterator[list[Row]]
    total: int
    size: int


def _join(
    connection: sqlite3.Connection,
    scheduler: Scheduler,
    arriving: _Arriving,
    pieces: _Pieces,
    progress: ProgressCallback | None,
) -> TakenIn:
    """Join the rows, a transaction each piece of them, and with the last whatever else has arrived."""
    counts, changes, taken_quizzes = MergeCounts(), registers.Changes(), 0
    done = gone = 0
    for rows in pieces.rows:
        if progress is not None:
            progress("Taking in answers", done, pieces.total)
        if pieces.size < PIECE:
            give_way()
        with transaction(connection):
            if done == 0:
                gone = add_marks(connection, scheduler, arriving.forgotten, sent=True)
            counts = counts.plus(unite(connection, scheduler, by_card(rows).items(), LogOrigin.SYNCED))
            done += len(rows)
            if done == pieces.total:
                if arriving.registers:
                    changes = registers.apply(connection, arriving.registers)
                if arriving.quizzes:
                    taken_quizzes = quizzes.apply(connection, arriving.quizzes)
                note_taken(connection, arriving.names, arriving.now)
                skip_synced(connection)
    return TakenIn(counts, arriving.ahead, taken_quizzes, *changes, gone)


class _Arriving:
    """The rows of files, and whatever else is in them once the rows were read."""

    def __init__(self, segments: Iterable[tuple[str, Segment]], now: int, device: str) -> None:
        self._segments, self._latest, self._device = segments, now + TOLERATED, device
        self.now = now
        self.names: list[tuple[str, bool]] = []
        self.forgotten: list[tuple[str, int]] = []
        self.registers: list[Register] = []
        self.quizzes: list[QuizResult] = []
        self.ahead: dict[str, int] = {}

    def __iter__(self) -> Iterator[Row]:
        for name, segment in self._segments:
            self.names.append((name, segment.complete))
            self.forgotten += segment.forgotten
            self.registers += segment.registers
            self.quizzes += segment.quizzes
            for row in segment.rows:
                if row[1] > self._latest and row[2] != self._device:
                    self.ahead[row[2]] = max(row[1] - self.now, self.ahead.get(row[2], 0))
            yield from segment.rows


@contextmanager
def _put_aside(connection: sqlite3.Connection, rows: Iterable[Row]) -> Iterator[int]:
    """Rows in a temporary table, in the order of their cards, and memory for the indexes they will change; how many."""
    (pages,) = connection.execute("PRAGMA main.cache_size").fetchone()
    connection.execute(f"PRAGMA main.cache_size = -{_MEMORY}")
    try:
        with snapshot(connection):
            count = arrive(connection, rows)
            sort_arriving(connection)
        yield count
        with snapshot(connection):
            clear_arriving(connection)
    finally:
        connection.execute(f"PRAGMA main.cache_size = {pages}")
