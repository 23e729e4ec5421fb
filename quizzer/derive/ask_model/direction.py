"""The direction of change that a question shows is that of its quote, for the thing it is said of."""

from __future__ import annotations

from functools import lru_cache

from quizzer.core.grading.directions import DIRECTIONS, direction_form
from quizzer.core.grading.spelling import word_form
from quizzer.derive.fingerprint import normalize
from quizzer.derive.language.words.lexicon import base_of
from quizzer.derive.language.words.relations import sign_of
from quizzer.derive.question.phrases import SMALL


@lru_cache(maxsize=4096)
def sign_of_word(word: str) -> int:
    """1 or -1 for a word, in small letters, that says which way something changes; else 0."""
    form = direction_form(word)
    if form in DIRECTIONS:
        return DIRECTIONS[form].sign
    return next(filter(None, map(sign_of, (word, base_of(word, "s"), base_of(word, "ed"), base_of(word, "ing")))), 0)


def sign_of_text(text: str) -> int:
    """The sign that all words of direction in a text share; 0 where there are none, or of both."""
    signs = {sign for word in normalize(text).split() if (sign := sign_of_word(word))}
    return signs.pop() if len(signs) == 1 else 0


def has_other_direction(shown: str, quote: str) -> bool:
    """Whether a question and its answer say a direction that their quote does not, or says of something else."""
    asked = {sign for word in normalize(shown).split() if (sign := sign_of_word(word))}
    said = _changes(quote)
    if not asked <= {sign for sign, _ in said}:
        return True
    if len(asked) != 1 or len({sign for sign, _ in said}) == 1:
        return False
    # The quote says both. What stands behind a word of direction, up to the next, is what it is said of.
    sign = next(iter(asked))
    named = _content(normalize(shown).split())
    same = set().union(*(words for one, words in said if one == sign))
    other = set().union(*(words for one, words in said if one != sign))
    return bool(named & (other - same)) and not named & (same - other)


def _changes(quote: str) -> list[tuple[int, frozenset[str]]]:
    """The signs of a quote in their order, each with the words behind it."""
    words = normalize(quote).split()
    places = [(place, sign) for place, word in enumerate(words) if (sign := sign_of_word(word))]
    ends = [*(place for place, _ in places), len(words)][1:]
    return [(sign, _content(words[place + 1 : end])) for (place, sign), end in zip(places, ends, strict=False)]


def _content(words: list[str]) -> frozenset[str]:
    return frozenset(word_form(word) for word in words if word not in SMALL and not sign_of_word(word))
