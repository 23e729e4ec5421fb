"""Recall and recognition: which cards show their answer among others, so that it need only be picked."""

from __future__ import annotations

import re
from typing import assert_never

from quizzer.core.notes.cards import Deletion, find_deletions
from quizzer.core.notes.kinds import Basic, Choice, Cloze, Listing, Sequence, Sort
from quizzer.core.notes.notes import Note

_PARTED = re.compile(r"\s*,\s*(?:or\s+)?|\s+or\s+|\s*/\s*", re.IGNORECASE)
_OPEN = re.compile(r"(?:which|what|who|whose|where|when|why|how)\b", re.IGNORECASE)


def only_asks_to_pick(note: Note, part: str) -> bool:
    """Whether a card asks for recognition: a choice, a sort, or a cloze whose gaps all name alternatives.

    Lists and sequences ask for recall: a list shows nothing, and the order of a sequence is no item on the screen.
    """
    match note.body:
        case Choice() | Sort():
            return True
        case Cloze(text=text):
            return all(names_alternatives(gap) for gap in find_deletions(text) if str(gap.number) == part)
        case Basic() | Listing() | Sequence():
            return False
        case _:
            assert_never(note.body)


def names_alternatives(gap: Deletion) -> bool:
    """Whether a gap's hint offers answers to pick from, such as ``rises or falls?``."""
    return bool(list_alternatives(gap))


def list_alternatives(gap: Deletion) -> tuple[str, ...]:
    """List the answers that a gap's hint offers to pick from, folded; none where it offers none.

    A hint that asks an open question (``which hormone or enzyme?``) offers none. Without a question mark, the words
    are alternatives only when the answer is one of them: ``hormone or enzyme`` may as well say what kind is wanted.
    """
    hint = gap.hint.strip()
    if _OPEN.match(hint):
        return ()
    alternatives = tuple(text.casefold() for text in _PARTED.split(hint.rstrip("? ")) if text)
    if len(alternatives) < 2:
        return ()
    is_question = hint.endswith("?") and re.search(r"\sor\s", hint, re.IGNORECASE) is not None
    return alternatives if is_question or gap.answer.strip().casefold() in alternatives else ()
