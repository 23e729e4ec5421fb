"""What is due, at a glance: `quizzer due` in a prompt waits for it.

A full look at the collection (:meth:`quizzer.study.collection.collection.Collection.sync`) notes the rules that decide
what is due, and a stamp of every file it depends on. While all those stamps hold, a glance only counts in the
database. Where one does not, there is no glance, and the collection is looked at in full again.

Nothing is imported here that takes longer than the counting: data classes and pathlib alone would double the time.
"""

# ruff: noqa: PTH110, PTH116, PTH118

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator

from quizzer.clock import Clock
from quizzer.study.due.limits import Rules, next_due, remaining

TYPE_CHECKING = False  # typing is not imported for it
if TYPE_CHECKING:
    from quizzer.core.schedule.settings import Scheduling

NOTE = "glance"
"""The name under which the note is remembered."""

SCHEMA = 3
"""The database schema that is counted in; a test holds it to the store's."""

_SUFFIXES = (".yaml", ".yml")
_UNLIMITED = -1

Axis = tuple[str, int, int, int]
"""An axis id, and its new cards, cards on steps and reviews to be done now."""


def stamp(path: str) -> str:
    """What changes when a file does, and its path; for a folder, when something in it comes, goes or is renamed."""
    try:
        found = os.stat(path)
    except OSError:
        return f"none {path}"
    return f"{found.st_mtime_ns}-{found.st_ctime_ns}-{found.st_size} {path}"


def note(home: str, config: str, rules: Scheduling, folders: Iterable[str]) -> str:
    """What a full look notes. To be taken before the deck files are read, so that a change meanwhile is not missed.

    Args:
        home: The folder of the collection, absolute.
        config: Stamp of the configuration, taken when it was read.
        folders: Every folder that decks are read from, absolute.
    """
    reviews = _UNLIMITED if rules.reviews_per_day is None else rules.reviews_per_day
    numbers = (rules.rollover_hour, rules.new_per_day, reviews, rules.learn_ahead, int(rules.bury_siblings))
    paths = (path for folder in folders for path in _below(folder))
    return "\n".join([" ".join(map(str, numbers)), home, config, *map(stamp, paths)])


def _below(folder: str) -> Iterator[str]:
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
    """What is to be done now, and milliseconds at which the next card comes when that is nothing.

    Args:
        home: The folder of the collection, absolute.

    Returns:
        None when the collection has to be looked at in full.
    """
    database = os.path.join(home, "quizzer.db")
    if not os.path.exists(database):
        return None
    try:
        connection = sqlite3.connect(database, isolation_level=None)
        try:
            return _looked(connection, home, clock)
        finally:
            connection.close()
    except (sqlite3.Error, ValueError, OSError):
        return None  # the full look says what is wrong


def _looked(connection: sqlite3.Connection, home: str, clock: Clock) -> tuple[list[Axis], int | None] | None:
    rules = _rules_that_hold(connection, home)
    if rules is None:
        return None
    at = clock.now()
    day = clock.day_of(at, rules.rollover_hour)
    new, steps, reviews = remaining(connection, rules, at, day)
    axes = [
        (key, new.get(axis_id, 0), steps.get(axis_id, 0), reviews.get(axis_id, 0))
        for axis_id, key in connection.execute("SELECT id, key FROM axis ORDER BY id").fetchall()
    ]
    if new or steps or reviews:
        return axes, None
    return axes, next_due(connection, rules, at, day, clock.day_end(at, rules.rollover_hour))


def _rules_that_hold(connection: sqlite3.Connection, home: str) -> Rules | None:
    if connection.execute("PRAGMA user_version").fetchone()[0] != SCHEMA:
        return None
    row = connection.execute("SELECT value FROM setting WHERE key = ?", (NOTE,)).fetchone()
    if row is None:
        return None
    numbers, noted_home, *stamps = row[0].split("\n")
    if noted_home != home or any(stamp(line.partition(" ")[2]) != line for line in stamps):
        return None
    rollover_hour, new_per_day, reviews, learn_ahead, bury = map(int, numbers.split())
    return Rules(rollover_hour, new_per_day, None if reviews == _UNLIMITED else reviews, learn_ahead, bool(bury))
