"""What a question asks of: a process, which can be driven as well as raised, a measure of speed or length, a kind."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from quizzer.core.grading.english.closed_classes import KINDS, forms_of
from quizzer.core.grading.spelling import fold, word_form

# Suffixes of nouns of action (CGEL I.38, I.42), with the neo-classical "-sis"; and nouns of action without a suffix
# (I.43) or with one of quality, which say what a thing does.
_ACTION = ("tion", "sion", "sis", "ment", "ism", "ing")
_CONVERTED = (
    "activity", "flow", "growth", "intake", "output", "release", "response", "secretion", "transport", "turnover",
    "uptake",
)  # fmt: skip

# What a question says something happens to: behind a verb of effect, its preposition or the gap of a cloze, and up to
# what is said of when or where.
_OBJECT = re.compile(
    r"(?:\b(?:to|on|affects?|influences?|changes?|alters?)\b|\])\s*([^,;.?!]*?)"
    r"(?=\s(?:in|at|when|while|during|if|as|after|before|with|by|through|via)\b|[,;.?!]|$)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")

# Quantities of the dimensions of speed and length (ISO 80000-3), with the names of some rates and times.
_MEASURES = {
    "speed": forms_of("speed velocity acceleration rate pulse tachycardia bradycardia frequency pace tempo"),
    "length": forms_of("length distance duration time interval period half-life life lifetime lifespan wavelength"),
}
# A question for an attribute: "which kind of release?", "of what duration?" (CGEL 6.38, 11.14).
_KIND_ASKED = re.compile(
    r"\b(?:which|what) (?:kind|kinds|sort|sorts|type|types|form|pattern|manner)\b(?! of (?:change|effect))|\bof what\b",
    re.IGNORECASE,
)
# A question for what becomes of something, or a verb whose complement is its answer (CGEL 16.21-16.22, 16.44).
_CHANGE_ASKED = re.compile(
    r"\b(?:what (?:happens|happened|becomes|became)|how (?:do|does|did|is|are)|affects?|influences?|changes?|alters?|"
    r"becomes?|remains?|stays?|keeps?|leaves?)\b|\bdo(?:es)?\b[^.;?!]*\bto\b",
    re.IGNORECASE,
)


def names_process(text: str) -> bool:
    """Whether a word of a text is a noun of action."""
    for word in map(fold, _WORD.findall(text)):
        if word in _CONVERTED or (word.endswith(_ACTION) and word_form(word) not in KINDS):
            return True
    return False


@lru_cache(maxsize=256)
def asks_of_process(question: str) -> bool:
    """Whether a question asks what is done or happens to a process."""
    return any(map(names_process, _OBJECT.findall(question)))


@lru_cache(maxsize=256)
def asks_of_kind(question: str) -> bool:
    """Whether a question asks of which kind something is, so that its answer is an attribute and no change."""
    return _KIND_ASKED.search(question) is not None


@lru_cache(maxsize=256)
def asks_of_change(question: str) -> bool:
    """Whether a question asks what becomes of something."""
    return _CHANGE_ASKED.search(question) is not None and not asks_of_kind(question)


def measures_of(question: str, words: Collection[str], *, process: bool) -> frozenset[str]:
    """The scales, of speed and of length, on which what a question asks of is measured.

    Args:
        question: The question as it is shown.
        words: The content words of the answers compared, which may name the quantity.
        process: Whether a process is asked of.
    """
    if asks_of_kind(question):
        return frozenset()
    named = {word_form(word) for word in map(fold, _WORD.findall(question))}.union(words)
    found = {scale for scale, nouns in _MEASURES.items() if not nouns.isdisjoint(named)}
    return frozenset(found | {"speed"} if process else found)


@lru_cache(maxsize=256)
def objects_of(question: str) -> frozenset[str]:
    """The forms of the words for what a question says something happens to."""
    return frozenset(word_form(fold(word)) for text in _OBJECT.findall(question) for word in _WORD.findall(text))
