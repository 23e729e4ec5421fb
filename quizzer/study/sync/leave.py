"""Ending sync: for this device, or for one that is gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.safe_text import one_line
from quizzer.errors import Problem, WrongUse
from quizzer.store.connection import explain_errors
from quizzer.store.sync import state as noted
from quizzer.store.sync.unsent import count_unsent, is_any_unsent
from quizzer.study.collection.memory_cache import quiet
from quizzer.study.sync.carriers import find_address, find_server, label_of
from quizzer.study.sync.devices import default_name
from quizzer.study.sync.place import NotSetUp, opened
from quizzer.study.sync.values import SHORT_ID, SyncOutcome
from quizzer.sync.names import device_file

if TYPE_CHECKING:
    from quizzer.core.exchange import ProgressCallback
    from quizzer.hub.learners import Erasure
    from quizzer.study.collection.collection import Collection


class Left(NamedTuple):
    """How a place is left.

    Attributes:
        outcome: What was taken in and sent before.
        name: What the other devices call this one.
        has_read: What was there was taken in.
        unsent: Answers and other rows that were not sent; they stay in the log here.
        has_unsent: Anything was not sent, if only a goal.
        problem: Why nothing, or not all of it, was taken in or sent; empty where all was.
    """

    outcome: SyncOutcome
    name: str
    has_read: bool = False
    unsent: int = 0
    has_unsent: bool = False
    problem: str = ""


def leave(collection: Collection, tell: Callable[[Left], object], *, progress: ProgressCallback = quiet) -> Left:
    """Take in what is there, send what was not sent yet, then sync no more; the files stay there for the others.

    A place that cannot be reached is left all the same, and so is one with which this device has not synced: another
    collection's, or one that only the environment names. With that nothing is exchanged.

    Args:
        collection: Open to be changed.
        tell: Called with what was exchanged and what was not, before the place is left.
        progress: Called with the progress of long work.

    Raises:
        NotSetUp: Sync is not set up.
    """
    state = noted.load(collection.connection)
    address = state.address or label_of(find_address(""))
    if not address:
        raise NotSetUp
    left = _part(collection, Left(SyncOutcome(one_line(address)), state.name or default_name()), progress)
    with explain_errors(collection.paths.database):
        connection = collection.connection
        left = left._replace(unsent=count_unsent(connection), has_unsent=is_any_unsent(connection))
    tell(left)
    with explain_errors(collection.paths.database):
        noted.reset(collection.connection, "", "")
    return left


def _part(collection: Collection, left: Left, progress: ProgressCallback) -> Left:
    """Exchange what there is for the last time, as far as it goes."""
    from quizzer.study.classroom.publish import publish_memory
    from quizzer.study.sync.files.sending import send_files
    from quizzer.study.sync.files.taking_in import take_in_files

    try:
        with opened(collection, to_write=False) as place:
            if not place.is_current:
                return left._replace(problem=f"This device has not synced with what is at {place.label} now.")
            place.send_lost_again()
            left = left._replace(outcome=take_in_files(place, progress), has_read=True)
            left = left._replace(outcome=send_files(place, left.outcome, progress))
            publish_memory(collection, place.carrier)
            place.carrier.delete(device_file(place.device))
    except WrongUse:
        raise
    except Problem as problem:
        return left._replace(problem=str(problem))
    return left


def leave_and_erase(collection: Collection, *, progress: ProgressCallback = quiet) -> Erasure:
    """Take in what is on the server, erase there all that this learner sent, and sync no more.

    What the devices hold stays, so that the learner leaves with the whole history.

    Args:
        collection: Open to be changed.
        progress: Called with the progress of long work.

    Raises:
        WrongUse: Sync is not with a server.
        CarrierProblem: The server cannot be reached; nothing was erased.
    """
    from quizzer.hub.carrier import PostgresCarrier
    from quizzer.hub.learners import erase
    from quizzer.study.sync.files.taking_in import take_in_files

    find_server(collection)
    with opened(collection) as place:
        take_in_files(place, progress)
        assert isinstance(place.carrier, PostgresCarrier)
        erasure = erase(place.carrier.server)
    with explain_errors(collection.paths.database):
        noted.reset(collection.connection, "", "")
    return erasure


def forget_device(collection: Collection, wanted: str) -> str:
    """Strike a device that is gone off the list; its answers stay, and no file waits for it any more.

    Should it come back, it is on the list again with its next sync.

    Args:
        wanted: Its name, or its id or the beginning of it.

    Returns:
        Its name.

    Raises:
        WrongUse: There is no such device, or several, or it is this one.
        CarrierProblem: The place cannot be reached or written.
    """
    from quizzer.study.sync.devices import load_devices, name_devices

    with opened(collection) as place:
        ids = [device for device in place.devices() if device != place.device]
        said = load_devices(place, ids)
        names = name_devices(said, ids)
        called = one_line(wanted)
        found = [
            device
            for device in ids
            if called and (called in (names[device], device) or (len(called) >= SHORT_ID and device.startswith(called)))
        ] or [device for device in ids if device in said and said[device].name == called]
        if len(found) != 1:
            raise WrongUse(_explain(place.device, called, [names[device] for device in found or ids], many=bool(found)))
        place.carrier.delete(device_file(found[0]))
        return names[found[0]]


def _explain(here: str, called: str, names: list[str], *, many: bool) -> str:
    if here.startswith(called) and len(called) >= SHORT_ID:
        return "this is the device you are at; `quizzer sync --leave` ends its sync."
    if many:
        return f"several devices are called “{called}”. Name one of them: {', '.join(names)}."
    others = f"There are: {', '.join(names)}." if names else "There is no other device."
    return f"no other device is called “{called}”. {others}"
