"""Find the deck files below a folder, hash them to see whether they changed, and see which are overlays."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from hashlib import blake2b
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import NamedTuple

SUFFIXES = (".yaml", ".yml")
_PIECE = 1 << 20
_OVERLAY = b"overlay:"
_TOP = 1 << 14


class FoundFiles(NamedTuple):
    """The deck files below a folder.

    Attributes:
        files: Those to read, sorted.
        left_out: Those to leave alone, each with the reason as the end of a sentence.
        unknown: Files and folders of which nobody can say now what is in them: the folder itself where it is not there,
            a folder that may not be listed, a link that leads nowhere.
    """

    files: list[Path]
    left_out: list[tuple[Path, str]]
    unknown: list[Path]


def list_deck_files(folder: Path) -> list[Path]:
    """List the deck files below a folder, sorted; empty when there is no such folder.

    Hidden files and folders are skipped, links are followed, and a file that can be reached in several ways is listed
    once. Copies that a program made of another file are left out.
    """
    return find_files(folder).files


def find_files(folder: Path) -> FoundFiles:
    """Find the deck files below a folder, and what keeps others from being read."""
    found = FoundFiles([], [], [])
    for path in _walk(folder, found):
        found.files.append(path)
    # By the name without its ending, so that a deck comes before what is named after it.
    found.files.sort(key=lambda path: (*path.parent.parts, path.stem, path.suffix))
    return found


def hash_file(path: Path) -> str:
    """Hash a file's bytes to 32 hexadecimal digits; empty when it can not be read (reading it says why)."""
    content = blake2b(digest_size=16)
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                content.update(piece)
    except (OSError, ValueError):
        return ""
    return content.hexdigest()


def read_base(path: Path) -> str:
    """The deck file whose notes an overlay changes, as it is named near the top of the file; empty for another file."""
    try:
        if not path.is_file():  # opening a pipe would wait for a writer
            return ""
        with path.open("rb") as file:
            top = file.read(_TOP)
    except (OSError, ValueError):
        return ""
    at = 0 if top.startswith(_OVERLAY) else top.find(b"\n" + _OVERLAY) + 1
    if not at and not top.startswith(_OVERLAY):
        return ""
    value = top[at + len(_OVERLAY) :].partition(b"\n")[0].partition(b" #")[0]
    return value.strip().strip(b"'\"").decode(errors="replace")


def hash_text(text: str) -> str:
    """Hash the bytes of a file that holds this text, as :func:`hash_file` does."""
    return blake2b(text.encode(), digest_size=16).hexdigest()


def _walk(folder: Path, found: FoundFiles) -> Iterator[Path]:
    seen: set[tuple[int, int]] = set()
    if not _is_new(folder, S_ISDIR, seen):
        found.unknown.append(folder)
        return

    def cannot_list(error: OSError) -> None:
        place = Path(error.filename)
        found.unknown.append(place)
        found.left_out.append((place, f"the folder cannot be listed: {error.strerror}"))

    for parent, folders, files in os.walk(folder, onerror=cannot_list, followlinks=True):
        here = Path(parent)
        folders[:] = sorted(name for name in folders if name[0] != "." and _is_new(here / name, S_ISDIR, seen))
        names = sorted(name for name in files if name[0] != "." and name.lower().endswith(SUFFIXES))
        beside, stems = frozenset(names), frozenset(name.rpartition(".")[0] for name in names)
        for name in names:
            path = here / name
            if original := _find_original(path, beside, stems):
                found.left_out.append((path, f"this is a copy of {original}; compare the two, then delete it"))
            elif _is_new(path, S_ISREG, seen):
                yield path
            elif reason := _say_why_not(path):
                found.unknown.append(path)
                found.left_out.append((path, reason))


def _find_original(path: Path, names: Collection[str], stems: Collection[str]) -> str | None:
    """The file that this one is a copy of; the rules are compiled only for a name that may be one: a start waits."""
    lowered, stem = path.name.lower(), path.stem
    if not (
        any(word in lowered for word in ("confli", "konfli", "case clash"))
        or not lowered.isascii()
        or any(stem[:end] in stems for end in range(1, len(stem)))
    ):
        return None
    from quizzer.deckfile.copies import find_original

    return find_original(path, names)


def _say_why_not(path: Path) -> str:
    """Why a file is left out; empty where it is known under another name."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return "this link leads nowhere"
    except OSError as error:
        return f"this cannot be read: {error.strerror}"
    return "" if S_ISREG(mode) else "this is not a file"


def _is_new(path: Path, is_kind: Callable[[int], bool], seen: set[tuple[int, int]]) -> bool:
    """Whether this is a file (or folder) not seen before under any name; remembers it."""
    try:
        about = path.stat()
    except OSError:
        return False
    known = (about.st_dev, about.st_ino) in seen
    seen.add((about.st_dev, about.st_ino))
    return is_kind(about.st_mode) and not known
