"""What changed in the decks since they were read before, kept for a person to look at."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.notes.identity.changes import ChangeKind, compare_place, compare_wording, explain_progress, title_of
from quizzer.core.notes.identity.changes import Difference as Difference
from quizzer.core.notes.identity.overlay import mark_of
from quizzer.store import key_values
from quizzer.store.lock import InUse
from quizzer.store.notes.deck_files import KnownDeck, load_heirs
from quizzer.store.records import deck_changes
from quizzer.store.records.deck_changes import Compared
from quizzer.store.records.deck_changes import StoredChange as StoredChange

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection
    from quizzer.study.decks.overlays import OwnText

_OWN_TEXTS = "own-texts"
"""The notes of bundled decks of which the person has a text, each with the mark of a text that changed beside it."""


class Before(NamedTuple):
    """What was known before the files were read."""

    deck_ids: tuple[int, ...]
    last_deck: int
    largest_note: int
    had_bundled: bool


def remember(connection: sqlite3.Connection, known: Sequence[KnownDeck], read_now: Sequence[KnownDeck]) -> Before:
    """Copy what is about to change aside.

    Args:
        connection: The database.
        known: Every deck that was read before.
        read_now: Those of them whose file changed or is gone.
    """
    ids = tuple(deck.id for deck in read_now)
    return Before(
        ids,
        max((deck.id for deck in known), default=0),
        deck_changes.copy_notes(connection, ids),
        any(deck.bundled for deck in known),
    )


def record(connection: sqlite3.Connection, before: Before, texts: Mapping[str, OwnText] | None, now: int) -> None:
    """Write down what changed.

    Args:
        connection: The database.
        before: As it was.
        texts: The person's own texts of bundled notes; None where those decks were not read now.
        now: Epoch seconds.
    """
    earlier: dict[str, str] = json.loads(key_values.get(connection, _OWN_TEXTS) or "{}")
    own = earlier if texts is None else _marks(texts)
    compared = deck_changes.compare_notes(connection, before.deck_ids, before.last_deck, before.largest_note)
    changes = list(_changes(compared, before, {*earlier, *own}, load_heirs(connection), now))
    changes += _both(texts or {}, earlier, now)
    if changes:
        deck_changes.add_changes(connection, changes)
    if own != earlier:
        key_values.put(connection, _OWN_TEXTS, json.dumps(own))


def load_changes(collection: Collection) -> list[StoredChange]:
    """Every change that is kept, the newest first."""
    return deck_changes.load_changes(collection.connection)


def group_changes(changes: Sequence[StoredChange]) -> list[tuple[int, list[tuple[str, list[StoredChange]]]]]:
    """Changes by the second at which the files were read and by deck, in their order."""
    readings: dict[int, dict[str, list[StoredChange]]] = {}
    for one in changes:
        readings.setdefault(one.at, {}).setdefault(one.deck, []).append(one)
    return [(at, list(decks.items())) for at, decks in readings.items()]


def mark_seen(collection: Collection) -> None:
    """Write that the changes were looked at, unless another program is at work."""
    from quizzer.study.collection import opening

    with suppress(InUse), nullcontext() if collection.exclusive else opening.hold(collection.paths, collection.clock):
        deck_changes.mark_seen(collection.connection)


def _changes(
    compared: Iterator[Compared], before: Before, own: set[str], heirs: Mapping[str, Sequence[str]], now: int
) -> Iterator[StoredChange]:
    for one in compared:
        bundled = one.bundled and one.key not in own
        kind = _kind_of(one)
        if kind is None or (kind == "new" and not (bundled and before.had_bundled)):
            continue
        differences: tuple[Difference, ...] = ()
        if one.before is not None and kind in ("reworded", "moved"):
            differences = compare_wording(one.before.note, one.after.note) + compare_place(one.before, one.after)
        progress = explain_progress(kind, one.before, one.after, heirs.get(one.key, ()))
        title = title_of(one.after.note)
        yield StoredChange(now, one.after.place.deck, bundled, one.key, kind, title, differences, progress)


def _kind_of(one: Compared) -> ChangeKind | None:
    """What happened to a note; None for nothing that a person sees."""
    if one.is_retired:
        return "retired" if one.before is not None and not one.was_retired else None
    if one.was_retired:
        return "back"
    if one.before is None:
        return "back" if one.existed else "new"
    if compare_wording(one.before.note, one.after.note):
        return "reworded"
    return "moved" if compare_place(one.before, one.after) else None


def _marks(texts: Mapping[str, OwnText]) -> dict[str, str]:
    return {key: mark_of(own.base, "") if own.base and own.both_changed else "" for key, own in texts.items()}


def _both(texts: Mapping[str, OwnText], earlier: Mapping[str, str], now: int) -> Iterator[StoredChange]:
    """The notes that a person and the bundled deck changed, where it is not written down already."""
    for key, mark in _marks(texts).items():
        own = texts[key]
        if mark and own.base is not None and earlier.get(key) != mark:
            differences = compare_wording(own.note, own.base)
            yield StoredChange(now, own.deck, True, key, "both", title_of(own.note), differences, "your text counts")
