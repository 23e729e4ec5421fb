"""What an undo took back, in a sentence."""

from __future__ import annotations

import sqlite3

from quizzer.core.log import LogKind
from quizzer.core.schedule.progress import Rating
from quizzer.store.log.append import UndoneStep
from quizzer.store.log.replay import PROGRESS
from quizzer.store.notes import catalogue
from quizzer.study.decks.edit import last_face

_DONE = {
    LogKind.SUSPEND: "the suspension",
    LogKind.UNSUSPEND: "the unsuspending",
    LogKind.BURY: "the burial",
    LogKind.FLAG: "the flag",
    LogKind.RESET: "the reset",
    LogKind.RESCHEDULE: "the new day",
}


def undone_sentence(connection: sqlite3.Connection, undone: UndoneStep) -> str:
    """What was taken back, for a person."""
    if len(undone.card_ids) > 1:
        return f"Took back {_DONE.get(undone.kind, 'the mark')} of {len(undone.card_ids):,} cards."
    card = catalogue.load_card(connection, undone.card_id, PROGRESS)
    what = _DONE.get(undone.kind, "the mark")
    if undone.kind == LogKind.ANSWER:
        what = f"the answer {Rating(undone.value).name.capitalize()}"
    return sentence(what, last_face(card.note, card.part).prompt)


def sentence(what: str, prompt: str) -> str:
    """``Took back``, what, and the beginning of the question it was about."""
    line = " ".join(prompt.split())
    return f"Took back {what}: {line if len(line) <= 60 else line[:59] + '…'}"
