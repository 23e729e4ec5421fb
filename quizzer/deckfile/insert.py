"""Insert a note into the text of a deck file: everything that was there stays, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from quizzer.core.notes.notes import Deck, Note
from quizzer.deckfile.findings import Finding
from quizzer.deckfile.read.deck import DeckReading, parse_deck
from quizzer.deckfile.write import format_note
from quizzer.errors import Problem

_LINE = re.compile(r"[^\n\r\x85\u2028\u2029]*(?:\r\n|[\n\r\x85\u2028\u2029]|$)")
_ITEM = re.compile(r"( *)- ")
_NO_NOTES = re.compile(r"(notes *: *)\[ *\]")


class Insertion(NamedTuple):
    """A deck file with one more note.

    Attributes:
        text: The whole file.
        line: Of the note, counted from 1.
        reading: The file as it reads now.
    """

    text: str
    line: int
    reading: DeckReading


def insert_note(
    text: str, note: Note, path: Path, *, base: DeckReading | None = None, written: Sequence[str] = ()
) -> Insertion:
    """Insert a note after the last one of a deck file.

    Args:
        text: The file as it is.
        note: The note.
        path: Where it is, for messages.
        base: Of an overlay, the reading of the deck whose notes it changes.
        written: The note's lines, indented by two, where they are others than the program writes.

    Raises:
        Problem: The file is no deck, or has a form in which a note cannot be put below the others; or the note, once
            written, is not read as it was meant. The sentence says what to do.
    """
    before = parse_deck(text, path, base)
    if before.deck is None:
        raise Problem("\n".join(map(str, before.findings)))
    lines = [line for line in _LINE.findall(text) if line]
    new_line = "\r\n" if "\r\n" in text else "\n"
    at = _end_of_notes(lines, before)
    written = _indented(written or format_note(note, before.deck), lines, before, at)
    head, tail = lines[:at], lines[at:]
    if (empty := _NO_NOTES.match(head[-1])) is not None:
        head[-1] = empty[1].rstrip() + head[-1][empty.end() :]
    if not head[-1].endswith(("\n", "\r")):
        head[-1] += new_line
    gap = [new_line] if before.deck.notes and head[-1].strip() else []
    added = [line + new_line if line else new_line for line in written]
    whole = "".join([*head, *gap, *added, *([new_line] if tail and tail[0].strip() else []), *tail])
    line = len(head) + len(gap) + 1
    reading = parse_deck(whole, path, base)
    _check(before, reading, note, line, len(written))
    return Insertion(whole, line, reading)


def findings_of_note(findings: Sequence[Finding], insertion: Insertion) -> tuple[Finding, ...]:
    """Of the findings about the whole file, those about the note that was inserted: it is the last one."""
    after = [line for line in insertion.reading.lines[""].values() if line > insertion.line]
    end = min(after, default=None)
    return tuple(
        finding for finding in findings if finding.line >= insertion.line and (end is None or finding.line < end)
    )


def _end_of_notes(lines: list[str], reading: DeckReading) -> int:
    """The number of lines that stand before a new note: to the last note's end, comments of what follows left out."""
    keys = reading.lines[""]
    following = [line for key, line in keys.items() if line > keys["notes"]]
    if not following:
        return len(lines)
    at = min(following) - 1
    while at > keys["notes"] and (not lines[at - 1].strip() or lines[at - 1].startswith("#")):
        at -= 1
    return at


def _indented(written: Sequence[str], lines: list[str], reading: DeckReading, end: int) -> list[str]:
    """The lines of the note, as far in as the notes that are there."""
    items = (_ITEM.match(line) for line in lines[reading.lines[""]["notes"] : end])
    first = next((item[1] for item in items if item is not None), "  ")
    return [first + line[2:] if line else line for line in written]


def _check(before: DeckReading, after: DeckReading, note: Note, line: int, length: int) -> None:
    """Make sure that the file reads as before, with the note at its end.

    Raises:
        Problem: It does not.
    """
    wrong = [found for found in after.findings if found.level == "error" and line <= found.line < line + length]
    if wrong and after.deck is not None:
        raise Problem("\n".join(f"The note cannot be added: {found.message} [{found.name}]" for found in wrong))
    expected = replace(_deck(before), notes=(*before.notes, note))
    if after.deck != expected or len(after.findings) < len([f for f in before.findings if f.name != "no-notes"]):
        raise Problem(
            f"{before.path}: the notes of this file have a form that no note can be put below (such as a list in "
            "brackets). Add it in an editor, or name another deck."
        )


def _deck(reading: DeckReading) -> Deck:
    assert reading.deck is not None
    return reading.deck
