"""The device of a home: what tells the answers given on two machines apart, even where their instants are the same."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from zlib import crc32

from quizzer.store import key_values

DEVICE = "device"
"""The key of the device id: 80 random bits, in hexadecimal."""
_BOUND = "device.bound"
_MACHINE = Path("/etc/machine-id")

THIS_DEVICE = f"coalesce((SELECT value FROM setting WHERE key = '{DEVICE}'), '')"
"""The id, in SQL: part of the key of each row that is written here."""


def ensure_device(connection: sqlite3.Connection, database: Path) -> None:
    """Give the home an id of its own, unless it has one already.

    The id is bound to the machine and to the file. A copied home, a backup in the database's place and a cloned machine
    show another binding than the one noted, and get a new id: else both copies would write under one name.
    """
    bound = _binding(database)
    if key_values.get(connection, _BOUND) == bound:
        return
    forget_device(connection)
    key_values.put(connection, DEVICE, os.urandom(10).hex())
    key_values.put(connection, _BOUND, bound)  # last: where the program dies before it, the next start makes a new id


def draw_digits() -> str:
    """Four random hexadecimal digits, for a name that is made once and is to be nobody else's."""
    return os.urandom(2).hex()


def forget_device(connection: sqlite3.Connection) -> None:
    """Leave the home without an id; the next start gives it a new one."""
    connection.execute(f"DELETE FROM setting WHERE key IN ('{DEVICE}', '{_BOUND}')")


def _binding(database: Path) -> str:
    """What differs between a database and its copies: the machine, the path, and the number of the file."""
    try:
        machine = _MACHINE.read_text("utf-8").strip()
    except (OSError, ValueError):
        machine = ""
    if not machine and hasattr(os, "uname"):
        machine = os.uname().nodename
    place = os.path.realpath(database)
    return f"{crc32(os.fsencode(f'{machine} {place}')):08x} {database.stat().st_ino}"
