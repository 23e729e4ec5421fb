"""What a file is: told by its content where that tells, else by the ending of its name."""

from __future__ import annotations

import re
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Literal

from quizzer.core.safe_text import one_line
from quizzer.errors import Problem
from quizzer.formats.common.clean_text import unreadable
from quizzer.formats.mnemosyne.files import CARDS

Format = Literal["anki", "archive", "markdown", "mnemosyne", "table"]

KNOWN = (
    "What can be imported: Anki’s .apkg, .colpkg and collection.anki2, Mnemosyne’s .cards, .db and .xml, tables (.csv, "
    ".tsv, .txt), Markdown with Q:, A: and C: (a .md file or a folder of them), and quizzer’s own .json"
)
_HEAD = 1 << 16
_ANKI_ENDINGS = (".apkg", ".colpkg")
_BY_ENDING: dict[str, Format] = {
    ".csv": "table",
    ".tsv": "table",
    ".tab": "table",
    ".txt": "table",
    ".md": "markdown",
    ".markdown": "markdown",
}
_ANKI_TABLES, _MNEMOSYNE_TABLES, _OWN_TABLES = ("notes", "cards", "revlog"), ("facts", "cards", "log"), ("note", "card")
_MARKER = re.compile(rb'"format"\s*:\s*"quizzer archive"')
_MARKDOWN = re.compile(rb"^(?:Q|C):", re.M)
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|mnemosyne|openSM2sync)\b")


def detect(path: Path) -> Format:
    """Which reader takes a file.

    A zip is an Anki package, or an export of Mnemosyne's when ``cards.xml`` is in it; a SQLite database is told by its
    tables, XML and JSON by how they begin. Of text, the ending of the name decides; a ``.txt`` with ``Q:`` or ``C:`` at
    the beginning of a line is Markdown. A folder is one of Markdown files. Whether the file is sound is for the reader
    to find out.

    Raises:
        Problem: It cannot be read, is empty, or is nothing that can be imported; the sentence lists what can be.
    """
    try:
        if path.is_dir():
            return "markdown"
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None
    if not head.strip(b"\0 \t\r\n"):
        raise Problem(f"{path}: the file is empty.")
    ending = path.suffix.lower()
    if head.startswith(b"PK"):
        return _of_zip(path, ending)
    if head.startswith(b"SQLite format 3\0"):
        return _of_database(path, ending)
    if _XML.match(head):
        return "mnemosyne"
    if _MARKER.search(head) or (ending == ".json" and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")):
        return "archive"
    if ending == ".txt" and _MARKDOWN.search(head):
        return "markdown"
    if ending in _BY_ENDING:
        return _BY_ENDING[ending]
    return _otherwise(path, ending)


def _otherwise(path: Path, ending: str) -> Format:
    if ending in (".yaml", ".yml"):
        raise Problem(f"{path}: this is a deck file already; put it into your deck folder.")
    if ending in _ANKI_ENDINGS:
        return "anki"  # damaged, which its reader tells better
    raise _unknown(path)


def _of_zip(path: Path, ending: str) -> Format:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "mnemosyne" if ending == ".cards" else "anki"
    if any(name.startswith("collection.anki2") for name in names):
        return "anki"
    if CARDS in names:
        return "mnemosyne"
    if ending in _ANKI_ENDINGS:
        return "anki"
    raise _unknown(path)


def _of_database(path: Path, ending: str) -> Format:
    by_ending: Format = "anki" if ending.startswith(".anki") else "mnemosyne"
    try:
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"  # immutable: nothing is written beside it
        with closing(sqlite3.connect(address, uri=True)) as connection:
            rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    except sqlite3.Error:
        return by_ending
    tables = {name for (name,) in rows}
    if tables.issuperset(_ANKI_TABLES):
        return "anki"
    if tables.issuperset(_MNEMOSYNE_TABLES):
        return "mnemosyne"
    if tables.issuperset(_OWN_TABLES):
        raise Problem(f"{path}: this is a quizzer database; `quizzer merge` takes in its reviews.")
    if not tables or ending.startswith(".anki"):
        return by_ending
    raise _unknown(path)


def _unknown(path: Path) -> Problem:
    return Problem(f"{one_line(str(path))}: this is no file that can be imported. {KNOWN}.")
