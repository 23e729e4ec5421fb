"""History from elsewhere, added to the log: card, instant and device identify a row, so nothing is added twice."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain, groupby
from operator import itemgetter
from typing import NamedTuple

from quizzer.core.exchange import Entry, ProgressCallback
from quizzer.core.log import LOG_KINDS, LogKind, LogOrigin, is_undone_sooner
from quizzer.core.schedule.scheduler import Scheduler
from quizzer.store.card_keys import load_present_keys
from quizzer.store.connection import transaction
from quizzer.store.log.columns import COLUMNS
from quizzer.store.log.forgotten import load_marks
from quizzer.store.log.marks import THESE, ids_of
from quizzer.store.log.union import SHIFTED, by_card, unite

_CARD, _AT = itemgetter(0), itemgetter(1)
_AS_ROW = itemgetter(*map(Entry._fields.index, ("card", *COLUMNS.split(", "))))
_PIECE = 500
"""Cards whose logs are read at once."""

_SAME_MARK = {LogKind.SUSPEND: (LogKind.SUSPEND, LogKind.UNSUSPEND), LogKind.FLAG: (LogKind.FLAG,)}


class HistoryComparison(NamedTuple):
    """A history compared with the log.

    Attributes:
        new: Rows to be added, card by card.
        undone: Rows that are here, and were taken back there.
        already: Number of rows that are here already, that a later mark here overrides, or that were forgotten.
        strangers: Number of rows whose cards are not here.
        waiting: Those among them that will wait for their cards.
    """

    new: list[Entry]
    undone: list[Entry]
    already: int
    strangers: int
    waiting: list[Entry]


def compare_history(
    connection: sqlite3.Connection, entries: Iterable[Entry], coming: frozenset[str], *, exact: bool
) -> HistoryComparison:
    """Find the rows of a history that the log does not have yet; nothing is written.

    Args:
        entries: The history; any order.
        coming: Keys of cards that are about to be stored, and so have no rows yet.
        exact: The history comes from a log like this one, so instants and devices are compared as they are, and rows of
            cards that are not here wait for them. Otherwise an answer counts as known when the card has the same one up
            to two seconds earlier, and a suspension or flag gives way to a later one here.
    """
    by_card: dict[str, list[Entry]] = {}
    present, forgotten = load_present_keys(connection), dict(load_marks(connection))
    known_gone = 0
    for key, group in groupby(entries, key=_CARD):
        card, rows = present.get(key, key), list(group)
        if card != key:
            rows = [entry._replace(card=card) for entry in rows]
        gone = forgotten.get(card, -1)
        if min(map(_AT, rows)) <= gone:
            remembered = [entry for entry in rows if entry.at > gone]
            known_gone += len(rows) - len(remembered)
            rows = remembered
        if rows:
            by_card.setdefault(card, []).extend(rows)
    ids = dict(connection.execute("SELECT key, id FROM card").fetchall())
    found, already, strangers = HistoryComparison([], [], 0, 0, []), known_gone, 0
    cards = list(by_card)
    for start in range(0, len(cards), _PIECE):
        piece = cards[start : start + _PIECE]
        logs = _load_logs(connection, [ids[card] for card in piece if card in ids])
        for card in piece:
            rows = by_card[card]
            if card in ids or card in coming:
                log = logs.get(ids.get(card, 0), ())
                if not log and len(set(map(_AT, rows))) == len(rows):  # nothing to compare it with
                    found.new.extend(rows)
                    continue
                already += _compare_card(_Known(log), rows, found, exact=exact)
            else:
                strangers += len(rows)
                found.waiting.extend(rows if exact else ())
    return found._replace(already=already, strangers=strangers)


_KnownRow = tuple[int, str, int, int, int, int | None]


def _load_logs(connection: sqlite3.Connection, card_ids: Sequence[int]) -> dict[int, list[_KnownRow]]:
    """The log rows of cards, as far as they are compared."""
    logs: dict[int, list[_KnownRow]] = {}
    for card_id, *row in connection.execute(
        f"SELECT card_id, at, device, kind, value, interval, undone FROM log WHERE card_id IN {THESE}",
        {"ids": ids_of(card_ids)},
    ):
        logs.setdefault(card_id, []).append(tuple(row))
    return logs


class _Known:
    """The log rows a card has."""

    def __init__(self, rows: Iterable[_KnownRow]) -> None:
        self.undone: dict[tuple[int, str], int | None] = {}
        self.instants: set[int] = set()
        self.answers: dict[tuple[int, int], list[int]] = {}
        self.marks: dict[LogKind, int] = {}
        for at, device, kind, value, interval, undone in rows:
            self.undone[at, device] = undone
            self.instants.add(at)
            known = LOG_KINDS.get(kind)  # nothing is said by a row of a kind that is not known here
            if known == LogKind.ANSWER:
                self.answers.setdefault((value, interval), []).append(at)
            elif known is not None and undone is None:
                self.marks[known] = max(at, self.marks.get(known, at))
        for instants in self.answers.values():
            instants.sort()

    def has_shifted(self, entry: Entry) -> bool:
        """Whether the same answer is here, given moments earlier."""
        instants = self.answers.get((entry.value, entry.interval)) if entry.kind == LogKind.ANSWER else None
        if instants is None:
            return False
        earlier = bisect_right(instants, entry.at)
        return earlier > 0 and entry.at - instants[earlier - 1] <= SHIFTED

    def overtakes(self, entry: Entry) -> bool:
        """Whether the card was marked here in the same way, at that time or later."""
        kinds = _SAME_MARK.get(entry.kind, ())
        return any(self.marks.get(kind, -1) >= entry.at for kind in kinds)


def _compare_card(known: _Known, rows: Sequence[Entry], found: HistoryComparison, *, exact: bool) -> int:
    before = len(found.new)
    for entry in rows:
        key = entry.at, entry.device
        if key in known.undone:
            if is_undone_sooner(entry.undone, known.undone[key]):
                found.undone.append(entry)
        elif exact or not (entry.at in known.instants or known.has_shifted(entry) or known.overtakes(entry)):
            known.undone[key] = entry.undone  # a second row with the same key is ignored
            known.instants.add(entry.at)
            found.new.append(entry)
    return len(rows) - (len(found.new) - before)


def add_history(
    connection: sqlite3.Connection, scheduler: Scheduler, found: HistoryComparison, progress: ProgressCallback
) -> None:
    """Add the new rows to the log, and regenerate their cards; all or nothing."""
    rows = by_card(map(_AS_ROW, chain(found.new, found.undone, found.waiting)))
    with transaction(connection):
        unite(
            connection,
            scheduler,
            rows.items(),
            LogOrigin.TAKEN_IN,
            lambda done: progress("Computing schedules", done, len(rows)),
        )
