"""All findings about one or several decks: errors and warnings of reading them, and what a good note avoids."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain

from quizzer.core.notes.notes import Note
from quizzer.deckfile.findings import Finding
from quizzer.deckfile.lint.acronyms import check_acronyms
from quizzer.deckfile.lint.card_lines import CardLine, locate_cards
from quizzer.deckfile.lint.course import check_after, check_months
from quizzer.deckfile.lint.duplicates import check_duplicates
from quizzer.deckfile.lint.quality import check_header, check_note
from quizzer.deckfile.lint.retired import check_retired
from quizzer.deckfile.lint.suppress import Remark, drop_silenced
from quizzer.deckfile.lint.synonyms import check_synonyms
from quizzer.deckfile.read.deck import DeckReading, explain_duplicate_id


def lint(
    readings: Sequence[DeckReading], others: Callable[[], Collection[str]] = tuple, month: str = ""
) -> tuple[Finding, ...]:
    """Collect all findings about these decks that no note silences, file by file in the order of their lines.

    They are those of reading, of the quality of each note, of acronyms a deck never writes out, and those that take
    several notes of all files together: ids used twice, two notes that ask the same, and what notes wait for.

    Args:
        others: Gives the ids of notes in other decks, retired ones too, that notes of these may wait for.
        month: The present month, such as ``2026-11``; without it no month is in the future.
    """
    cards = [locate_cards(reading) for reading in readings]
    remarks = [remark for reading, lines in zip(readings, cards, strict=True) for remark in _check_deck(reading, lines)]
    remarks += map(Remark, check_shared_ids(readings))
    remarks += map(Remark, check_after(readings, others))
    remarks += map(Remark, check_retired(readings, others))
    remarks += map(Remark, chain.from_iterable(check_months(reading, month) for reading in readings if month))
    remarks += check_duplicates(chain.from_iterable(cards))
    order = {reading.path: index for index, reading in reversed(list(enumerate(readings)))}
    found = sorted(drop_silenced(remarks, readings), key=lambda finding: (order[finding.path], finding.line))
    return tuple(dict.fromkeys(found))


def _check_deck(reading: DeckReading, cards: Sequence[CardLine]) -> Iterator[Remark]:
    yield from map(Remark, reading.findings)
    if reading.deck is None:
        return
    yield from map(Remark, check_header(reading.deck, reading))
    yield from map(Remark, check_synonyms(reading))
    for note in reading.notes:
        yield from (Remark(finding, ((reading.path, note.id),)) for finding in check_note(note, reading))
    if not reading.overlay:  # the deck that it changes may write them out
        yield from check_acronyms(reading.deck, cards)


def check_shared_ids(readings: Iterable[DeckReading]) -> tuple[Finding, ...]:
    """Find every note whose id an earlier file uses already; the message names both places."""
    first: dict[str, tuple[DeckReading, Note]] = {}
    found = []
    for reading in readings:
        for note in reading.notes:
            other, holder = first.setdefault(note.id, (reading, note))
            if other.path == reading.path:
                continue
            message = explain_duplicate_id(note.id, other.path, holder.line)
            found.append(Finding(reading.path, note.line, message, "duplicate-id"))
    return tuple(found)
