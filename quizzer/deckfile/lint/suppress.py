"""Findings that a note silences are dropped, and a name under ``silence`` that silences nothing is a warning."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizzer.deckfile.findings import Finding, quote
from quizzer.deckfile.read.deck import DeckReading
from quizzer.deckfile.read.silence import SILENCEABLE, SILENCES_NOTHING

CROSS_DECK = frozenset({"after-late", "asks-the-same", "same-answer", "same-caveat", "several-answers"})
"""Warnings that may be about several decks: checking a single file can not show that silencing one has no use."""

NoteRef = tuple[Path, str]
"""A note: its file and its id."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding and the notes it is about, each of which may silence it."""

    finding: Finding
    about: tuple[NoteRef, ...] = ()


def drop_silenced(
    remarks: Iterable[Remark], readings: Sequence[DeckReading], undecided: Collection[str] = ()
) -> Iterator[Finding]:
    """Yield the findings that no note silences, then a warning for each name that silences nothing.

    Args:
        remarks: All findings, and the notes they are about.
        readings: The decks they were found in.
        undecided: Names of warnings that could not be found this time; silencing one is never called idle.
    """
    silences = {(reading.path, note.id): note.silence for reading in readings for note in reading.notes if note.silence}
    used = {note: set[str]() for note in silences}
    for remark in remarks:
        name = remark.finding.name
        silencing = [note for note in remark.about if name in silences.get(note, ())]
        if not silencing or remark.finding.level == "error":
            yield remark.finding
            continue
        for note in silencing:
            used[note].add(name)
    for reading in readings:
        for note_id, names in reading.silenced.items():
            note = (reading.path, note_id)
            line = reading.lines[note_id]["silence"]
            known = [name for name in dict.fromkeys(silences[note]) if name in SILENCEABLE]
            yield from _find_idle(reading.path, line, known, {*used[note], *names, *undecided})


def _find_idle(path: Path, line: int, names: Sequence[str], used: Collection[str]) -> Iterator[Finding]:
    """Yield a warning for each name that silences nothing.

    A note may silence these warnings too; then the only one left is about that name, where there is nothing idle.
    """
    idle = [name for name in names if name not in used and name != SILENCES_NOTHING]
    if SILENCES_NOTHING in names:
        idle = [] if idle else [SILENCES_NOTHING]
    for name in idle:
        yield Finding(path, line, f"{quote(name)} silences nothing here; take it out", SILENCES_NOTHING, "warning")
