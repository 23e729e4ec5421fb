"""The words of the learner's decks: one of them typed for another is another answer, not a slip of the pen."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator

from quizzer.core.grading.spelling import fold
from quizzer.store.notes import catalogue
from quizzer.store.notes.cards import load_all_synonyms

_WORD = re.compile(r"[^\W\d_]{4,}")
_LONG = 7  # letters from which the end of a longer word counts as a word: thyronine in triiodothyronine


class Vocabulary:
    """A set of folded words."""

    def __init__(self, texts: Iterator[str]) -> None:
        self._words = frozenset(word for text in texts for word in _WORD.findall(fold(text)))
        self._ends = frozenset(word[cut:] for word in self._words for cut in range(1, len(word) - _LONG + 1))

    def __contains__(self, word: object) -> bool:
        return word in self._words or word in self._ends


def load_vocabulary(connection: sqlite3.Connection) -> Vocabulary:
    """Read the words of all notes that are in the decks now, and of the decks' synonyms."""
    contents = map(json.loads, (*catalogue.load_contents(connection), *load_all_synonyms(connection)))
    return Vocabulary(text for content in contents for text in _texts_of(content))


def _texts_of(value: object) -> Iterator[str]:
    """Every text in a value of JSON, names of fields aside."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts_of(inner)
