"""Keeping the database in step with the deck files.

A start waits for this module, so the reading of deck files is imported only when one has changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quizzer import __version__
from quizzer.clock import now_of_files
from quizzer.config import bundled_decks
from quizzer.core.wording import plural
from quizzer.shared_config import find_shared_config
from quizzer.store.lock import InUse
from quizzer.store.notes.deck_files import load_digests, load_findings
from quizzer.store.notes.paths import load_path
from quizzer.study.collection import opening
from quizzer.study.decks.discover import DeckFile, Discovery, Overlay, discover_decks, is_below, is_current
from quizzer.study.decks.looks import LOOKS, Looks, is_old
from quizzer.study.decks.values import DeckProblem
from quizzer.study.due import prompt

if TYPE_CHECKING:
    import sqlite3

    from quizzer.deckfile.read.deck import DeckReading
    from quizzer.study.collection.collection import Collection

IDENTITY_WARNINGS = (
    "kind-changed",
    "namespace-changed",
    "moved-deletions",
    "written-numbers",
    "unwritten-numbers",
    "in-own-copy",
)
"""Names of the findings that say which progress an edit did not keep, and what was written to keep it."""

_SETTLED = "decks settled"
"""The key under which stands whether the note's stamps were old when they were taken: the version that looked."""
_FIRST_STAMP = 2
"""The line of the note with the first stamp."""


def sync_decks(collection: Collection, written: Mapping[str, DeckReading] | None = None) -> list[DeckProblem]:
    """Read the deck files that changed; quick when none did.

    Args:
        collection: The collection.
        written: By digest, what reading gives of files that were just written, and need not be read.

    Returns:
        The findings of all deck files.
    """
    return _sync(collection, _stamp(collection), written or {})


def sync_for_session(collection: Collection) -> list[DeckProblem]:
    """Read the deck files that changed.

    Returns:
        What a person should read before a session: every error, and once what an edit did to the identity of notes.
    """
    known, stamps = load_problems(collection.connection), _stamp(collection)
    problems = known if _is_untouched(collection, stamps) else _sync(collection, stamps, {})
    return [
        problem
        for problem in problems
        if problem.level == "error" or (problem.name in IDENTITY_WARNINGS and problem not in known)
    ]


def sync_after_edit(collection: Collection, path: Path) -> list[DeckProblem]:
    """Read the deck files that changed.

    Returns:
        Of one file, every error, and what the edit did to the identity of notes. What a person changes here is no news.
    """
    from quizzer.store.records.deck_changes import last_change, mark_seen

    before = last_change(collection.connection)
    problems = sync_for_session(collection)
    mark_seen(collection.connection, before)
    return [problem for problem in problems if problem.path == path]


def sync_decks_if_free(collection: Collection) -> None:
    """Read changed deck files unless another program is at work: it has read them, or will."""
    stamps = _stamp(collection)
    if _is_untouched(collection, stamps):
        return
    seen = _look(collection, stamps)
    if seen.is_current and not _differing_notes(collection, seen):
        return
    with suppress(InUse), nullcontext() if collection.exclusive else opening.hold(collection.paths, collection.clock):
        if not seen.is_current:
            _update(collection, seen.found.files, seen.kept, {})
        _write_notes(collection, seen)


class Notices(NamedTuple):
    """What a look at the deck folders found besides the files that are loaded.

    Attributes:
        problems: The files and folders that are left out.
        replaced: The bundled decks that are not loaded, each with the file of the learner's own that stands for it.
        overlays: The person's files that change notes of the bundled decks.
    """

    problems: list[DeckProblem]
    replaced: list[tuple[Path, Path]]
    overlays: tuple[Overlay, ...]


def load_notices(collection: Collection) -> Notices:
    """Look at the deck folders."""
    found, kept = _discover(collection, Looks(collection.get(LOOKS)))
    return Notices(_notices(collection, found, kept), found.replaced, found.overlays)


def find_overlays(collection: Collection) -> tuple[Overlay, ...]:
    """The person's files that change notes of the bundled decks."""
    return _discover(collection, Looks(collection.get(LOOKS)))[0].overlays


def load_problems(connection: sqlite3.Connection) -> list[DeckProblem]:
    """The findings of every loaded deck file, as they were when it was read."""
    return [
        DeckProblem(load_path(path), line, message, level, name)
        for path, (line, level, message, name) in load_findings(connection)
    ]


class _Stamps(NamedTuple):
    """The stamps of all that decides what is loaded.

    Attributes:
        at: The instant before they were taken, in nanoseconds by the clock that stamps files.
        note: The note for `quizzer due`, which has them.
    """

    at: int
    note: str


class _Seen(NamedTuple):
    """A look at the deck folders.

    Attributes:
        found: The deck files.
        kept: The places whose decks stay as they are: a disk that is not there must retire nothing.
        is_current: The database holds what the files hold.
        notes: What is noted of this look, by its key.
    """

    found: Discovery
    kept: list[Path]
    is_current: bool
    notes: dict[str, str]


def _discover(collection: Collection, looks: Looks) -> tuple[Discovery, list[Path]]:
    """The deck files, and the places whose decks stay as they are.

    Where a disk is taken out, an empty folder can remain. The folder in the home is no such place.
    """
    settings = collection.settings
    found = discover_decks(bundled_decks(), settings.deck_folders, settings.decks_left_out, looks)
    return found, [*found.unknown, *(folder for folder in found.empty if folder != collection.paths.decks)]


def _look(collection: Collection, stamps: _Stamps) -> _Seen:
    """Look at the deck folders; files whose stamps are known are not read."""
    looks = Looks(collection.get(LOOKS), stamps.at)
    found, kept = _discover(collection, looks)
    whole = not found.unknown and all(file.digest for file in found.files)
    settled = whole and all(is_old(line, stamps.at) for line in stamps.note.split("\n")[_FIRST_STAMP:])
    notes = {prompt.NOTE: stamps.note, LOOKS: looks.note(), _SETTLED: __version__ if settled else ""}
    return _Seen(found, kept, is_current(collection.connection, found.files, kept), notes)


def _is_untouched(collection: Collection, stamps: _Stamps) -> bool:
    """Whether every stamp is as it was at a look that read what it was to read.

    Files with errors are not read again then, but by another version of the program, to which they may be none.
    """
    return collection.get(_SETTLED) == __version__ and collection.get(prompt.NOTE) == stamps.note


def _sync(collection: Collection, stamps: _Stamps, written: Mapping[str, DeckReading]) -> list[DeckProblem]:
    seen = _look(collection, stamps)
    if not seen.is_current:
        _update(collection, seen.found.files, seen.kept, written)
    _write_notes(collection, seen)
    return [*load_problems(collection.connection), *_notices(collection, seen.found, seen.kept)]


def _notices(collection: Collection, found: Discovery, kept: Sequence[Path]) -> list[DeckProblem]:
    notices = [DeckProblem(path, 1, reason, "warning", "left-out") for path, reason in found.left_out]
    folders = [place for place in kept if place in collection.settings.deck_folders]
    if folders:
        stored = [load_path(path) for path in load_digests(collection.connection)]
        for folder in folders:
            decks = sum(is_below(path, [folder]) for path in stored)
            if decks or folder != collection.paths.decks:
                state = "is empty" if folder in found.empty else "is not there"
                stay = f"; what was loaded from it stays ({plural(decks, 'deck')})" if decks else ""
                notices.append(DeckProblem(folder, 1, f"the deck folder {state}{stay}", "warning", "no-folder"))
    return notices


def _update(
    collection: Collection, files: Sequence[DeckFile], kept: Sequence[Path], written: Mapping[str, DeckReading]
) -> None:
    from quizzer.deckfile.schema import renew_schema
    from quizzer.study.decks.update import update_decks

    now = collection.clock.now() // 1000
    update_decks(collection.connection, files, now, lambda: collection.scheduler, kept, written)
    collection.follow_parameters()  # a sync may have brought those of an axis that is new here
    for folder in collection.settings.deck_folders:
        renew_schema(folder)


def _stamp(collection: Collection) -> _Stamps:
    """Stamp all that decides what is loaded, which must be done before the deck files are read."""
    at = now_of_files()
    folders = [bundled_decks(), *collection.settings.deck_folders]
    own, shared = collection.config_stats
    configs = (
        prompt.format_stamp(str(collection.paths.own_config), own),
        prompt.format_stamp(find_shared_config(), shared),
    )
    note = prompt.note(str(collection.paths.home), configs, collection.settings.scheduling, map(str, folders))
    return _Stamps(at, note)


def _write_notes(collection: Collection, seen: _Seen) -> None:
    with suppress(UnicodeEncodeError):  # a folder whose name is not text; then every start looks in full
        for key, value in _differing_notes(collection, seen).items():
            collection.put(key, value)


def _differing_notes(collection: Collection, seen: _Seen) -> dict[str, str]:
    return {key: value for key, value in seen.notes.items() if (collection.get(key) or "") != value}
