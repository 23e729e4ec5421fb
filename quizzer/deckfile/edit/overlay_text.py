"""The text of an overlay: a note of the other deck put into it as it stands there, and taken out again."""

from __future__ import annotations

from pathlib import Path

from quizzer.core.notes.identity.overlay import mark_of
from quizzer.core.notes.notes import Note
from quizzer.core.safe_text import one_line
from quizzer.deckfile.edit.parts import find_entries, split_lines
from quizzer.deckfile.insert import Insertion, insert_note
from quizzer.deckfile.read.deck import DeckReading, parse_deck
from quizzer.deckfile.schema import MODELINE
from quizzer.deckfile.write import format_note
from quizzer.deckfile.yaml.scalars import format_scalar
from quizzer.errors import Problem


def begin_overlay(base: DeckReading) -> str:
    """The text of an overlay without notes."""
    name = one_line(base.deck.name if base.deck else base.path.stem)
    return (
        f"{MODELINE}# Your own text of notes of “{name}”. Its other notes stay as they come with quizzer.\n"
        "# Take a note out, and the text it came with is back, with its progress.\n"
        f"overlay: {format_scalar(base.path.name)}\n\nnotes:\n"
    )


def new_overlay_path(folder: Path, base: Path) -> Path:
    """A free name in a folder for an overlay of a deck."""
    path, number = folder / f"{base.stem}.changes.yaml", 1
    while path.exists():
        number += 1
        path = folder / f"{base.stem}.changes-{number}.yaml"
    return path


def put_note(text: str, path: Path, base: DeckReading, base_text: str, note: Note) -> Insertion:
    """Put a note of the other deck into an overlay, with its mark: line by line as it stands there where that can be.

    Args:
        text: The overlay.
        path: Its file.
        base: The other deck.
        base_text: Its file's text.
        note: The note as the other deck has it.

    Raises:
        Problem: The overlay is no deck, or has a form in which a note cannot be put below the others.
    """
    assert base.deck is not None
    mark = f"    base: {mark_of(note, base.deck.axis.id)}"
    lines = _lines_of(base_text, base, note)
    if lines and lines[0].startswith("  - id: "):
        try:
            return insert_note(text, note, path, base=base, written=[lines[0], mark, *lines[1:]])
        except Problem:
            pass  # it depends on what stands around it, such as an alias
    first, *rest = format_note(note, base.deck)
    return insert_note(text, note, path, base=base, written=[first, mark, *rest])


def take_note_out(text: str, reading: DeckReading, base: DeckReading, note_id: str) -> str:
    """The text of an overlay without one of its notes; as it was where the note shares its lines with another."""
    lines = split_lines(text)
    starts = dict(zip(reading.entries, find_entries(lines, reading), strict=True))
    note = next((note for note in reading.notes if note.id == note_id), None)
    entry = starts.get(note.line) if note is not None else None
    if entry is None:
        return text
    start = entry.start
    while start > 0 and not lines[start - 1].strip():
        start -= 1
    without = "".join([*lines[:start], *lines[entry.end :]])
    left = parse_deck(without, reading.path, base)
    return without if left.notes == tuple(one for one in reading.notes if one.id != note_id) else text


def _lines_of(text: str, reading: DeckReading, note: Note) -> list[str]:
    """The lines of a note of a deck, without their ends; empty where it has none of its own."""
    lines = split_lines(text)
    for line, entry in zip(reading.entries, find_entries(lines, reading), strict=False):
        if line == note.line and entry is not None:
            return [one.rstrip("\r\n") for one in lines[entry.start : entry.end]]
    return []
