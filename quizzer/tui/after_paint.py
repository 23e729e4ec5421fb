"""What can wait until the first screen is painted; runs in a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzer.errors import Problem

if TYPE_CHECKING:
    from quizzer.tui.app import QuizzerApp


def do_what_can_wait(app: QuizzerApp) -> None:
    """Import the grading code before the first answer needs it, write the daily backup, and begin to sync."""
    import rapidfuzz.distance  # noqa: F401

    import quizzer.core.grading.grading  # noqa: F401

    try:
        app.collection.back_up_daily()
    except Problem as problem:
        app.post_message(app.Notice(str(problem)))
    _begin_to_sync(app)


def _begin_to_sync(app: QuizzerApp) -> None:
    """Take in what other devices answered, where sync is set up; else all that it costs is one look."""
    from quizzer.study.sync.carriers import is_set_up

    try:
        if not is_set_up(app.collection):
            return
    except Problem as problem:
        app.post_message(app.Notice(str(problem)))
        return
    from quizzer.tui.sync.syncing import Syncing

    app.syncing = Syncing(app, app.collection)
    app.syncing.sync()
