"""Plans an import: the new notes, and the person's deck files they go into."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from quizzer.core.exchange import Incoming, IncomingDeck, Omission
from quizzer.core.notes.cards import card_key, parts_of
from quizzer.core.notes.json_content import encode, without_quote
from quizzer.core.notes.notes import Deck, Note
from quizzer.deckfile.certain import DeckAsFile, write_and_read
from quizzer.deckfile.edit.deck_text import DeckText
from quizzer.deckfile.find import hash_text
from quizzer.deckfile.read.deck import DeckReading, parse_deck, read_deck
from quizzer.deckfile.schema import MODELINE, write_schema
from quizzer.deckfile.write import Parts, format_deck, format_parts
from quizzer.errors import Problem
from quizzer.files import write_whole
from quizzer.store.exchange.export_rows import load_note_texts
from quizzer.study.exchange.plan import DeckFileChange, Naming

LARGEST = 15_000_000
"""Bytes of the notes of a deck file made here; a larger deck is divided."""


@dataclass(frozen=True, slots=True)
class DeckFileToWrite:
    """A deck file that an import will write.

    Attributes:
        reading: What reading the text gives.
        notes: Number of its notes that are new.
        made: The file is not there yet, or takes a bundled deck's place.
        naming: The name and axis of its deck.
    """

    path: Path
    text: str
    reading: DeckReading
    notes: int
    made: bool
    naming: Naming

    @property
    def change(self) -> DeckFileChange:
        """What writing it changes."""
        return DeckFileChange(self.path, self.notes, self.made, self.naming)


@dataclass(slots=True)
class ImportPlan:
    """The deck files to write, and the counts of notes that need no writing.

    Attributes:
        known: Notes that are here already.
        differing: Number of them whose content differs here.
        coming: Keys of the cards that the new notes will have.
        retired: Notes to be stored without a deck file, with the decks they were in.
    """

    files: list[DeckFileToWrite] = field(default_factory=list)
    known: int = 0
    differing: int = 0
    coming: set[str] = field(default_factory=set)
    skipped: list[Omission] = field(default_factory=list)
    retired: list[tuple[IncomingDeck, tuple[Note, ...]]] = field(default_factory=list)

    @property
    def readings(self) -> dict[str, DeckReading]:
        """What reading gives of the files, by digest."""
        return {hash_text(file.text): file.reading for file in self.files}

    def write(self) -> tuple[DeckFileChange, ...]:
        """Write the deck files, each whole or not at all.

        Raises:
            Problem: One cannot be written; those before it are there, and importing again goes on from them.
        """
        for file in self.files:
            write_whole(file.path, file.text, "the deck", private=True)
        for folder in {file.path.parent for file in self.files if file.made}:
            write_schema(folder)
        return tuple(file.change for file in self.files)


def plan_import(
    connection: sqlite3.Connection, incoming: Incoming, folder: Path, bundled: Path, *, own: bool
) -> ImportPlan:
    """Find the notes that are new and the deck files they go into; nothing is written.

    Args:
        folder: The person's own deck folder.
        bundled: The folder of the bundled decks, whose file names are not taken by imported decks.
        own: The file is this program's archive, so a changed copy of a bundled deck becomes such a copy here.
    """
    return _ImportPlanner(connection, incoming, folder, bundled, own=own).sorted()


class _ImportPlanner:
    def __init__(
        self, connection: sqlite3.Connection, incoming: Incoming, folder: Path, bundled: Path, *, own: bool
    ) -> None:
        self._incoming = incoming
        self._folder = folder
        self._bundled = bundled
        self._own = own
        self._here = {key: (bool(retired), rest) for key, *rest, retired, _ in load_note_texts(connection)}
        self._seen: set[str] = set()
        self._taken: set[Path] = set()
        self._arrival = ImportPlan()

    def sorted(self) -> ImportPlan:
        for incoming in self._incoming.decks:
            notes = self._once(incoming.deck.notes)
            retired = {note.id: note for note in notes if self._is_retired(incoming, note)}
            self._retire(incoming, tuple(retired.values()))
            active = tuple(note for note in notes if note.id not in retired)
            if self._own and not incoming.bundled and self._replaces_bundled(incoming, active):
                self._arrival.known += sum(note.id in self._here for note in active)
                self._write(self._folder / incoming.file, replace(incoming.deck, notes=active))
                continue
            fresh = tuple(note for note in active if self._is_new(note))
            if fresh:
                self._place(incoming, fresh)
        return self._arrival

    def _once(self, notes: Sequence[Note]) -> list[Note]:
        once = []
        for note in notes:
            if note.id in self._seen:
                self._arrival.skipped.append(Omission(note.id, "is there twice; the first one was taken"))
                continue
            self._seen.add(note.id)
            once.append(note)
        return once

    def _is_retired(self, incoming: IncomingDeck, note: Note) -> bool:
        """Whether no deck file is to hold the note; so also one of a bundled deck that today's bundled one left out."""
        return note.id in self._incoming.retired or (incoming.bundled and note.id not in self._here)

    def _is_new(self, note: Note) -> bool:
        here = self._here.get(note.id)
        if here is None or here[0]:
            return True
        self._arrival.known += 1
        self._arrival.differing += _differs(note, here[1])
        return False

    def _retire(self, incoming: IncomingDeck, notes: tuple[Note, ...]) -> None:
        fresh = tuple(note for note in notes if note.id not in self._here)
        self._arrival.known += len(notes) - len(fresh)
        if fresh:
            self._arrival.retired.append((incoming, fresh))
            self._arrival.coming.update(card_key(note.id, part) for note in fresh for part in parts_of(note))

    def _replaces_bundled(self, incoming: IncomingDeck, notes: Sequence[Note]) -> bool:
        """Whether the deck was a changed copy of a bundled one, and the bundled one is what is here."""
        if not (self._bundled / incoming.file).exists() or (self._folder / incoming.file).exists():
            return False
        bundled = read_deck(self._bundled / incoming.file).deck
        return bundled is None or bundled != replace(incoming.deck, notes=tuple(notes))

    def _place(self, incoming: IncomingDeck, notes: tuple[Note, ...]) -> None:
        """Find the file for new notes: the deck's own, if it can take them; else the next free name."""
        deck = replace(incoming.deck, notes=notes)
        stem, ending = incoming.file.rsplit(".", 1)
        number = 1
        while True:
            path = self._folder / (f"{stem}.{ending}" if number == 1 else f"{stem}-{number}.{ending}")
            number += 1
            if path in self._taken:
                continue
            if not path.exists():
                if not (self._bundled / path.name).exists():
                    return self._divided(path, deck)
                continue
            extended = _extended(path, deck)
            if extended is not None:
                return self._add_file(path, deck, extended, made=False)

    def _divided(self, path: Path, deck: Deck) -> None:
        parts = format_parts(deck)
        if len(deck.notes) > 1 and sum(len(note.encode(errors="replace")) for note in parts[1]) > LARGEST:
            half = len(deck.notes) // 2
            self._divided(path, replace(deck, notes=deck.notes[:half]))
            self._place(IncomingDeck(deck, path.name), deck.notes[half:])
            return
        self._write(path, deck, parts)

    def _write(self, path: Path, deck: Deck, parts: Parts | None = None) -> None:
        self._add_file(path, *self._usable(path, deck, parts), made=True)

    def _add_file(self, path: Path, deck: Deck, written: DeckAsFile, *, made: bool) -> None:
        self._taken.add(path)
        if deck.notes:
            naming = Naming(deck.name, deck.axis.id)
            self._arrival.files.append(DeckFileToWrite(path, *written, len(deck.notes), made, naming))
            self._arrival.coming.update(card_key(note.id, part) for note in deck.notes for part in parts_of(note))

    def _usable(self, path: Path, deck: Deck, parts: Parts | None) -> tuple[Deck, DeckAsFile]:
        """The deck without the notes that a deck file cannot hold, and its file."""
        while True:
            written, parts = write_and_read(deck, path, MODELINE, parts), None
            reading = written.reading
            errors = {found.line: found.message for found in reading.findings if found.level == "error"}
            if not errors or not deck.notes:
                return deck, written
            kept = {note.id for note in reading.deck.notes} if reading.deck else set()
            why = next(iter(errors.values()))
            lost = [note for note in deck.notes if note.id not in kept] or list(deck.notes)
            self._arrival.skipped += [Omission(note.id, f"cannot be a note of a deck file: {why}") for note in lost]
            gone = {note.id for note in lost}
            deck = replace(deck, notes=tuple(note for note in deck.notes if note.id not in gone))


def _differs(note: Note, here: list[str]) -> bool:
    """Whether a note differs from its content, level, tags and axis in the store."""
    tags = f" {' '.join(note.tags)} " if note.tags else ""
    content, *rest = here
    content = content if note.cite and note.cite.quote else without_quote(content)
    return [content, *rest] != [encode(note), note.level, tags, note.axis]


def _extended(path: Path, deck: Deck) -> DeckAsFile | None:
    """A deck file with more notes at its end, everything in it as it was; None when that cannot be."""
    reading = read_deck(path)
    if reading.deck is None or any(found.level == "error" for found in reading.findings):
        return None
    axes, present = ([axis[:2] for axis in one.axes] for one in (deck, reading.deck))  # one names an axis for screens
    if set(axes) - set(present) or axes[0] != present[0]:
        return None
    if reading.deck.namespace != deck.namespace:
        return None
    before = path.read_text("utf-8-sig")
    added = format_deck(replace(deck, rejected=())).split("\nnotes:\n", 1)[-1]
    text = f"{before.rstrip()}\n\n{added}"
    if max(reading.lines[""].values()) > reading.lines[""]["notes"]:  # something stands behind the notes
        try:
            whole = DeckText(before, path)
            whole.insert([(note, None, False) for note in deck.notes])
        except Problem:
            return None
        text = whole.text
    if len(text) > LARGEST:
        return None
    extended = parse_deck(text, path)
    if extended.deck is None or any(found.level == "error" for found in extended.findings):
        return None
    return DeckAsFile(text, extended) if extended.deck.notes == (*reading.deck.notes, *deck.notes) else None
