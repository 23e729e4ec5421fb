"""Syncing around a session line by line: taken in before it, sent after it, and a line at most for each."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from quizzer.core.safe_text import one_line
from quizzer.errors import Problem

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection
    from quizzer.study.sync.values import SyncOutcome


@contextmanager
def syncing(collection: Collection) -> Iterator[None]:
    """Take in what other devices answered before the block, and send what was answered after it.

    Where sync is not set up nothing happens; where the place cannot be reached, a line says so, and all goes on.
    """
    from quizzer.study.sync.carriers import is_set_up

    if not is_set_up(collection):
        yield
        return
    from quizzer.study.sync.sync import pull, push

    reached = _carry_out(collection, pull)
    try:
        yield
    finally:
        if reached:
            _carry_out(collection, push)


def _carry_out(collection: Collection, job: Callable[..., SyncOutcome]) -> bool:
    """Carry out a job, and write on standard error what came of it, if anything did; whether the place was reached."""
    from quizzer.cli.progress_line import ProgressLine
    from quizzer.study.sync.words import describe_outcome

    try:
        with ProgressLine() as progress:
            outcome = job(collection, progress=progress)
    except Problem as problem:
        sys.stderr.write(f"Not synced: {one_line(str(problem))}\n")
        return False
    if not outcome.is_nothing:
        sys.stderr.write(f"{' '.join(describe_outcome(outcome))}\n")
    return not outcome.problem
