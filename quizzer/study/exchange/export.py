"""Writing decks and progress for Anki, for a spreadsheet, as text, or as an archive of everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from quizzer.core.exchange import Outgoing, ProgressCallback
from quizzer.deckfile.read.deck import read_deck
from quizzer.errors import Problem, WrongUse
from quizzer.store.connection import explain_errors
from quizzer.store.lock import InUse
from quizzer.store.notes import catalogue, export_rows
from quizzer.store.scope import Scope
from quizzer.study.collection import opening
from quizzer.study.decks.sync import no_search_for_cycles
from quizzer.study.exchange.plan import KEPT, Exported, ExportPlan
from quizzer.study.filters import scope_of

if TYPE_CHECKING:
    from quizzer.anki.package import Learner
    from quizzer.core.schedule.settings import Scheduling
    from quizzer.formats.archive.write import OutgoingDeck
    from quizzer.study.collection.collection import Collection

ENDINGS = (".apkg", ".csv", ".tsv", ".md", ".json")

CONTENT_ADVICE = (
    "In Anki: File > Import. Leave “Import any learning progress” and “Import any deck presets” off: there are none.",
    "Importing a later export updates the notes that changed and leaves the schedule in Anki alone.",
)
PROGRESS_ADVICE = (
    "In Anki: File > Import, and tick “Import any learning progress” and “Import any deck presets”; both are off at "
    "first.",
    "Then switch FSRS on in the deck options, if it is off.",
    "Anki takes progress for cards it does not have yet; cards that are there already keep their schedule. Bring "
    "Anki's answers back with `quizzer import`, and export again into a profile without these cards.",
)


def export(collection: Collection, plan: ExportPlan, progress: ProgressCallback) -> Exported:
    """Write what the plan says; the file appears whole or not at all.

    Raises:
        WrongUse: The ending is unknown, or the filter names what does not exist.
        Problem: The file cannot be written; what was there before is untouched.
    """
    ending = plan.path.suffix.lower()
    if ending not in ENDINGS:
        raise WrongUse(f"{plan.path}: the ending decides the format; it is one of {', '.join(ENDINGS)}.")
    if plan.path.is_dir() or not plan.path.parent.is_dir():
        what = "is a folder" if plan.path.is_dir() else "its folder does not exist"
        raise Problem(f"{plan.path}: {what}; name a file in a folder that is there.")
    scope = scope_of(collection.connection, plan.filter)
    with explain_errors(collection.paths.database):
        if ending == ".apkg":
            return _package(collection, plan, scope, progress)
        if ending == ".json":
            return _archive(collection, plan, scope, progress)
        return _text(collection, plan, scope, progress)


def _package(collection: Collection, plan: ExportPlan, scope: Scope, progress: ProgressCallback) -> Exported:
    from quizzer.anki.package import FIELDS_SINCE, deck_id, write_package
    from quizzer.store.notes.anki_rows import AxisRules, CopyPlan, copy_cards

    connection, moment = collection.connection, collection.moment()
    rules = {axis: collection.scheduler.of(axis).settings for _, axis in _axes(collection)}
    wanted = CopyPlan(
        scope=scope,
        first=moment.at,
        today=moment.day,
        since=FIELDS_SINCE,
        decks={row: deck_id(name) for row, name in connection.execute("SELECT id, name FROM deck")},
        axes={
            row: AxisRules(
                rules[axis].retention_of(axis),
                rules[axis].parameters[-1],
                len(rules[axis].learning_steps),
                len(rules[axis].relearning_steps),
                rules[axis].bury_siblings,
            )
            for row, axis in _axes(collection)
        },
        progress=plan.progress,
    )
    with no_search_for_cycles():
        packed = write_package(
            plan.path,
            export_rows.stream_notes_for_anki(connection, scope),
            lambda target: copy_cards(collection.paths.database, target, wanted),
            moment,
            _learner(collection, rules) if plan.progress else None,
            progress,
        )
    _remember_export(collection, scope)
    advice = PROGRESS_ADVICE if plan.progress else CONTENT_ADVICE
    return Exported(plan.path, packed.notes, packed.cards, packed.reviews, packed.retired, advice)


def _axes(collection: Collection) -> list[tuple[int, str]]:
    return collection.connection.execute("SELECT id, key FROM axis").fetchall()


def _learner(collection: Collection, rules: Mapping[str, Scheduling]) -> Learner:
    from quizzer.anki.package import Learner

    began = _day_began(collection)
    ahead = collection.clock.local(began) - (datetime(1970, 1, 1) + timedelta(milliseconds=began))  # noqa: DTZ001
    return Learner(rules, began // 1000, -ahead // timedelta(minutes=1))


def _day_began(collection: Collection) -> int:
    """Milliseconds at which today's study day began."""
    hour = collection.settings.scheduling.rollover_hour
    moment = collection.moment()
    at = moment.at
    while collection.clock.day_of(at, hour) == moment.day:
        at -= 3_600_000
    return collection.clock.day_end(at, hour)


def _remember_export(collection: Collection, scope: Scope) -> None:
    """Remember which notes Anki was given; when another program has the collection, the next export will."""
    try:
        if collection.exclusive:
            export_rows.mark_exported(collection.connection, scope)
        else:
            with opening.hold(collection.paths, collection.clock):
                export_rows.mark_exported(collection.connection, scope)
    except InUse:
        return


def _text(collection: Collection, plan: ExportPlan, scope: Scope, progress: ProgressCallback) -> Exported:
    notes = export_rows.stream_notes(collection.connection, scope, retired=False)
    if plan.path.suffix.lower() == ".md":
        from quizzer.formats.markdown.cards import write_markdown

        written = write_markdown(plan.path, notes, progress)
    else:
        from quizzer.formats.table.table import write_table

        written = write_table(plan.path, notes, progress)
    return Exported(plan.path, written.notes, written.cards, written.entries)


def _archive(collection: Collection, plan: ExportPlan, scope: Scope, progress: ProgressCallback) -> Exported:
    from quizzer.formats.archive.write import write_archive

    connection = collection.connection
    decks, silences = _decks(collection, scope)
    settings = [(key, value) for key in KEPT if (value := collection.get(key)) is not None]
    written = write_archive(
        plan.path,
        _with_silence(export_rows.stream_notes(connection, scope, retired=True), silences),
        export_rows.stream_log(connection, scope),
        decks=decks,
        settings=settings,
        written=collection.clock.now(),
        progress=progress,
    )
    advice = ("`quizzer import` reads it back, here or on another machine: decks, reviews and marks.",)
    return Exported(plan.path, written.notes, written.cards, written.entries, advice=advice)


def _with_silence(notes: Iterator[Outgoing], silences: dict[str, tuple[str, ...]]) -> Iterator[Outgoing]:
    """The notes, each with the warnings its deck file silences, which the store does not keep."""
    for going in notes:
        silence = silences.get(going.note.id, ())
        yield going._replace(note=replace(going.note, silence=silence)) if silence else going


def _decks(collection: Collection, scope: Scope) -> tuple[list[OutgoingDeck], dict[str, tuple[str, ...]]]:
    """The decks of a scope with what only their files tell: axes, source, and silenced warnings."""
    from quizzer.formats.archive.write import OutgoingDeck

    rows = collection.connection.execute(
        f"SELECT DISTINCT deck_id FROM note WHERE id IN (SELECT c.note_id FROM card c WHERE 1{scope.sql})", scope.args
    )
    wanted = {deck_id for (deck_id,) in rows}
    decks: list[OutgoingDeck] = []
    silences: dict[str, tuple[str, ...]] = {}
    for stored in catalogue.load_decks(collection.connection):
        if stored.id not in wanted:
            continue
        deck = read_deck(Path(stored.path)).deck if stored.digest != "gone" else None
        axes = deck.axes if deck else ((stored.axis,) if stored.axis else ())
        source = deck.source if deck else None
        decks.append(OutgoingDeck(stored.name, stored.path.name, axes, source, stored.bundled))
        silences |= {note.id: note.silence for note in deck.notes if note.silence} if deck else {}
    return decks, silences
