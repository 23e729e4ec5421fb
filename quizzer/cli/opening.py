"""Opening the collection for a command."""

from __future__ import annotations

from quizzer.clock import SystemClock
from quizzer.config import find_paths, load_settings
from quizzer.study.collection import Collection


def open_collection(home: str | None, *, exclusive: bool) -> Collection:
    """The collection in the data folder, with the settings of its configuration.

    Raises:
        Problem: It cannot be used, or another program has it open.
        WrongUse: The configuration has a wrong value.
    """
    paths = find_paths(home)
    return Collection.open(paths, load_settings(paths), SystemClock(), exclusive=exclusive)
