"""Which words stand beside each other in a statement: a direction and what has it, the ends of a course."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from quizzer.core.grading.directions import DIRECTIONS
from quizzer.core.grading.english.statements import TURN, Statement, read_statement


def courses_of(statement: Statement) -> frozenset[tuple[str, str]]:
    """The pairs of words between which a "to" stands."""
    found = set()
    for part in statement.parts:
        words = [word for word in part if word != TURN]
        found |= {(words[at - 1], words[at + 1]) for at in range(1, len(words) - 1) if words[at] == "to"}
    return frozenset(found)


@lru_cache(maxsize=256)
def question_courses(question: str) -> frozenset[tuple[str, str]]:
    """The pairs of words between which a "to" stands in a question."""
    return courses_of(read_statement(question))


def neighbours_in(statement: Statement, word: str) -> frozenset[str]:
    """The content words that stand beside a word."""
    found: set[str] = set()
    for part in statement.parts:
        words = [other for other in part if other != TURN]
        for place, other in enumerate(words):
            if other == word:
                found.update(words[max(0, place - 1) : place + 2])
    return frozenset(found - {word})


@lru_cache(maxsize=256)
def neighbours(question: str) -> Mapping[str, frozenset[str]]:
    """The directions of a question, each with the content words that stand beside it."""
    asked = read_statement(question)
    return {word: neighbours_in(asked, word) for word in asked.words if word in DIRECTIONS}
