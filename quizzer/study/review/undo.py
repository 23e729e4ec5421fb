"""Undoing the last answer or mark, and the sentence about it."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from quizzer.core.log import LogKind
from quizzer.core.schedule.progress import Rating
from quizzer.store.connection import explain_errors
from quizzer.store.log.append import UndoneStep, undo_last
from quizzer.store.log.replay import PROGRESS
from quizzer.store.notes.cards import load_card
from quizzer.study.decks.editing.edit import last_face
from quizzer.study.review.queue.on_top import forget_on_top

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

LONGEST = 60
"""The most characters of a question in the sentence."""

_MARKS = {
    LogKind.SUSPEND: "the suspension",
    LogKind.UNSUSPEND: "the unsuspending",
    LogKind.BURY: "the burial",
    LogKind.FLAG: "the flag",
    LogKind.RESET: "the reset",
    LogKind.RESCHEDULE: "the new day",
}


def undo_last_action(collection: Collection) -> str | None:
    """Undo the last answer or mark, whenever it was made.

    Returns:
        A sentence that says what was undone; None when there is nothing left to undo.

    Raises:
        Problem: The database refused; nothing was undone.
    """
    undone = undo_logged(collection)
    return None if undone is None else describe_undone(collection.connection, undone)


def undo_logged(collection: Collection) -> UndoneStep | None:
    """Undo the last answer or mark in the log; None when there is none left.

    Raises:
        Problem: The database refused; nothing was undone.
    """
    with explain_errors(collection.paths.database):
        undone = undo_last(collection.connection, collection.scheduler, collection.clock.now())
        if undone is not None and undone.kind == LogKind.ANSWER:
            forget_on_top(collection.connection, undone.card_ids, collection.moment().day)
        return undone


def describe_undone(connection: sqlite3.Connection, undone: UndoneStep) -> str:
    """Say what was undone, for a person."""
    if len(undone.card_ids) > 1:
        return f"Took back {_MARKS.get(undone.kind, 'the mark')} of {len(undone.card_ids):,} cards."
    card = load_card(connection, undone.card_id, PROGRESS)
    what = _MARKS.get(undone.kind, "the mark")
    if undone.kind == LogKind.ANSWER:
        what = f"the answer {Rating(undone.value).name.capitalize()}"
    return undo_sentence(what, last_face(card.note, card.part).prompt)


def undo_sentence(what: str, prompt: str) -> str:
    """``Took back``, what, and the beginning of the question it was about."""
    line = " ".join(prompt.split())
    return f"Took back {what}: {line if len(line) <= LONGEST else line[: LONGEST - 1] + '…'}"
