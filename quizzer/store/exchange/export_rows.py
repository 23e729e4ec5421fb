"""Notes, cards and log rows on their way out, streamed: a collection of any size passes in little memory."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import PurePath
from typing import Any

from quizzer.core.exchange import Entry, Outgoing, OutgoingCard
from quizzer.core.log import LOG_KINDS
from quizzer.core.notes.axes import Axis
from quizzer.core.notes.json_content import decode, without_quote
from quizzer.store.exchange.anki_rows import KEPT
from quizzer.store.log.replay import PROGRESS, progress_of
from quizzer.store.notes.names import AXIS
from quizzer.store.scope import Scope

_PROGRESS = ", ".join(f"c.{name}" for name in PROGRESS.split(", "))
_NOTES = f"""
    SELECT
        note.id, note.key, content, note.level, tags, note.line, deck.name, deck.path, changed,
        note.retired, {AXIS}, c.key, part, suspended, flag, c.position, c.retired, buried_day, {_PROGRESS}
    FROM card c
    JOIN note ON note.id = note_id
    JOIN axis ON axis.id = note.axis_id
    JOIN deck ON deck.id = deck_id
"""
# In the column ``exported``: 0 for never, 1 for exported by a version that did not keep the deck.
_UNKNOWN_DECK = 1
_ELSEWHERE = "exported <> (SELECT value FROM json_each(:decks) WHERE key = CAST(deck_id AS TEXT))"
_ENTRY = "c.key, at, day, kind, value, before, log.state, log.step, log.interval, took, undone, device"


def stream_notes(
    connection: sqlite3.Connection, scope: Scope, *, retired: bool, quotes: bool = False
) -> Iterator[Outgoing]:
    """The notes of a scope with their cards, deck by deck.

    Args:
        retired: Those that no deck file holds any more, too.
        quotes: With the words of the document that each cites, which are another's text.
    """
    which = "1" if retired else "NOT note.retired"
    rows = connection.execute(
        f"""
        {_NOTES}
        WHERE ({which})
            {scope.sql}
        ORDER BY deck_id, c.position, note.id
        """,
        scope.args,
    )
    for _, group in groupby(rows, key=itemgetter(0)):
        cards = list(group)
        _, key, content, level, tags, line, deck, path, changed, is_retired, *names = cards[0]
        axis = Axis(*names[:4])
        content = content if quotes else without_quote(content)
        yield Outgoing(
            note=decode(content, key=key, axis=axis.id, level=level, tags=tags, line=line),
            deck=deck,
            file=_file_name(path),
            axis=axis,
            changed=changed,
            retired=bool(is_retired),
            cards=tuple(_card(row[14:]) for row in cards),
            content=content,
        )


def count_notes(connection: sqlite3.Connection, scope: Scope) -> int:
    """Count the notes of a scope that are in a deck file."""
    row = connection.execute(
        f"""
        SELECT count(*)
        FROM note
        WHERE NOT retired
            AND id IN (SELECT c.note_id FROM card c WHERE 1 {scope.sql})
        """,
        scope.args,
    ).fetchone()
    return int(row[0])


@lru_cache(maxsize=64)
def _file_name(path: str) -> str:
    return PurePath(path).name


def _card(row: tuple[Any, ...]) -> OutgoingCard:
    key, part, suspended, flag, position, retired, buried_day, *cached = row
    return OutgoingCard(key, part, progress_of(cached), bool(suspended), flag, position, bool(retired), buried_day)


def stream_notes_for_anki(
    connection: sqlite3.Connection, scope: Scope, *, quotes: bool = False
) -> Iterator[tuple[int, Outgoing]]:
    """Row id and note of each note for Anki, without its cards: retired ones only if they were exported before.

    Args:
        quotes: With the words of the document that each cites, which are another's text.
    """
    rows = connection.execute(
        f"""
        SELECT
            n.id, n.key, content, n.level, tags, n.line, deck.name, deck.path, changed, n.retired, {AXIS}
        FROM note n
        JOIN axis ON axis.id = n.axis_id
        JOIN deck ON deck.id = n.deck_id
        WHERE {KEPT}
            AND n.id IN (SELECT c.note_id FROM card c WHERE 1 {scope.sql})
        ORDER BY n.id
        """,
        scope.args,
    )
    for note_id, key, content, level, tags, line, deck, path, changed, retired, *names in rows:
        content, axis = content if quotes else without_quote(content), Axis(*names)
        note = decode(content, key=key, axis=axis.id, level=level, tags=tags, line=line)
        going = Outgoing(note, deck, _file_name(path), axis, changed, bool(retired), (), content)
        yield note_id, going


def stream_log(connection: sqlite3.Connection, scope: Scope) -> Iterator[Entry]:
    """Every log row of a scope's cards, also what was undone, in the order of the instants."""
    rows = connection.execute(
        f"""
        SELECT {_ENTRY}
        FROM log
        JOIN card c ON c.id = card_id
        WHERE 1
            {scope.sql}
        ORDER BY at, device, log.id
        """,
        scope.args,
    )
    for key, at, day, number, *rest in rows:
        kind = LOG_KINDS.get(number)
        if kind is not None:  # a row of another version; no reader of an archive would know it
            yield Entry(key, at, day, kind, *rest)
    if not scope.sql:
        yield from _stream_waiting(connection)


def _stream_waiting(connection: sqlite3.Connection) -> Iterator[Entry]:
    """The rows that wait for their cards, passed on with the others."""
    for key, at, day, number, *rest in connection.execute(
        """
        SELECT card, at, day, kind, value, before, state, step, interval, took, undone, device
        FROM waiting
        ORDER BY at, device, card
        """
    ):
        kind = LOG_KINDS.get(number)
        if kind is not None:
            yield Entry(key, at, day, kind, *rest)


def mark_exported(connection: sqlite3.Connection, scope: Scope, decks: Mapping[int, int]) -> None:
    """Mark these notes as exported, so that a later package also holds those retired since, and into which deck.

    Args:
        decks: Anki's deck id by row id of the deck here.
    """
    connection.execute(
        f"""
        UPDATE note
        SET exported = (SELECT value FROM json_each(:decks) WHERE key = CAST(deck_id AS TEXT))
        WHERE NOT retired
            AND {_ELSEWHERE}
            AND id IN (SELECT c.note_id FROM card c WHERE 1 {scope.sql})
        """,
        {**scope.args, "decks": json.dumps(decks)},
    )


def count_moved(connection: sqlite3.Connection, scope: Scope, decks: Mapping[int, int]) -> list[tuple[str, int]]:
    """The decks that hold notes which the last package put into another deck of Anki's, and how many they hold.

    Args:
        decks: Anki's deck id by row id of the deck here.
    """
    return connection.execute(
        f"""
        SELECT deck.name, count(*)
        FROM note
        JOIN deck ON deck.id = deck_id
        WHERE NOT retired
            AND exported > {_UNKNOWN_DECK}
            AND {_ELSEWHERE}
            AND note.id IN (SELECT c.note_id FROM card c WHERE 1 {scope.sql})
        GROUP BY deck.id
        ORDER BY deck.id
        """,
        {**scope.args, "decks": json.dumps(decks)},
    ).fetchall()


def load_note_texts(connection: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """For each note its key, content, level, tags, axis, and whether it is retired and its deck bundled."""
    yield from connection.execute(
        """
        SELECT note.key, note.content, note.level, note.tags, axis.key, note.retired, deck.bundled
        FROM note
        JOIN axis ON axis.id = note.axis_id
        JOIN deck ON deck.id = deck_id
        """
    )
