"""What a card is compared by: which cards ask the same, and which questions have several right answers.

Each card is looked up by what it asks and what it accepts, so the time grows with the number of cards and not with its
square. Two questions are the same when they have the same significant words in any order, or when one has a single
word more; synonyms are not recognised.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, repeat
from typing import Generic, Literal, TypeVar

from quizzer.core.grading.spelling import fold, word_form
from quizzer.core.notes.cards import Face

Sameness = Literal["asks-the-same", "several-answers"]
Owner = TypeVar("Owner")

_FEWEST = 4  # words two questions must share before one of them may have another
_TOKEN = re.compile(r"\[\.\.\.\]|[^\W_]+|[+<>=%↑↓→←−]|(?<!\w)-(?=\d)")
_BETWEEN = re.compile(r"(?<!\d) | (?!\d)")
_COUNT = re.compile(r"\(\d+\)")
_ARTICLES = frozenset({"a", "an", "the"})
# Words that do not change what a question asks; those that turn its meaning (not, from, to, before) are not among them.
_SMALL = frozenset(map(word_form, (
    "[...]", "a", "an", "the", "is", "are", "was", "were", "be", "been", "do", "does", "did", "has", "have", "had",
    "can", "of", "and", "its", "their", "his", "her", "this", "that", "these", "those", "it", "they", "which", "what",
    "who", "whom", "whose", "where", "when", "how", "why", "as", "by", "in", "on", "at", "for", "with",
)))  # fmt: skip
_TURNING = frozenset(map(word_form, ("not", "no", "never", "without", "except", "besides", "other", "than")))


@dataclass(frozen=True, slots=True)
class Signature:
    """What one card is compared by.

    Attributes:
        words: The words of the question in order, without articles.
        significant: The words that decide what is asked.
        answers: Each accepted spelling; a single text where the answer has several items.
        is_open: The question alone says what is wanted: the card shows no options, steps or groups.
    """

    words: tuple[str, ...]
    significant: frozenset[str]
    answers: tuple[str, ...]
    is_open: bool


def sign(face: Face) -> Signature:
    """The signature of a card."""
    words = tuple(word for word in _words(_COUNT.sub(" ", face.prompt)) if word not in _ARTICLES)
    return Signature(words, frozenset(words) - _SMALL, _answers(face), face.is_open)


class SignatureIndex(Generic[Owner]):
    """The cards seen so far, each with the note it belongs to; of equal ones the first."""

    def __init__(self) -> None:
        self._by_text: dict[tuple[str, ...], tuple[Signature, Owner]] = {}
        self._by_words: dict[tuple[frozenset[str], str], tuple[Signature, Owner]] = {}
        self._by_hash: dict[int, tuple[Signature, Owner]] = {}
        self._by_hash_less_a_word: dict[int, tuple[Signature, Owner]] = {}

    def add(self, new: Signature, owner: Owner) -> None:
        """Add a card."""
        entry = (new, owner)
        if new.is_open:
            self._by_text.setdefault(new.words, entry)
        for answer in new.answers:
            self._by_words.setdefault((new.significant, answer), entry)
        whole = _hash(new)
        self._by_hash.setdefault(whole, entry)
        if len(new.significant) > _FEWEST:
            for word in new.significant:
                self._by_hash_less_a_word.setdefault(whole ^ hash(word), entry)

    def find_same(self, new: Signature) -> list[Owner]:
        """Find earlier cards that ask the same, the likeliest first."""
        found = [self._by_words.get((new.significant, answer)) for answer in new.answers]
        same = [owner for entry in found if entry is not None for owner in [entry[1]]]
        return same + [owner for other, owner in self._near(new) if _is_near(new, other)]

    def find_other_answer(self, new: Signature) -> Owner | None:
        """Find an earlier card with the same question and another answer."""
        entry = self._by_text.get(new.words) if new.is_open else None
        return entry[1] if entry is not None and not set(entry[0].answers) & set(new.answers) else None

    def _near(self, new: Signature) -> list[tuple[Signature, Owner]]:
        whole = _hash(new)
        found = [self._by_hash_less_a_word.get(whole)]
        if len(new.significant) > _FEWEST:
            found += [self._by_hash.get(whole ^ hash(word)) for word in new.significant]
        return [entry for entry in found if entry is not None]


def find_related(signatures: Iterable[Signature]) -> bytearray:
    """For each card 1 where a :class:`SignatureIndex` may find another for it or it for another, else 0.

    Hardly any card of a good deck is, so that an index of these alone finds the same in a small part of the space.
    """
    keys, key_rows = array("q"), array("q")
    wholes, less, less_rows = array("q"), array("q"), array("q")
    for row, new in enumerate(signatures):
        keys.extend(hash((new.significant, answer)) for answer in new.answers)
        if new.is_open:
            keys.append(hash(new.words))
        key_rows.extend(repeat(row, len(keys) - len(key_rows)))
        whole = _hash(new)
        wholes.append(whole)
        if len(new.significant) > _FEWEST:
            less.extend(whole ^ hash(word) for word in new.significant)
            less_rows.extend(repeat(row, len(new.significant)))
    shared = {key for key, other in pairwise(sorted(keys)) if key == other}
    near = set(wholes).intersection(less)
    related = bytearray(len(wholes))
    for values, rows, wanted in (
        (keys, key_rows, shared),
        (wholes, range(len(wholes)), near),
        (less, less_rows, near),
    ):
        for value, row in zip(values, rows, strict=True):
            if value in wanted:
                related[row] = 1
    return related


def _hash(signature: Signature) -> int:
    """Combine the significant words and the first answer by xor, so that one word can be taken out again."""
    total = hash(signature.answers[0])
    for word in signature.significant:
        total ^= hash(word)
    return total


def _is_near(one: Signature, other: Signature) -> bool:
    """Whether one of two questions with equal answers has one word more, and that word does not turn its meaning."""
    more = one.significant ^ other.significant
    return (
        one.answers[0] == other.answers[0]
        and len(more) == 1
        and not any(word in _TURNING or word.isdigit() for word in more)
    )


def _answers(face: Face) -> tuple[str, ...]:
    if face.accept:
        return tuple(dict.fromkeys(map(_answer, face.accept)))
    parts = face.answers or tuple(item for _, items in face.groups for item in items)
    return (" / ".join(sorted(map(_answer, parts))),)


def _answer(text: str) -> str:
    """The answer as it is compared: its words without spaces between them, except between two numbers."""
    words = _words(text)
    significant = [word for word in words if word not in _ARTICLES] or words
    return _BETWEEN.sub("", " ".join(significant)) or text


def _words(text: str) -> list[str]:
    return [_form(token) for token in _TOKEN.findall(fold(text))]


@lru_cache(maxsize=4096)
def _form(word: str) -> str:
    return word_form(word)
