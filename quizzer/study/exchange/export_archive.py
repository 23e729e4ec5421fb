"""Writes an archive: everything about the chosen decks, including the parts that only their files hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.exchange import Outgoing, ProgressCallback
from quizzer.core.notes.drafts import Origin
from quizzer.deckfile.read.deck import read_deck
from quizzer.formats.archive.write import OutgoingDeck, write_archive
from quizzer.store.exchange import export_rows
from quizzer.store.notes import catalogue, names
from quizzer.store.scope import Scope
from quizzer.study.decks.sync import find_overlays
from quizzer.study.exchange.plan import ARCHIVED_SETTINGS, ExportPlan, ExportResult

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection


def export_archive(collection: Collection, plan: ExportPlan, scope: Scope, progress: ProgressCallback) -> ExportResult:
    """Write an archive of the notes, retired ones too, and of their whole log.

    Raises:
        Problem: It cannot be written; what was there before is untouched.
    """
    connection = collection.connection
    decks, marks = _decks(collection, scope)
    settings = [(key, value) for key in ARCHIVED_SETTINGS if (value := collection.get(key)) is not None]
    written = write_archive(
        plan.path,
        _with_marks(export_rows.stream_notes(connection, scope, retired=True, quotes=plan.quotes), marks),
        export_rows.stream_log(connection, scope),
        decks=decks,
        settings=settings,
        written=collection.clock.now(),
        progress=progress,
    )
    advice = ("`quizzer import` reads it back, here or on another machine: decks, reviews and marks.",)
    return ExportResult(plan.path, written.notes, written.cards, written.entries, advice=advice)


class _Marks(NamedTuple):
    """What only the deck file says of a note."""

    silence: tuple[str, ...]
    derived: Origin | None


def _with_marks(notes: Iterator[Outgoing], marks: dict[str, _Marks]) -> Iterator[Outgoing]:
    """The notes, each with what its deck file says of it and the store does not keep."""
    for going in notes:
        found = marks.get(going.note.id)
        yield going if found is None else going._replace(note=replace(going.note, **found._asdict()))


def _decks(collection: Collection, scope: Scope) -> tuple[list[OutgoingDeck], dict[str, _Marks]]:
    """The decks of a scope with what only their files hold: axes, source, rejections, and the marks of notes."""
    wanted = names.load_deck_ids(collection.connection, scope)
    decks: list[OutgoingDeck] = []
    marks: dict[str, _Marks] = {}
    changed = {overlay.base for overlay in find_overlays(collection)}
    for stored in catalogue.load_decks(collection.connection):
        if stored.id not in wanted:
            continue
        deck = read_deck(Path(stored.path)).deck if stored.digest != "gone" else None
        axes = deck.axes if deck else ((stored.axis,) if stored.axis else ())
        source, rejected = (deck.source, deck.rejected) if deck else (None, ())
        unchanged = stored.bundled and stored.path not in changed
        going = OutgoingDeck(stored.name, stored.path.name, axes, source, unchanged, rejected)
        if deck is not None:
            going = going._replace(course=deck.course, primer=deck.primer, synonyms=deck.synonyms, retired=deck.retired)
        decks.append(going)
        for note in deck.accepted if deck else ():
            if note.silence or note.derived:
                marks[note.id] = _Marks(note.silence, note.derived)
    return decks, marks
