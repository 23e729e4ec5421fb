"""Copies of a deck file that a program made and nobody asked for, known by their names and by the ids in them.

Programs that keep folders in sync put such a copy beside a file that was changed in two places. Loaded as a deck, the
copy could bring old wording back, or its notes twice.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

_CONFLICT = r"(?:conflict|konflikt|conflit|conflitto|conflicto|conflito|конфликт|冲突|衝突|競合)"
_SURE = re.compile(
    r"(?P<base>.+?)(?:"
    r"[.~-]sync-conflict-\d{8}-\d{6}(?:-\w+)?"  # Syncthing
    r"|[ _.-]*\([^()]*conflicted copy[^()]*\)(?: \(\d+\))?"  # Dropbox, Nextcloud
    r"|[ _.-]*\((?:SFConflict|case conflict|case clash)[^()]*\)"  # Seafile, Dropbox, Nextcloud
    rf"|[ _.-]*[(\[][^()\[\]]*{_CONFLICT}[^()\[\]]*\d{{4}}[^()\[\]]*[)\]]"  # in other languages, with a date
    r"|_conflict-\d{8}-\d{6}"  # ownCloud, older Nextcloud
    r"|[_-].*_conflict"  # Synology
    r"|[ _.-]*\[conflicted(?: \d+)?\]"  # pCloud
    r")",
    re.I,
)
# Only beside the file they are named after, and with its notes: such a name can be a deck's own.
_POSSIBLE = re.compile(
    r"(?P<base>.+?)(?:"
    r" \d{1,3}"  # iCloud
    r"| ?\(\d{1,3}\)"  # browsers, Google Drive
    r"|[ _-]*(?:copy|kopie|copie|copia)(?: ?\(?\d{1,3}\)?)?"  # file managers
    r"| \([^()]*copy[^()]*\)"
    rf"|[ _.-]*[(\[]?{_CONFLICT}[^()\[\]]*[)\]]?"
    r"|-[A-Z0-9][\w-]{2,30}"  # OneDrive: the name of the computer
    r")",
    re.I,
)
_HEAD = 1 << 20
_DECK = re.compile(rb"(?m)^deck:[ \t]*(.*?)[ \t]*(?: #.*)?\r?$")
_ID = re.compile(rb"(?m)^[ \t-]*(?:\{[ \t]*)?id:[ \t]*([^\s,}#]+)")


def find_original(path: Path, beside: Collection[str]) -> str | None:
    """The name of the file that this one is an unwanted copy of; None for a file of its own.

    Args:
        beside: The names in the same folder.
    """
    if found := _SURE.fullmatch(path.stem):
        return found["base"] + path.suffix
    if (found := _POSSIBLE.fullmatch(path.stem)) is None:
        return None
    for ending in (path.suffix, ".yaml", ".yml"):
        name = found["base"] + ending
        if name in beside and name != path.name and share_notes(path, path.with_name(name)):
            return name
    return None


def is_same_deck(path: Path, other: Path) -> bool:
    """Whether two files are versions of one deck: they bear the same name, or share most of their notes."""
    name, _ = _outline(path)
    return (name != b"" and name == _outline(other)[0]) or share_notes(path, other)


def share_notes(path: Path, other: Path) -> bool:
    """Whether more than half the note ids of the smaller file are in the other, too."""
    ids, others = _outline(path)[1], _outline(other)[1]
    return 2 * len(ids & others) > min(len(ids), len(others)) > 0


def outline_ids(path: Path) -> frozenset[str]:
    """What may be the ids of the notes of a file that is not sound."""
    try:
        with path.open("rb") as file:
            text = file.read(_HEAD)
    except OSError:
        return frozenset()
    return frozenset(found.strip(b"'\"").decode(errors="replace") for found in _ID.findall(text))


def find_id_line(path: Path, note_id: str) -> int:
    """The line at which a file that is not sound seems to have a note; 0 for none."""
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError:
        return 0
    wanted = note_id.encode()
    return next((at for at, line in enumerate(lines, 1) if wanted in (i.strip(b"'\"") for i in _ID.findall(line))), 0)


def _outline(path: Path) -> tuple[bytes, frozenset[bytes]]:
    """The name of the deck and the ids of its notes, found by their form: the file need not be sound."""
    try:
        with path.open("rb") as file:
            text = file.read(_HEAD)
    except OSError:
        return b"", frozenset()
    name = _DECK.search(text)
    notes = text.partition(b"\nnotes:")[2]
    return (name[1].strip(b"'\"") if name else b""), frozenset(found.strip(b"'\"") for found in _ID.findall(notes))
