"""What stands above a card's question: the name of its axis, unless the answer can be read in it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from quizzer.core.notes.cards import Face
from quizzer.core.notes.telling_words import can_be_read, telling_forms


def head_gives_answer(face: Face, *names: str) -> bool:
    """Whether a name above the question gives an answer away: every telling word of it, or its stem, stands there.

    Such a name is left out until the answer is shown. Accepted spellings count, and each gap or item by itself; what a
    sequence or a sort asks for is on the screen anyway.

    Args:
        face: The card.
        names: The names that would stand above it.
    """
    forms = _forms_of(names)
    return any(can_be_read(answer, forms) for answer in _answers(face))


@lru_cache(maxsize=64)
def _forms_of(names: tuple[str, ...]) -> frozenset[str]:
    """The telling words of names, which many cards share."""
    return frozenset(form for name in names for form in telling_forms(name))


def _answers(face: Face) -> Iterable[str]:
    if face.kind == "choice":
        return face.answers
    if face.accepts:
        return (spelling for spellings in face.accepts for spelling in spellings)
    return (*face.accept, *(gap.answer for gap in face.gaps))
