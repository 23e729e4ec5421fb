"""What this home knows of the place it syncs with, and how far it has sent its log there."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from quizzer.core.log import LogOrigin
from quizzer.store import key_values
from quizzer.store.connection import transaction
from quizzer.store.device import DEVICE
from quizzer.store.sync.keys import ADDRESS
from quizzer.store.sync.taken import drop_taken

_COLLECTION, _NAME = "sync.collection", "sync.name"
_SYNCED, _DAMAGED, _SENT, _SEQUENCE = "sync.synced", "sync.damaged", "sync.sent", "sync.sequence"

_SEND_ALL = (
    "DELETE FROM outbox",  # every row of the log is sent anyway
    f"UPDATE log SET origin = {LogOrigin.TAKEN_IN:d} WHERE origin = {LogOrigin.SYNCED:d}",
    f"UPDATE waiting SET origin = {LogOrigin.TAKEN_IN:d} WHERE origin = {LogOrigin.SYNCED:d}",
    "UPDATE forgotten SET sent = 0 WHERE sent",
)


class SyncState(NamedTuple):
    """What is known of the place.

    Attributes:
        address: The folder's path, or the URL without its password; empty where none was set up.
        collection_id: That of the place.
        name: What a person calls this device; empty for the machine's own name.
        synced: Milliseconds at which it was last in step; 0 for never.
        damaged: Files that could not be read, each with the milliseconds at which that was first noticed.
    """

    address: str = ""
    collection_id: str = ""
    name: str = ""
    synced: int = 0
    damaged: Mapping[str, int] = MappingProxyType({})


def load(connection: sqlite3.Connection) -> SyncState:
    """Read what is known of the place."""
    return SyncState(
        key_values.get(connection, ADDRESS) or "",
        key_values.get(connection, _COLLECTION) or "",
        key_values.get(connection, _NAME) or "",
        int(key_values.get(connection, _SYNCED) or 0),
        json.loads(key_values.get(connection, _DAMAGED) or "{}"),
    )


def save(connection: sqlite3.Connection, state: SyncState) -> None:
    """Write what is known of the place, as far as it changed; inside the caller's transaction, or as one."""
    values = {
        ADDRESS: state.address,
        _COLLECTION: state.collection_id,
        _NAME: state.name,
        _SYNCED: str(state.synced or ""),
        _DAMAGED: json.dumps(dict(state.damaged), sort_keys=True) if state.damaged else "",
    }
    key_values.put_all(
        connection, [(key, value) for key, value in values.items() if (key_values.get(connection, key) or "") != value]
    )


def reset(connection: sqlite3.Connection, address: str, collection_id: str) -> None:
    """Begin with another place, or with none: nothing was sent there, nothing taken in; one transaction.

    All that is here is to be sent, also what came by a sync with the place before.
    """
    with transaction(connection):
        _drop(connection, _SYNCED, _DAMAGED, _SEQUENCE)
        name = key_values.get(connection, _NAME) or ""
        save(connection, SyncState(address, collection_id, name))
        connection.execute("DELETE FROM taken")
        _send_all(connection)


def send_again(connection: sqlite3.Connection, lost: Iterable[str]) -> None:
    """Have all that is here sent again, as the place has lost files that this home had sent; one transaction.

    Args:
        lost: The names of those files.
    """
    with transaction(connection):
        drop_taken(connection, lost)
        _send_all(connection)


def _send_all(connection: sqlite3.Connection) -> None:
    from quizzer.store.sync import quizzes, registers

    _drop(connection, _SENT)
    for statement in _SEND_ALL:
        connection.execute(statement)
    registers.send_again(connection)
    quizzes.send_again(connection)


def _drop(connection: sqlite3.Connection, *keys: str) -> None:
    connection.executemany("DELETE FROM setting WHERE key = ?", [(key,) for key in keys])


def load_sent(connection: sqlite3.Connection) -> int:
    """The id of the last row of the log up to which all rows were sent."""
    return int(key_values.get(connection, _SENT) or 0)


def save_sent(connection: sqlite3.Connection, row_id: int) -> None:
    """Note up to which row of the log all rows were sent; inside the caller's transaction."""
    key_values.put(connection, _SENT, str(row_id))


def next_number(connection: sqlite3.Connection) -> int:
    """The number of the next file that this device writes, from 1."""
    device, _, number = (key_values.get(connection, _SEQUENCE) or "").partition(" ")
    return int(number) + 1 if device and device == key_values.get(connection, DEVICE) else 1


def save_number(connection: sqlite3.Connection, number: int) -> None:
    """Note the number of the last file that this device has written; inside the caller's transaction."""
    key_values.put(connection, _SEQUENCE, f"{key_values.get(connection, DEVICE) or ''} {number}")
