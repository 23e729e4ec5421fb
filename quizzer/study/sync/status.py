"""How sync stands: the place, this device, and the others there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzer.errors import Problem, WrongUse
from quizzer.store.connection import explain_errors
from quizzer.store.sync import state as noted
from quizzer.store.sync.unsent import count_unsent
from quizzer.study.sync.carriers import find_address, label_of
from quizzer.study.sync.place import NotSetUp, Place, opened
from quizzer.study.sync.values import DeviceLine, SyncStanding, SyncStatus

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection


def load_standing(collection: Collection) -> SyncStanding | None:
    """How sync stands by what is noted here, without a look at the place; None where it is not set up.

    Raises:
        WrongUse: What stands in the environment is no address.
    """
    from quizzer.study.sync.devices import default_name

    with explain_errors(collection.paths.database):
        state = noted.load(collection.connection)
        place = label_of(find_address(state.address))
        if not place:
            return None
        return SyncStanding(
            place,
            state.name or default_name(),
            (state.synced or None) if place == state.address else None,
            count_unsent(collection.connection),
        )


def load_status(collection: Collection) -> SyncStatus:
    """How sync stands, the devices at the place included; where that cannot be reached, the reason stands for them.

    Raises:
        NotSetUp: Sync is not set up.
    """
    standing = load_standing(collection)
    if standing is None:
        raise NotSetUp
    try:
        with opened(collection, to_write=False) as place:
            lines = tuple(_list_devices(place, standing))
            return SyncStatus(standing, devices=lines, unfinished=len(place.state.damaged))
    except WrongUse:
        raise
    except Problem as problem:
        return SyncStatus(standing, problem=str(problem))


def _list_devices(place: Place, standing: SyncStanding) -> list[DeviceLine]:
    """The devices at the place, this one first, then the one seen last."""
    from quizzer.study.sync.devices import count_behind, load_devices, name_devices

    others = [device for device in place.devices() if device != place.device]
    said = load_devices(place, others)
    names = name_devices(said, others)
    behind = sum(not place.is_own(name.text) for name in place.untaken())
    here = DeviceLine(place.device, standing.name, is_here=True, synced=standing.synced, behind=behind, version="")
    lines = [
        DeviceLine(file.device, names[file.device], False, file.synced or None, count_behind(place, file), file.version)
        for file in said.values()
    ]
    return [here, *sorted(lines, key=lambda line: (-(line.synced or 0), line.name))]
