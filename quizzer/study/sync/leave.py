"""Ending sync: for this device, or for one that is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.safe_text import one_line
from quizzer.errors import Problem, WrongUse
from quizzer.store.connection import explain_errors
from quizzer.store.sync import state as noted
from quizzer.study.collection.memory_cache import quiet
from quizzer.study.sync.carriers import find_address, find_server, label_of
from quizzer.study.sync.place import NotSetUp, opened
from quizzer.study.sync.values import SHORT_ID, SyncOutcome
from quizzer.sync.names import device_file

if TYPE_CHECKING:
    from quizzer.core.exchange import ProgressCallback
    from quizzer.hub.learners import Erasure
    from quizzer.study.collection.collection import Collection


class Left(NamedTuple):
    """How a place was left.

    Attributes:
        outcome: What was taken in before.
        problem: Why nothing, or not all of it, was taken in; empty where all was.
    """

    outcome: SyncOutcome
    problem: str = ""


def leave(collection: Collection, *, progress: ProgressCallback = quiet) -> Left:
    """Take in what is there, then sync no more; the files stay there for the others.

    A place that cannot be reached is left all the same.

    Args:
        collection: Open to be changed.
        progress: Called with the progress of long work.

    Raises:
        NotSetUp: Sync is not set up.
    """
    from quizzer.study.sync.files.taking_in import take_in_files

    address = noted.load(collection.connection).address or label_of(find_address(""))
    if not address:
        raise NotSetUp
    left = Left(SyncOutcome(one_line(address)))
    try:
        with opened(collection) as place:
            left = Left(take_in_files(place, progress))
            place.carrier.delete(device_file(place.device))
    except WrongUse:
        raise
    except Problem as problem:
        left = left._replace(problem=str(problem))
    with explain_errors(collection.paths.database):
        noted.reset(collection.connection, "", "")
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
