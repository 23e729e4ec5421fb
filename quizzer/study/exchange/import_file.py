"""Imports a file: its notes go into deck files, its history into the log."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from quizzer.config import bundled_decks
from quizzer.core.exchange import Incoming, ProgressCallback
from quizzer.core.log import LogKind
from quizzer.core.notes.cards import face_of, parts_of
from quizzer.core.notes.kinds import Cloze
from quizzer.core.notes.notes import Note
from quizzer.core.safe_text import one_line
from quizzer.errors import Problem
from quizzer.formats.registry import Reader
from quizzer.garbage import no_search_for_cycles
from quizzer.store.connection import explain_errors, transaction
from quizzer.store.due.today import is_log_empty
from quizzer.store.exchange.export_rows import load_note_texts
from quizzer.store.exchange.originals import save_originals
from quizzer.store.log.import_history import HistoryComparison, add_history, compare_history
from quizzer.store.notes import catalogue
from quizzer.store.notes.note_rows import save_notes
from quizzer.store.notes.retire import retire_by_key
from quizzer.study.decks.sync import sync_decks
from quizzer.study.exchange.export import load_reference
from quizzer.study.exchange.namespaces import separate
from quizzer.study.exchange.naming import find_naming, rename_deck
from quizzer.study.exchange.new_notes import ImportPlan, plan_import
from quizzer.study.exchange.plan import ARCHIVED_SETTINGS, ImportResult, Naming

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

_SAMPLES = 3
_SHOWN = 80  # characters of each side of a sample


@no_search_for_cycles()
def import_file(
    collection: Collection, path: Path, *, dry: bool, progress: ProgressCallback, naming: Naming | None = None
) -> ImportResult:
    """Import a file, or find out what importing it would change.

    Deck files are written first, each whole; then the history joins the log in one transaction. A second import of the
    same file changes nothing; after a failed import it does the rest.

    Args:
        naming: The name and axis for the file's one deck.

    Raises:
        WrongUse: The naming is for another file than this, such as one of several decks.
        Problem: The file cannot be read, is none of the known formats, or a deck file cannot be written.
    """
    incoming, own = _read(path, collection, progress)
    if naming is not None:
        incoming = rename_deck(collection, incoming, naming, own=own)
    return take_in(collection, incoming, own=own, dry=dry, progress=progress)


def take_in(
    collection: Collection, incoming: Incoming, *, own: bool, dry: bool, progress: ProgressCallback
) -> ImportResult:
    """Take in what was read, or find out what that would change.

    Args:
        own: It is an archive of this program's own.

    Raises:
        Problem: A deck file cannot be written.
    """
    incoming = separate(incoming, {key: content for key, content, *_ in load_note_texts(collection.connection)})
    folder, bundled = collection.paths.decks, bundled_decks()
    coming = plan_import(collection.connection, incoming, folder, bundled, own=own)
    sifted = compare_history(collection.connection, incoming.entries, frozenset(coming.coming), exact=own)
    reviews = sum(entry.kind == LogKind.ANSWER for entry in sifted.new)
    result = ImportResult(
        origin=incoming.origin,
        files=tuple(file.change for file in coming.files),
        known=coming.known,
        differing=coming.differing,
        reviews=reviews,
        marks=len(sifted.new) - reviews + len(sifted.undone),
        already=sifted.already,
        strangers=sifted.strangers,
        skipped=(*incoming.skipped, *coming.skipped),
        media=incoming.media,
        dry=dry,
        lacking=incoming.lacking,
        notices=incoming.notices,
        columns=incoming.columns,
        samples=_samples(incoming),
        naming=find_naming(incoming, own=own),
    )
    if not dry:
        with transaction(collection.connection):
            save_originals(collection.connection, incoming.types, incoming.originals)
    if dry or not (coming.files or coming.retired or sifted.new or sifted.undone or sifted.waiting):
        return result
    backup = _back_up(collection)
    _write(collection, incoming, coming, sifted, progress)
    return result._replace(backup=backup)


def _read(path: Path, collection: Collection, progress: ProgressCallback) -> tuple[Incoming, bool]:
    """The file's content, and whether it is an archive of this program's own."""
    from quizzer.formats.detect import detect

    found = detect(path)
    reader: Reader = load_reference(found.reader)
    return reader(path, collection.clock, collection.settings.scheduling.rollover_hour, progress), found.is_own


def _samples(incoming: Incoming) -> tuple[str, ...]:
    """The first notes of the file as they were understood, a sentence each."""
    notes = chain.from_iterable(deck.deck.notes for deck in incoming.decks)
    return tuple(f"Note {number}: {_said(note)}." for number, note in enumerate(islice(notes, _SAMPLES), 1))


def _said(note: Note) -> str:
    body = note.body
    if isinstance(body, Cloze):
        return f"“{_shortened(body.text)}”"
    face = face_of(note, parts_of(note)[0])
    return f"“{_shortened(face.prompt)}”, with the answer “{_shortened(face.answer)}”"


def _shortened(text: str) -> str:
    line = one_line(text[: 4 * _SHOWN])
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def _back_up(collection: Collection) -> Path | None:
    """A copy of the database, when there is history to lose."""
    if is_log_empty(collection.connection):
        return None
    return collection.back_up("before-import")


def _write(
    collection: Collection,
    incoming: Incoming,
    coming: ImportPlan,
    sifted: HistoryComparison,
    progress: ProgressCallback,
) -> None:
    progress("Writing deck files", 0, 0)
    written = coming.write()
    problems = sync_decks(collection, coming.readings)
    paths = {file.path for file in written}
    for problem in problems:
        if problem.level == "error" and problem.path in paths:
            raise Problem(f"{problem}. The deck file was written, the history was not taken in; mend it, import again.")
    with explain_errors(collection.paths.database):
        _store_retired(collection, coming)
        for key, value in incoming.settings:
            if key in ARCHIVED_SETTINGS and collection.get(key) is None:
                collection.put(key, value)
        add_history(collection.connection, collection.scheduler, sifted, progress)


def _store_retired(collection: Collection, coming: ImportPlan) -> None:
    """Store notes that have a history and no deck file."""
    now = collection.clock.now() // 1000
    with transaction(collection.connection):
        for incoming, notes in coming.retired:
            deck = replace(incoming.deck, notes=notes)
            path = collection.paths.decks / incoming.file
            deck_id = catalogue.find_or_add_deck(collection.connection, path, deck)
            save_notes(collection.connection, deck_id, deck, notes, keep_missing=True, changed=now)
            retire_by_key(collection.connection, [note.id for note in notes], now)
