"""Fair options for an answer: of its type and about its length."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from quizzer.core.grading.tokens import is_acronym
from quizzer.derive.question.phrases import content_words, head_of, is_code, is_number, is_plural_word

MOST_OPTIONS, FEWEST_OPTIONS = 3, 2
_RATIO = 1.8
_SLACK = 4  # letters by which short options may differ all the same


def choose_options(answer: str, question: str, pool: Iterable[str]) -> tuple[str, ...]:
    """Choose at most three fair options from a pool, the nearest in form first; none where fewer than two are fair.

    Args:
        answer: The right answer.
        question: The question, which shows none of them.
        pool: The texts to choose from, the best first.
    """
    fair = [text for text in dict.fromkeys(pool) if is_fair(text, answer, question)]
    fair = _without_twins(fair)
    ranked = sorted(fair, key=lambda text: (not _is_near(text, answer), fair.index(text)))
    return tuple(ranked[:MOST_OPTIONS]) if len(ranked) >= FEWEST_OPTIONS else ()


def is_fair(option: str, answer: str, question: str) -> bool:
    """Whether a text may stand beside an answer: of its type and length, and no part of it or of the question."""
    if not option or len(option) > _RATIO * len(answer) + _SLACK or len(answer) > _RATIO * len(option) + _SLACK:
        return False
    if is_number(option) != is_number(answer) or is_short(option) != is_short(answer):
        return False
    if is_code(option) != is_code(answer) or bool(re.match(r"--?\w", option)) != bool(re.match(r"--?\w", answer)):
        return False
    if is_plural_word(head_of(option)) != is_plural_word(head_of(answer)):
        return False
    ours, theirs = content_words(answer), content_words(option)
    if not theirs or ours <= theirs or theirs <= ours:
        return False
    return not theirs <= content_words(question)


def is_short(text: str) -> bool:
    """Whether a text is an acronym."""
    return " " not in text and is_acronym(text)


def _is_near(option: str, answer: str) -> bool:
    """Whether two phrases have one head, or are both a single word."""
    return head_of(option).casefold() == head_of(answer).casefold() or (" " not in option and " " not in answer)


def _without_twins(texts: Sequence[str]) -> list[str]:
    """The texts without those that say the same as an earlier one."""
    seen: set[frozenset[str]] = set()
    kept = []
    for text in texts:
        words = content_words(text)
        if words not in seen:
            seen.add(words)
            kept.append(text)
    return kept
