"""What other devices sent is taken in: a base first where the log here is empty, then the files that are new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from quizzer.store.connection import explain_errors, transaction
from quizzer.store.due.today import is_log_empty
from quizzer.store.sync.taken import note_taken
from quizzer.study.sync.devices import load_devices, name_devices, name_some
from quizzer.study.sync.values import Ahead, SyncOutcome
from quizzer.sync.frame import FORMAT_VERSION

if TYPE_CHECKING:
    from quizzer.core.exchange import ProgressCallback
    from quizzer.store.sync.take_in import TakenIn
    from quizzer.study.sync.files.reading import Reading
    from quizzer.study.sync.place import Place


def take_in_files(place: Place, progress: ProgressCallback) -> SyncOutcome:
    """Take in what is new at a place; what is not here whole is noted, to be tried again."""
    outcome = SyncOutcome(place.label, place.is_new)
    if place.bases() and is_log_empty(place.collection.connection):
        outcome = _take_in_base(place, outcome, progress)
    if names := place.untaken():
        from quizzer.study.sync.files.reading import Reading

        reading = Reading(place, names, progress)
        outcome = add_files(place, outcome, reading, _take_in(place, reading, progress))
    else:
        place.note_damaged(())
    if place.is_new and not outcome.others:
        outcome = outcome._replace(others=name_some(place, place.devices()))
    return outcome


def _take_in(place: Place, reading: Reading, progress: ProgressCallback) -> TakenIn:
    from quizzer.store.sync.take_in import PIECE, SMALL_PIECE, take_in

    collection, now = place.collection, place.collection.clock.now()
    piece = PIECE if collection.exclusive else SMALL_PIECE
    with explain_errors(collection.paths.database):
        taken = take_in(collection.connection, collection.scheduler, reading, now, progress, piece=piece)
        if reading.newer:
            with transaction(collection.connection):  # so that it is named once, and read again after an upgrade
                note_taken(collection.connection, [(name.text, False) for name in reading.newer], now, FORMAT_VERSION)
    if taken.parameters and collection.exclusive:
        collection.follow_parameters()
    place.note_damaged(reading.unfinished)
    place.taken.update(reading.read)
    return taken


def add_files(place: Place, before: SyncOutcome, reading: Reading, taken: TakenIn) -> SyncOutcome:
    """The outcome after some files, beside what came before them."""
    return _add(place, before, taken, reading.devices)._replace(
        has_marks=before.has_marks or reading.has_marks,
        unfinished=len(reading.unfinished),
        damaged=tuple(name for name in place.find_overdue() if name in reading.unfinished),
        newer=name_some(place, {name.device for name in reading.newer}),
        problem=reading.problem,
    )


def _take_in_base(place: Place, outcome: SyncOutcome, progress: ProgressCallback) -> SyncOutcome:
    """Begin with a base."""
    from quizzer.study.sync.files.bases import take_in_base

    found = take_in_base(place, place.collection.clock.now(), progress)
    if found is None:
        return outcome
    base, taken = found
    place.look()
    return _add(place, outcome, taken, {base.device})._replace(has_marks=True)


def _add(place: Place, before: SyncOutcome, taken: TakenIn, devices: Iterable[str]) -> SyncOutcome:
    """The outcome with what was taken in."""
    counts = taken.counts
    has_news = any(
        (counts.added, counts.undone, counts.waiting, taken.goals, taken.parameters, taken.quizzes, taken.forgotten)
    )
    sources = {*before.devices, *(name_some(place, devices) if has_news else ())}
    return before._replace(
        taken=before.taken + counts.added,
        undone=before.undone + counts.undone,
        waiting=before.waiting + counts.waiting,
        settings=before.settings or taken.goals or taken.parameters,
        parameters=before.parameters or taken.parameters,
        quizzes=before.quizzes + taken.quizzes,
        forgotten=before.forgotten + taken.forgotten,
        devices=tuple(sorted(sources)),
        ahead=before.ahead + _name_clocks(place, taken.ahead),
    )


def _name_clocks(place: Place, ahead: Mapping[str, int]) -> tuple[Ahead, ...]:
    """The devices whose clocks are ahead, as they are called."""
    names = name_devices(load_devices(place, ahead), ahead)
    return tuple(Ahead(names[device], by) for device, by in sorted(ahead.items()))
