"""What a note silences: warnings its author has looked at and means to leave, by name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quizzer.deckfile.findings import Finding, Report, quoted, suggestion
from quizzer.deckfile.read.fields import texts
from quizzer.deckfile.yaml.nodes import Fields

if TYPE_CHECKING:
    from quizzer.deckfile.read.deck import Reading

NOTHING = "silences-nothing"
SILENCEABLE = (
    "answer-visible",
    "asks-the-same",
    "empty-field",
    "few-steps",
    "invisible-character",
    "long-answer",
    "long-text",
    "no-count",
    "no-section",
    "option-form",
    "option-length",
    "several-answers",
    "several-places",
    NOTHING,
    "single-item",
    "unexpanded-acronym",
    "unused-key",
    "wrong-count",
)
"""The names of all warnings about a note. Errors have to be put right and are never silenced."""

ACROSS = frozenset({"asks-the-same", "several-answers"})
"""Warnings that may be about two decks: what silences one in a folder silences nothing in a single file of it."""

Place = tuple[Path, str]
"""A note: its file and its id."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding and the notes it is about, each of which may silence it."""

    finding: Finding
    about: tuple[Place, ...] = ()


def read_silence(fields: Fields, report: Report) -> tuple[str, ...]:
    """The names under ``silence``; a name no warning has is an error, for which the note is not left out."""
    names = texts(fields, "silence", report, spare=True)
    for name in names:
        if name not in SILENCEABLE:
            near = suggestion(name, SILENCEABLE) or f"; there are {', '.join(SILENCEABLE)}"
            report.flaw(fields.lines["silence"], "unknown-silence", f"no warning has the name {quoted(name)}{near}")
    return names


def heard(remarks: Iterable[Remark], readings: Sequence[Reading]) -> Iterator[Finding]:
    """The findings that no note silences, and a warning for every name that silences nothing."""
    silent = {
        (reading.path, note.id): note.silence
        for reading in readings
        for note in (reading.deck.notes if reading.deck is not None else ())
        if note.silence
    }
    used = {place: set[str]() for place in silent}
    for remark in remarks:
        name = remark.finding.name
        quiet = [place for place in remark.about if name in silent.get(place, ())]
        if not quiet or remark.finding.level == "error":
            yield remark.finding
            continue
        for place in quiet:
            used[place].add(name)
    for reading in readings:
        for key, names in reading.silenced.items():
            place = (reading.path, key)
            line = reading.lines[key]["silence"]
            known = [name for name in dict.fromkeys(silent[place]) if name in SILENCEABLE]
            yield from _idle(place[0], line, known, used[place] | names, alone=len(readings) == 1)


def _idle(path: Path, line: int, names: Sequence[str], used: Collection[str], *, alone: bool) -> Iterator[Finding]:
    """A warning for each name that silences nothing; where that is silenced, for the silence if it has no use."""
    idle = [name for name in names if name not in used and name != NOTHING and not (alone and name in ACROSS)]
    if NOTHING in names:
        idle = [] if idle else [NOTHING]
    for name in idle:
        yield Finding(path, line, f"{quoted(name)} silences nothing here; take it out", NOTHING, "warning")
