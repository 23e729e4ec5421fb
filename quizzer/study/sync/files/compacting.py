"""Own files made few: sixteen become one, and go when nobody needs them any more.

Which files a larger one was made of is noted here, not concluded from its numbers: two homes may write under one id, as
clones of a machine do, and what only the other one wrote must stay.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from quizzer.store.connection import explain_errors, transaction
from quizzer.store.sync.taken import drop_taken, note_taken
from quizzer.study.sync.devices import load_devices
from quizzer.study.sync.files.reading import require_whole
from quizzer.sync.carrier import UnreadableFile
from quizzer.sync.frame import FORMAT_VERSION, DamagedFile, NewerFile
from quizzer.sync.names import LogName, digest_of
from quizzer.sync.segment import decode, encode, join

if TYPE_CHECKING:
    from quizzer.study.sync.place import Place

MADE_OF = "sync.joined"
"""The key under which the home notes what it joined: JSON, by each larger file when, and the names of the smaller."""
TOGETHER = 16
"""Files that become one."""
KEPT = 30 * 86_400_000
"""Milliseconds after which files that were joined go, even where a device has not said that it has the larger one."""
LARGEST = 2_000_000
"""Bytes that are joined at most, about 170,000 rows."""

_Made = dict[str, tuple[int, list[str]]]


def compact(place: Place, now: int) -> None:
    """Join own files where there are enough of one size, and delete those that are not needed beside a joined one."""
    made = _load(place)
    while (run := _find_run(place, made)) and (joined := _join(place, run)):
        known = made.get(joined, (now, []))[1]  # the same rows can come from other files, of a clone of this machine
        made[joined] = (now, sorted({*known, *(name.text for name in run)} - {joined}))
        _note(place, made, now, joined)
    if made and _delete_needless(place, made, now):
        _note(place, made, now)


def _find_run(place: Place, made: _Made) -> list[LogName]:
    """Files of one tier that follow each other; none where there are too few."""
    joined = {name for _, names in made.values() for name in names}
    run: list[LogName] = []
    # A joined file that a program did not come to note stands before those it was made of: they are joined again.
    for name in sorted(place.own(), key=lambda name: (name.first, -name.last)):
        if name.text in joined:
            continue
        if name.text not in place.taken or (run and _tier(run[-1]) != _tier(name)):
            run = []
        if name.text in place.taken:
            run.append(name)
        while sum(place.files[one.text] for one in run) > LARGEST:
            del run[0]
        if len(run) == TOGETHER:
            return run
    return []


def _tier(name: LogName) -> int:
    """How often files of this length were joined; a file as it was sent is of tier 0."""
    tier, length = 0, name.last - name.first + 1
    while length >= TOGETHER:
        tier, length = tier + 1, length // TOGETHER
    return tier


def _join(place: Place, run: list[LogName]) -> str:
    """Write the union of some files; its name, or nothing where one of them cannot be read completely."""
    try:
        segments = [decode(require_whole(place.carrier.get(name.text), name.digest)) for name in run]
    except (DamagedFile, NewerFile, UnreadableFile):
        return ""
    if not all(segment.complete for segment in segments):
        return ""
    data = encode(join(segments))
    name = LogName(place.device, run[0].first, max(name.last for name in run), digest_of(data)).text
    place.carrier.put_new(name, data)
    place.files[name] = len(data)
    return name


def _delete_needless(place: Place, made: _Made, now: int) -> bool:
    """Delete files that a joined one stands for, once every device has that, or after a time; whether any were."""
    others = [device for device in place.devices() if device != place.device]
    said = load_devices(place, others)
    deleted = False
    for joined, (at, names) in list(made.items()):
        everywhere = all(device in said and joined in said[device].taken for device in others)
        if not (everywhere or now - at > KEPT) or not _is_whole(place, joined):
            continue
        with explain_errors(place.collection.paths.database), transaction(place.collection.connection):
            drop_taken(place.collection.connection, names)  # first: they are not lost, they were not needed
        place.taken.difference_update(names)
        for name in names:
            if name in place.files:
                place.carrier.delete(name)
                del place.files[name]
        del made[joined]
        deleted = True
    return deleted


def _is_whole(place: Place, text: str) -> bool:
    name = LogName.parse(text)
    try:
        return name is not None and bool(require_whole(place.carrier.get(text), name.digest))
    except (DamagedFile, UnreadableFile):
        return False


def _load(place: Place) -> _Made:
    found = json.loads(place.collection.get(MADE_OF) or "{}")
    # Another home's note, which came with a copy or a backup, says nothing about this device's files.
    return {name: (at, names) for name, (at, names) in found.items() if name in place.files and place.is_own(name)}


def _note(place: Place, made: _Made, now: int, joined: str = "") -> None:
    """Note what was joined, and that the joined file need not be read."""
    connection = place.collection.connection
    with explain_errors(place.collection.paths.database), transaction(connection):
        place.collection.put(MADE_OF, json.dumps(made))
        if joined:
            note_taken(connection, [(joined, True)], now, FORMAT_VERSION)
            place.taken.add(joined)
