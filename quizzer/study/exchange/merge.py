"""Merging the log of another collection into this one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quizzer.store.connection import explain_errors
from quizzer.store.due.today import is_log_empty
from quizzer.store.log.forgotten import read_marks
from quizzer.store.log.union import MergeCounts, merge, read_log

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection


def merge_log(collection: Collection, other: Path) -> MergeCounts:
    """Add the answers and marks of another collection's database, after a backup; its decks are not added.

    Raises:
        Problem: The file is no sound quizzer database, or the backup cannot be made; nothing was changed.
    """
    rows, forgotten = read_log(other), read_marks(other)
    with explain_errors(collection.paths.database):
        if not is_log_empty(collection.connection):
            collection.back_up("before-merge")
        return merge(collection.connection, collection.scheduler, rows, forgotten)
