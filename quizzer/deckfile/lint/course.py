"""Find what keeps notes from being a course: ids that no deck has, notes that wait for each other, months ahead."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import chain

from quizzer.core.course.prerequisites import find_cycles
from quizzer.core.notes.notes import Note, split_id, write_reference
from quizzer.deckfile.findings import Finding, quote, suggest
from quizzer.deckfile.lint.retired import retired_ids
from quizzer.deckfile.read.deck import DeckReading

_Places = dict[str, tuple[DeckReading, Note]]


def check_after(readings: Sequence[DeckReading], others: Callable[[], Collection[str]]) -> Iterator[Finding]:
    """Find notes that wait for a note no deck has, and notes that wait for each other.

    Args:
        others: Gives ids of notes in other decks, retired ones too; used only where an id is in none of these.
    """
    places: _Places = {}
    for reading in readings:
        for note in reading.notes:
            places.setdefault(note.id, (reading, note))
    if not any(note.after for _, note in places.values()):
        return
    here = {note_id for reading in readings for note_id in reading.lines} | retired_ids(readings)
    yield from _check_ids(places, here, others)
    for cycle in find_cycles({note_id: note.after for note_id, (_, note) in places.items()}):
        reading, note = places[cycle[-1]]
        way = " → ".join(split_id(one)[1] for one in (cycle[-1], *cycle))
        message = f"these notes wait for each other: {way}; take one 'after' out"
        yield _at(reading, note, "after", "after-cycle", message)


def _check_ids(places: _Places, here: Collection[str], others: Callable[[], Collection[str]]) -> Iterator[Finding]:
    known: Collection[str] | None = None
    for reading, note in places.values():
        for needed in note.after:
            if needed in here:
                continue
            known = others() if known is None else known
            if needed in known:
                continue
            namespace = split_id(note.id)[0]
            written = write_reference(namespace, needed)
            near = suggest(written, tuple(write_reference(namespace, one) for one in chain(here, known) if one))
            message = f"'after' names {quote(written)}, which no deck has{near}"
            yield _at(reading, note, "after", "after-unknown", message)


def check_months(reading: DeckReading, month: str) -> Iterator[Finding]:
    """Find notes whose facts were looked up after this month, such as ``2026-11``."""
    for note in reading.notes:
        if note.checked > month:
            message = f"checked {note.checked} is in the future; write the month in which the facts were looked up"
            yield _at(reading, note, "checked", "bad-month", message)


def _at(reading: DeckReading, note: Note, key: str, name: str, message: str) -> Finding:
    return Finding(reading.path, reading.lines.get(note.id, {}).get(key, note.line), message, name)
