"""What an undo took back, in a sentence."""

from __future__ import annotations

import sqlite3

from quizzer.core.cards import face_of
from quizzer.core.progress import Rating
from quizzer.store import catalogue, log
from quizzer.store.progress import ANSWER, BURY, FLAG, PROGRESS, RESCHEDULE, RESET, SUSPEND

_DONE = {SUSPEND: "the suspension", BURY: "the burial", FLAG: "the flag", RESET: "the reset", RESCHEDULE: "the new day"}


def undone_sentence(connection: sqlite3.Connection, undone: log.Undone) -> str:
    """What was taken back, for a person."""
    card = catalogue.load_card(connection, undone.card_id, PROGRESS)
    what = _DONE.get(undone.kind, "the mark")
    if undone.kind == ANSWER:
        what = f"the answer {Rating(undone.value).name.capitalize()}"
    return sentence(what, face_of(card.note, card.part).prompt)


def sentence(what: str, prompt: str) -> str:
    """``Took back``, what, and the beginning of the question it was about."""
    line = " ".join(prompt.split())
    return f"Took back {what}: {line if len(line) <= 60 else line[:59] + '…'}"
