"""Find the deck files below a folder, and hash them to see whether they changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path
from stat import S_ISDIR, S_ISREG

SUFFIXES = (".yaml", ".yml")
_PIECE = 1 << 20


def list_deck_files(folder: Path) -> list[Path]:
    """List the deck files below a folder, sorted; empty when there is no such folder.

    Hidden files and folders are skipped, links are followed, and a file that can be reached in several ways is listed
    once.
    """
    return sorted(_walk(folder))


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


def _walk(folder: Path) -> Iterator[Path]:
    seen: set[tuple[int, int]] = set()
    _is_new(folder, S_ISDIR, seen)
    for parent, folders, files in os.walk(folder, followlinks=True):
        here = Path(parent)
        folders[:] = sorted(name for name in folders if name[0] != "." and _is_new(here / name, S_ISDIR, seen))
        for name in sorted(files):
            path = here / name
            if name[0] != "." and path.suffix.lower() in SUFFIXES and _is_new(path, S_ISREG, seen):
                yield path


def _is_new(path: Path, is_kind: Callable[[int], bool], seen: set[tuple[int, int]]) -> bool:
    """Whether this is a file (or folder) not seen before under any name; remembers it."""
    try:
        about = path.stat()
    except OSError:
        return False
    known = (about.st_dev, about.st_ino) in seen
    seen.add((about.st_dev, about.st_ino))
    return is_kind(about.st_mode) and not known
