"""Finding the deck files on disk, and checking whether the database has their content; nothing is parsed here."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from quizzer.deckfile.find import FoundFiles, find_files, hash_file, list_deck_files
from quizzer.store.notes.deck_files import load_digests
from quizzer.store.notes.paths import load_path, store_path
from quizzer.study.decks.looks import Looks

_UNCHANGED = "this is a bundled deck, unchanged, so the bundled one is loaded; the copy can be deleted"


class DeckFile(NamedTuple):
    """A deck file on disk.

    Attributes:
        digest: Digest of its content; empty when it cannot be read.
        bundled: It comes with the program.
        overlays: The person's files that change notes of the bundled decks; of a bundled deck all of them, since a
            note may have moved to another deck, and its digest holds all of them and all bundled decks.
        is_copy: It is the person's own copy of a bundled deck, which is not loaded beside it.
    """

    path: Path
    digest: str
    bundled: bool
    overlays: tuple[Overlay, ...] = ()
    is_copy: bool = False


class Overlay(NamedTuple):
    """A deck file of the person's own that changes notes of a bundled deck.

    Attributes:
        base: That deck's file.
    """

    path: Path
    base: Path


class Discovery(NamedTuple):
    """What a look at the deck folders found.

    Attributes:
        files: The deck files to load.
        overlays: The learner's own files that change notes of the bundled decks that are loaded.
        replaced: The bundled decks that are not loaded, each with the file of the learner's own that stands for it.
        left_out: Files that are not loaded, each with the reason.
        unknown: Files and folders of which nobody can say now what is in them; what they held stays as it is.
        empty: Folders of the learner's own in which there is no deck file.
    """

    files: list[DeckFile]
    overlays: tuple[Overlay, ...]
    replaced: list[tuple[Path, Path]]
    left_out: list[tuple[Path, str]]
    unknown: list[Path]
    empty: list[Path]


def discover_decks(
    bundled: Path, folders: Sequence[Path], left_out: Collection[str] = (), looks: Looks | None = None
) -> Discovery:
    """Find the deck files to load: the learner's own, and the bundled ones that none of those replaces.

    A file in the learner's folder replaces the bundled one of the same name when it is the same deck, and not the same
    byte for byte. An overlay replaces single notes.

    Args:
        left_out: Bundled decks that are not wanted, by the names of their files without the ending.
        looks: What is known of the files; the new looks are added.
    """
    look = (looks or Looks()).look
    looked = {folder: find_files(folder) for folder in folders}
    own = dict.fromkeys(path for found in looked.values() for path in found.files)
    notices = [notice for found in looked.values() for notice in found.left_out]
    by_name: dict[str, list[Path]] = {}
    bases = {path: base for path in own if (base := look(path).base)}
    for path in own:
        if path not in bases:
            by_name.setdefault(path.name, []).append(path)
    loaded: list[DeckFile] = []
    replaced = []
    for path in list_deck_files(bundled):
        if path.stem in left_out:
            continue
        mine = next((other for other in by_name.get(path.name, ()) if _is_same_deck(path, other)), None)
        digest = look(path).digest
        if mine is not None and mine != path and look(mine).digest != digest:
            replaced.append((path, mine))
            continue
        if mine is not None and mine != path:
            del own[mine]
            notices.append((mine, _UNCHANGED))
        if path not in own:
            loaded.append(DeckFile(path, digest, bundled=True))
    overlays = _match(bases, loaded)
    beside = {overlay.path for overlay in overlays}
    beside |= {path for path, base in bases.items() if base.rpartition(".")[0] in left_out}
    copies = {mine for _, mine in replaced}
    files = [
        DeckFile(path, look(path).digest, bundled=False, is_copy=path in copies) for path in own if path not in beside
    ]
    return Discovery(
        [*files, *with_overlays(loaded, overlays, lambda path: look(path).digest)],
        overlays,
        replaced,
        notices,
        [path for found in looked.values() for path in found.unknown],
        [folder for folder, found in looked.items() if found == FoundFiles([], [], [])],
    )


def with_overlays(
    files: Sequence[DeckFile], overlays: tuple[Overlay, ...], digest_of: Callable[[Path], str] = hash_file
) -> list[DeckFile]:
    """The bundled decks with the overlays: where there are some, all of them are read as one as soon as one changes.

    Args:
        files: Each with the digest of its file alone.
        overlays: All of them.
        digest_of: Gives the digest of an overlay.
    """
    if not overlays:
        return list(files)
    digests = [digest_of(overlay.path) for overlay in overlays]
    digests += [file.digest for file in files]
    if not all(digests):
        return [file._replace(digest="", overlays=overlays) for file in files]
    whole = "".join(digests)
    return [
        file._replace(digest=blake2b((file.digest + whole).encode(), digest_size=16).hexdigest(), overlays=overlays)
        for file in files
    ]


def _match(bases: Mapping[Path, str], loaded: Sequence[DeckFile]) -> tuple[Overlay, ...]:
    by_name = {file.path.name: file.path for file in loaded}
    return tuple(Overlay(path, by_name[base]) for path, base in bases.items() if base in by_name)


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
