"""Whether another statement of the document answers a question as well: then it has two right answers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from quizzer.derive.language.statements import Statement
from quizzer.derive.language.words.relations import family_of, sign_of

_WORD = re.compile(r"[\w+'’-]+")
_EMPTY = frozenset(["the", "a", "an", "of", "and", "or", "in", "to", "its", "their", "some", "many", "more", "most"])


def content_words(text: str) -> frozenset[str]:
    """The words of a phrase that say something, in the singular as far as an -s tells."""
    return frozenset(word.rstrip("s") for word in _WORD.findall(text.casefold()) if word not in _EMPTY)


class Rivals:
    """All that a document states, by subject and verb family and by verb family and object."""

    def __init__(self, statements: Sequence[Statement], acronyms: Mapping[str, str]) -> None:
        self._acronyms = {short.casefold(): content_words(long) for short, long in acronyms.items()}
        self._objects: defaultdict[tuple[str, int, frozenset[str]], list[Statement]] = defaultdict(list)
        self._subjects: defaultdict[tuple[str, int], list[tuple[frozenset[str], Statement]]] = defaultdict(list)
        for statement in statements:
            if not statement.subject.tokens or statement.verb.is_negated:
                continue
            verb = family_of(statement.verb.base), sign_of(statement.verb.base)
            self._objects[(*verb, self._words(statement.subject.text))].append(statement)
            self._subjects[verb].append((self._words(statement.object.text), statement))

    def _words(self, text: str) -> frozenset[str]:
        words = content_words(text)
        for word in tuple(words):
            if word in self._acronyms:
                words = (words - {word}) | self._acronyms[word]
        return words

    def find(self, statement: Statement, part: str) -> str:
        """Another answer to a question for the subject or object of a statement; empty where there is none."""
        verb = family_of(statement.verb.base), sign_of(statement.verb.base)
        if part == "object":
            mine = self._words(statement.object.text)
            for other in self._objects[(*verb, self._words(statement.subject.text))]:
                words = self._words(other.object.text)
                if words and not (words & mine) and other.particle == statement.particle and not other.doubt:
                    return other.object.text
        if part == "subject":
            mine, wanted = self._words(statement.subject.text), self._words(statement.object.text)
            for words, other in self._subjects[verb]:
                theirs = self._words(other.subject.text)
                if wanted and wanted <= words and not (theirs & mine) and not other.doubt:
                    return other.subject.text
        return ""
