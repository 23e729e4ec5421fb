"""Where, when, why, how and what for: questions for the phrases after the object of a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizzer.core.notes.kinds import Basic
from quizzer.derive.candidate import Candidate
from quizzer.derive.extract.sentences.building import bare, build, fitting_tails
from quizzer.derive.language.phrases import Phrase
from quizzer.derive.language.statements import Statement, Tail
from quizzer.derive.language.word_set import word_set
from quizzer.derive.language.words.lexicon import base_of, entry, noun_class
from quizzer.derive.language.words.tokens import Token
from quizzer.derive.question.grammar import ask_tail
from quizzer.derive.question.wording import is_vague

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_FUZZY = r"(?:about |around |the |early |late |mid-?|end of |beginning of |(?:summer|spring|winter|fall) of |years? )*"
_DAY = rf"(?:(?:\d{{1,2}} )?(?:{_MONTHS})\b(?: \d{{1,2}})?,? ?)?"
_COUNT = r"(?:(?:1[0-9]|20)\d\d(?:s|–\d+| to \d+)?|\d+ (?:BCE?|CE|AD)|AD \d+|A\.D\. \d+)?(?: BCE?| AD| CE)?"
_DATE = re.compile(
    rf"^(?:in|on|by|since|from|during|after|before|around|until|at) {_FUZZY}{_DAY}{_COUNT}$"
    r"|^(?:in|during|by|since) the \w+ century(?: BCE?| AD| CE)?$"
)


def ask_circumstances(statement: Statement, tails: tuple[Tail, ...]) -> Iterator[Candidate | None]:
    """Ask for the last tail: where, when, why, how, what for."""
    for place, tail in enumerate(tails):
        others = (*tails[:place],)
        wh, base = _tail_question(statement, tail)
        if wh == "Where" and any(other.opener in ("to", "for") for other in others):
            continue
        if not wh or (tail.opener == "by" and statement.verb.is_passive and not is_gerund(tail.phrase.tokens[1:])):
            continue
        if not statement.object.text and not statement.verb.is_passive and statement.verb.base in ("do", "have"):
            continue
        answer = tail.phrase.text
        if wh in ("Why", "How", "For what purpose"):
            answer = " ".join(one.phrase.text for one in tails[place:])
            if tails != statement.tails:
                continue
        ask = ask_tail(statement, fitting_tails(others, 8), wh)
        why = f"what “{tail.opener}” adds"
        yield build(statement, "relations", "relation", Basic(ask, answer), answer, why, base, part=f"tail {place}")


def _tail_question(statement: Statement, tail: Tail) -> tuple[str, float]:
    """The question word for a tail and its base; empty where it is asked better otherwise or not at all."""
    if len(tail.phrase.tokens) < 2:
        return "", 0.0
    if tail.opener in ("because", "due"):
        return "Why", 0.55
    if tail.opener == "by" and is_gerund(tail.phrase.tokens[1:]):
        return "How", 0.55
    if tail.opener in ("if", "unless", "when", "once", "after", "until"):
        found = _condition_question(statement, tail)
        if found[0]:
            return found
    if _DATE.search(tail.phrase.text) and re.search(r"\d|century", tail.phrase.text):
        return _date_question(statement, tail)
    if tail.opener == "to":
        return _purpose_question(statement, tail)
    names = tail.opener in ("in", "at", "within", "inside", "near")
    if statement.object.head in _WITH_IN:
        return "", 0.0
    if (names or tail.opener == "on") and _is_place(tail, names=names) and statement.verb.base not in _NOT_PLACED:
        return "Where", 0.5
    return "", 0.0


def _condition_question(statement: Statement, tail: Tail) -> tuple[str, float]:
    if tail.opener in ("if", "unless"):
        return ("Under what condition", 0.5) if tail.opener == "if" and tail.phrase.words > 2 else ("", 0.0)
    named = tail.opener == "after" and statement.verb.base in ("name", "call", "model", "pattern")
    if named or tail.phrase.tokens[1].tag not in ("D", "N", "NS", "J", "PS") or _DATE.search(tail.phrase.text):
        return "", 0.0
    return ("Until when" if tail.opener == "until" else "When"), 0.5


def _date_question(statement: Statement, tail: Tail) -> tuple[str, float]:
    """When it was, unless the setting has a date already or the date is half of a span."""
    if tail.opener == "from" or re.search(r"\d", statement.setting.text):
        return "", 0.0
    return ("When", 0.6) if tail.opener != "until" else ("Until when", 0.55)


def _purpose_question(statement: Statement, tail: Tail) -> tuple[str, float]:
    says = statement.object.text or statement.verb.is_passive
    if not says or tail.phrase.tokens[1].tag not in ("V0", "B") or tail.phrase.words < 3:
        return "", 0.0
    return ("For what purpose", 0.45) if statement.verb.base not in ("use", "cause", "enable", "need") else ("", 0.0)


_WITH_IN = word_set(
    "interest role part change changes increase decrease decline investment confidence belief faith share"
)
_NOT_PLACED = word_set(
    "belong declare believe participate result engage invest specialize interest succeed consist lie"
)


def _is_place(tail: Tail, *, names: bool) -> bool:
    """Whether a tail names a place: a known noun of place, or a name."""
    phrase = without_opener(tail)
    if phrase is None or phrase.head == "":
        return False
    if (
        phrase.head in _NO_PLACES
        or noun_class(phrase.head) in ("t", "q", "p")
        or entry(phrase.head).verb > 2
        or is_vague(phrase)
    ):
        return False
    return noun_class(phrase.head) == "l" or (names and is_name(phrase)) or bare(phrase.text).split()[-1] in _SITES


_NO_PLACES = word_set("direction position place point top end distance line left right front middle spot scene world")
_SITES = word_set(
    "body brain blood liver kidney kidneys heart lung lungs lumen nucleus cytoplasm membrane cell cells tissue "
    "tissues gland cortex medulla stomach intestine skin bone bones marrow muscle muscles eye retina ear nose mouth "
    "root roots leaf leaves stem soil water ocean oceans sea sky atmosphere air ground surface crust mantle core "
    "river lake valley north south east west city cities country countries town village church house home market "
    "factory laboratory memory disk file directory folder database server process kernel register cache heap stack "
    "table queue network library repository mitochondria chloroplasts ribosomes vacuole seed flower ovary testes "
    "uterus bladder artery vein veins arteries capillaries spleen pancreas hypothalamus pituitary thymus lymph lungs "
    "circulation bloodstream"
)


def is_gerund(tokens: Sequence[Token]) -> bool:
    """Whether words begin with what is done: ``boiling brine``."""
    first = tokens[0] if tokens else None
    return first is not None and len(tokens) > 1 and (first.tag == "VG" or bool(base_of(first.low, "ing")))


def without_opener(tail: Tail) -> Phrase | None:
    """The phrase after a preposition."""
    tokens = tail.phrase.tokens[1:]
    if not tokens:
        return None
    return Phrase(tokens, tail.phrase.text.partition(" ")[2])


_TAIL_QUESTIONS: tuple[tuple[frozenset[str], str, float], ...] = (
    (word_set("because due since"), "Why", 0.55),
    (word_set("by"), "How", 0.5),
)


def is_name(phrase: Phrase) -> bool:
    words = [token.text for token in phrase.tokens if token.tag not in ("D", "CC")]
    return bool(words) and all(word[:1].isupper() and not word.isupper() for word in words)
