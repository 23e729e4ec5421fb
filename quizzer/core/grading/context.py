"""What grading knows beside the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


def _knows_none(word: str) -> bool:  # noqa: ARG001
    return False


@dataclass(frozen=True, slots=True)
class AnswerContext:
    """What is known beside the answer.

    Attributes:
        question: The question as it is shown; an answer may repeat its words.
        is_word: Whether a folded word is one of the learner's decks, so that it is no misspelling of another.
        synonyms: Sets of terms of the deck, each of which may stand for the others of its set.
    """

    question: str = ""
    is_word: Callable[[str], bool] = _knows_none
    synonyms: tuple[tuple[str, ...], ...] = ()


NO_CONTEXT = AnswerContext()
