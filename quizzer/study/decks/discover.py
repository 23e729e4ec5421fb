"""Finding the deck files on disk, and checking whether the database has their content; nothing is parsed here."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from quizzer.deckfile.find import hash_file, list_deck_files
from quizzer.store.notes.deck_files import load_digests


class DeckFile(NamedTuple):
    """A deck file on disk.

    Attributes:
        digest: Digest of its content; empty when it cannot be read.
        bundled: It comes with the program.
    """

    path: Path
    digest: str
    bundled: bool


def find_deck_files(bundled: Path, folders: Sequence[Path]) -> list[DeckFile]:
    """Find the deck files to load: the learner's own, and the bundled ones that none of those replaces.

    A file in the learner's folder replaces the bundled one of the same name; that is how bundled decks are edited.
    """
    own = [path for folder in folders for path in list_deck_files(folder)]
    names = {path.name for path in own}
    found = dict.fromkeys(own, False)
    for path in list_deck_files(bundled):
        if path.name not in names:
            found.setdefault(path, True)
    files = []
    for path, is_bundled in found.items():
        try:
            files.append(DeckFile(path, hash_file(path), is_bundled))
        except OSError:
            files.append(DeckFile(path, "", is_bundled))
    return files


def is_current(connection: sqlite3.Connection, files: Sequence[DeckFile]) -> bool:
    """Whether exactly these files are in the database, with this content."""
    stored = load_digests(connection)
    return len(stored) == len(files) and all(
        file.digest and stored.get(str(file.path)) == file.digest for file in files
    )
