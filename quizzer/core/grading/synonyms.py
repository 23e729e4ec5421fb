"""Terms that stand for each other: the further answers that a deck's synonyms give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, islice, product
from typing import NamedTuple

from quizzer.core.grading.context import AnswerContext
from quizzer.core.grading.readings import plural_like_acronyms, readings_of_answer, readings_of_given
from quizzer.core.grading.tokens import AND, Word, tokens_of, word_of

MOST_WORDINGS = 32
"""Wordings of one accepted answer, its own among them: five places with two terms each combine in full."""

MOST_ANSWERS = 256
"""Accepted answers of one card, with those that the synonyms give."""

Synonyms = tuple[tuple[str, ...], ...]

_SPANS = re.compile(r"[.?!:;…_()\[\]{}]+")
"""What sets the words of a question apart, the blank of a cloze among it."""


class _Term(NamedTuple):
    """A term, as the grader compares words, and what may stand in its place."""

    forms: tuple[str, ...]
    others: tuple[str, ...]


class _Place(NamedTuple):
    """A stretch of an answer that is a term, and what may stand in its place."""

    start: int
    end: int
    others: tuple[str, ...]


def accept_synonyms(accepted: Sequence[str], context: AnswerContext) -> Sequence[str]:
    """The accepted answers, and behind them what the synonyms give; nothing that can be read in the question."""
    if not context.synonyms:
        return accepted
    return _accepted(tuple(accepted), context.synonyms, context.question)


@lru_cache(maxsize=1024)
def _accepted(accepted: tuple[str, ...], synonyms: Synonyms, question: str) -> tuple[str, ...]:
    found = dict.fromkeys(accepted)
    for answer in accepted:
        for wording in islice(_wordings(answer, find_terms(answer, synonyms)), MOST_WORDINGS - 1):
            if len(found) < MOST_ANSWERS and wording not in found and not _can_be_read(wording, question):
                found[wording] = None
    return tuple(found)


def _wordings(answer: str, places: Sequence[_Place]) -> Iterator[str]:
    """The answer with other terms in some of its places; those with fewest changes first."""
    for count in range(1, len(places) + 1):
        for chosen in combinations(places, count):
            for terms in product(*(place.others for place in chosen)):
                wording, end = "", 0
                for place, term in zip(chosen, terms, strict=True):
                    wording += answer[end : place.start] + term
                    end = place.end
                yield wording + answer[end:]


def find_terms(text: str, synonyms: Synonyms) -> list[_Place]:
    """The terms that stand in a text as whole words, the longest first where one holds another.

    A term may hold one of another set: ``GH receptor`` is found where one set has ``growth hormone`` and ``GH``, and
    another one ``growth hormone receptor`` and ``GHR``.
    """
    return _find(text, *_terms(widen(synonyms)))


def find_unused(synonyms: Synonyms, answers: Iterable[str]) -> list[int]:
    """The indexes of the sets of which no term stands in any of the answers."""
    unused = [(index, *_terms(widen((wordings,)))) for index, wordings in enumerate(widen(synonyms))]
    for answer in answers:
        unused = [one for one in unused if not _find(answer, *one[1:])]
    return [index for index, *_ in unused]


@lru_cache(maxsize=64)
def widen(synonyms: Synonyms) -> Synonyms:
    """Each set with the wordings that the other sets give its terms."""
    return tuple(
        tuple(dict.fromkeys((*terms, *(wording for term in terms for wording in _reworded(term, synonyms, terms)))))
        for terms in synonyms
    )


def _reworded(term: str, synonyms: Synonyms, own: tuple[str, ...]) -> Iterator[str]:
    others = tuple(terms for terms in synonyms if terms is not own)
    return islice(_wordings(term, _find(term, *_terms(others))), MOST_WORDINGS - 1)


def _find(text: str, terms: dict[str, list[_Term]], acronyms: frozenset[str]) -> list[_Place]:
    words, forms = _words(text, acronyms)
    found: list[_Place] = []
    if terms.keys().isdisjoint(forms):
        return found
    place = 0
    while place < len(words):
        for term in terms.get(forms[place], ()):
            last = place + len(term.forms) - 1
            if forms[place : last + 1] == term.forms and _is_whole(text, words[place].start, words[last].end):
                found.append(_Place(words[place].start, words[last].end, term.others))
                place = last
                break
        place += 1
    return found


@lru_cache(maxsize=256)
def _words(text: str, acronyms: frozenset[str]) -> tuple[list[Word], tuple[str, ...]]:
    """The words of an accepted answer, and the form of each."""
    acronyms |= plural_like_acronyms(text)
    words = [word_of(token, acronyms) for token in tokens_of(text, ())]
    return words, tuple(word.form for word in words)


@lru_cache(maxsize=256)
def _terms(synonyms: Synonyms) -> tuple[dict[str, list[_Term]], frozenset[str]]:
    """The terms by their first word, the longest first, and the acronyms among them that end in s."""
    acronyms = frozenset[str]().union(*(plural_like_acronyms(term) for terms in synonyms for term in terms))
    found: dict[str, list[_Term]] = {}
    for terms in synonyms:
        for term in terms:
            forms = tuple(word_of(token, acronyms).form for token in tokens_of(term, ()))
            if forms:
                found.setdefault(forms[0], []).append(_Term(forms, tuple(one for one in terms if one != term)))
    for alike in found.values():
        alike.sort(key=lambda term: -len(term.forms))
    return found, acronyms


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch begins and ends where words do."""
    return not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())


def _can_be_read(wording: str, question: str) -> bool:
    """Whether the words of an answer stand one behind the other in the question."""
    spans = _forms_of_question(question, plural_like_acronyms(wording))
    for reading in readings_of_answer(wording):
        forms = [word.form for word in reading.words if word.form not in AND]
        if forms and any(f" {' '.join(forms)} " in span for span in spans):
            return True
    return False


@lru_cache(maxsize=256)
def _forms_of_question(question: str, acronyms: frozenset[str]) -> tuple[str, ...]:
    return tuple(
        f" {' '.join(word.form for word in readings_of_given(span, acronyms)[0].words)} "
        for span in _SPANS.split(question)
        if span.strip()
    )
