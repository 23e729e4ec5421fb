"""A note's first card on two lines, as the drafts' screens show it."""

from __future__ import annotations

from quizzer.core.notes.cards import face_of, parts_of
from quizzer.core.notes.notes import Note
from quizzer.core.safe_text import one_line

_SHOWN = 40


def shown_card(note: Note) -> tuple[str, str]:
    """Question and answer of a note's first card, as the learner sees them, on one line each."""
    face = face_of(note, parts_of(note)[0])
    return _joined(face.prompt, " / "), _joined(face.answer, ", ")


def _joined(text: str, sign: str) -> str:
    return sign.join(line.strip() for line in text.split("\n") if line.strip())


def describe(note: Note) -> str:
    """A draft in a few words: its kind, and what it asks for."""
    answer = one_line(shown_card(note)[1])
    return f"{note.kind} on {answer if len(answer) <= _SHOWN else answer[: _SHOWN - 1].rstrip() + '…'}"
