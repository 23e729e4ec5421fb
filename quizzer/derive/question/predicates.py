"""Predicates without a subject, as tables and lists have them: ``Stimulates the release of ...``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from quizzer.derive.language.word_set import word_set
from quizzer.derive.language.words.lexicon import (
    base_of,
    entry,
    irregular_participle,
    is_verb,
    third_person,
)
from quizzer.derive.language.words.tagger import tag
from quizzer.derive.language.words.tokens import Token, tokenize
from quizzer.derive.language.words.verb_groups import base_form

Form = Literal["third", "base", "gerund", "participle"]

# What follows a verb for certain, and what rather follows a noun.
_AFTER_ANY = word_set(
    "a an the this that these those its their his her all any each every both no new up out off down back into as "
    "whether how what if when only more less it them itself some multiple several another existing given current"
)
_AFTER_NOUN = word_set("of and or in for to on at by from with between against via during")
_FIRST = re.compile(r"(?:(?P<adverb>[A-Za-z]+ly|also|then|not)\s+)?(?P<verb>[A-Za-z][a-z]+)(?P<next>(?:\s+|,\s*)\S+)?")


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb and what follows it.

    Attributes:
        form: ``third`` for “binds iron”, ``base`` for “bind iron”, ``gerund`` for “binding iron”.
        adverb: A word before the verb, such as “specifically”; may be empty.
        verb: The verb in its base form.
        rest: What follows the verb.
    """

    form: Form
    adverb: str
    verb: str
    rest: str

    def parts(self, *, plural: bool) -> tuple[str, str]:
        """The verb as it follows a subject, with its adverb, and what follows it."""
        verb = self.verb if plural else third_person(self.verb)
        rest = self.rest if plural or self.form != "base" else _COORDINATED.sub(_inflect, self.rest)
        return f"{self.adverb} {verb}".strip(), rest

    def say(self, *, plural: bool) -> str:
        """The predicate as it follows a subject."""
        return " ".join(self.parts(plural=plural)).strip()


_COORDINATED = re.compile(
    r"\b(?P<and>and|or|but)\s+(?P<verb>[a-z]+)(?P<after>n['’]t|\s+(?:an?|the|it|its|them|their|all|any)\b)"
)


def _inflect(match: re.Match[str]) -> str:
    """A further verb of an order, in the third person too: “sets the time and prints it”."""
    verb = match["verb"]
    if not is_verb(verb) and verb != "do":
        return match.group()
    return f"{match['and']} {third_person(verb)}{match['after']}"


def read_predicate(text: str, *, after_subject: bool = False) -> Predicate | None:
    """Read a text as a predicate without its subject; None where its first word is no verb for certain.

    Args:
        text: The text.
        after_subject: Whether a subject stood before it, so that a word that may be a noun too is the verb.
    """
    match = _FIRST.match(text)
    if match is None:
        return None
    word, following = match["verb"].lower(), (match["next"] or "").strip(" ,")
    form, base = _base_of(word)
    after = following.casefold().strip(".,;")
    if form is None or not following or (after == "of" and form != "third") or _is_head_before(after):
        return None
    known = entry(base)
    is_certain = form == "gerund" or known.noun < 0 or after in _AFTER_ANY
    if not is_certain and (after in _AFTER_NOUN or (known.noun >= known.verb and not after_subject)):
        return None
    return Predicate(form, (match["adverb"] or "").lower(), base, text[match.end("verb") :].strip())


_FINITE = frozenset({"V0", "VZ", "VD", "M", "B", "H", "DO"})
_SUBORDINATE = frozenset({"REL", "SUB", "TO"})


@lru_cache(maxsize=2048)
def is_clause(text: str) -> bool:
    """Whether a text has a verb of its own, outside its relative clauses."""
    tokens = tokenize(text, 0, len(text))
    tag(tokens)
    is_open = True  # no word before it in this part of the text makes a clause depend on another
    for place, token in enumerate(tokens):
        if token.tag in (",", ";", ":", "-", ")"):
            is_open = True
        elif token.tag in _SUBORDINATE or (token.tag == "P" and token.low == "that"):
            is_open = False
        elif place and is_open and token.tag in _FINITE and _is_surely_verb(tokens, place):
            return True
    return False


def _is_surely_verb(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word is no participle and no noun: a past form has an object, another form is a verb most often."""
    token = tokens[place]
    if token.tag == "VD" and (token.low.endswith("ed") or irregular_participle(token.low)):
        return place + 1 < len(tokens) and tokens[place + 1].tag in ("D", "N", "NS", "PS")
    if token.tag not in ("V0", "VZ"):
        return True
    known = entry(base_form(token))
    after_plural = token.tag == "V0" and place > 0 and tokens[place - 1].tag == "NS"
    return known.verb > known.noun or (after_plural and known.verb == known.noun)


def begins_with_verb(text: str) -> bool:
    """Whether the first word of a text has the form of a verb in the base form or the third person."""
    match = _FIRST.match(text)
    return match is not None and _base_of(match["verb"].lower())[0] in ("base", "third") and bool(match["next"])


def may_be_verb(word: str) -> bool:
    """Whether a word has the form of a known verb in the third person."""
    form, _ = _base_of(word.casefold())
    return form == "third"


def _is_head_before(word: str) -> bool:
    """Whether the word after an alleged verb makes that verb a noun: ``contracts are``, ``supports is``."""
    return word in {"is", "are", "was", "were", "has", "have", "can", "may", "must", "should", "will", "that", "which"}


def _base_of(word: str) -> tuple[Form | None, str]:
    """The form and base of a word that is a verb often enough; ``None`` for other words."""
    if is_verb(word) and (entry(word).verb >= 1 or entry(word).noun < 0):
        return "base", word
    base = {"has": "have", "does": "do", "goes": "go"}.get(word) or base_of(word, "s")
    if base and third_person(base) == word and (entry(base).verb >= 1 or entry(base).noun < 0):
        return "third", base
    base = base_of(word, "ing")
    return ("gerund", base) if base and entry(base).verb >= 1 else (None, "")
