"""A statement in the words of another, so that the two can be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from quizzer.core.grading.directions import LEVEL, UNCHANGED
from quizzer.core.grading.english.closed_classes import NEGATIVE_PREFIXES
from quizzer.core.grading.english.statements import Statement


def levelled(statement: Statement, question: frozenset[str]) -> Statement:
    """The statement with one word for no change where it is a predicate: behind it stands no noun of the answer's."""
    parts = tuple(
        tuple(UNCHANGED if w in LEVEL and question.issuperset(part[at + 1 :]) else w for at, w in enumerate(part))
        for part in statement.parts
    )
    return replace(statement, parts=parts)


def bare_words(words: Sequence[str], others: Sequence[str]) -> dict[str, str]:
    """Words with a negative prefix, each with the word without it that the other side has."""
    found = {}
    for word in words:
        rest = next((word[len(p) :] for p in NEGATIVE_PREFIXES if word.startswith(p) and word[len(p) :] in others), "")
        if len(rest) >= 3 and word not in others:
            found[word] = rest
    return found


def renamed(statement: Statement, names: Mapping[str, str]) -> Statement:
    """The statement with other words for some of its own."""
    if not names:
        return statement
    return replace(statement, parts=tuple(tuple(names.get(w, w) for w in part) for part in statement.parts))


def without(statement: Statement, words: Sequence[str]) -> Statement:
    """The statement without words, each left out where it stands first."""
    left = list(words)
    parts = []
    for part in statement.parts if left else ():
        kept = []
        for word in part:
            if word in left:
                left.remove(word)
            else:
                kept.append(word)
        parts.append(tuple(kept))
    return replace(statement, parts=tuple(parts)) if words else statement
