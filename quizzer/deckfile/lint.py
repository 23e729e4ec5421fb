"""Everything there is to say about one or several decks: what reading them told, and what a good note avoids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quizzer.core.notes import Note
from quizzer.deckfile.findings import Finding, quoted
from quizzer.deckfile.quality import deck_findings, note_findings
from quizzer.deckfile.read import Reading


def lint(readings: Sequence[Reading]) -> tuple[Finding, ...]:
    """All findings about these decks, file by file in the order of their lines.

    That is what reading told, the quality of each note, and ids used in more than one of the files.
    """
    found: list[Finding] = []
    shared = shared_ids(readings)
    for reading in readings:
        own = [*reading.findings, *(finding for finding in shared if finding.path == reading.path)]
        if reading.deck is not None:
            own += deck_findings(reading.deck, reading)
            for note in reading.deck.notes:
                own += note_findings(note, reading)
        found += sorted(own, key=lambda finding: finding.line)
    return tuple(dict.fromkeys(found))


def shared_ids(readings: Iterable[Reading]) -> tuple[Finding, ...]:
    """An error for every note whose id an earlier file uses already; the message names both places."""
    first: dict[str, tuple[Reading, Note]] = {}
    found = []
    for reading in readings:
        for note in reading.deck.notes if reading.deck is not None else ():
            other, holder = first.setdefault(note.id, (reading, note))
            if other.path == reading.path:
                continue
            message = (
                f"the id {quoted(note.id)} is used twice: here and in {other.path}:{holder.line}; change one of them"
            )
            found.append(Finding(reading.path, note.line, message, "duplicate-id"))
    return tuple(found)
