"""A base: the whole log with the cards' cached columns, for a home whose log is empty.

A first sync takes in one file and copies its rows by SQL, card by card, where the files that it covers would be read
one by one and each card replayed. The cached columns are taken over where they are what this program would compute.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from quizzer.core.exchange import ProgressCallback
from quizzer.core.log import LogOrigin
from quizzer.core.schedule.progress import State
from quizzer.core.seeded_random import shuffle
from quizzer.store import key_values
from quizzer.store.card_keys import load_present_keys
from quizzer.store.connection import snapshot, transaction
from quizzer.store.device import THIS_DEVICE
from quizzer.store.due.today import is_log_empty
from quizzer.store.log.columns import COLUMNS
from quizzer.store.log.forgotten import add_marks, load_marks
from quizzer.store.log.marks import THESE, ids_of, regenerate
from quizzer.store.log.replay import CARD, LOG, QUEUE, find_outdated, group_by_card, refresh_siblings
from quizzer.store.log.union import MergeCounts, by_card, unite
from quizzer.store.records.parameters import IN_SCHEDULE
from quizzer.store.sync import quizzes, registers
from quizzer.store.sync.base_file import OF_CARD, OF_LOG, attached, create_tables, pack, unpack
from quizzer.store.sync.fingerprint import fingerprint
from quizzer.store.sync.outgoing import skip_synced
from quizzer.store.sync.take_in import TOLERATED, TakenIn
from quizzer.store.sync.taken import note_taken
from quizzer.sync.names import LogName
from quizzer.sync.segment import Row, Segment, decode, encode

if TYPE_CHECKING:
    from quizzer.core.schedule.scheduler import Scheduler

_CARDS_AT_ONCE = 2_000
_TRIED = 300
"""Cards that are replayed, by chance, before the cached columns of all are believed."""
_EVER_BEFORE = -(2**62)

_OF_LOG_THERE = ", ".join(f"o.{name}" for name in OF_LOG.split(", "))
_WRITE = (
    "INSERT INTO base.device (id, name) SELECT row_number() OVER (ORDER BY device), device FROM "
    "(SELECT DISTINCT device FROM main.log)",
    f"""
    INSERT INTO base.card (id, key, {OF_CARD})
    SELECT id, key, {OF_CARD.replace(" due", f" iif(state = {State.NEW:d}, 0, due)")}
    FROM main.card
    WHERE EXISTS (SELECT 1 FROM main.log WHERE card_id = card.id)
    """,
    # Sorting all rows takes half as long as a walk along the index, from which each row is looked up.
    f"""
    INSERT INTO base.log (card_id, at, device, {OF_LOG})
    SELECT card_id, at, base.device.id, {OF_LOG}
    FROM main.log NOT INDEXED
    JOIN base.device ON base.device.name = main.log.device
    ORDER BY card_id, at, base.device.id
    """,
)
_COVERED = """
    INSERT INTO base.covered (name)
    SELECT :name
    WHERE NOT EXISTS (SELECT 1 FROM main.taken WHERE name = :name AND NOT complete)
"""
_PAIR = f"""
    INSERT OR IGNORE INTO temp.base_pair (here, there, since)
    SELECT card.id, b.id, coalesce(f.at, {_EVER_BEFORE})
    FROM base.card b
    CROSS JOIN main.card ON card.key = b.key
    LEFT JOIN main.forgotten f ON f.card = b.key
    WHERE b.key NOT IN (SELECT value FROM json_each(:renamed))
"""
_ROWS = f"""
    INSERT INTO main.log (card_id, at, device, {OF_LOG}, origin)
    SELECT p.here, o.at, (SELECT name FROM base.device WHERE id = o.device), {_OF_LOG_THERE}, {LogOrigin.SYNCED:d}
    FROM temp.base_pair p
    CROSS JOIN base.log o ON o.card_id = p.there AND o.at > p.since
    WHERE p.here BETWEEN :first AND :last
    ORDER BY p.here
"""
_QUEUE = QUEUE
for _name in ("suspended", "state", "interval"):
    _QUEUE = _QUEUE.replace(_name, f"b.{_name}")
_CARDS = f"""
    UPDATE main.card
    SET
        {", ".join(f"{name} = b.{name}" for name in OF_CARD.split(", ") if name != "due")},
        due = iif(b.state = {State.NEW:d}, position, b.due),
        leech = (:leech > 0 AND b.lapses >= :leech),
        queue = {_QUEUE}
    FROM temp.base_pair p
    CROSS JOIN base.card b ON b.id = p.there
    WHERE card.id = p.here
        AND p.here BETWEEN :first AND :last
"""
_LEFT = f"""
    SELECT b.key, o.at, d.name, {_OF_LOG_THERE}
    FROM base.card b
    CROSS JOIN base.log o ON o.card_id = b.id
    CROSS JOIN base.device d ON d.id = o.device
    WHERE b.id NOT IN (SELECT there FROM temp.base_pair)
        AND b.key
"""
_RENAMED = "(SELECT value FROM json_each(:renamed))"


def write_base(connection: sqlite3.Connection, scheduler: Scheduler, covered: Iterable[str]) -> bytes:
    """All that is here, as a file, without any text of the cards; outside of a transaction, which this reads within.

    Args:
        covered: The names of the files that were read. One that this version did not understand completely is not
            covered: whoever understands it has to read it.
    """
    with attached(connection):
        create_tables(connection)
        with snapshot(connection):
            for statement in _WRITE:
                connection.execute(statement)
            connection.executemany(_COVERED, [{"name": name} for name in sorted(covered)])
            connection.execute(
                "INSERT INTO base.about (fingerprint, rest) VALUES (?, ?)",
                (fingerprint(scheduler), encode(_load_rest(connection))),
            )
        return pack(connection)


def _load_rest(connection: sqlite3.Connection) -> Segment:
    """What is here beside the log."""
    return Segment(
        rows=connection.execute(f"SELECT card, {COLUMNS} FROM main.waiting").fetchall(),
        forgotten=load_marks(connection),
        registers=registers.load_all(connection),
        quizzes=quizzes.load_all(connection),
    )


def take_in_base(
    connection: sqlite3.Connection,
    scheduler: Callable[[], Scheduler],
    data: bytes,
    now: int,
    progress: ProgressCallback,
) -> TakenIn | None:
    """Take in a base where the log is empty; all or nothing, and the schedule follows parameters that come with it.

    Args:
        scheduler: Gives the scheduler by the parameters that are in use when it is called.
        now: Milliseconds.
        progress: Called with the progress of long work.

    Returns:
        What was done; None where the log is not empty, and nothing was.

    Raises:
        DamagedFile: It is not what any quizzer wrote, or not all of it; nothing was changed.
        NewerFile: This version cannot read it.
    """
    progress("Reading", 0, 0)
    with attached(connection):
        unpack(connection, data)
        written_by, rest = connection.execute("SELECT fingerprint, rest FROM base.about").fetchone()
        segment = decode(rest)
        with transaction(connection):
            if not is_log_empty(connection):
                return None
            add_marks(connection, scheduler(), segment.forgotten, sent=True)
            changes = registers.apply(connection, segment.registers)
            current = scheduler()
            key_values.put(connection, IN_SCHEDULE, current.parameters_fingerprint())
            counts = _take_in_rows(connection, current, now, progress, agrees=written_by == fingerprint(current))
            counts = counts.plus(_unite_others(connection, current, segment.rows))
            added = quizzes.apply(connection, segment.quizzes)
            covered = [(name, True) for (name,) in connection.execute("SELECT name FROM base.covered")]
            note_taken(connection, [file for file in covered if LogName.parse(file[0])], now)
            skip_synced(connection)
            return TakenIn(counts, _find_ahead(connection, now), added, *changes)


def _take_in_rows(
    connection: sqlite3.Connection, scheduler: Scheduler, now: int, progress: ProgressCallback, *, agrees: bool
) -> MergeCounts:
    """Take in the rows of the cards that are here, and take over their cached columns or compute them.

    Args:
        agrees: The columns were computed as the scheduler does it here, by what the base says.
    """
    _pair(connection)
    cards = [card_id for (card_id,) in connection.execute("SELECT here FROM temp.base_pair ORDER BY here")]
    rows = 0
    with _without_index(connection):
        for first in range(0, len(cards), _CARDS_AT_ONCE):
            progress("Taking in answers", first, len(cards))
            piece = {"first": cards[first], "last": cards[min(first + _CARDS_AT_ONCE, len(cards)) - 1]}
            rows += connection.execute(_ROWS, piece).rowcount
            if agrees:
                connection.execute(_CARDS, {**piece, "leech": scheduler.settings.leech_threshold})
    (undone,) = connection.execute("SELECT count(*) FROM log WHERE undone IS NOT NULL").fetchone()
    counts = MergeCounts(rows, undone, 0, len(cards))
    if agrees and _fit(connection, scheduler, shuffle(cards, now)[:_TRIED]):
        refresh_siblings(connection)
        marked = connection.execute(f"SELECT here FROM temp.base_pair WHERE since > {_EVER_BEFORE}")
        cards = [card_id for (card_id,) in marked]  # of which there may be fewer rows here than there
    regenerate(connection, scheduler, cards, progress)
    return counts


def _pair(connection: sqlite3.Connection) -> None:
    """Find which card here each card of the base is; one that had another key here once is left to :func:`unite`."""
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS base_pair (here INTEGER PRIMARY KEY, there INTEGER UNIQUE, since INTEGER)"
    )
    connection.execute("DELETE FROM temp.base_pair")
    connection.execute(_PAIR, {"renamed": json.dumps(list(load_present_keys(connection)))})


@contextmanager
def _without_index(connection: sqlite3.Connection) -> Iterator[None]:
    """Keep no index by days while rows come card by card: it is made anew at the end, in half the time."""
    (made,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'log_day'").fetchone()
    connection.execute("DROP INDEX log_day")
    yield
    connection.execute(made)


def _fit(connection: sqlite3.Connection, scheduler: Scheduler, card_ids: Sequence[int]) -> bool:
    """Whether the cached columns of cards are those that the scheduler computes."""
    named = {"ids": ids_of(sorted(card_ids))}
    cards = connection.execute(
        f"SELECT {CARD} FROM card JOIN axis ON axis.id = axis_id WHERE card.id IN {THESE} ORDER BY card.id", named
    )
    log = connection.execute(
        f"SELECT card_id, {LOG} FROM log WHERE undone IS NULL AND card_id IN {THESE} ORDER BY card_id, at, device",
        named,
    )
    return not list(find_outdated(scheduler, cards.fetchall(), group_by_card(log.fetchall())))


def _unite_others(connection: sqlite3.Connection, scheduler: Scheduler, waiting: Iterable[Row]) -> MergeCounts:
    """Take in the rows of cards that are not here, or are under another key, and those that waited there."""
    present = load_present_keys(connection)
    renamed = {"renamed": json.dumps(list(present))}
    strangers = connection.execute(f"{_LEFT} NOT IN {_RENAMED} ORDER BY b.key", renamed)
    by_key = ((card, list(rows)) for card, rows in groupby(strangers, key=itemgetter(0)))
    counts = unite(connection, scheduler, by_key, LogOrigin.SYNCED)
    rows = [*connection.execute(f"{_LEFT} IN {_RENAMED}", renamed), *waiting]
    others = by_card((present.get(card, card), *values) for card, *values in rows)
    return counts.plus(unite(connection, scheduler, others.items(), LogOrigin.SYNCED))


def _find_ahead(connection: sqlite3.Connection, now: int) -> dict[str, int]:
    """By device, the milliseconds by which its latest row lies ahead, of other devices and where its clock is wrong."""
    latest = connection.execute(
        f"SELECT device, max(at) FROM log WHERE device <> {THIS_DEVICE} GROUP BY device HAVING max(at) > :latest",
        {"latest": now + TOLERATED},
    )
    return {device: at - now for device, at in latest}
