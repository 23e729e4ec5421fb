"""Reading packages and collections of Anki's: notes into decks, reviews into the log's rows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from quizzer.anki.deck_head import read_heads
from quizzer.anki.reading.archive import OpenedCollection, open_anki_file
from quizzer.anki.reading.database import AnkiCardRow, AnkiDatabase
from quizzer.anki.reading.history import Days, History, is_answer
from quizzer.anki.reading.notes import NoteConverter, all_decks
from quizzer.clock import Clock
from quizzer.core.exchange import Entry, Incoming, Omission, ProgressCallback
from quizzer.core.wording import plural
from quizzer.errors import Problem
from quizzer.formats.common.clean_text import one_line

_OFTEN = 2_000


def read_anki(path: Path, clock: Clock, rollover_hour: int, progress: ProgressCallback) -> Incoming:
    """Read an ``.apkg``, a ``.colpkg``, or the database inside of one; the file itself stays untouched.

    Args:
        path: The file; its content says what it is, not its name.
        clock: Its zone is the one the reviews are taken to have been done in.
        rollover_hour: Local hour at which a study day begins, 0..23.
        progress: Is called with how far the reading has come.

    Raises:
        Problem: It cannot be read, is damaged or hostile, or holds nothing that can be used.
    """
    progress("Opening", 0, 0)
    with open_anki_file(path) as found:
        return _read(path, found, clock, rollover_hour, progress)


def _read(
    path: Path, found: OpenedCollection, clock: Clock, rollover_hour: int, progress: ProgressCallback
) -> Incoming:
    database = AnkiDatabase(path, found.connection)
    cards = {note: tuple(rows) for note, rows in groupby(database.cards(), key=attrgetter("note"))}
    converter = NoteConverter(path, database.types, database.decks, progress)
    for note in database.notes():
        converter.add(note, cards.get(note.id, ()))
    history = History(Days(clock, rollover_hour, database.day_0, database.offset))
    entries, left = _entries(database, cards, converter, history, progress)
    collector, own = converter.collector, converter.own.decks(read_heads(database.descriptions))
    skipped = list(collector.skipped)
    skipped += (
        Omission(plural(number, "review"), why)
        for number, why in (
            (history.crammed, "changed no schedule, being given in a filtered deck that reschedules nothing"),
            (history.impossible, "have a time or a rating that cannot be"),
        )
        if number
    )
    if history.guessed:
        why = "was guessed by Anki, which lacks the first answers; here it begins with the answers there are"
        skipped.append(Omission(f"memory of {plural(history.guessed, 'card')}", why))
    try:
        others = collector.incoming(found.origin).decks
    except Problem:
        if not own:
            raise
        others = ()
    media = dict.fromkeys([*collector.media, *map(one_line, found.media)])
    return Incoming(
        found.origin,
        all_decks(own, others),
        entries,
        tuple(skipped),
        tuple(media),
        retired=frozenset(converter.own.retired),
        types=tuple(converter.types.values()),
        originals=tuple(converter.originals),
        lacking=collector.lacking,
        notices=tuple(_untaken(sum(map(len, cards.values())) - len(converter.keys), left, database.orphan_count())),
    )


def _entries(
    database: AnkiDatabase,
    cards: dict[int, tuple[AnkiCardRow, ...]],
    converter: NoteConverter,
    history: History,
    progress: ProgressCallback,
) -> tuple[list[Entry], int]:
    """The log of all cards that became cards here, and the number of answers to others."""
    entries: list[Entry] = []
    left = 0
    keys, total, done = converter.keys, database.review_count(), 0
    waiting = {card.id: card for rows in cards.values() for card in rows if card.id in keys}
    for card_id, group in groupby(database.reviews(), key=attrgetter("card")):
        rows = list(group)
        done += len(rows)
        card = waiting.pop(card_id, None)
        if card is not None:
            entries += history.entries(card, keys[card_id], rows, marks=not _is_retired(keys[card_id], converter))
        else:
            left += sum(map(is_answer, rows))
        if done // _OFTEN != (done - len(rows)) // _OFTEN:
            progress("Reading reviews", done, total)
    for card in waiting.values():
        entries += history.entries(card, keys[card.id], (), marks=not _is_retired(keys[card.id], converter))
    return entries, left


def _untaken(cards: int, reviews: int, orphans: int) -> Iterator[str]:
    """How many cards and reviews of the file did not come in.

    Args:
        cards: Cards that became none here; why is said of their notes.
        reviews: Of those cards.
        orphans: Reviews of cards that the file does not hold.
    """
    if cards:
        behind = f", and {plural(reviews, 'review')} with {'it' if cards == 1 else 'them'}" if reviews else ""
        yield f"{plural(cards, 'card')} {'was' if cards == 1 else 'were'} not taken{behind}."
    if orphans == 1:
        yield "1 review is of a card no longer in the file, and was not taken."
    elif orphans:
        yield f"{orphans:,} reviews are of cards no longer in the file, and were not taken."


def _is_retired(key: str, converter: NoteConverter) -> bool:
    """Whether the card is one of this program's that was only suspended because its note had been retired."""
    return key.split("#", 1)[0] in converter.own.retired
