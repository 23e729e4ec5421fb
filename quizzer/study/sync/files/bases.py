"""The base: one file from which an empty log begins, when there is much to take in.

It is made only by a whole sync, when many answers are in none; its number says how many rows of the log it has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzer.store.connection import explain_errors
from quizzer.store.due.today import is_log_empty
from quizzer.store.log.size import count_rows
from quizzer.sync.carrier import UnreadableFile
from quizzer.sync.frame import DamagedFile, NewerFile
from quizzer.sync.names import BaseName, digest_of

if TYPE_CHECKING:
    from quizzer.core.exchange import ProgressCallback
    from quizzer.store.sync.take_in import TakenIn
    from quizzer.study.sync.place import Place

WORK = "Taking in all answers"
"""What is said while a base is taken in: in one go, so whoever answers meanwhile waits for the end, seconds later."""
FEWEST = 20_000
"""Rows that are in no base before one is made."""


def count_for_base(place: Place) -> int:
    """How many rows a base would have; 0 where none is due, since few rows are in none or fewer than half as many."""
    covered = max((base.number for base in place.bases()), default=0)
    return count_rows(place.collection.connection, covered + max(FEWEST, covered // 2))


def make_base(place: Place, progress: ProgressCallback) -> bool:
    """Write a base where one is due, and delete this device's earlier ones; whether one was written."""
    rows = count_for_base(place)
    if not rows:
        return False
    from quizzer.store.sync.base import write_base

    progress("Packing what a new device begins with", 0, 0)
    collection = place.collection
    with explain_errors(collection.paths.database):
        data = write_base(collection.connection, collection.scheduler, place.taken & place.files.keys())
    name = BaseName(place.device, rows, digest_of(data))
    place.carrier.put_new(name.text, data)
    place.files[name.text] = len(data)
    for base in place.bases():
        if base.device == place.device and base != name:
            place.carrier.delete(base.text)
            del place.files[base.text]
    return True


def take_in_base(place: Place, now: int, progress: ProgressCallback) -> tuple[BaseName, TakenIn] | None:
    """Begin with the largest base that can be read, where the log here is empty; None where there was none to take."""
    collection = place.collection
    bases = place.bases()
    if not bases or not is_log_empty(collection.connection):
        return None
    from quizzer.store.sync import base as store
    from quizzer.study.sync.files.reading import require_whole

    def take_note(_: str, done: int, total: int) -> None:
        progress(WORK, done, total)

    for base in reversed(bases):
        progress("Fetching", 0, 0)
        try:
            data = require_whole(place.carrier.get(base.text), base.digest)
            with explain_errors(collection.paths.database):
                taken = store.take_in_base(collection.connection, collection.read_scheduler, data, now, take_note)
        except (DamagedFile, NewerFile, UnreadableFile):
            continue  # the files it was made of are there as well
        return None if taken is None else (base, taken)
    return None
