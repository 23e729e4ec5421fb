"""Acronyms with their long form beside them, as a document introduces them.

The long form is found as Schwartz and Hearst find it (2003): the shortest run of words before the bracket that has the
acronym's letters in order, the first at the beginning of its first word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizzer.derive.document.passages import STATEMENTS, Passage
from quizzer.derive.fingerprint import normalize
from quizzer.derive.language.word_set import word_set
from quizzer.derive.language.words.lexicon import singular_of

_KNOWN = word_set(
    "DNA RNA USA US UK EU UN HIV AIDS CD DVD PC TV OK ID URL HTML HTTP HTTPS PDF FAQ CPU RAM IT NASA USB GPS"
)
_BRACKET = re.compile(r"\((?P<inside>[^()]{2,70})\)")
ACRONYM = re.compile(r"(?=[^\s]*[A-Z][^\s]*[A-Z0-9])[A-Za-z][\w+/α-ωβ-]{1,9}")
_STANDS_FOR = re.compile(
    r"(?<!\w)(?P<short>[A-Z][\w-]{1,9}),? (?:stands for|is short for|is an? (?:acronym|abbreviation) (?:for|of)) "
    r"[“\"']?(?P<long>[A-Za-z][\w\s-]{4,60}?)[”\"']?(?=[.,;:)]|\s(?:and|which|is)\b|$)"
)
_WORD = re.compile(r"[^\s(),;:“”\"]+")
_ADJECTIVAL = re.compile(r"(?:-\w+|al|ic|ary|ar|ive|oid|ous|ory|id)$")
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Acronym:
    """An acronym and its long form where a passage has both.

    Attributes:
        short: The acronym.
        long: Its long form as the passage has it.
        passage: The passage.
        start: Where the two begin in ``passage.text``.
        end: Where they end.
        noun: A noun after the bracket that belongs to the long form too: “(HPA) axis”.
    """

    short: str
    long: str
    passage: Passage
    start: int
    end: int
    noun: str = ""


def find_acronyms(passages: Sequence[Passage]) -> list[Acronym]:
    """The acronyms that passages introduce, each where it is introduced first; those with two long forms left out."""
    found: dict[str, list[Acronym]] = {}
    for passage in passages:
        if passage.kind in STATEMENTS:
            for acronym in (*_in_brackets(passage), *_spelled_out(passage)):
                found.setdefault(acronym.short, []).append(acronym)
    kept = []
    for short, uses in found.items():
        forms = {frozenset(normalize(use.long).split()) for use in uses}
        if short not in _KNOWN and (len(forms) == 1 or max(forms, key=len) >= frozenset().union(*forms)):
            kept.append(uses[0])
    return kept


def _in_brackets(passage: Passage) -> Iterator[Acronym]:
    for match in _BRACKET.finditer(passage.text):
        inside, before = match["inside"].strip(), passage.text[: match.start()]
        if ACRONYM.fullmatch(inside):
            start = _long_form(inside, before)
            if start is not None:
                noun = re.match(r"\s([a-z]{3,12})\b(?=\s|[.,;:)]|$)", passage.text[match.end() :])
                long = before[start:].strip()
                shared = _shared_noun(noun[1]) if noun and _ADJECTIVAL.search(long) else ""
                yield Acronym(inside, long, passage, start, match.end(), shared)
        else:
            last = re.search(r"(\S+)\s$", before)
            if last and ACRONYM.fullmatch(last[1]) and _long_form(last[1], inside) == 0:
                yield Acronym(last[1], inside, passage, last.start(), match.end())


_NOUNS = word_set(
    "axis axes system pathway pathways cycle receptor receptors protein proteins cells cell hormone syndrome method "
    "model algorithm test score scale protocol format language theory effect disease factor tree trees network "
    "networks index gland enzyme channel channels gene genes virus stage kinase neurons nerve region"
)


def _shared_noun(word: str) -> str:
    return "axis" if word == "axes" else singular_of(word) if word in _NOUNS else ""


def _long_form(short: str, before: str) -> int | None:
    """Where the long form of an acronym begins in the text before it; None where no words give its letters."""
    letters = [letter for letter in short.casefold() if letter.isalnum()]
    words = list(_WORD.finditer(before))[-min(len(letters) + 5, 2 * len(letters), _MOST_WORDS) :]
    if re.search(r"[A-Z]\d+[A-Z]", short):
        return None  # a formula of chemistry
    strict = _by_initials(letters, before)
    if strict is not None:
        return strict
    if not words or short.casefold() in before[words[0].start() :].casefold().split():
        return None
    place = len(before)
    for index in range(len(letters) - 1, -1, -1):
        place -= 1
        while place >= words[0].start() and not _fits(before, place, letters[index], first=index == 0):
            place -= 1
        if place < words[0].start():
            return None
    long = before[place:].strip()
    ends = len(long.split()) > 1 or "-" in long or len(long) > 2 * len(short)
    return place if ends and not re.search(r"[.;:?!]\s|[()]", long) else None


def _by_initials(letters: list[str], before: str) -> int | None:
    """Where the words begin whose initials are exactly the letters, small words between them left out."""
    parts = [match for match in re.finditer(r"[^\W_]+", before) if match.group().casefold() not in _BETWEEN]
    found = parts[-len(letters) :]
    if len(found) < len(letters) or any(m.group()[0].casefold() != c for m, c in zip(found, letters, strict=True)):
        return None
    return found[0].start() if not re.search(r"[.;:?!,()]\s", before[found[0].start() :]) else None


_BETWEEN = word_set("of the and for in to on a an by with")


def _fits(text: str, place: int, letter: str, *, first: bool) -> bool:
    if text[place].casefold() != letter:
        return False
    return not first or place == 0 or not text[place - 1].isalnum()


def _spelled_out(passage: Passage) -> Iterator[Acronym]:
    for match in _STANDS_FOR.finditer(passage.text):
        yield Acronym(match["short"], match["long"].strip(), passage, match.start(), match.end())
