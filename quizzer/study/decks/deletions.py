"""Keeps the numbers of cloze deletions when a deck file is edited, in the file where it can be written."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Sequence
from typing import NamedTuple

from quizzer.core.notes.cards import find_deletions
from quizzer.core.notes.identity.deletion_numbers import Numbering, keep_numbers
from quizzer.core.notes.kinds import Cloze
from quizzer.core.notes.notes import Note
from quizzer.deckfile.find import hash_file
from quizzer.deckfile.read.deck import DeckReading, read_deck
from quizzer.deckfile.renumber import format_numbers, renumber_deletions, write_into
from quizzer.errors import Problem
from quizzer.files import write_whole
from quizzer.store.notes import deletions
from quizzer.store.notes.catalogue import StoredProblem
from quizzer.study.decks.discover import DeckFile


class NumberedDeck(NamedTuple):
    """A deck file whose deletions have the numbers they keep.

    Attributes:
        file: With the digest of what it holds now.
        reading: The file as it reads now.
        notes: Those that were given, with the numbers they keep written into their texts.
        findings: What was done about it, and what could not be.
    """

    file: DeckFile
    reading: DeckReading
    notes: list[Note]
    findings: list[StoredProblem]


def keep_deletions(
    connection: sqlite3.Connection,
    file: DeckFile,
    reading: DeckReading,
    notes: list[Note],
    base: DeckReading | None = None,
) -> NumberedDeck:
    """Give every deletion of an edited text the number that its answer had.

    Where that is another number than the deletion's place, it is written into the deck file, so that other machines
    and Anki have the same cards; a file that cannot be written stays, and this home alone knows the number.

    Args:
        notes: The notes of the reading that are to be stored.
        base: Of an overlay, the deck whose notes it changes.
    """
    changed = _number(connection, notes)
    findings = [finding for note, numbering in changed.values() for finding in _explain_written(note, numbering)]
    kept = {key: (note, numbering.numbers) for key, (note, numbering) in changed.items() if _is_other(note, numbering)}
    if not kept:
        return NumberedDeck(file, reading, notes, findings)
    numbers = {key: kept_numbers for key, (_, kept_numbers) in kept.items()}
    written = None if file.bundled else _write(file, reading, numbers, base)
    for note, kept_numbers in kept.values():
        texts = format_numbers(note, kept_numbers)
        if written is None:
            message = (
                f"the deletions of “{note.id}” keep the numbers they had, with their progress, but only here: the file "
                f"cannot be written; write there {texts}"
            )
            findings.append((note.line, "warning", message, "unwritten-numbers"))
        else:
            message = f"the deletions of “{note.id}” keep the numbers they had, which are now in the file: {texts}"
            findings.append((note.line, "warning", message, "written-numbers"))
    if written is None:
        notes = [write_into(note, numbers[note.id]) if note.id in numbers else note for note in notes]
        return NumberedDeck(file, reading, notes, findings)
    now = {note.id: note for note in written.notes}
    return NumberedDeck(file._replace(digest=hash_file(file.path)), written, [now[note.id] for note in notes], findings)


def _number(connection: sqlite3.Connection, notes: Sequence[Note]) -> dict[str, tuple[Note, Numbering]]:
    """Number the deletions of the notes whose text was edited; what was taken out of them is stored."""
    before = deletions.load_cloze_texts(connection, [note.id for note in notes])
    removed_of = deletions.load_removed(connection)
    numbered = {}
    for note in notes:
        text = note.body.text if isinstance(note.body, Cloze) else ""
        earlier = before.get(note.id, "")
        removed = removed_of.get(note.id, {})
        if earlier == text or not (earlier or removed):
            continue
        used = deletions.load_used_numbers(connection, note.id)
        numbering = keep_numbers(earlier, text, used, removed)
        numbered[note.id] = note, numbering
        _store_removed(connection, note.id, earlier, numbering, removed)
    return {key: (note, numbering) for key, (note, numbering) in numbered.items() if isinstance(note.body, Cloze)}


def _store_removed(
    connection: sqlite3.Connection, key: str, earlier: str, numbering: Numbering, removed: dict[int, list[str]]
) -> None:
    gone = {number: answers for number, answers in removed.items() if number not in numbering.numbers}
    for deletion in find_deletions(earlier):
        if deletion.number not in numbering.numbers:
            gone.setdefault(deletion.number, []).append(deletion.answer)
    if gone != removed:
        deletions.save_removed(connection, key, gone)


def _is_other(note: Note, numbering: Numbering) -> bool:
    """Whether a deletion has another number than the text alone would give it."""
    assert isinstance(note.body, Cloze)
    return numbering.numbers != tuple(deletion.number for deletion in find_deletions(note.body.text))


def _explain_written(note: Note, numbering: Numbering) -> list[StoredProblem]:
    """Explain what numbers written by hand did to progress."""
    found: list[StoredProblem] = []
    if numbering.moved:
        answers = ", ".join(f"“{deletion.answer}” is now number {deletion.number}" for deletion in numbering.moved)
        message = (
            f"the deletions of “{note.id}” are written with other numbers than before ({answers}), and progress stays "
            "with the number; write the old ones, as in {{c1::...}}, to keep it"
        )
        found.append((note.line, "warning", message, "moved-deletions"))
    if numbering.shared:
        answers = ", ".join(f"“{deletion.answer}”" for deletion in numbering.shared)
        message = (
            f"a number that is written in “{note.id}” is that of another deletion ({answers}), so both are one card; "
            "take the number out, or write one that is free"
        )
        found.append((note.line, "warning", message, "moved-deletions"))
    return found


def _write(
    file: DeckFile, reading: DeckReading, numbers: dict[str, tuple[int, ...]], base: DeckReading | None
) -> DeckReading | None:
    """Write the numbers into the file; None where that cannot be, or the file has changed since it was read."""
    try:
        if not file.path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
            return None
        if not os.access(file.path, os.W_OK):
            return None
        raw = file.path.read_bytes()
        text = renumber_deletions(raw.decode("utf-8"), reading, numbers, base)
        if text is None or file.path.read_bytes() != raw:
            return None
        write_whole(file.path, text, "the deck")
    except (OSError, UnicodeDecodeError, Problem):
        return None
    after = read_deck(file.path, base)
    return after if {note.id for note in after.notes} >= {note.id for note in reading.notes} else None
