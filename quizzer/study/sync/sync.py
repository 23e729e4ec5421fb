"""Syncing: what other devices sent is taken in, and what was done here is sent.

Nothing is lost when the place fails in the middle: what is not marked as sent or taken in comes again, and rows that
are known already change nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzer.study.collection.memory_cache import quiet
from quizzer.study.sync.look import is_settled
from quizzer.study.sync.place import Place, opened
from quizzer.study.sync.values import SyncOutcome
from quizzer.sync.carrier import CarrierProblem

if TYPE_CHECKING:
    from quizzer.core.exchange import ProgressCallback
    from quizzer.study.collection.collection import Collection


def sync(
    collection: Collection, *, progress: ProgressCallback = quiet, whole: bool = True, name: str = ""
) -> SyncOutcome:
    """Take in what other devices sent, and send what was done here.

    Args:
        collection: Open to be changed, or beside one that is (:func:`quizzer.study.sync.beside.opened_beside`).
        progress: Called with the progress of long work.
        whole: Make what a new device begins with, too, where it is due; it takes seconds with a million answers.
        name: What the others are to call this device from now on; empty for what it is called.

    Raises:
        NotSetUp: Sync is not set up.
        CarrierProblem: The place cannot be reached, read or written, and nothing was taken in before; else the outcome
            has the reason. The next sync goes on from there.
        Problem: The database cannot be written.
    """
    from quizzer.study.classroom.publish import publish_memory
    from quizzer.study.sync.files.bases import make_base
    from quizzer.study.sync.files.sending import send_files
    from quizzer.study.sync.files.taking_in import take_in_files

    with opened(collection) as place:
        renamed = bool(name) and name != place.state.name
        if renamed:
            place.save(name=name)
        outcome = take_in_files(place, progress)
        try:
            outcome = send_files(place, outcome, progress)
            publish_memory(collection, place.carrier)
            _end(place, outcome, renamed=renamed)
            if whole:  # last: where it does not fit, all else is done
                make_base(place, progress)
        except CarrierProblem as problem:
            outcome = _note_problem(outcome, problem)
    return outcome


def pull(collection: Collection, *, progress: ProgressCallback = quiet) -> SyncOutcome:
    """Take in what other devices sent, as :func:`sync` does, and send nothing."""
    from quizzer.study.sync.files.taking_in import take_in_files

    with opened(collection) as place:
        outcome = take_in_files(place, progress)
        try:
            _end(place, outcome)
        except CarrierProblem as problem:
            outcome = _note_problem(outcome, problem)
    return outcome


def push(collection: Collection, *, progress: ProgressCallback = quiet) -> SyncOutcome:
    """Send what was done here, as :func:`sync` does, and take in nothing."""
    from quizzer.study.classroom.publish import publish_memory
    from quizzer.study.sync.files.sending import send_files

    with opened(collection) as place:
        outcome = send_files(place, SyncOutcome(place.label, place.is_new), progress)
        publish_memory(collection, place.carrier)
        _end(place, outcome)
    return outcome


def _note_problem(outcome: SyncOutcome, problem: CarrierProblem) -> SyncOutcome:
    """The outcome with what came between; where there is no other, the problem itself is raised."""
    if outcome.is_nothing:
        raise problem
    return outcome._replace(problem=str(problem))


def _end(place: Place, outcome: SyncOutcome, *, renamed: bool = False) -> None:
    """Tell the others what was taken in, and note the time; nothing is written where nothing happened just now."""
    if outcome.is_nothing and is_settled(place) and not renamed:
        return
    from quizzer.study.sync.devices import describe_this

    describe_this(place)
    place.forget_gone()
    place.save(synced=place.collection.clock.now())
