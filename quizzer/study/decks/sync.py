"""Keeping the database in step with the deck files.

A start waits for this module, so the reading of deck files is imported only when one has changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from quizzer.config import bundled_decks
from quizzer.core.wording import plural
from quizzer.shared_config import find_shared_config
from quizzer.store.lock import InUse
from quizzer.store.notes.deck_files import load_digests, load_findings
from quizzer.store.notes.paths import load_path
from quizzer.study.collection import opening
from quizzer.study.decks.discover import DeckFile, Discovery, Overlay, discover_decks, is_below, is_current
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


def sync_decks(collection: Collection, written: Mapping[str, DeckReading] | None = None) -> list[DeckProblem]:
    """Read the deck files that changed; quick when none did.

    Args:
        collection: The collection.
        written: By digest, what reading gives of files that were just written, and need not be read.

    Returns:
        The findings of all deck files.
    """
    note = _note(collection)
    found, kept = _discover(collection)
    if not is_current(collection.connection, found.files, kept):
        _update(collection, found.files, kept, written or {})
    _write_note(collection, note)
    return [*load_problems(collection.connection), *_notices(collection, found, kept)]


def sync_for_session(collection: Collection) -> list[DeckProblem]:
    """Read the deck files that changed.

    Returns:
        What a person should read before a session: every error, and once what an edit did to the identity of notes.
    """
    known = set(load_problems(collection.connection))
    return [
        problem
        for problem in sync_decks(collection)
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
    note = _note(collection)
    found, kept = _discover(collection)
    current = is_current(collection.connection, found.files, kept)
    if current and collection.get(prompt.NOTE) == note:
        return
    with suppress(InUse), nullcontext() if collection.exclusive else opening.hold(collection.paths, collection.clock):
        if not current:
            _update(collection, found.files, kept, {})
        _write_note(collection, note)


def load_notices(collection: Collection) -> tuple[list[DeckProblem], list[tuple[Path, Path]]]:
    """Look at the deck folders: the files and folders that are left out, and the bundled decks that are replaced."""
    found, kept = _discover(collection)
    return _notices(collection, found, kept), found.replaced


def find_overlays(collection: Collection) -> tuple[Overlay, ...]:
    """The person's files that change notes of the bundled decks."""
    return _discover(collection)[0].overlays


def load_problems(connection: sqlite3.Connection) -> list[DeckProblem]:
    """The findings of every loaded deck file, as they were when it was read."""
    return [
        DeckProblem(load_path(path), line, message, level, name)
        for path, (line, level, message, name) in load_findings(connection)
    ]


def _discover(collection: Collection) -> tuple[Discovery, list[Path]]:
    """The deck files, and the places whose decks stay as they are: a disk that is not there must retire nothing.

    Where a disk is taken out, an empty folder can remain. The folder in the home is no such place.
    """
    found = discover_decks(bundled_decks(), collection.settings.deck_folders, collection.settings.decks_left_out)
    return found, [*found.unknown, *(folder for folder in found.empty if folder != collection.paths.decks)]


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
    for folder in collection.settings.deck_folders:
        renew_schema(folder)


def _note(collection: Collection) -> str:
    """Compose the note for `quizzer due`, which must be done before the deck files are read."""
    folders = [bundled_decks(), *collection.settings.deck_folders]
    own, shared = collection.config_stats
    configs = (
        prompt.format_stamp(str(collection.paths.own_config), own),
        prompt.format_stamp(find_shared_config(), shared),
    )
    return prompt.note(str(collection.paths.home), configs, collection.settings.scheduling, map(str, folders))


def _write_note(collection: Collection, note: str) -> None:
    with suppress(UnicodeEncodeError):  # a folder whose name is not text; then `quizzer due` always looks in full
        if collection.get(prompt.NOTE) != note:
            collection.put(prompt.NOTE, note)
