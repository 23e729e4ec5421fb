"""The device of a home: what tells the answers given on two machines apart, even where their instants are the same."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
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
    show another binding than the one noted, and get a new id: else both copies would write under one name. A backup
    that was copied into the file itself has fewer rows than a note beside the database says.
    """
    bound = _binding(database)
    if key_values.get(connection, _BOUND) != bound or _is_set_back(connection, database):
        forget_device(connection)
        key_values.put(connection, DEVICE, os.urandom(10).hex())
        key_values.put(connection, _BOUND, bound)  # last: if the program dies before it, the next start makes a new id
    note_rows(connection, database)


def note_rows(connection: sqlite3.Connection, database: Path) -> None:
    """Note beside the database how many rows its log has had, where that changed; a home to read only goes without."""
    note = _note_of(connection)
    with suppress(OSError):
        if _read_note(database) != note:
            place = _place_of_note(database)
            place.touch(mode=0o600)
            place.write_text(note, "utf-8")


def draw_digits() -> str:
    """Four random hexadecimal digits, for a name that is made once and is to be nobody else's."""
    return os.urandom(2).hex()


def forget_device(connection: sqlite3.Connection) -> None:
    """Leave the home without an id; the next start gives it a new one."""
    connection.execute(f"DELETE FROM setting WHERE key IN ('{DEVICE}', '{_BOUND}')")


def _is_set_back(connection: sqlite3.Connection, database: Path) -> bool:
    """Whether the database had more rows under this id than it has: an older state was put into its place."""
    device, _, had = _read_note(database).partition(" ")
    here, _, has = _note_of(connection).partition(" ")
    return device == here and had.isdecimal() and int(had) > int(has)


def _note_of(connection: sqlite3.Connection) -> str:
    """The id, and the number of the log's last row, also of one that is gone."""
    last = "coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'log'), 0)"
    return str(connection.execute(f"SELECT {THIS_DEVICE} || ' ' || {last}").fetchone()[0])


def _read_note(database: Path) -> str:
    try:
        return _place_of_note(database).read_text("utf-8")[:100]
    except (OSError, ValueError):
        return ""


def _place_of_note(database: Path) -> Path:
    return database.with_name(f"{database.name}-rows")


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
