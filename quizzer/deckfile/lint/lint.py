"""All findings about one or several decks: errors and warnings of reading them, and what a good note avoids."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain

from quizzer.core.notes.notes import Note
from quizzer.deckfile.findings import Finding, Level
from quizzer.deckfile.lint.card_lines import CardLine, locate_cards
from quizzer.deckfile.lint.decks.acronyms import check_acronyms
from quizzer.deckfile.lint.decks.course import check_after, check_late
from quizzer.deckfile.lint.decks.duplicates import check_duplicates
from quizzer.deckfile.lint.decks.repetitions import check_answers, check_caveats
from quizzer.deckfile.lint.decks.retired import check_retired
from quizzer.deckfile.lint.decks.synonyms import check_synonyms
from quizzer.deckfile.lint.notes.attribution import cites_tables, find_attribution
from quizzer.deckfile.lint.notes.dates import check_month, find_undated
from quizzer.deckfile.lint.notes.giveaways import find_giveaways
from quizzer.deckfile.lint.notes.quality import check_header, check_note
from quizzer.deckfile.lint.suppress import CROSS_DECK, Remark, drop_silenced
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
    remarks: list[Remark] = []
    for reading, lines in zip(readings, cards, strict=True):
        remarks += _check_deck(reading, lines, month)
    remarks += map(Remark, check_shared_ids(readings))
    remarks += map(Remark, check_after(readings, others))
    remarks += map(Remark, check_retired(readings, others))
    remarks += check_late(readings)
    remarks += check_duplicates(list(chain.from_iterable(cards)))
    remarks += check_answers(zip(readings, cards, strict=True))
    remarks += check_caveats(readings)
    order = {reading.path: index for index, reading in reversed(list(enumerate(readings)))}
    found = sorted(
        drop_silenced(remarks, readings, _undecided(readings, month)),
        key=lambda finding: (order[finding.path], finding.line),
    )
    return tuple(dict.fromkeys(found))


def _undecided(readings: Sequence[DeckReading], month: str) -> frozenset[str]:
    """The warnings that these decks, or the missing month, give no occasion for; silencing them is not idle."""
    cross_deck = CROSS_DECK if len(readings) == 1 else frozenset()
    return cross_deck if month else cross_deck | {"checked-old"}


def _check_deck(reading: DeckReading, cards: Sequence[CardLine], month: str) -> Iterator[Remark]:
    yield from map(Remark, reading.findings)
    if reading.deck is None:
        return
    yield from map(Remark, check_header(reading.deck, reading))
    yield from map(Remark, check_synonyms(reading))
    yield from _check_notes(reading, month)
    if not reading.overlay:  # the deck that it changes may write them out
        yield from check_acronyms(reading.deck, cards)


def _check_notes(reading: DeckReading, month: str) -> Iterator[Remark]:
    has_source = reading.deck is not None and reading.deck.source is not None
    tables = has_source and cites_tables(reading.notes)
    for note in reading.notes:
        flaws = [*find_giveaways(note), *find_undated(note)]
        if has_source:
            flaws += find_attribution(note, tables=tables)
        if month:
            flaws += check_month(note, month)
        lines = reading.lines.get(note.id, {})
        found = [*check_note(note, reading)]
        for key, message, name in flaws:
            level: Level = "error" if name == "bad-month" else "warning"
            found.append(Finding(reading.path, lines.get(key, note.line), message, name, level))
        yield from (Remark(finding, ((reading.path, note.id),)) for finding in found)


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
