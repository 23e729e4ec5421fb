"""The words of a text that say something, and which of two texts gives the other away."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from math import ceil
from typing import NamedTuple

from quizzer.core.notes.identity.similarity import fold_lightly

_WORD = re.compile(r"\w+")
_SILENT = frozenset({
    "a", "an", "the", "this", "that", "these", "those", "it", "its", "they", "their", "he", "his", "she", "her", "we",
    "our", "you", "your", "i", "my", "some", "any", "such", "is", "are", "was", "were", "be", "been", "being", "do",
    "does", "did", "has", "have", "had", "can", "could", "will", "would", "may", "might", "of", "in", "on", "at",
    "by", "for", "from", "to", "into", "with", "as", "and", "or", "but", "so", "than", "which", "who", "whom",
    "whose", "what", "there", "here",
})  # fmt: skip
_STEM, _SHARE, _LONGER = 5, 0.75, 3
"""Letters that words of one stem share, also as a part of the shorter one; and how much longer the other may be."""


class Word(NamedTuple):
    """A word of a text that says something.

    Attributes:
        form: The word as it is compared.
        start: Where it begins in the text.
        end: Where the text goes on behind it.
    """

    form: str
    start: int
    end: int


def find_telling_words(text: str) -> Iterator[Word]:
    """Find the words of a text but for those that only join others, such as ``the``, ``is`` and ``of``."""
    for match in _WORD.finditer(text):
        form = _form(match[0].casefold())
        if form not in _SILENT:
            yield Word(form, match.start(), match.end())


def telling_forms(text: str) -> tuple[str, ...]:
    """The telling words of a text as they are compared; all of its words where none tells anything."""
    return tuple(_each_telling_form(text))


def can_be_read(answer: str, forms: Collection[str]) -> bool:
    """Whether every telling word of an answer is among these words, or one of the same stem is."""
    longest = 0
    for word in _each_telling_form(answer):  # most answers end here with their first word
        if word not in forms and not any(_share_stem(word, form) for form in forms):
            return False
        longest = max(longest, len(word))
    return longest >= 2


def _each_telling_form(text: str) -> Iterator[str]:
    folded = fold_lightly(text)
    tells = False
    for word in find_telling_words(folded):
        tells = True
        yield word.form
    if not tells:
        yield from map(_form, _WORD.findall(folded))


def _form(word: str) -> str:
    """A folded word without a plural s."""
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] not in "siu" else word


def _share_stem(one: str, other: str) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    needed = max(_STEM, ceil(_SHARE * shorter))
    return shorter >= needed and longer - shorter <= _LONGER and one[:needed] == other[:needed]
