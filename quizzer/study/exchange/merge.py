"""Merging the log of another collection into this one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quizzer.store.connection import explain_errors
from quizzer.store.log.union import MergeCounts, merge, read_log
from quizzer.study.collection.rebuild import rebuild_collection

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection


def merge_log(collection: Collection, other: Path) -> MergeCounts:
    """Add the answers and marks of another collection's database; its decks are not added.

    Raises:
        Problem: The file is no sound quizzer database; nothing was changed.
    """
    rows = read_log(other)
    with explain_errors(collection.paths.database):
        merged = merge(collection.connection, rows)
    rebuild_collection(collection)
    return merged
