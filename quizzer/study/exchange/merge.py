"""Merging the log of another collection into this one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quizzer.store.connection import explain_errors
from quizzer.store.due.today import is_log_empty
from quizzer.store.log.other_log import load_marks_there, load_news, reading_both
from quizzer.store.log.union import MergeCounts, merge

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection


def merge_log(collection: Collection, other: Path) -> MergeCounts:
    """Add the answers and marks of another collection's database; its decks are not added.

    Where there is anything to add to answers that are here, a backup is made before it.

    Raises:
        Problem: The file is no sound quizzer database, or the backup cannot be made; nothing was changed.
    """
    has_answers = not is_log_empty(collection.connection)

    def back_up() -> None:
        if has_answers:
            collection.back_up("before-merge")

    with reading_both(collection.paths.database, other) as both, explain_errors(collection.paths.database):
        return merge(
            collection.connection, collection.scheduler, load_news(both), load_marks_there(both), back_up=back_up
        )
