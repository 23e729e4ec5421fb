"""The union of two logs: commutative, associative, idempotent; what is undone on either side is undone.

A row's key is its card's key, its instant and its device. Where both sides have the key they hold the same row, and can
differ only in whether, and when, it was undone: the earliest instant stays. A card that another home still has under
the key of an earlier kind is the card it has become here. Rows of cards that no deck here holds wait
in a table of their own until the card comes, and are passed on meanwhile.

Merges, imports and syncs all end here, in :func:`unite`: a log is read once for each card that something arrives for,
and the card is replayed from what was read and what arrived.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.exchange import ANKI
from quizzer.core.log import LogKind, LogOrigin, is_undone_sooner
from quizzer.store.card_keys import load_present_keys
from quizzer.store.connection import insert_rows, transaction
from quizzer.store.log.arriving import Row, arrive, clear_arriving, load_arriving
from quizzer.store.log.columns import COLUMNS
from quizzer.store.log.forgotten import Mark, add_marks, load_marks
from quizzer.store.log.marks import THESE, ids_of, regenerate, regenerate_by
from quizzer.store.log.replay import LOG

if TYPE_CHECKING:
    from quizzer.core.schedule.scheduler import Scheduler

Arrived = Iterable[tuple[str, Sequence[Row]]]
"""Rows that arrive, by card: its key here, or one it had before, and what arrives for it."""

SHIFTED = 2_000
"""Milliseconds by which an answer of this program's may have moved in a package, where no two may share an instant."""

_CARDS_AT_ONCE = 2_000
"""Cards whose logs are in memory together."""
_COLUMNS = COLUMNS.split(", ")
_CARD, _KEY, _DEVICE, _UNDONE = itemgetter(0), itemgetter(1, 2), itemgetter(2), itemgetter(11)
_IN_ORDER = (itemgetter(0), _DEVICE, itemgetter(1))
"""The keys by which new rows are sorted, the last that counts first: sorts that keep the order take half of the time of
one by all three."""
_REPLAYED = itemgetter(*(1 + _COLUMNS.index(name) for name in LOG.split(", ")))
_VALUES = f"(?, {', '.join('?' * len(_COLUMNS))}, ?)"
_WAIT = f"""
    INSERT INTO waiting (card, {COLUMNS}, origin)
    VALUES {_VALUES}
    ON CONFLICT (card, at, device) DO UPDATE
    SET
        undone = excluded.undone,
        origin = excluded.origin
    WHERE excluded.undone < coalesce(undone, excluded.undone + 1)
"""
_COPIES = f"""
    UPDATE log
    SET undone = at
    WHERE device = '{ANKI}'
        AND kind = {LogKind.ANSWER:d}
        AND (undone IS NULL OR undone > at)
        AND card_id IN {THESE}
        AND EXISTS (
            SELECT 1
            FROM log o
            WHERE o.card_id = log.card_id
                AND o.at BETWEEN log.at - {SHIFTED} AND log.at
                AND o.device <> '{ANKI}'
                AND o.kind = log.kind
                AND o.value = log.value
                AND o.interval = log.interval
        )
"""


class MergeCounts(NamedTuple):
    """The counts of a merge.

    Attributes:
        added: Rows that were not here.
        undone: Rows that are undone there and were not undone here.
        unknown: Rows that wait for their cards, since no deck here holds them.
        cards: Cards whose log changed.
        waiting: The rows among the unknown that were not waiting before.
    """

    added: int = 0
    undone: int = 0
    unknown: int = 0
    cards: int = 0
    waiting: int = 0

    def plus(self, other: MergeCounts) -> MergeCounts:
        """The counts of both."""
        return MergeCounts(*(one + more for one, more in zip(self, other, strict=True)))


def merge(
    connection: sqlite3.Connection,
    scheduler: Scheduler,
    rows: Iterable[Row],
    forgotten: Iterable[Mark] = (),
    *,
    back_up: Callable[[], object],
) -> MergeCounts:
    """Add another log's rows to this one and regenerate the cards they belong to; all or nothing.

    Args:
        rows: Those that are here already change nothing.
        forgotten: The cards that were forgotten there, and so are here.
        back_up: Keeps a copy of the database; called before the changes are committed, where there are any.
    """
    with transaction(connection):
        arrive(connection, rows)
        at_first = connection.total_changes
        add_marks(connection, scheduler, forgotten)
        counts = unite(connection, scheduler, load_arriving(connection), LogOrigin.TAKEN_IN)
        if connection.total_changes > at_first:
            back_up()
        clear_arriving(connection)
    return counts


def take_in_waiting(connection: sqlite3.Connection, scheduler: Scheduler) -> None:
    """Move the rows whose card has come from those that wait into the log; inside the caller's transaction."""
    here = "FROM waiting WHERE card IN (SELECT key FROM card)"
    rows = connection.execute(f"SELECT origin, card, {COLUMNS} {here} ORDER BY origin, card").fetchall()
    for origin, some in groupby(rows, key=itemgetter(0)):
        unite(connection, scheduler, by_card(row[1:] for row in some).items(), origin)
    if rows:
        connection.execute(f"DELETE {here}")


def is_waiting(connection: sqlite3.Connection) -> bool:
    """Whether any row waits for its card."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM waiting)").fetchone()[0])


def by_card(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows in any order as :func:`unite` takes them."""
    found: dict[str, list[Row]] = {}
    for card, its in groupby(rows, key=_CARD):
        found.setdefault(card, []).extend(its)
    return found


def unite(
    connection: sqlite3.Connection,
    scheduler: Scheduler,
    arrived: Arrived,
    origin: int,
    progress: Callable[[int], object] = lambda _: None,
) -> MergeCounts:
    """Join rows to the log and regenerate their cards; inside the caller's transaction.

    Args:
        arrived: Rows that are here already change nothing.
        origin: What the log is to say of where the new rows come from.
        progress: Called with the number of cards that are done.
    """
    counts, done = MergeCounts(), 0
    for logs in _chunks(arrived, load_present_keys(connection), dict(load_marks(connection))):
        progress(done)
        done += len(logs)
        counts = counts.plus(_unite_some(connection, scheduler, logs, origin))
    return counts


def count_news(connection: sqlite3.Connection, arrived: Arrived, forgotten: Iterable[Mark] = ()) -> MergeCounts:
    """Count what :func:`unite` would do with rows, by the same comparison; nothing is written.

    Args:
        arrived: All rows of a card together, under the key that it has here.
        forgotten: The marks that come with the rows, and are added before them.
    """
    present, marks = load_present_keys(connection), dict(load_marks(connection))
    for key, at in forgotten:
        card = present.get(key, key)
        marks[card] = max(at, marks.get(card, at))
    counts = MergeCounts()
    for logs in _chunks(arrived, present, marks):
        counts = counts.plus(_find_news(connection, logs, LogOrigin.SYNCED).counts)
    return counts


def _chunks(
    arrived: Arrived, present: Mapping[str, str], forgotten: Mapping[str, int]
) -> Iterator[dict[str, list[Row]]]:
    """What arrives for some cards at a time, by the keys they have here, without what was forgotten."""
    rest = iter(arrived)
    while some := list(islice(rest, _CARDS_AT_ONCE)):
        logs: dict[str, list[Row]] = {}
        for key, rows in some:
            card = present.get(key, key)
            gone = forgotten.get(card)
            logs.setdefault(card, []).extend(rows if gone is None else (row for row in rows if row[1] > gone))
        yield logs


class _News(NamedTuple):
    """What arrives for some cards and is not here yet.

    Attributes:
        added: Rows for the log, as they are stored.
        sooner: Of rows that are here, the sooner instant at which each is undone, and its id.
        replayed: By card, all rows that its log has then.
        strangers: Rows whose cards are not here.
    """

    added: list[Row]
    sooner: list[tuple[int, int]]
    replayed: dict[int, Sequence[Row]]
    strangers: list[Row]
    counts: MergeCounts


def _unite_some(
    connection: sqlite3.Connection, scheduler: Scheduler, arrived: Mapping[str, Sequence[Row]], origin: int
) -> MergeCounts:
    news = _find_news(connection, arrived, origin)
    for key in _IN_ORDER:
        news.added.sort(key=key)
    insert_rows(connection, f"INSERT INTO log (card_id, {COLUMNS}, origin)", _VALUES, news.added)
    connection.executemany("UPDATE log SET undone = ? WHERE id = ?", news.sooner)
    if origin == LogOrigin.SYNCED:  # whoever reads what came reads of the undoing as well
        connection.executemany("DELETE FROM outbox WHERE log_id = ?", [(row_id,) for _, row_id in news.sooner])
    _replay(connection, scheduler, news.replayed)
    _keep_waiting(connection, news.strangers, origin)
    return news.counts


def _find_news(connection: sqlite3.Connection, arrived: Mapping[str, Sequence[Row]], origin: int) -> _News:
    ids = _find_ids(connection, arrived)
    logs = _load_logs(connection, ids.values())
    new: list[Row] = []
    sooner: list[tuple[int, int]] = []
    undone = 0
    replayed: dict[int, Sequence[Row]] = {}
    for card, card_id in ids.items():
        log = logs.get(card_id, ())
        added, changed = compare(log, arrived[card])
        undone += len(added) - [row[-1] for row in added].count(None) + [was for _, _, was in changed].count(None)
        if added or changed:
            new.extend((card_id, *row[1:], origin) for row in added)
            sooner += [(now, row_id) for now, row_id, _ in changed]
            gone = {row_id for _, row_id, _ in changed}
            replayed[card_id] = [*(row for row in log if row[-1] not in gone), *added] if log else added
    strangers = {card: rows for card, rows in arrived.items() if card not in ids}
    together = [row for rows in strangers.values() for row in rows]
    counts = MergeCounts(len(new), undone, len(together), len(replayed), _count_waiting(connection, strangers))
    return _News(new, sooner, replayed, together, counts)


def compare(log: Sequence[Row], arrived: Sequence[Row]) -> tuple[Sequence[Row], list[tuple[int, int, int | None]]]:
    """Find what arrives for one card that its log does not say yet.

    Args:
        log: The card's rows, each with its row id at the end.

    Returns:
        The new rows; and of rows that are here, the sooner instant at which each is undone, its id, and when it was.
    """
    if len(arrived) > 1 and len(set(map(_KEY, arrived))) < len(arrived):
        arrived = _unique(arrived)
    if not log:
        return arrived, []
    known = {_KEY(row): row for row in log}
    added, changed = [], []
    for row in arrived:
        here = known.get(_KEY(row))
        if here is None:
            added.append(row)
        elif is_undone_sooner(row[-1], _UNDONE(here)):
            changed.append((row[-1], here[-1], _UNDONE(here)))
    return added, changed


def _unique(rows: Iterable[Row]) -> list[Row]:
    """Each row once, undone at the earliest instant."""
    found: dict[tuple[int, str], Row] = {}
    for row in rows:
        before = found.get(_KEY(row))
        if before is None or is_undone_sooner(row[-1], before[-1]):
            found[_KEY(row)] = row
    return list(found.values())


def _replay(connection: sqlite3.Connection, scheduler: Scheduler, logs: Mapping[int, Sequence[Row]]) -> None:
    """Regenerate cards, each from all rows of its log in any order; where copies may be among them, from the table."""
    mixed = {
        card_id for card_id, rows in logs.items() if len(devices := set(map(_DEVICE, rows))) > 1 and ANKI in devices
    }
    if mixed:
        connection.execute(_COPIES, {"ids": ids_of(mixed)})
        regenerate(connection, scheduler, mixed)
    at_hand = {
        card_id: list(map(_REPLAYED, sorted((row for row in rows if _UNDONE(row) is None), key=_KEY)))
        for card_id, rows in logs.items()
        if card_id not in mixed
    }
    if at_hand:
        regenerate_by(connection, scheduler, at_hand)


def _find_ids(connection: sqlite3.Connection, cards: Iterable[str]) -> dict[str, int]:
    """The row ids of those of these cards that are here, by key."""
    keys = json.dumps(list(cards))
    rows = connection.execute(
        "SELECT card.key, card.id FROM json_each(:keys) AS these JOIN card ON card.key = these.value", {"keys": keys}
    )
    return dict(rows.fetchall())


def _load_logs(connection: sqlite3.Connection, card_ids: Iterable[int]) -> dict[int, list[Row]]:
    """The log rows of cards: card id, ``COLUMNS``, row id."""
    rows = connection.execute(
        f"SELECT card_id, {COLUMNS}, id FROM log WHERE card_id IN {THESE} ORDER BY card_id", {"ids": ids_of(card_ids)}
    )
    return {card_id: list(its) for card_id, its in groupby(rows, key=_CARD)}


def _keep_waiting(connection: sqlite3.Connection, rows: Iterable[Row], origin: int) -> None:
    """Store rows that arrived for cards that are not here."""
    connection.executemany(_WAIT, ((*row, origin) for row in rows))


def _count_waiting(connection: sqlite3.Connection, arrived: Mapping[str, Sequence[Row]]) -> int:
    """Count the rows, of cards that are not here, which do not wait for them yet."""
    if not arrived:
        return 0
    keys = json.dumps(list(arrived))
    rows = connection.execute(
        f"SELECT card, {COLUMNS}, 0 FROM waiting WHERE card IN {THESE} ORDER BY card", {"ids": keys}
    )
    known = {card: list(its) for card, its in groupby(rows, key=_CARD)}
    return sum(len(compare(known.get(card, ()), rows)[0]) for card, rows in arrived.items())
