"""The words, numbers and names of a text, as a model's claims are compared with what it was sent."""

from __future__ import annotations

import re
from functools import lru_cache

from quizzer.core.grading.directions import direction_form
from quizzer.core.grading.spelling import word_form
from quizzer.derive.fingerprint import normalize

_ARTICLES = frozenset(("a", "an", "the"))
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_STEM = 4


@lru_cache(maxsize=4096)
def words_of(text: str) -> frozenset[str]:
    """The words of a text, without case and plural."""
    return frozenset(map(_form, normalize(text).split()))


def said_words(text: str) -> frozenset[str]:
    """The words of a text, articles aside."""
    return words_of(text) - _ARTICLES


def _form(word: str) -> str:
    """The form under which words are compared; words of one direction stay words of their own."""
    return word[:_STEM] if direction_form(word) else word_form(word)


def numbers_in(text: str) -> frozenset[str]:
    """The numbers of a text, as they are written."""
    return frozenset(_NUMBER.findall(text))


def names_in(text: str) -> frozenset[str]:
    """The words of a question that are written with a capital inside, or with one that does not begin a sentence."""
    found: set[str] = set()
    for match in _TOKEN.finditer(text):
        word = match.group()
        begins = not text[: match.start()].rstrip() or text[: match.start()].rstrip()[-1] in ".?!:"
        if any(letter.isupper() for letter in (word[1:] if begins else word)):
            found |= words_of(word)
    return frozenset(found)
