"""The deck files on disk, and whether the store already holds what they say; nothing is parsed here."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from quizzer.deckfile.find import hash_file, list_deck_files
from quizzer.study.review.values import DeckProblem


class DeckFile(NamedTuple):
    """A deck file as it is on disk."""

    path: Path
    digest: str
    bundled: bool


def find_deck_files(bundled: Path, folders: Sequence[Path]) -> list[DeckFile]:
    """The deck files to load: the person's own, and those bundled files none of them replaces.

    A file in one's own folder with the name of a bundled one takes its place: that is how bundled decks are edited.
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
    """Whether the store already holds exactly these files with this content."""
    stored = dict(connection.execute("SELECT path, digest FROM deck WHERE digest <> 'gone'").fetchall())
    return len(stored) == len(files) and all(
        file.digest and stored.get(str(file.path)) == file.digest for file in files
    )


def problems(connection: sqlite3.Connection) -> list[DeckProblem]:
    """The findings of every loaded deck file, as they were when it was read."""
    rows = connection.execute("SELECT path, problems FROM deck WHERE digest <> 'gone' AND problems <> '[]' ORDER BY id")
    return [
        DeckProblem(Path(path), line, message, level, name)
        for path, found in rows
        for line, level, message, name in json.loads(found)
    ]
