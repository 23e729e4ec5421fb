"""The readings of an answer: its words, and the keys under which two answers are the same.

Spaces, hyphens, punctuation and the cut between letters and digits are forgiven by joining the words again, so
``5 alpha reductase``, ``5-alpha-reductase`` and ``5α-reductase`` have one key. Two digits that were apart stay apart:
``1-2`` is not ``12``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from quizzer.core.grading.notation.units import parse_unit
from quizzer.core.grading.spelling import GREEK_NAMES, LATIN_FOR, fold, one_e
from quizzer.core.grading.tokens import AND, Token, Word, has_plural_s, is_acronym, tokens_of, word_of

FREE = frozenset({"the", "of", "its", "their"})
LEADING = frozenset({"a", "an", "to", "in", "by", "at", "via"})

# Not what a single letter is applied to: "f(x)".
_BRACKETS = re.compile(r"(?<!(?<![^\W_])[^\W_])[(\[]([^()\[\]]*)[)\]]")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_OF = "of"
# Names of what a division gives (ISO 80000-1, annex on terms for quantities).
_QUOTIENTS = frozenset({"ratio", "quotient", "index", "fraction", "rate"})


@dataclass(frozen=True, slots=True)
class AnswerReading:
    """One way to read an answer.

    Attributes:
        text: The answer as it was written.
        words: The words that count, in order.
        keys: Two answers that share a key are the same.
        short_keys: The keys with Greek letters as the Latin ones that stand for them.
        symbolic: It has an acronym or a number, after which a Latin letter may stand for a Greek one.
        unordered: The key of its parts in any order; empty where their order counts.
        slashed: Its parts are set apart by a slash, which keeps its order beside another slash.
        listed: How many signs or words set one part apart from the next, such as a comma or ``and``.
    """

    text: str
    words: tuple[Word, ...]
    keys: frozenset[str]
    short_keys: frozenset[str]
    symbolic: bool
    unordered: str
    slashed: bool
    listed: int


@lru_cache(maxsize=512)
def readings_of_answer(text: str) -> tuple[AnswerReading, ...]:
    """How an accepted answer may be read: whole, without its brackets, and a bracketed abbreviation alone."""
    whole = _read(text, frozenset(), ())
    groups = list(_BRACKETS.finditer(text))
    outside = _BRACKETS.sub(" ", text).strip()
    if not groups or not outside:
        return (whole,)
    found = [whole, _read(text, frozenset(), tuple(group.span() for group in groups))]
    for group in groups:
        # "(il/la) barista": each of the words in the bracket may stand where the bracket stands.
        for option in group[1].split("/") if "/" in group[1] and " " not in group[1].strip() else ():
            found.append(_read(f"{text[: group.start()]}{option}{text[group.end() :]}", frozenset(), ()))
        if is_abbreviation(group[1], outside) or is_abbreviation(outside, group[1]):
            found.append(_read(text, frozenset(), ((0, group.start()), (group.end(), len(text)))))
    return tuple(reading for reading in found if reading is whole or reading.words)


@lru_cache(maxsize=512)
def readings_of_given(text: str, acronyms: frozenset[str]) -> tuple[AnswerReading, ...]:
    """How a given answer may be read.

    Args:
        text: The text typed.
        acronyms: Folded words whose final s is a letter of their own (see ``plural_like_acronyms``).
    """
    found = [_read(text, acronyms, ())]
    groups = list(_BRACKETS.finditer(text))
    outside = _BRACKETS.sub(" ", text).strip()
    if groups and all(is_abbreviation(g[1], outside) or is_abbreviation(outside, g[1]) for g in groups):
        found.append(_read(text, acronyms, tuple(group.span() for group in groups)))
    pointed = _DECIMAL_COMMA.sub(".", text)
    if pointed != text:
        found.append(_read(pointed, acronyms, ()))
    return tuple(found)


def plural_like_acronyms(text: str) -> frozenset[str]:
    """The acronyms of an accepted answer that end in s, folded."""
    return frozenset(
        fold(token.raw)
        for token in tokens_of(text, ())
        if token.raw[-1] in "sS" and is_acronym(token.raw) and not has_plural_s(token.raw)
    )


def is_abbreviation(short: str, long: str) -> bool:
    """Whether one text abbreviates another: its letters come in the other's order, the first at a word's beginning."""
    short, letters = short.strip(), [c for c in _latin(short) if c.isalpha()]
    if not letters or " " in short or len(short) > 12 or not any(c.isupper() or c.isdigit() for c in short):
        return False
    spoken = _latin(long)
    if len(letters) * 2 > len(spoken):
        return False
    for match in re.finditer(rf"\b{re.escape(letters[0])}", spoken):
        rest = iter(spoken[match.start() :])
        if all(letter in rest for letter in letters):
            return True
    return False


def _latin(text: str) -> str:
    return "".join(GREEK_NAMES.get(c, c)[0] for c in fold(text))


def _read(text: str, acronyms: frozenset[str], skip: tuple[tuple[int, int], ...]) -> AnswerReading:
    tokens = tokens_of(text, skip)
    words = [word_of(token, acronyms) for token in tokens]
    counted = _without_free(text, words)
    parts = _parts(counted)
    plain = [word for part in parts for word in part] or [w for w in words if w.form not in AND]
    orders: list[Sequence[Sequence[Word]]] = [[plain], [_turn_around(counted)]]
    slashed = "/" in text
    raw = join_words([Word(fold(t.raw), t.start, 0, False) for t in tokens if t.sort != "and"] or [_bare(text)])
    return AnswerReading(
        text=text,
        words=tuple(plain),
        keys=frozenset([*(_key(order) for order in orders), f"\0{raw}"]) - {""},
        short_keys=frozenset(_key([[shorten_greek(w) for w in part] for part in order]) for order in orders) - {""},
        symbolic=any(token.sort == "digits" or is_acronym(token.raw) or _is_index(token, text) for token in tokens),
        unordered="" if slashed and _is_ordered(tokens) else _key(sorted(parts, key=join_words)),
        slashed=slashed,
        listed=max(len(parts) - 1, 0),
    )


def _is_index(token: Token, text: str) -> bool:
    """Whether a token is a Greek letter behind a capital: the κ of IκB."""
    return token.raw in GREEK_NAMES and text[max(0, token.start - 1) : token.start].isupper()


def _is_ordered(tokens: Sequence[Token]) -> bool:
    """Whether a slash among these divides: between numbers or units, or in what is named a ratio."""
    if any(token.sort == "digits" or fold(token.raw) in _QUOTIENTS for token in tokens):
        return True
    names = [token.raw for token in tokens if token.sort == "letters"]
    return len(names) > 1 and all(parse_unit(name) is not None for name in names)


def _bare(text: str) -> Word:
    """Stands for an answer without letters, digits or signs, such as ``?!``."""
    return Word("".join(fold(text).split()), 0, len(text), True)


def _key(parts: Sequence[Sequence[Word]]) -> str:
    return "\x1f".join(join_words(part) for part in parts)


def join_words(words: Sequence[Word]) -> str:
    """Words written together; two digits that were apart stay apart."""
    text = ""
    for word in words:
        apart = text[-1:].isdigit() and word.form[:1].isdigit()
        text += f"|{word.form}" if apart else word.form
    return one_e(text)


def shorten_greek(word: Word) -> Word:
    """The word, the name of a Greek letter as the Latin letter that stands for it."""
    return Word(LATIN_FOR.get(word.form, word.form), word.start, word.end, word.fixed)


def _parts(words: Sequence[Word]) -> list[list[Word]]:
    """The words cut at ``and``, commas and slashes; without free words."""
    parts: list[list[Word]] = [[]]
    for word in words:
        if word.form in AND:
            parts.append([])
        elif word.form != _OF:
            parts[-1].append(word)
    return [part for part in parts if part]


def _turn_around(words: Sequence[Word]) -> list[Word]:
    """``secretion of insulin`` as ``insulin secretion``; the words as they are where there is no single ``of``."""
    places = [index for index, word in enumerate(words) if word.form == _OF]
    kept = [word for word in words if word.form not in AND]
    if len(places) != 1 or len(kept) != len(words):
        return [word for word in kept if word.form != _OF]
    return [*words[places[0] + 1 :], *words[: places[0]]]


def _without_free(text: str, words: Sequence[Word]) -> list[Word]:
    """The words without articles and the like; ``of`` stays, as a place to turn the words around."""
    first = 0
    while first < len(words) - 1 and words[first].form in LEADING | FREE:
        if words[first].form in LEADING and not text[words[first].end : words[first].end + 1].isspace():
            break
        first += 1
    kept = [word for word in words[first:] if word.form == _OF or word.form not in FREE]
    return kept if any(word.form != _OF and word.form not in AND for word in kept) else []
