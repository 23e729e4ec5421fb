"""The devices at a place: what they are called, and what each has taken in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from quizzer import __version__
from quizzer.core.safe_text import one_line
from quizzer.errors import WrongUse
from quizzer.study.sync.values import SHORT_ID
from quizzer.sync.carrier import UnreadableFile
from quizzer.sync.device_file import DeviceFile, read_device_file, write_device_file
from quizzer.sync.names import LOG, device_file

if TYPE_CHECKING:
    from quizzer.study.sync.place import Place

_LONGEST = 40
_DAY = 86_400_000


def default_name() -> str:
    """The name of this machine, for a device that a person did not name."""
    import platform  # takes as long as looking whether anything is new

    return one_line(platform.node().partition(".")[0])[:_LONGEST] or "this device"


def read_name(text: str) -> str:
    """The name that a person gives a device.

    Raises:
        WrongUse: It is none.
    """
    name = one_line(text)
    if not name or len(name) > _LONGEST:
        raise WrongUse(f"the name of a device has 1 to {_LONGEST} characters.")
    return name


def load_devices(place: Place, ids: Iterable[str]) -> dict[str, DeviceFile]:
    """What devices say of themselves, by their ids; those that say nothing are left out."""
    found: dict[str, DeviceFile] = {}
    for device in ids:
        if (name := device_file(device)) in place.files:
            try:
                data = place.carrier.get(name)
            except UnreadableFile:
                continue
            said = read_device_file(data) if data else None
            if said is not None and said.device == device:
                found[device] = said
    return found


def name_devices(files: dict[str, DeviceFile], ids: Iterable[str]) -> dict[str, str]:
    """What to call devices, each by another name: where two have the same one, with the beginning of the id.

    The ids may be those of rows, which whoever wrote into the place could choose.
    """
    short = {device: one_line(device[:SHORT_ID]) for device in ids}
    names = {
        device: (files[device].name if device in files else "") or f"device {start}" for device, start in short.items()
    }
    often = Counter(names.values())
    return {device: name if often[name] == 1 else f"{name} ({short[device]})" for device, name in names.items()}


def name_some(place: Place, ids: Iterable[str]) -> tuple[str, ...]:
    """What to call some devices at a place, without this one, in the order of the names."""
    wanted = sorted(device for device in set(ids) if device != place.device)
    return tuple(sorted(name_devices(load_devices(place, wanted), wanted).values())) if wanted else ()


def count_behind(place: Place, said: DeviceFile) -> int:
    """How many files of other devices a device has not taken in."""
    prefix = f"{LOG}{said.device}/"
    return sum(name.startswith(LOG) and not name.startswith(prefix) and name not in said.taken for name in place.files)


def describe_this(place: Place) -> None:
    """Write for the others how this device is called and what it has taken in, where that changed, or once a day."""
    now = place.collection.clock.now()
    taken = (file for file in place.files if file.startswith(LOG) and file in place.taken and not place.is_own(file))
    fresh = DeviceFile(place.device, place.state.name or default_name(), __version__, now, frozenset(taken))
    known = load_devices(place, (place.device,)).get(place.device)
    if known is not None and 0 <= now - known.synced < _DAY and known._replace(synced=now) == fresh:
        return
    data = write_device_file(fresh)
    place.carrier.replace(device_file(place.device), data)
    place.files[device_file(place.device)] = len(data)
