"""The place where this collection's devices meet, opened: what lies there, and what of it is noted here."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from quizzer.core.safe_text import one_line
from quizzer.errors import WrongUse
from quizzer.hub import is_server
from quizzer.store.connection import explain_errors, transaction
from quizzer.store.device import DEVICE
from quizzer.store.sync import state as noted
from quizzer.store.sync.state import SyncState
from quizzer.store.sync.taken import drop_taken, load_taken
from quizzer.study.sync.carriers import find_address, label_of, open_carrier
from quizzer.sync.carrier import CarrierProblem
from quizzer.sync.frame import FORMAT_VERSION
from quizzer.sync.names import BASE, DEVICES, LOG, BaseName, LogName, device_file, parse_device_file

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection
    from quizzer.sync.carrier import Carrier

OVERDUE_AFTER = 3 * 86_400_000
"""Milliseconds after which a person hears of a file that is still not here whole."""
_MOST_GONE = 2_000
"""Names of files that are gone, which are remembered: as long as a folder is half synced, they may be on their way."""


class NotSetUp(WrongUse):
    """Sync was asked for and is not set up."""

    def __init__(self) -> None:
        super().__init__(
            "sync is not set up here. Set it up with a folder that your devices share (quizzer sync --with FOLDER), or "
            "with a server (quizzer sync --with postgresql://...)."
        )


class Place:
    """An open place.

    Attributes:
        collection: The learner's collection.
        carrier: The place itself.
        state: What is noted of it.
        device: The id of this device.
        is_current: It is the one that is noted, and the same collection's.
        files: The size of each file by its name, as they were listed; what is written here since is added. Of what
            others wrote and was taken in, the sizes may be missing: 0.
        taken: The names of files that need not be read: taken in, or written by this home.
    """

    def __init__(self, collection: Collection, carrier: Carrier, state: SyncState, device: str) -> None:
        self.collection = collection
        self.carrier = carrier
        self.state = state
        self.device = device
        self.is_current = True
        self.files: dict[str, int] = {}
        self.taken: set[str] = set()

    @property
    def label(self) -> str:
        """The place as a person calls it, on one line."""
        return one_line(self.carrier.label)

    @property
    def is_new(self) -> bool:
        """Whether no sync with it has ended yet."""
        return not (self.is_current and self.state.synced)

    def look(self) -> None:
        """List what is there, and load what is noted of it."""
        self.taken = load_taken(self.collection.connection, FORMAT_VERSION) if self.is_current else set()
        own = set(filter(self.is_own, self.taken))
        self.files = dict(self.carrier.list(known=self.taken - own))

    def untaken(self) -> list[LogName]:
        """The files that are to be read, those of one device together and in their order."""
        names = (name for name in self.files if name.startswith(LOG) and name not in self.taken)
        return sorted(found for found in map(LogName.parse, names) if found is not None)

    def own(self) -> list[LogName]:
        """This device's files, in their order."""
        return sorted(found for found in map(LogName.parse, filter(self.is_own, self.files)) if found is not None)

    def is_own(self, name: str) -> bool:
        """Whether this device wrote a file, by its name."""
        return name.startswith((f"{LOG}{self.device}/", f"{BASE}{self.device}."))

    def find_lost(self) -> set[str]:
        """This device's files that were sent and are not there any more, though nobody here deleted them."""
        return {name for name in self.taken - self.files.keys() if name.startswith(f"{LOG}{self.device}/")}

    def send_lost_again(self) -> None:
        """Have all that is here sent again where the place has lost files that this device had sent."""
        if lost := self.find_lost():
            with explain_errors(self.collection.paths.database):
                noted.send_again(self.collection.connection, lost)
            self.taken -= lost

    def bases(self) -> list[BaseName]:
        """The bases, the largest last."""
        names = (name for name in self.files if name.startswith(BASE))
        return sorted((found for found in map(BaseName.parse, names) if found), key=lambda found: found.number)

    def devices(self) -> list[str]:
        """The ids of the devices that say something of themselves there."""
        names = (name for name in self.files if name.startswith(DEVICES))
        return sorted(found for found in map(parse_device_file, names) if found is not None)

    def note_damaged(self, names: Iterable[str]) -> None:
        """Note which files are not here whole, each with the instant at which that was first seen."""
        now = self.collection.clock.now()
        damaged = {name: self.state.damaged.get(name, now) for name in names}
        if damaged != self.state.damaged:
            self.save(damaged=damaged)

    def find_overdue(self) -> tuple[str, ...]:
        """The files that have not been here whole for so long that a person should know."""
        now = self.collection.clock.now()
        return tuple(name for name, since in sorted(self.state.damaged.items()) if now - since >= OVERDUE_AFTER)

    def save(self, **values: Any) -> None:
        """Note something else of the place than was noted."""
        self.state = self.state._replace(**values)
        connection = self.collection.connection
        with explain_errors(self.collection.paths.database), transaction(connection):
            noted.save(connection, self.state)

    def forget_gone(self) -> None:
        """Keep the list of what was taken in short; a file that comes back is read again, and changes nothing."""
        gone = self.taken - self.files.keys()
        if len(gone) > _MOST_GONE:
            connection = self.collection.connection
            with explain_errors(self.collection.paths.database), transaction(connection):
                drop_taken(connection, gone)
            self.taken -= gone

    @property
    def has_own_file(self) -> bool:
        """Whether this device says something of itself there."""
        return device_file(self.device) in self.files


@contextmanager
def opened(collection: Collection, address: str = "", *, to_write: bool = True) -> Iterator[Place]:
    """The place that is noted or that the environment names, listed.

    Where it is another one than noted, or another collection's, everything is to be taken in and sent anew.

    Args:
        address: That of another place to open; it is set up where it is not.
        to_write: Note what is found; else nothing is written here or there.

    Raises:
        NotSetUp: There is none.
        CarrierProblem: It cannot be reached, or is no place for sync any more.
    """
    with explain_errors(collection.paths.database):
        state = noted.load(collection.connection)
    where = address or find_address(state.address)
    if not where:
        raise NotSetUp
    carrier = open_carrier(where)
    try:
        place = Place(collection, carrier, state, collection.get(DEVICE) or "")
        _settle(place, label_of(where), may_set_up=bool(address), to_write=to_write)
        yield place
    finally:
        carrier.close()


def _settle(place: Place, address: str, *, may_set_up: bool, to_write: bool) -> None:
    """Have the place be the one that is noted, and look at it."""
    found = place.carrier.collection_id()
    if found is None and place.state.address == address and not may_set_up:
        from shlex import quote

        raise CarrierProblem(
            f"{place.label} holds no quizzer sync any more: {_why_gone(address)}? Nothing was changed. `quizzer sync "
            f"--with {quote(place.label)}` sets it up anew."
        )
    if found is None and place.state.address != address and place.carrier.list():
        raise CarrierProblem(
            f"{place.label}: what your devices keep there is not here whole yet. Let it sync, then try again. (Should "
            "its file FORMAT be lost, call this on a device that synced there before.)"
        )
    place.is_current = (address, found) == (place.state.address, place.state.collection_id)
    if to_write and not place.is_current:
        join(place, address)
    if found is not None or to_write:
        place.look()
    if place.is_current and to_write:
        place.send_lost_again()


def _why_gone(address: str) -> str:
    """What to ask where a place is empty that was none."""
    if is_server(address):
        return "was it erased there, or the database replaced by an empty one"
    return "is the drive mounted, or the folder moved"


def join(place: Place, address: str) -> None:
    """Make the place one for sync unless it is, and note it as this collection's; everything is to be sent there.

    A place that is made anew gets a new id: where the one before comes back, as a drive does, it is another one.
    """
    connection = place.collection.connection
    collection_id = place.carrier.set_up(os.urandom(10).hex())
    with explain_errors(place.collection.paths.database):
        noted.reset(connection, address, collection_id)
        place.state = noted.load(connection)
        place.is_current = True
