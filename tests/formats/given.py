"""What the tests of other formats share: notes on their way out, and what must hold of whatever came in."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from quizzer.clock import Clock, FixedClock
from quizzer.core.exchange import Incoming, Outgoing, OutgoingCard, ProgressCallback
from quizzer.core.notes.axes import Axis
from quizzer.core.notes.cards import card_key, parts_of
from quizzer.core.notes.notes import Deck, Note
from quizzer.core.schedule.progress import NEW, Progress
from quizzer.deckfile.read.deck import parse_deck
from quizzer.deckfile.write import format_deck
from tests.conftest import START

CLOCK = FixedClock(START, "Europe/Berlin")
ROLLOVER = 4
HERE = Path(__file__).parent / "mnemosyne"
Reader = Callable[[Path, Clock, int, ProgressCallback], Incoming]


def quiet(what: str, done: int, of: int) -> None:
    """Hears how far the work is."""


def read(reader: Reader, path: Path, clock: Clock = CLOCK) -> Incoming:
    """What a reader makes of a file; it must be something deck files can hold."""
    incoming = reader(path, clock, ROLLOVER, quiet)
    assert_usable(incoming)
    return incoming


def assert_usable(incoming: Incoming) -> None:
    """Every deck can be written as a deck file and is the same when it is read; file names and ids are its own."""
    files = [deck.file.lower() for deck in incoming.decks]
    assert len(set(files)) == len(files)
    ids: list[str] = []
    for deck, file, _ in incoming.decks:
        assert re.fullmatch(r"[A-Za-z0-9-]+\.ya?ml", file)
        reading = parse_deck(format_deck(deck), Path(file))
        assert [str(found) for found in reading.findings if found.level == "error"] == []
        assert reading.deck == deck
        ids += (note.id for note in deck.notes)
    assert len(set(ids)) == len(ids)


def notes_of(incoming: Incoming) -> list[Note]:
    """All notes, deck by deck."""
    return [note for deck in incoming.decks for note in deck.deck.notes]


def bodies(incoming: Incoming) -> list[object]:
    """What the notes ask."""
    return [note.body for note in notes_of(incoming)]


def left_out(incoming: Incoming) -> list[tuple[str, str]]:
    """What was left out, and why."""
    return [(what, why) for what, why in incoming.skipped]


def outgoing(
    notes: Iterable[Note],
    *,
    deck: str = "Small axis",
    file: str = "small.yaml",
    axes: Collection[Axis] = (),
    progress: Progress = NEW,
    retired: Collection[str] = (),
) -> list[Outgoing]:
    """Notes as the store gives them, every card with this progress."""
    names = {axis.id: axis for axis in axes}
    told = []
    for note in notes:
        gone = note.id in retired
        cards = tuple(
            OutgoingCard(card_key(note.id, part), part, progress, False, 0, place, gone, 0)
            for place, part in enumerate(parts_of(note))
        )
        axis = names.get(note.axis, Axis(note.axis, note.axis))
        told.append(Outgoing(note, deck, file, axis, 1_772_000_000, gone, cards))
    return told


def outgoing_deck(deck: Deck, file: str = "small.yaml", *, retired: Collection[str] = ()) -> list[Outgoing]:
    """A deck's notes as the store gives them."""
    return outgoing(deck.notes, deck=deck.name, file=file, axes=deck.axes, retired=retired)
