"""Detection: a file is known by its content where that says what it is, else by the ending of its name."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

from quizzer.core.safe_text import one_line
from quizzer.errors import Problem
from quizzer.files import require_file
from quizzer.formats import registry, unreadable_kinds
from quizzer.formats.common.clean_text import unreadable
from quizzer.formats.registry import Format

_HEAD = 1 << 16
_OWN_TABLES = ("note", "card")


def detect(path: Path) -> Format:
    """Find the format of a file in the registry.

    A zip is known by its members, a SQLite database by its tables, text by how it begins and then by the ending of its
    name. Whether the file is sound is for the reader to find out.

    Raises:
        Problem: It cannot be read, is empty, or is nothing that can be imported; the sentence lists what can be.
    """
    try:
        unreadable_kinds.refuse_address(path)
        if path.is_dir():
            unreadable_kinds.refuse_folder(path)
            return next(row for row in registry.FORMATS if row.recognition.is_folder)
        require_file(path)
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None
    if not head.strip(b"\0 \t\r\n"):
        raise Problem(f"{path}: the file is empty.")
    unreadable_kinds.refuse_content(path, head)
    ending = path.suffix.lower()
    if head.startswith(b"PK"):
        return _format_of_zip(path, ending)
    if head.startswith(b"SQLite format 3\0"):
        return _format_of_database(path, ending)
    return _format_of_text(path, ending, head)


def _format_of_text(path: Path, ending: str, head: bytes) -> Format:
    for row in registry.FORMATS:
        for begins in row.recognition.heads:
            if begins.ending in ("", ending) and begins.pattern.search(head):
                return row
    for row in registry.FORMATS:
        if ending in row.recognition.endings:
            return row
    if ending in (".yaml", ".yml"):
        raise Problem(f"{path}: this is a deck file already; put it into your deck folder.")
    return _format_by_name(path, ending)


def _format_by_name(path: Path, ending: str) -> Format:
    """The format that the name alone is sure of: the file is damaged, and its reader has the better error."""
    for row in registry.FORMATS:
        if ending in row.recognition.certain_endings:
            return row
    raise _unknown(path)


def _format_of_zip(path: Path, ending: str) -> Format:
    zips = [row for row in registry.FORMATS if row.recognition.zip_member is not None]
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return next((row for row in zips if ending in row.recognition.zip_endings), zips[0])
    for row in zips:
        member = row.recognition.zip_member
        if member is not None and any(map(member.match, names)):
            return row
    return _format_by_name(path, ending)


def _format_of_database(path: Path, ending: str) -> Format:
    rows = [row for row in registry.FORMATS if row.recognition.tables]
    by_ending = next(row for row in rows if ending.startswith(row.recognition.database_ending))
    try:
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"  # immutable: nothing is written beside it
        with closing(sqlite3.connect(address, uri=True)) as connection:
            found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    except sqlite3.Error:
        return by_ending
    tables = {name for (name,) in found}
    for row in rows:
        if row.recognition.tables <= tables:
            return row
    if tables.issuperset(_OWN_TABLES):
        raise Problem(f"{path}: this is a quizzer database; `quizzer merge` takes in its reviews.")
    if not tables or by_ending.recognition.database_ending:
        return by_ending
    raise _unknown(path)


def _unknown(path: Path) -> Problem:
    return Problem(f"{one_line(str(path))}: this is no file that can be imported. {registry.known_files()}.")
