"""``quizzer sync`` where nothing is new, as most often: without the command-line library, and without a write."""

from __future__ import annotations

from quizzer.clock import SystemClock
from quizzer.config import find_paths, load_settings
from quizzer.study.collection.collection import Collection
from quizzer.study.sync.look import find_nothing
from quizzer.study.sync.words import describe_outcome


def print_nothing_new(home: str | None) -> bool:
    """Say that there is nothing to take in or send; whether that is so. Nothing is changed, here or there.

    Raises:
        NotSetUp: Sync is not set up.
        CarrierProblem: The place cannot be reached.
    """
    paths = find_paths(home)
    with Collection.open(paths, load_settings(paths), SystemClock(), exclusive=False) as collection:
        nothing = find_nothing(collection)
    if nothing is None:
        return False
    for line in describe_outcome(nothing):
        print(line)  # noqa: T201
    return True
