"""How many, how much, how often: the numbers of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizzer.core.notes.kinds import Basic, Cloze
from quizzer.derive.candidate import Candidate
from quizzer.derive.context import Context
from quizzer.derive.extract.sentences.building import build, fitting_tails
from quizzer.derive.language.phrases import Phrase
from quizzer.derive.language.statements import Statement, Tail
from quizzer.derive.language.word_set import word_set
from quizzer.derive.question.grammar import ask_object, declare_words
from quizzer.derive.question.wording import is_askable, is_loose, usable_tails

_NUMBER = re.compile(r"^[\d.,]+(?:st|nd|rd|th)?(?:\s?%|°C?)?$")


def extract_quantities(context: Context) -> Iterator[Candidate]:
    """Ask for the number before a counted noun, and hide the measures of a clause."""
    for statement in context.statements:
        if not is_askable(statement) or statement.verb.is_negated or statement.origin == "result":
            continue
        tails = usable_tails(statement.tails)
        if tails is None or is_loose(context.terms, statement.subject):
            continue
        yield from filter(None, [_count(statement, tails), *_measures(statement, tails)])


def _count(statement: Statement, tails: tuple[Tail, ...]) -> Candidate | None:
    """``moss has two generations``: how many generations does moss have?"""
    tokens = statement.object.tokens
    if len(tokens) < 2 or tokens[0].tag != "C" or tokens[-1].tag != "NS" or statement.is_ragged:
        return None
    if (
        any(token.tag in ("CC", ",") for token in tokens)
        or tokens[1].tag not in ("NS", "N", "J")
        or _is_year(tokens[0].text)
    ):
        return None
    number, _, counted = statement.object.text.partition(" ")
    if statement.verb.base == "be" and not statement.verb.is_passive:
        return None
    ask = ask_object(statement, fitting_tails(tails, 8), f"How many {counted}")
    return build(statement, "quantities", "quantity", Basic(ask, number), number, "the number", 0.62, part="count")


def _measures(statement: Statement, tails: tuple[Tail, ...]) -> Iterator[Candidate | None]:
    """``the plant grows to 40 cm``: the number is hidden in the clause."""
    if statement.is_ragged:
        return
    places: list[Phrase] = [statement.object, *(tail.phrase for tail in tails)]
    for place, phrase in enumerate(places):
        found = _find_number(phrase, small=phrase.tokens[:1] and phrase.tokens[0].low in _LIMITS)
        if place and places[place - 1].text[-1:].isdigit() and phrase.text.startswith(("to ", "and ")):
            continue
        following = tails[place].opener if place < len(tails) else ""
        if not found or (following in ("to", "and") and phrase.text.endswith(found)):
            continue
        text = declare_words(statement, tails, found, place)
        if text:
            part = f"measure {found}"
            yield build(statement, "quantities", "quantity", Cloze(text), found, "the quantity", 0.55, part=part)
        return


def _find_number(phrase: Phrase, *, small: object) -> str:
    """The number of a phrase with its million; empty for a year, a range, or the number of a name."""
    for at, token in enumerate(phrase.tokens):
        digits = bool(_NUMBER.match(token.text)) and bool(re.search(r"\d", token.text))
        if token.tag != "C" or _is_year(token.text) or not (digits or (small and token.text.islower())):
            continue
        after = phrase.tokens[at + 1] if at + 1 < len(phrase.tokens) else None
        before = phrase.tokens[at - 1] if at else None
        if before is not None and (before.text[:1].isupper() or before.low in ("between", "step", "version", "type")):
            return ""
        if after is not None and (after.low in ("to", "and", "or", "–") or after.tag in ("-", "CC", "C", ",")):
            if after.low not in ("million", "billion", "trillion", "thousand", "hundred"):
                return ""
            return f"{token.text} {after.text}"
        return token.text
    return ""


_LIMITS = word_set("only exactly up at about around nearly over almost most")


def _is_year(text: str) -> bool:
    return bool(re.fullmatch(r"1[0-9]\d\d|20\d\d", text))
