"""The cards due, at a glance: a shell prompt that calls `quizzer due` waits for this module.

A full look at the collection (:func:`quizzer.study.decks.sync.sync_decks`) writes a note: the rules that decide which
cards are due, and a stamp of every file the count depends on. While all stamps hold, a glance only counts in the
database. As soon as one does not, the caller has to take a full look again.

Nothing is imported here that takes longer than the counting: data classes and pathlib alone would double the time.
"""

# ruff: noqa: PTH110, PTH116, PTH118

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator

from quizzer.clock import Clock
from quizzer.shared_config import find_shared_config
from quizzer.store import key_values
from quizzer.store.due import due_counts
from quizzer.study.due.day_plan import count_due
from quizzer.study.due.limits import Rules
from quizzer.study.due.next_card import find_next_due

TYPE_CHECKING = False  # typing is not imported for it
if TYPE_CHECKING:
    from quizzer.core.schedule.settings import Scheduling

NOTE = "glance"
"""The key under which the database holds the note."""

SCHEMA = 9
"""The database schema whose cards are counted here; a test checks that it is the store's."""

_SUFFIXES = (".yaml", ".yml")
_UNLIMITED = -1

Axis = tuple[str, int, int, int]
"""An axis id, and its new cards, cards on steps and reviews to be done now."""


def stamp(path: str) -> str:
    """A text that changes when a file does; for a folder, when something in it is added, removed or renamed."""
    try:
        return format_stamp(path, os.stat(path))
    except OSError:
        return format_stamp(path, None)


def format_stamp(path: str, found: os.stat_result | None) -> str:
    """The stamp of a file by its entry in the file system, which is None where there is no file."""
    if found is None:
        return f"none {path}"
    return f"{found.st_mtime_ns}-{found.st_ctime_ns}-{found.st_size}-{found.st_ino} {path}"


def note(home: str, configs: tuple[str, str], rules: Scheduling, folders: Iterable[str]) -> str:
    """Compose the note of a full look, before the deck files are read, so that a change meanwhile is not missed.

    Args:
        home: The folder of the collection, absolute.
        configs: Stamps of the home's configuration and of the one that a home without uses, as they were when the
            collection was opened.
        folders: Every folder that decks are read from, absolute.
    """
    reviews = _UNLIMITED if rules.reviews_per_day is None else rules.reviews_per_day
    numbers = (rules.rollover_hour, rules.new_per_day, reviews, rules.learn_ahead, int(rules.bury_siblings))
    of_axes = (f"{number} {axis}" for axis, number in rules.new_per_day_of.items())
    paths = (path for folder in folders for path in _walk(folder))
    return "\n".join(["\t".join([" ".join(map(str, numbers)), *of_axes]), home, *configs, *map(stamp, paths)])


def _walk(folder: str) -> Iterator[str]:
    """The folder, and every folder and deck file below it that is not hidden."""
    seen: set[tuple[int, int]] = set()
    yield folder
    for place, folders, files in os.walk(folder, followlinks=True):
        try:
            here = os.stat(place)
        except OSError:
            continue
        if (here.st_dev, here.st_ino) in seen:
            folders.clear()
            continue
        seen.add((here.st_dev, here.st_ino))
        folders[:] = [name for name in folders if name[0] != "."]
        yield from (os.path.join(place, name) for name in folders)
        yield from (os.path.join(place, name) for name in files if name.lower().endswith(_SUFFIXES))


def glance(home: str, clock: Clock) -> tuple[list[Axis], int | None] | None:
    """Count the cards to do now by the rules in the note of the last full look.

    Args:
        home: The folder of the collection, absolute.

    Returns:
        The counts of each axis, and, when they are all 0, milliseconds at which the next card comes. None when the
        collection has to be looked at in full.
    """
    database = os.path.join(home, "quizzer.db")
    if not os.path.exists(database):
        return None
    try:
        connection = sqlite3.connect(database, isolation_level=None)
        try:
            return _count(connection, home, clock)
        finally:
            connection.close()
    except (sqlite3.Error, ValueError, IndexError, OSError):
        return None  # the full look says what is wrong


def _count(connection: sqlite3.Connection, home: str, clock: Clock) -> tuple[list[Axis], int | None] | None:
    rules = _read_valid_rules(connection, home)
    if rules is None:
        return None
    at = clock.now()
    day = clock.day_of(at, rules.rollover_hour)
    new, steps, reviews = count_due(connection, rules, at, day)
    axes = [
        (key, new.get(axis_id, 0), steps.get(axis_id, 0), reviews.get(axis_id, 0))
        for axis_id, key in due_counts.load_axis_keys(connection)
    ]
    if new or steps or reviews:
        return axes, None
    return axes, find_next_due(connection, rules, at, day, clock.day_end(at, rules.rollover_hour))


def _read_valid_rules(connection: sqlite3.Connection, home: str) -> Rules | None:
    """The rules in the note; None where there is no note or one of its stamps no longer holds."""
    if due_counts.schema_number(connection) != SCHEMA:
        return None
    noted = key_values.get(connection, NOTE)
    if noted is None:
        return None
    numbers, noted_home, *stamps = noted.split("\n")
    if noted_home != home or stamps[1].partition(" ")[2] != find_shared_config():
        return None
    if any(stamp(line.partition(" ")[2]) != line for line in stamps):
        return None
    whole, *of_axes = numbers.split("\t")
    rollover_hour, new_per_day, reviews, learn_ahead, bury = map(int, whole.split())
    limits = {axis: int(number) for number, _, axis in (part.partition(" ") for part in of_axes)}
    limit = None if reviews == _UNLIMITED else reviews
    return Rules(rollover_hour, new_per_day, limit, learn_ahead, bool(bury), limits)
