"""Whether an answer names something of the question beside itself: a second answer, and not a repeated word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from quizzer.core.grading.directions import DIRECTIONS
from quizzer.core.grading.english.closed_classes import FUNCTION_WORDS, KINDS, RELATIONS, forms_of
from quizzer.core.grading.english.statements import question_stems, read_statement, stem
from quizzer.core.grading.spelling import fold, word_form

# Coordinators and the signs that stand for one, and quasi-coordinators (CGEL 13.5, 13.36, 13.95).
_JOINT = re.compile(
    r"\s*(?:(?P<loose>[,;])(?:\s*and\b)?|\s\+\s|[/&]|\b(?:and|plus|as well as|along with|together with)\b)\s*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_ARTICLES = frozenset(["a", "an", "the"])
_BEFORE_NAMES = _ARTICLES | {"both", "also", "its", "their", "his", "her", "this", "these", "some", "any"}
# What follows on a verb and not on a noun: determiners and pronouns (CGEL 5.10-5.16, 6.15).
_OBJECTS = _ARTICLES | {"its", "their", "his", "her", "this", "these", "it", "them"}
_CLAUSAL = (FUNCTION_WORDS - forms_of("of in at for by with on")) - forms_of(" ".join(_BEFORE_NAMES))
_KIND_STEMS = frozenset(stem(form) for form in KINDS)


def names_rival(text: str, answer: str, question: str) -> bool:
    """Whether a part more than the answer has is a name that stands in the question: ``serotonin and dopamine``.

    A part that is a clause, that says the kind of what is named or where it is, or that the question joins to its
    neighbour itself, only repeats the question.

    Args:
        text: What was typed.
        answer: The accepted answer that it has beside the name.
        question: The question as it is shown.
    """
    parts = list(_parts(text))
    if len(parts) < 2 or len(parts) <= len(list(_parts(answer))):
        return False
    asked, expected = question_stems(question), read_statement(answer).words
    if all(word in DIRECTIONS or word in asked for word in expected):
        return False
    stems = [read_statement(part).words for part, _ in parts]
    for place, (part, loose) in enumerate(parts):
        words = stems[place]
        if not words or not all(word in asked for word in words) or not set(words).isdisjoint(expected):
            continue
        if not _is_name(part, question) or (loose and _only_places(part, words, question)):
            continue
        if not any(_are_joined(words, other, question) for other in stems[max(0, place - 1) : place + 2]):
            return True
    return False


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a text, each with whether only a comma or the like stands before it."""
    start, loose = 0, False
    for joint in _JOINT.finditer(text):
        if text[start : joint.start()].strip():
            yield text[start : joint.start()].strip(), loose
        start, loose = joint.end(), bool(joint["loose"]) and "and" not in joint[0].casefold()
    if text[start:].strip():
        yield text[start:].strip(" ."), loose


def _is_name(part: str, question: str) -> bool:
    """Whether a part is a noun phrase: no clause, no predicate and no adjunct."""
    words = [fold(word) for word in _WORD.findall(part)]
    while words and words[0] in _BEFORE_NAMES:
        words.pop(0)
    forms = [word_form(word) for word in words]
    if not forms or forms[0] in FUNCTION_WORDS | RELATIONS or any(f in _CLAUSAL or f in DIRECTIONS for f in forms):
        return False
    return not any(word in _verbs_of(part) | _verbs_of(question) for word in words)


@lru_cache(maxsize=256)
def _verbs_of(text: str) -> frozenset[str]:
    """The words behind which an object begins."""
    found = re.finditer(r"([^\W\d_]+) (?=([^\W\d_]+))", fold(text))
    return frozenset(m[1] for m in found if m[2] in _OBJECTS and word_form(m[1]) not in FUNCTION_WORDS)


def _only_places(part: str, words: tuple[str, ...], question: str) -> bool:
    """Whether a part behind a comma says of what kind something is, where, or when: ``Paris, France``."""
    if all(word.isdigit() for word in words):
        return True
    name = re.escape(fold(re.sub(r"^(?:an?|the) ", "", part, flags=re.IGNORECASE)))
    if all(word in _KIND_STEMS for word in words):
        article = fold(part).split(" ", 1)[0] in _ARTICLES
        return article or bool(re.search(rf"\b(?:which|what) (?:\w+ )?{name}", fold(question)))
    return bool(re.search(rf"\b(?:of|in) (?:the )?{name}\b", fold(question)))


def _are_joined(name: tuple[str, ...], beside: tuple[str, ...], question: str) -> bool:
    """Whether the question joins a name to a word of the part beside it, in either order."""
    return any(
        (before[-1] in beside and after[: len(name)] == name) or (after[0] in beside and before[-len(name) :] == name)
        for before, after in _joints_of(question)
    )


@lru_cache(maxsize=256)
def _joints_of(question: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """The neighbours among the parts of a question."""
    stems = [read_statement(part).words for part, _ in _parts(question)]
    return tuple((one, other) for one, other in pairwise(stems) if one and other)
