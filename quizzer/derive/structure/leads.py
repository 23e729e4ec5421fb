"""The sentence or heading before a list, read for what its items are: “The functions of the liver are:”."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizzer.derive.language.word_set import word_set
from quizzer.derive.question.phrases import head_of, is_plural_word, singular_word, without_article
from quizzer.derive.structure.attributes import is_property

NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
_SORTS = word_set(
    "type kind form class group category sort variety stage phase step part component layer region zone division "
    "subdivision branch member function role duty task property characteristic feature advantage disadvantage "
    "benefit risk cause symptom sign effect consequence factor reason example use application principle rule law "
    "element method way technique tool level mode state source goal objective requirement condition criterion "
    "criteria limitation exception mechanism complication treatment indication contraindication hormone bone muscle "
    "nerve enzyme field option case scenario challenge argument parameter command function subcommand strategy "
    "approach model theory pillar chamber lobe"
)
_OPENING = re.compile(
    rf"^(?:(?P<number>{_NUMBER})|the|its|their|some|several|many|major|main|key|common|important|other|"
    r"following|primary|basic|different|most|various|chief|principal)\s+",
    re.IGNORECASE,
)
_ARE = re.compile(
    r"\s*,?\s*(?:are|is|include|includes|can be|were|was|may include|consist of|as follows|are as follows|"
    r"are the following|include the following|are listed below|are these)?\s*:?\s*$",
    re.IGNORECASE,
)
_HAS = re.compile(
    r"^(?P<thing>[^,;:]{2,60}?)\s+(?:has|have|performs?|serves?|plays?|offers?|provides?|shows?|exhibits?|supports?|"
    r"accepts?|takes?|undergoes?|recogni[sz]es?)\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_THERE = re.compile(r"^there (?:are|were|exist) (?P<rest>.+)$", re.IGNORECASE)
_PARTS = re.compile(
    r"^(?P<thing>[^,;:]{2,60}?)\s+(?P<verb>consists? of|(?:is|are) (?:composed|made up|made) of|comprises?|"
    r"(?:is|are) (?:sub)?divided into|contains?|includes?)(?: the following)?(?: (?P<rest>[^,;]{3,60}?))?\s*:?\s*$",
    re.IGNORECASE,
)
_OF = re.compile(r"^(?P<noun>[\w\s-]{3,40}?)\s+(?P<preposition>of|for|in|to)\s+(?P<thing>[^,;:]{2,60})$", re.IGNORECASE)
_CLAUSE = re.compile(r"\b(?:has|have|is|are|was|were|can|may|will|do|does|should|must)\b", re.IGNORECASE)
_QUESTION = re.compile(r"(?:how|what|why|when|where|which|following)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"^(?:it|they|this|these|that|those|you|we|he|she|i|here|there)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lead:
    """What a lead-in says about its list.

    Attributes:
        aspect: What the items are of the thing, such as “functions”; with its adjectives.
        thing: What they belong to; empty where the lead-in does not say.
        kind: What each item is, such as “functions”; may be known without a thing.
        count: How many there are, as the lead-in says; 0 where it does not.
        verb: Such as “consists of”, where a verb tells what the items are; then there is no aspect.
    """

    aspect: str
    thing: str
    kind: str
    count: int = 0
    verb: str = ""


def read_lead(text: str) -> Lead | None:
    """Read a lead-in or heading; None where it does not say what its items are."""
    text = re.sub(r"^(?:\d+[.)]\s+)", "", text.strip())
    text = re.split(r"(?<=[.!?])\s+", text)[-1].strip().rstrip(":").strip()
    if not text or len(text.split()) > 20:
        return None
    if match := _PARTS.match(text):
        return _read_parts(match)
    if match := _THERE.match(text):
        return _read_noun(match["rest"])
    if match := _HAS.match(text):
        found = _read_noun(match["rest"])
        if found is not None and not found.thing and not _PRONOUN.match(match["thing"]):
            return Lead(found.aspect, match["thing"].strip(), found.kind, found.count)
    return _read_noun(_ARE.sub("", text))


def _read_parts(match: re.Match[str]) -> Lead | None:
    thing, rest = match["thing"].strip(), (match["rest"] or "").strip()
    if _PRONOUN.match(thing):
        return None
    if not rest:
        return Lead("", thing, "", 0, match["verb"])
    found = _read_noun(rest)
    if found is None or found.thing:
        return None
    return Lead("" if not found.aspect else found.aspect, thing, found.kind, found.count, match["verb"])


def _read_noun(text: str) -> Lead | None:
    """Read “three major functions of the liver” or “types of tissue”."""
    text = re.sub(r"\s+(?:that|which|who|you|we)\b.*$", "", text.strip().rstrip(":").strip())
    count = 0
    while match := _OPENING.match(text):
        if match["number"]:
            number = match["number"].casefold()
            count = int(number) if number.isdigit() else NUMBERS.index(number) + 2
        text = text[match.end() :]
    match = _OF.match(text)
    noun, thing = (match["noun"].strip(), match["thing"].strip()) if match else (text, "")
    head = head_of(noun)
    if re.match(r"(?:for|in|with|as|by|on|at|from|to|e\.g)\b", noun, re.IGNORECASE):
        return None
    if _CLAUSE.search(noun) or _PRONOUN.match(noun) or _PRONOUN.match(thing) or _QUESTION.match(thing):
        return None
    if not head or len(noun.split()) > 5:
        return None
    known = singular_word(head).casefold() in _SORTS or is_property(noun)
    if match and match["preposition"] != "of" and not known:
        return None
    if not known and not (count and is_plural_word(head)):
        return None
    return Lead(noun, without_article(thing) if not thing.startswith("the ") else thing, noun, count)
