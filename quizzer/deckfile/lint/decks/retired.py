"""Find ids that are used although a deck retired them, and retired ids whose heirs are in no deck."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from quizzer.core.notes.notes import split_id, write_reference
from quizzer.deckfile.findings import Finding, quote, suggest
from quizzer.deckfile.read.deck import DeckReading
from quizzer.deckfile.read.head import explain_retired


def retired_ids(readings: Sequence[DeckReading]) -> set[str]:
    """The ids that these decks never use again."""
    return {one.id for reading in readings if reading.deck for one in reading.deck.retired}


def check_retired(readings: Sequence[DeckReading], others: Callable[[], Collection[str]]) -> Iterator[Finding]:
    """Find notes with an id that another of these decks retired, and heirs that no deck has or that are retired too.

    Args:
        others: Gives ids of notes in other decks; used only where an id is in none of these.
    """
    gone = retired_ids(readings)
    if not gone:
        return
    for reading in readings:
        for note in reading.notes:
            if note.id in gone:
                yield Finding(reading.path, note.line, explain_retired(split_id(note.id)[1]), "retired-id")
    yield from _check_heirs(readings, gone, others)


def _check_heirs(
    readings: Sequence[DeckReading], gone: Collection[str], others: Callable[[], Collection[str]]
) -> Iterator[Finding]:
    here = {note_id for reading in readings for note_id in reading.lines if note_id}
    known: Collection[str] | None = None
    for reading in readings:
        for retired in reading.deck.retired if reading.deck else ():
            namespace = split_id(retired.id)[0]
            for heir in retired.heirs:
                written = write_reference(namespace, heir)
                if heir in gone:
                    message = f"'retired' names {quote(written)}, which is retired too; name the notes that ask it now"
                elif heir in here or heir in (known := others() if known is None else known):
                    continue
                else:
                    near = suggest(written, tuple(write_reference(namespace, one) for one in (*here, *known)))
                    message = f"'retired' names {quote(written)}, which no deck has{near}"
                yield Finding(reading.path, reading.head.retired.get(retired.id, 1), message, "heir-unknown")
