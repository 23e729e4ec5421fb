"""Opening the collection for a command, and the terminal app on it."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from quizzer.clock import SystemClock
from quizzer.config import find_paths, load_settings
from quizzer.errors import Problem, WrongUse
from quizzer.study.collection.collection import Collection
from quizzer.study.review.values import Plan

if TYPE_CHECKING:
    from quizzer.tui.kit.screen import KeyedScreen


def open_collection(home: str | None, *, exclusive: bool) -> Collection:
    """The collection in the data folder, with the settings of its configuration.

    Raises:
        Problem: It cannot be used, or another program has it open.
        WrongUse: The configuration has a wrong value.
    """
    paths = find_paths(home)
    return Collection.open(paths, load_settings(paths), SystemClock(), exclusive=exclusive)


@contextmanager
def backing_up(collection: Collection) -> Iterator[None]:
    """Make the day's backup beside the block, of what the database holds before it; the end waits for the backup.

    A session goes on without one, with a warning.
    """
    from threading import Event, Thread

    began = Event()

    def back_up() -> None:
        try:
            collection.back_up_daily(began.set)
        except Problem as problem:
            sys.stderr.write(f"quizzer: warning: {problem}\n")
        finally:
            began.set()

    thread = Thread(target=back_up)
    thread.start()
    began.wait()
    try:
        yield
    finally:
        thread.join()


def prefers_lines() -> bool:
    """Whether to ask line by line: a terminal without a cursor, or a person who reads with a screen reader says so.

    ``ACCESSIBLE`` is the variable that other terminal programs ask as well.
    """
    return os.environ.get("TERM") == "dumb" or os.environ.get("ACCESSIBLE", "").lower() not in ("", "0", "false", "no")


def review_by_line(home: str | None, plan: Plan) -> None:
    """Run a session line by line on standard input and output."""
    from quizzer.cli.lines.review import run_review
    from quizzer.cli.lines.syncing import syncing
    from quizzer.study.decks.sync import sync_for_session
    from quizzer.study.review.session import Session

    with open_collection(home, exclusive=True) as collection, backing_up(collection):
        for problem in sync_for_session(collection):
            sys.stderr.write(f"{problem}\n")
        with syncing(collection):
            run_review(collection, Session(collection, plan), sys.stdin, sys.stdout)


def open_app(home: str | None, plan: Plan | None, first: Callable[[Collection], KeyedScreen] | None = None) -> None:
    """Open the terminal app, at a session when there is a plan; where lines are preferred, the session line by line.

    Args:
        home: The folder given on the command line.
        plan: The session to begin with.
        first: Makes the screen to begin with, where it is another one.

    Raises:
        WrongUse: Standard input or output is no terminal.
    """
    from quizzer.study.decks.sync import sync_decks

    if prefers_lines() and first is None:
        review_by_line(home, plan or Plan())
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise WrongUse(
            "the terminal app needs a terminal on standard input and output. Without one, use "
            "`quizzer review --plain` (the same session line by line) or `quizzer due` (one line; --json for scripts)."
        )
    # What is made before the first screen stays until the end: collecting garbage meanwhile only delays it. The app
    # switches the collector on again.
    gc.disable()
    with open_collection(home, exclusive=True) as collection:
        sync_decks(collection)
        from quizzer.tui.app import run

        code = run(collection, plan, first)
    if code:
        sys.exit(code)
