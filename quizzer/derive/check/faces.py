"""The cards that a candidate would give, and the words on them."""

from __future__ import annotations

import re
from functools import lru_cache

from quizzer.core.notes.cards import DELETION, Face, face_of, parts_of
from quizzer.core.notes.kinds import Basic, Body, Choice, Cloze, Listing, Sequence, Sort
from quizzer.core.notes.notes import Note


@lru_cache(maxsize=256)  # every check of a candidate looks at its cards
def faces_of(body: Body) -> tuple[Face, ...]:
    """The cards of a note with this body."""
    note = Note("draft", body, "")
    return tuple(face_of(note, part) for part in parts_of(note))


def shown_text(body: Body) -> str:
    """What a card shows once it is answered, apart from options and the hints of deletions."""
    match body:
        case Basic(ask, answer):
            return f"{ask} {answer}"
        case Cloze(text):
            return DELETION.sub(lambda match: match["answer"], text)
        case Choice(ask, answers):
            return f"{ask} {' '.join(answers)}"
        case Listing(ask, items):
            return f"{ask} {' '.join(items)}"
        case Sequence(ask, steps):
            return f"{ask} {' '.join(steps)}"
        case Sort(ask, groups):
            return " ".join([ask, *(f"{name} {' '.join(items)}" for name, items in groups)])


def answers_of(body: Body) -> tuple[str, ...]:
    """The texts a learner has to find."""
    match body:
        case Basic(answer=answer, reverse=reverse):
            return (answer,) if reverse is None else (answer, reverse.answer)
        case Cloze(text):
            return tuple(match["answer"].strip() for match in DELETION.finditer(text))
        case Choice(answers=answers):
            return answers
        case Listing(items=items):
            return items
        case Sequence(steps=steps):
            return steps
        case Sort(groups=groups):
            return tuple(item for _, items in groups for item in items)


def count_words(text: str) -> int:
    """How many words a text has."""
    return len(re.findall(r"\S+", text))
