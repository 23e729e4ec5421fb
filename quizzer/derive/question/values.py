"""The value of a property, as an answer: a phrase, a list of like phrases, a predicate, or a sentence with a gap."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from quizzer.core.notes.kinds import Basic, Body, Cloze, Listing
from quizzer.derive.language.word_set import word_set
from quizzer.derive.language.words.lexicon import base_of
from quizzer.derive.language.words.tagger import tag
from quizzer.derive.language.words.tokens import Token, tokenize
from quizzer.derive.question.phrases import (
    SMALL,
    content_words,
    head_of,
    is_code,
    is_plural_word,
    strip_end,
    upper_first,
)
from quizzer.derive.question.predicates import Predicate, may_be_verb
from quizzer.derive.question.properties import ask_property
from quizzer.derive.question.things import Things

MOST_ANSWER, MOST_SHOWN, MOST_ITEMS, MOST_ITEM_WORDS = 6, 20, 5, 5

_SEPARATOR = re.compile(r"\s*;\s*|\s*,\s+(?:and\s+|or\s+|&\s+)?|\s+(?:and|&)\s+|\s+[·•|]\s+")
_DATE = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d")
_AND = re.compile(r"\s+(?:and|&)\s+")
_ALTERNATIVE = re.compile(r"\b(?:or|e\.?g|such as|including|for example|etc|depending|except|unless|if)\b", re.I)


def split_list(value: str) -> tuple[str, ...]:
    """The members of an enumeration; empty where the value is none or its members are not of like shape."""
    outside = re.sub(r"\([^()]*\)", lambda match: "\0" * len(match.group()), value)
    if _DATE.search(value):
        return ()
    if _ALTERNATIVE.search(outside) or outside.count("\0") > 60:
        return ()
    spans, start = [], 0
    for match in _SEPARATOR.finditer(outside):
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(value)))
    parts = tuple(strip_end(value[first:last]) for first, last in spans)
    if len(parts) < 2 or not all(map(_is_member, parts)) or not _are_alike(parts, value):
        return ()
    if all(part[0].islower() for part in parts[1:]) and parts[0][1:].islower():
        parts = (parts[0][0].lower() + parts[0][1:], *parts[1:])
    return parts if len({part.casefold() for part in parts}) == len(parts) else ()


def _is_member(part: str) -> bool:
    words = part.split()
    if not 0 < len(words) <= MOST_ITEM_WORDS or words[0].casefold() in SMALL - {"a", "an", "the", "no"}:
        return False
    return words[-1].casefold() not in SMALL and not re.match(
        r"(?:which|that|who|but|then|because|\w+ly)\b", part, re.I
    )


def _are_alike(parts: tuple[str, ...], value: str) -> bool:
    """Whether the members have like shape: no lone adjective that shares a noun with the next, no verb among nouns."""
    if len(parts) == 2 and not re.search(r"[;,]", value):
        first, second = parts
        if len(first.split()) == 1 and len(second.split()) > 1:
            return False  # "fine and gross movements", "production and secretion of hormones"
    singles = all(" " not in part for part in parts[:-1]) and any(part.isupper() for part in parts[:-1])
    if singles and " " in parts[-1] and is_plural_word(head_of(parts[-1])):
        return False  # “UV, IR and laser lamps” share a noun
    verbs = [len(part.split()) > 1 and may_be_verb(part.split()[0]) for part in parts]
    if any(verbs) != all(verbs):
        return False
    lengths = [len(part.split()) for part in parts]
    return max(lengths) - min(lengths) <= 3 or len(parts) > 2


def body_for(label: str, thing: str, value: str) -> tuple[Body, str] | None:
    """A note that asks for a value of a property, and its answer on one line.

    Args:
        label: The property, in the case of the inside of a sentence.
        thing: What has it, with its article.
        value: The value without its stop.
    """
    members = split_list(value)
    if 2 <= len(members) <= MOST_ITEMS:
        asked = ask_property(label, thing, value, len(members))
        return (Listing(asked, members), "; ".join(members)) if asked else None
    if len(members) > MOST_ITEMS or len(value.split()) > MOST_ANSWER:
        return None
    asked = ask_property(label, thing, value)
    return (Basic(asked, value), value) if asked else None


def cloze_in_context(context: str, value: str, things: Things, *, is_name: bool = False) -> tuple[Cloze, str] | None:
    """A long value after the words that say what it is of, with its weightiest phrase hidden.

    Args:
        context: Such as “Effect of cortisol on the liver”.
        value: The value without its stop.
        things: How the document speaks of its things.
        is_name: Whether the words before are a name, whose letters stay as they are.
    """
    shown = len(context.split()) + len(value.split())
    span = find_gap(value, content_words(context), things.weigh)
    if span is None or shown > MOST_SHOWN:
        return None
    answer = value[slice(*span)]
    return Cloze(
        f"{context if is_name else upper_first(context)}: {value[: span[0]]}{{{{{answer}}}}}{value[span[1] :]}."
    ), answer


def cloze_of_predicate(subject: str, predicate: Predicate, *, plural: bool) -> tuple[Cloze, str] | None:
    """A sentence made of a subject and a predicate, with the object hidden."""
    return cloze_of_sentence(subject, *predicate.parts(plural=plural))


def cloze_of_sentence(subject: str, verb: str, rest: str) -> tuple[Cloze, str] | None:
    """A sentence with a phrase after its verb hidden.

    Args:
        subject: The subject.
        verb: The verb, which stays.
        rest: What follows it, without a stop.
    """
    head = f"{upper_first(subject)} {verb.strip()} "
    text = f"{head}{rest}."
    span = find_gap(text, content_words(subject), start=len(head)) if len(text.split()) <= MOST_SHOWN else None
    if span is None:
        return None
    answer = text[slice(*span)]
    return Cloze(f"{text[: span[0]]}{{{{{answer}}}}}{text[span[1] :]}"), answer


_LONGEST_GAP = 4


def find_gap(
    text: str, shown: frozenset[str], weigh: Callable[[str], float] | None = None, start: int = 0
) -> tuple[int, int] | None:
    """The weightiest noun phrase of a text that says nothing already shown; None where all are shown or too long.

    Args:
        text: The text.
        shown: Content words that are shown beside it.
        weigh: The weight of a phrase; without it the first phrase is preferred, as what a verb acts on.
        start: Where the part begins in which something may be hidden.
    """
    spans = gap_spans(text, shown, weigh, start)
    best = max(spans, key=lambda span: (span.worth, -span.start), default=None)
    return (best.start, best.end) if best else None


class GapSpan(NamedTuple):
    """A phrase that can be hidden.

    Attributes:
        start: Its first character.
        end: One after its last.
        worth: How much hiding it asks.
    """

    start: int
    end: int
    worth: float


def gap_spans(
    text: str, shown: frozenset[str], weigh: Callable[[str], float] | None = None, start: int = 0
) -> list[GapSpan]:
    """The noun phrases of a text from ``start`` on that can be hidden, in order; see :func:`find_gap`."""
    found: list[GapSpan] = []
    for first, last in _noun_phrases(text):
        part = text[first:last]
        own = content_words(part)
        if (
            first < start
            or text[first - 1 : first] == "<"
            or text[last : last + 1] == ">"
            or len(part.split()) > _LONGEST_GAP
            or not own
            or own & shown
            or _is_weak(part)
        ):
            continue
        worth = len(own) + len(part) / 50 + (1 if part.isupper() or is_code(part) else 0)
        worth += 3 * weigh(part) if weigh else not found
        found.append(GapSpan(first, last, worth))
    return found


_INSIDE = frozenset({"J", "N", "NS", "C", "VN", "VG"})
_NOUNS = frozenset({"N", "NS", "C"})


def _noun_phrases(text: str) -> Iterator[tuple[int, int]]:
    """The noun phrases of a text, without determiners."""
    tokens = tokenize(text, 0, len(text))
    tag(tokens)
    run: list[Token] = []
    before = opener = ""  # the tag of the word before, and of the word before the run
    for token in (*tokens, None):
        is_inside = token is not None and token.tag in _INSIDE and not (before == "R" and token.tag == "VN")
        if run and (not is_inside or token is None or text[run[-1].end : token.start].strip()):
            yield from _trim(run, after_determiner=opener == "D")
            run = []
        if is_inside and token is not None:
            opener = opener if run else before
            run.append(token)
        before = token.tag if token is not None else ""


def _trim(run: list[Token], *, after_determiner: bool) -> Iterator[tuple[int, int]]:
    """A run of words from its first adjective or noun to its last noun."""
    while run and run[-1].tag not in _NOUNS:
        run = run[:-1]
    while not after_determiner and run and (run[0].tag == "VG" or (len(run) > 1 and base_of(run[0].low, "ing"))):
        run = run[1:]
    cut = next(
        (
            place
            for place, token in enumerate(run)
            if place and token.tag in ("VN", "VG") and run[place - 1].tag in _NOUNS
        ),
        None,
    )
    if cut is not None:
        run = run[:cut]
    if run:
        yield run[0].start, run[-1].end


_WEAK = word_set(
    "number numbers amount amounts way ways thing things case cases percent role roles cells cell development use "
    "part parts time times level levels effect effects set example examples value values type types form forms "
    "different region layer zone intermediate superficial different various new other certain possible able "
    "important common specific several many high low large small"
)


def _is_weak(part: str) -> bool:
    if len(part.split()) == 1 and re.search(r"(?:ed|able|ible|ful|ous|ive)$", part):
        return True
    return all(word.casefold().strip(".,") in _WEAK for word in part.split()) or part.split()[-1].casefold().endswith(
        "ly"
    )
