"""Find what keeps notes from being a course: ids that no deck has, and notes that wait for each other or too long."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from quizzer.core.course.prerequisites import find_cycles
from quizzer.core.notes.notes import PRIORITIES, Note, split_id, write_reference
from quizzer.deckfile.findings import Finding, quote, suggest
from quizzer.deckfile.lint.decks.retired import retired_ids
from quizzer.deckfile.lint.suppress import Remark
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
    messages: dict[tuple[str, str], str] = {}  # to find what was meant takes longest by far
    for reading, note in places.values():
        for needed in note.after:
            if needed in here:
                continue
            known = others() if known is None else known
            if needed in known:
                continue
            unknown = split_id(note.id)[0], needed
            if unknown not in messages:
                messages[unknown] = _explain_unknown(*unknown, chain(here, known))
            yield _at(reading, note, "after", "after-unknown", messages[unknown])


def _explain_unknown(namespace: str, needed: str, known: Iterable[str]) -> str:
    written = write_reference(namespace, needed)
    near = suggest(written, tuple(write_reference(namespace, one) for one in known if one))
    return f"'after' names {quote(written)}, which no deck has{near}"


def check_late(readings: Sequence[DeckReading]) -> Iterator[Remark]:
    """Warn of notes that wait for one that is new later: a less important one, or one of a later level.

    Importance decides first, as in the order of new cards: a note may wait for a more important one of any level.
    Levels are compared only between decks that have the same.
    """
    places: _Places = {note.id: (reading, note) for reading in readings for note in reading.notes if not note.draft}
    for reading, note in places.values():
        for needed in note.after:
            if needed in places and (why := _find_lateness(reading, note, *places[needed])):
                written = quote(write_reference(split_id(note.id)[0], needed))
                message = f"waits for {written}, which comes later ({why}); raise {written} or drop it here"
                finding = _at(reading, note, "after", "after-late", message)
                yield Remark(replace(finding, level="warning"), ((reading.path, note.id),))


def _find_lateness(reading: DeckReading, note: Note, other: DeckReading, needed: Note) -> str:
    """The priority or the level by which the needed note comes later; empty where it does not."""
    ours, theirs = PRIORITIES.index(note.priority), PRIORITIES.index(needed.priority)
    if ours != theirs:
        return needed.priority if ours < theirs else ""
    levels = reading.levels
    if levels != other.levels or note.level not in levels or needed.level not in levels:
        return ""
    return needed.level if levels.index(note.level) < levels.index(needed.level) else ""


def _at(reading: DeckReading, note: Note, key: str, name: str, message: str) -> Finding:
    return Finding(reading.path, reading.lines.get(note.id, {}).get(key, note.line), message, name)
