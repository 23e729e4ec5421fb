"""Words and signs of a sentence, each with its span and what it can be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from quizzer.derive.language.words.lexicon import (
    base_of,
    entry,
    irregular_participle,
    irregular_past,
    is_plural,
    is_singular_in_s,
    singular_of,
)

_TOKEN = re.compile(
    r"(?:https?://|www\.)\S+"  # an address
    r"|(?:[A-Za-z]\.){2,}(?=\s+[a-z0-9(]|\s+[A-Z][a-z]|[,;:)])"  # U.S. inside a sentence
    r"|[A-Z]\.(?=\s+[A-Z][a-z])"  # an initial
    r"|\d[\d,.:]*\d(?:\s?%|°C?)?(?![\w-])|\d(?:\s?%|°C?)?(?![\w-])"  # a number
    r"|[\w$@#\\+−][\w$@#\\+*'’–/&.:−-]*[\w+)](?<!\()(?:\(\))?"  # a word, a name of code, a compound
    r"|\w|\.{3}|[^\w\s]"
)


@dataclass(slots=True)
class Token:
    """A word or sign.

    Attributes:
        text: As the passage has it.
        start: First character in the passage.
        end: One after its last.
        tag: Its part of speech, once the tagger has chosen it.
    """

    text: str
    start: int
    end: int
    tag: str = ""

    @property
    def low(self) -> str:
        """In small letters."""
        return self.text.casefold()


def _classes(rows: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    tags: dict[str, list[str]] = {}
    for tag, words in rows.items():
        for word in words.split():
            tags.setdefault(word, []).append(tag)
    return {word: tuple(found) for word, found in tags.items()}


# The closed classes (CGEL 5.10-5.25, 6.15-6.48, 3.32-3.51, 9.7, 13.5, 14.12).
_CLOSED = _classes({
    "D": "a an the this that these those its their his her our your my each every some any all both no another either "
    "neither such many few several most much more less fewer certain various other half",
    "PR1": "it he she this that itself himself herself one who something nothing everything anyone someone everyone",
    "PR2": "they we you these those i them us me him themselves ourselves yourself many some most both others all",
    "EX": "there",
    "P": "of in on at by for with from into onto through throughout during within without between among amongst "
    "against under over above below beneath beside besides behind beyond near toward towards across along around "
    "about after before since until till according depending including owing up down off out outside inside upon via "
    "per than as like unlike despite except because concerning regarding amid versus alongside atop due prior",
    "TO": "to",
    "CC": "and or but nor & yet",
    "SUB": "when while because although though if unless whereas whenever wherever once since until after before as so "
    "that whether how why where than what lest",
    "REL": "which who whose whom that where whereby wherein",
    "M": "can could may might must shall should will would cannot can't won't",
    "B": "is are was were am be been being isn't aren't wasn't weren't",
    "H": "has have had having hasn't haven't",
    "DO": "does do did doesn't don't didn't",
    "NEG": "not never",
    "R": "also often usually generally typically commonly sometimes always very only even just still already then thus "
    "therefore however moreover furthermore instead more most less least well so too much almost about there here now "
    "later soon once again mainly mostly rather quite nearly first together away back forth elsewhere otherwise hence "
    "indeed both either up down out off over through around long further far perhaps yet alone afterwards "
    "nevertheless nonetheless meanwhile today ago hardly rarely seldom likewise similarly apart likely especially "
    "particularly namely per-se ever apart abroad please",
    "C": "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty "
    "seventy eighty ninety hundred thousand million billion trillion dozen",
    "J": "such own same other first second third fourth fifth last next several various many few due unable able "
    "likely more less due different certain",
})  # fmt: skip
_CONTRACTIONS = {"it's", "that's", "there's", "he's", "she's", "they're", "we're", "you're", "i'm", "what's", "let's"}
_ADJECTIVE_END = re.compile(r"(?:ous|ive|ical|ic|ial|ual|nal|ral|tal|cal|ary|able|ible|ful|less|oid|ular|ese|ish)$")
_NUMBER = re.compile(r"[\d.,]+(?:%|°C?|\s%)?|\d+(?:st|nd|rd|th|s|\w{1,3})|[+−-]?\d[\d.,–-]*")


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """The words and signs of a stretch of a text, with offsets in the text."""
    tokens = []
    for found in _TOKEN.finditer(text, start, end):
        said, first = found.group(), found.start()
        if len(said) > 1 and said[-1] in ".,:;" and not said[:1].isdigit() and said.count(".") < 2 and len(said) > 2:
            tokens.append(Token(said[:-1], first, found.end() - 1))
            tokens.append(Token(said[-1], found.end() - 1, found.end()))
        elif len(said) > 2 and said.endswith(")") and said.count(")") > said.count("("):
            tokens.append(Token(said[:-1], first, found.end() - 1))
            tokens.append(Token(")", found.end() - 1, found.end()))
        else:
            tokens.append(Token(said, first, found.end()))
    return tokens


def possible_tags(token: Token, *, first: bool) -> tuple[tuple[str, float], ...]:
    """What a token can be, each with a weight; at least one."""
    return _tags_of(token.text, first)


@cache
def _tags_of(text: str, first: bool) -> tuple[tuple[str, float], ...]:
    word = text.casefold().replace("’", "'")
    if not any(sign.isalnum() for sign in word):
        return (
            (word if word in {",", ";", ":", "(", ")", "."} else "-" if word in {"–", "—", "-", "∞"} else "'", 0.0),
        )
    if _NUMBER.fullmatch(word):
        return (("C", 0.0), ("J", -1.5)) if word[-1:] in "htds" else (("C", 0.0),)
    if text == "I" and not first:
        return (("N", -0.5), ("PR2", 0.0))
    if word in _CONTRACTIONS or word.endswith(("'ll", "'ve", "'re", "'d")):
        return (("PRV", 0.0),)
    if word in _CLOSED and not (text[:1].isupper() and not first and word not in ("i", "the", "a", "of")):
        return _closed_tags(word)
    if "/" in word or "()" in word or "." in word or "_" in word or "$" in word or (text.isupper() and len(text) > 1):
        return (("N", 0.0), ("NS", -0.5)) if word.endswith("s") and text[-1] == "s" else (("N", 0.0),)
    if word.endswith(("'s", "s'")):
        return (("PS", 0.0),)
    capital = text[:1].isupper() and not first
    return _open_tags(word, capital=capital, plural_capital=text[-1:] == "s")


def _closed_tags(word: str) -> tuple[tuple[str, float], ...]:
    tags = [(tag, 0.5 if word == "so" and tag == "SUB" else 0.0) for tag in _CLOSED[word]]
    if word in {"like", "up", "own", "need", "down", "more", "second", "last", "first", "out"}:
        tags += [(tag, weight - 2.5) for tag, weight in _open_tags(word, capital=False, plural_capital=False)]
    return tuple(tags)


def _open_tags(word: str, *, capital: bool, plural_capital: bool) -> tuple[tuple[str, float], ...]:
    found = dict(_base_tags(word))
    for tag, weight in _inflected_tags(word):
        found[tag] = max(weight, found.get(tag, -9.0))
    tail = word.rpartition("-")[2]
    if "-" in word and tail and tail != word:
        found = dict(_compound_tags(tail))
    if not found:
        found = dict(_guessed_tags(word))
    if capital:
        found = {tag: weight - 2.5 for tag, weight in found.items() if tag not in ("N", "NS")}
        found["NS" if plural_capital and is_plural(word) else "N"] = 0.0
        if plural_capital:
            found.setdefault("N", -0.3)
    return tuple(sorted(found.items()))


def _base_tags(word: str) -> list[tuple[str, float]]:
    known = entry(word)
    top = max(known.verb, known.noun, known.adjective, known.adverb)
    if top < 0:
        return []
    readings = (("V0", known.verb), ("N", known.noun), ("J", known.adjective), ("R", known.adverb))
    found = [(tag, -0.5 * (top - count)) for tag, count in readings if count >= 0]
    if known.noun >= 0 and is_plural(word):
        found = [("NS" if tag == "N" else tag, weight) for tag, weight in found]
    if known.noun < 0:
        found.append(("N", -2.0 if known.verb < 0 else -2.5))
    return found


def _inflected_tags(word: str) -> list[tuple[str, float]]:
    found = []
    third = base_of(word, "s")
    if third:
        verb, noun = entry(third).verb, entry(third).noun
        found.append(("VZ", 0.0 if noun < 0 else 0.4 * min(0, verb - noun)))
        found.append(("NS", -1.5 if noun < 0 else 0.4 * min(0, noun - verb)))
    elif is_plural(word) and (entry(word).verb < 0 and entry(word).adjective < 0):
        found.append(("NS", 0.0))
        if singular_of(word) == word and not word.endswith("s"):
            return found
    past = base_of(word, "ed") or irregular_past(word)
    part = base_of(word, "ed") or irregular_participle(word)
    if past:
        found.append(("VD", 0.0))
    if part:
        found.append(("VN", 0.0 if not irregular_participle(word) or part != word else -1.5))
    if base_of(word, "ing"):
        found += [("VG", 0.0), ("N", -0.5 if entry(word).noun < 0 else 0.0)]
    return found


def _compound_tags(tail: str) -> list[tuple[str, float]]:
    if base_of(tail, "ed") or irregular_participle(tail) or base_of(tail, "ing") or tail.endswith("ed"):
        return [("J", 0.0), ("N", -1.0)]
    if tail in {"like", "free", "dependent", "specific", "type", "term", "based", "scale", "level", "order", "end"}:
        return [("J", 0.0), ("N", -0.3)]
    known = entry(tail)
    if (known.adjective >= 0 and known.adjective >= known.noun) or _ADJECTIVE_END.search(tail):
        return [("J", 0.0), ("N", -0.6)]
    return [("NS", 0.0)] if is_plural(tail) else [("N", 0.0), ("J", -0.2)]


def _guessed_tags(word: str) -> list[tuple[str, float]]:
    if word.endswith("ly") and len(word) > 4:
        return [("R", 0.0), ("N", -2.5)]
    if is_plural(word):
        return [("NS", 0.0), ("N", -1.5)]
    if word.endswith("ed") and len(word) > 4:
        return [("VN", 0.0), ("VD", 0.0), ("J", -0.5)]
    if word.endswith("ing") and len(word) > 5:
        return [("VG", -0.3), ("N", 0.0)]
    if _ADJECTIVE_END.search(word) and not is_singular_in_s(word.removesuffix("ous")):
        return [("J", 0.0), ("N", -1.0)]
    return [("N", 0.0), ("J", -2.0)]
