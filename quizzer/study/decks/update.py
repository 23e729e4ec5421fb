"""Reading the deck files that changed into the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.notes.notes import Deck, Note
from quizzer.core.wording import plural
from quizzer.deckfile.find import hash_file
from quizzer.deckfile.read.deck import DeckReading, read_deck
from quizzer.garbage import no_search_for_cycles
from quizzer.store.connection import transaction
from quizzer.store.course.places import place_new_cards
from quizzer.store.course.prerequisites import fill_prerequisites
from quizzer.store.log.union import is_waiting, take_in_waiting
from quizzer.store.notes import catalogue
from quizzer.store.notes.catalogue import StoredProblem
from quizzer.store.notes.deck_files import KnownDeck, load_known_decks, save_overlay_findings
from quizzer.store.notes.kind_changes import take_kind_changes
from quizzer.store.notes.names import count_other_identities
from quizzer.store.notes.note_rows import save_notes
from quizzer.store.notes.paths import store_path
from quizzer.store.notes.retire import retire_deck, retire_drafts
from quizzer.store.sync.arrivals import take_in_arrivals
from quizzer.study.decks.changes import record, remember
from quizzer.study.decks.deletions import keep_deletions
from quizzer.study.decks.discover import DeckFile, Overlay, is_below, with_overlays
from quizzer.study.decks.overlays import OwnText, overlay_decks

if TYPE_CHECKING:
    from quizzer.core.schedule.scheduler import Scheduler


def update_decks(
    connection: sqlite3.Connection,
    files: Sequence[DeckFile],
    now: int,
    scheduler: Callable[[], Scheduler],
    kept: Sequence[Path] = (),
    written: Mapping[str, DeckReading] = MappingProxyType({}),
) -> None:
    """Read the deck files that changed and store their notes; all or nothing.

    Args:
        files: Every deck file there is; decks without a file are marked as gone.
        now: Epoch seconds; used as the time of change of a file whose own time is later or unknown.
        scheduler: Gives the scheduler, for answers that waited for their cards.
        kept: Files and folders that cannot be looked at now; what was loaded from below them stays.
        written: By digest, what reading gives of files that were just written.
    """
    known = {deck.path: deck for deck in load_known_decks(connection)}
    changed = [
        file for file in files if file.path not in known or known[file.path].digest != file.digest or not file.digest
    ]
    if any(file.overlays for file in changed):  # all bundled decks and what changes them are read as one
        changed = [file for file in files if file.overlays or file in changed]
    present = {file.path for file in files}
    if _copies_change(files, changed, [deck for deck in known.values() if deck.path not in present]):
        changed = [file for file in files if file.bundled or file in changed]
    # What two files hold belongs to the one that was here first, whatever their names are; but a person's own copy of
    # a bundled deck comes before the bundled decks, to which notes of it may have moved.
    changed.sort(key=lambda file: (not file.is_copy, file.path not in known, _row_id(known, file)))
    with transaction(connection), no_search_for_cycles():
        gone = [
            deck
            for deck in known.values()
            if deck.path not in present and deck.digest != "gone" and not is_below(deck.path, kept)
        ]
        fresh = {file.path for file in changed}
        owners = Owners(connection, (known[file.path].id for file in files if file.path not in fresh))
        before = remember(
            connection, list(known.values()), [*gone, *(known[f.path] for f in changed if f.path in known)]
        )
        overlaid, texts = _read_overlaid(connection, [file for file in changed if file.overlays])
        if not any(file.overlays for file in files):
            save_overlay_findings(connection, {})
            texts = {}
        stored = []
        for file in changed:
            # One at a time: many decks at once would take much memory.
            readable = overlaid.get(file.path) or Readable(file, written.get(file.digest) or read_deck(file.path))
            stored.append(_store(connection, readable, owners, _changed_at(file.path, now)))
        for deck in gone:
            retire_deck(connection, deck.id, now)
        place_new_cards(connection, stored)
        fill_prerequisites(connection, [*stored, *(deck.id for deck in gone)])
        record(connection, before, texts, now)
        take_in_arrivals(connection)
        if is_waiting(connection):
            take_in_waiting(connection, scheduler())


def _copies_change(files: Sequence[DeckFile], changed: Sequence[DeckFile], gone: Sequence[KnownDeck]) -> bool:
    """Whether a person's own copy of a bundled deck changed, came or went: notes of other bundled decks can be its own.

    A file that is gone was such a copy where the bundled deck of its name is loaded now.
    """
    bundled = {file.path.name for file in files if file.bundled}
    return any(file.is_copy for file in changed) or any(
        not deck.bundled and deck.digest != "gone" and deck.path.name in bundled for deck in gone
    )


def _row_id(known: Mapping[Path, KnownDeck], file: DeckFile) -> int:
    return known[file.path].id if file.path in known else 0


class Owners:
    """The file and line that hold each note id, of an unchanged deck file or of a changed one that is stored by now."""

    def __init__(self, connection: sqlite3.Connection, unchanged: Iterable[int]) -> None:
        """Begin before anything is stored.

        Args:
            connection: The database.
            unchanged: Row ids of the decks whose files did not change.
        """
        self._connection = connection
        self._unchanged = frozenset(unchanged)
        self._stored: dict[str, tuple[Path, int]] = {}

    def find(self, keys: Iterable[str]) -> dict[str, tuple[Path, int]]:
        """Find where those of these ids are that have an owner."""
        keys = list(keys)
        places = catalogue.load_note_locations(self._connection, keys)
        found = {key: (path, line) for key, (deck_id, path, line) in places.items() if deck_id in self._unchanged}
        return {**found, **{key: self._stored[key] for key in keys if key in self._stored}}

    def add(self, key: str, path: Path, line: int) -> None:
        """Give an id to a file."""
        self._stored[key] = path, line


def _changed_at(path: Path, now: int) -> int:
    """Epoch seconds at which a deck file was written.

    An edit made in Anki after that is the later one, however late the file is read here.
    """
    try:
        return min(int(path.stat().st_mtime), now)
    except OSError:
        return now


class Readable(NamedTuple):
    """A deck file as it is to be stored.

    Attributes:
        unread: Ids whose text stays as it is stored, since the person's text of them cannot be read now.
    """

    file: DeckFile
    reading: DeckReading
    unread: frozenset[str] = frozenset()


def _read_overlaid(
    connection: sqlite3.Connection, files: Sequence[DeckFile]
) -> tuple[dict[Path, Readable], dict[str, OwnText] | None]:
    """The bundled decks with the overlays, which get the numbers their deletions keep, and the person's texts.

    Args:
        connection: The database.
        files: The bundled decks that are to be read with overlays; there may be none.
    """
    if not files:
        return {}, None
    overlays = files[0].overlays
    numbered: dict[Path, list[StoredProblem]] = {}

    def renumber(overlay: Overlay, reading: DeckReading, notes: list[Note]) -> list[Note]:
        file = DeckFile(overlay.path, "", bundled=False)
        written = {note.id: note.body for note in reading.notes}
        own = [note for note in notes if written[note.id] == note.body]
        kept = keep_deletions(connection, file, reading, own, bases[overlay.base])
        numbered[overlay.path] = kept.findings
        bodies = {note.id: note.body for note in kept.notes}
        return [replace(note, body=bodies.get(note.id, note.body)) for note in notes]

    bases = {file.path: read_deck(file.path) for file in files}
    decks = overlay_decks(bases, overlays, renumber)
    found = {
        store_path(path): [*((at.line, at.level, at.message, at.name) for at in findings), *numbered.get(path, ())]
        for path, findings in decks.findings.items()
    }
    save_overlay_findings(connection, found)
    alone = [file._replace(digest=hash_file(file.path)) for file in files]
    readable = {
        file.path: Readable(file, decks.decks[file.path], decks.unread.get(file.path, frozenset()))
        for file in with_overlays(alone, overlays)
    }
    return readable, decks.texts


def _store(connection: sqlite3.Connection, readable: Readable, owners: Owners, changed: int) -> int:
    """Store a deck and its notes, and return the deck's row id."""
    file, reading, unread = readable
    notes, found = _own_notes(file, reading, owners)
    file, reading, notes, numbered = keep_deletions(connection, file, reading, notes)
    deck = reading.deck
    deck_id = catalogue.save_deck(
        connection,
        file.path,
        name=deck.name if deck else file.path.stem.encode(errors="replace").decode(),
        digest=file.digest,
        axis=deck.axis if deck else None,
        bundled=file.bundled,
        drafts=len(deck.drafts) if deck else 0,
        course=deck.course if deck else 0,
        primer=deck.primer if deck else "",
        levels=reading.levels,
        synonyms=deck.synonyms if deck else (),
        retired=deck.retired if deck else (),
    )
    found = [*((at.line, at.level, at.message, at.name) for at in reading.findings), *found]
    if deck is not None:
        notes = [note for note in notes if note.id not in unread or not catalogue.is_in_use(connection, note.id)]
        found += _identity_findings(connection, deck_id, deck, notes)
        found += numbered
        failed = bool(unread) or any(level == "error" for _, level, _, _ in found)
        save_notes(connection, deck_id, deck, notes, keep_missing=failed, changed=changed)
        owned = owners.find(note.id for note in deck.drafts)
        withdrawn = [note.id for note in deck.drafts if note.id not in owned]
        retire_drafts(connection, deck_id, withdrawn, changed)
    catalogue.save_problems(connection, deck_id, found, failed=bool(unread))
    return deck_id


def _own_notes(file: DeckFile, reading: DeckReading, owners: Owners) -> tuple[list[Note], list[StoredProblem]]:
    """The accepted notes of a file that no other file holds, and an error for each of the others.

    Of a bundled deck they are no error: one's own copy of the deck they stood in before goes on holding them.
    """
    notes: list[Note] = []
    found: list[StoredProblem] = []
    in_copies: dict[Path, list[str]] = {}
    owned = owners.find(note.id for note in reading.notes)
    for note in reading.notes:
        if note.draft is not None:
            continue  # the one place where drafts are kept from all that reads the database
        if note.id in owned:
            place, line = owned[note.id]
            if file.bundled:
                in_copies.setdefault(place, []).append(note.id)
                continue
            message = f"note id “{note.id}” is already used in {place}:{line}; rename one"
            found.append((note.line, "error", message, "duplicate-id"))
            continue
        owned[note.id] = file.path, note.line
        owners.add(note.id, file.path, note.line)
        notes.append(note)
    for place, ids in in_copies.items():
        message = (
            f"{plural(len(ids), 'note')} of this deck ({', '.join(ids)}) {'is' if len(ids) == 1 else 'are'} asked as "
            f"your own file {place} has {'it' if len(ids) == 1 else 'them'}; `quizzer decks --slim` keeps there only "
            "what you changed"
        )
        found.append((1, "warning", message, "in-own-copy"))
    return notes, found


def _identity_findings(
    connection: sqlite3.Connection, deck_id: int, deck: Deck, notes: Sequence[Note]
) -> list[StoredProblem]:
    """What an edit did to the identity of notes, as warnings; it is there until the file is edited again."""
    found: list[StoredProblem] = []
    for note, before, lost in take_kind_changes(connection, notes):
        if lost:
            cards = "1 card has no card" if lost == 1 else f"{lost} cards have no card"
            message = (
                f"the note changed its kind from {before} to {note.kind}: {cards} in it to hand progress on to and "
                "rest; their history is kept, and they are back with the earlier kind"
            )
            found.append((note.line, "warning", message, "kind-changed"))
    earlier = count_other_identities(connection, deck_id, [note.id for note in notes])
    if earlier:
        written = f"the namespace “{deck.namespace}”" if deck.namespace else "no namespace"
        message = (
            f"with {written} the ids of this deck are other ones: {earlier} of its notes begin anew, here and in Anki; "
            "the earlier ones are retired with their progress, and are back when the key is as it was"
        )
        found.append((1, "warning", message, "namespace-changed"))
    return found
