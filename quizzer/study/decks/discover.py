"""Finding the deck files on disk, and checking whether the database has their content; nothing is parsed here."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from quizzer.deckfile.find import FoundFiles, find_files, hash_file, list_deck_files
from quizzer.store.notes.deck_files import load_digests
from quizzer.store.notes.paths import load_path, store_path


class DeckFile(NamedTuple):
    """A deck file on disk.

    Attributes:
        digest: Digest of its content; empty when it cannot be read.
        bundled: It comes with the program.
    """

    path: Path
    digest: str
    bundled: bool


class Discovery(NamedTuple):
    """What a look at the deck folders found.

    Attributes:
        files: The deck files to load.
        replaced: The bundled decks that are not loaded, each with the file of the learner's own that stands for it.
        left_out: Files that are not loaded, each with the reason.
        unknown: Files and folders of which nobody can say now what is in them; what they held stays as it is.
        empty: Folders of the learner's own in which there is no deck file.
    """

    files: list[DeckFile]
    replaced: list[tuple[Path, Path]]
    left_out: list[tuple[Path, str]]
    unknown: list[Path]
    empty: list[Path]


def discover_decks(bundled: Path, folders: Sequence[Path], left_out: Collection[str] = ()) -> Discovery:
    """Find the deck files to load: the learner's own, and the bundled ones that none of those replaces.

    A file in the learner's folder replaces the bundled one of the same name when it is the same deck; that is how
    bundled decks are edited.

    Args:
        left_out: Bundled decks that are not wanted, by the names of their files without the ending.
    """
    looked = {folder: find_files(folder) for folder in folders}
    own = list(dict.fromkeys(path for found in looked.values() for path in found.files))
    by_name: dict[str, list[Path]] = {}
    for path in own:
        by_name.setdefault(path.name, []).append(path)
    found = dict.fromkeys(own, False)
    replaced = []
    for path in list_deck_files(bundled):
        if path.stem in left_out:
            continue
        mine = next((other for other in by_name.get(path.name, ()) if _is_same_deck(path, other)), None)
        if mine is not None and mine != path:
            replaced.append((path, mine))
        else:
            found.setdefault(path, True)
    return Discovery(
        [DeckFile(path, hash_file(path), is_bundled) for path, is_bundled in found.items()],
        replaced,
        [left_out for found in looked.values() for left_out in found.left_out],
        [path for found in looked.values() for path in found.unknown],
        [folder for folder, found in looked.items() if found == FoundFiles([], [], [])],
    )


def _is_same_deck(path: Path, other: Path) -> bool:
    from quizzer.deckfile.copies import is_same_deck  # compiles rules that most starts do not need

    return is_same_deck(path, other)


def find_deck_files(bundled: Path, folders: Sequence[Path], left_out: Collection[str] = ()) -> list[DeckFile]:
    """Find the deck files to load; see :func:`discover_decks`."""
    return discover_decks(bundled, folders, left_out).files


def is_current(connection: sqlite3.Connection, files: Sequence[DeckFile], kept: Sequence[Path] = ()) -> bool:
    """Whether the database holds exactly these files with this content, besides those that are kept.

    Args:
        kept: Files and folders whose decks stay as they are while nobody can look.
    """
    stored = load_digests(connection)
    if kept:
        here = {store_path(file.path) for file in files}
        stored = {
            path: digest for path, digest in stored.items() if path in here or not is_below(load_path(path), kept)
        }
    return len(stored) == len(files) and all(
        file.digest and stored.get(store_path(file.path)) == file.digest for file in files
    )


def is_below(path: Path, places: Sequence[Path]) -> bool:
    """Whether a path is one of these places, or below one."""
    return any(path == place or place in path.parents for place in places)
