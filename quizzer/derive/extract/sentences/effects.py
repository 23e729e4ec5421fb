"""Directions: what something does to another thing, with the verb or the change hidden and asked open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizzer.core.notes.kinds import Cloze
from quizzer.derive.candidate import Candidate
from quizzer.derive.context import Context
from quizzer.derive.extract.sentences.building import build, fitting_tails
from quizzer.derive.language.statements import Statement, Tail
from quizzer.derive.language.word_set import word_set
from quizzer.derive.language.words.relations import family_of, sign_of
from quizzer.derive.question.grammar import declare, declare_words
from quizzer.derive.question.wording import is_askable, is_loose, is_vague, usable_tails

_HINT = "does what to?"
_CAUSING = word_set("cause make lead result produce bring trigger mean give involve show experience have see")
_MORE = word_set(
    "increase rise elevation gain growth improvement surge enhancement stimulation activation acceleration expansion "
    "increased elevated higher greater enhanced excessive improved accelerated raised more heightened expansion excess"
)
_LESS = word_set(
    "decrease reduction drop decline fall loss impairment suppression inhibition decreased reduced lower diminished "
    "impaired fewer less suppressed lowered weakened deficiency lack shortage slowing shrinkage narrowing"
)
_MODAL_HINT = "do what to?"


def extract_effects(context: Context) -> Iterator[Candidate]:
    """Hide the direction that a statement gives: its verb, or the change that it names."""
    for statement in context.statements:
        if (
            statement.subject.text == "you"
            or not is_askable(statement)
            or statement.verb.is_negated
            or statement.subject.words > 9
        ):
            continue
        tails = usable_tails(statement.tails)
        if tails is None or is_loose(context.terms, statement.subject):
            continue
        found = _hide_verb(context, statement, tails) or _hide_change(statement, tails)
        if found is not None:
            yield found


def _hide_verb(context: Context, statement: Statement, tails: tuple[Tail, ...]) -> Candidate | None:
    """``moss {{slows::does what to?}} the stream``."""
    sign = sign_of(statement.verb.base)
    verb = statement.verb_tokens[-1]
    if statement.particle:
        return None
    if not sign or statement.origin == "result" or statement.also or is_loose(context.terms, statement.object):
        return None
    if statement.verb.is_passive:
        kept = fitting_tails(tails, 12)
        if not any(tail.opener == "by" for tail in kept):
            return None
        hint = "changed how?"
    elif statement.object.text and not is_vague(statement.object):
        kept = fitting_tails(tails, max(0, 12 - statement.object.words))
        plural = statement.subject.is_plural or bool(statement.verb.modal)
        hint = _MODAL_HINT if plural else _HINT
    else:
        return None
    if statement.is_ragged:
        return None
    text = declare(statement, kept, hide="verb", hint=hint)
    why = f"the direction of change in “{verb.text}”"
    base = 0.62 if family_of(statement.verb.base) in ("raise", "lower", "stop") else 0.56
    return build(statement, "effects", "relation", Cloze(text), verb.text, why, base, part="direction", direction=sign)


def _hide_change(statement: Statement, tails: tuple[Tail, ...]) -> Candidate | None:
    """``frost leads to {{a loss of}} leaves`` and ``{{lower}} yields``: the change that the object names."""
    if statement.verb.base not in _CAUSING or statement.verb.is_passive or statement.is_ragged:
        return None
    if statement.origin == "result":
        return None
    tokens = statement.object.tokens
    at = 1 if tokens and tokens[0].low in ("a", "an", "the") else 0
    if len(tokens) < at + 2:
        return None
    while tokens[at].tag == "J" and tokens[at].low not in _MORE | _LESS and at + 2 < len(tokens):
        at += 1
    word = tokens[at].low
    sign = 1 if word in _MORE else -1 if word in _LESS else 0
    nominal = tokens[at].tag in ("N", "VG")
    if not sign or (nominal and tokens[at + 1].low not in ("in", "of") and not (tails and tails[0].opener == "in")):
        return None
    if not nominal and tokens[at].tag not in ("J", "VN", "D", "R"):
        return None
    text = declare_words(statement, fitting_tails(tails, 10), tokens[at].text, 0)
    if not text or any(token.tag in (",", "CC") for token in tokens):
        return None
    hint = "which change?" if nominal else "changed how?"
    text = re.sub(r"\}\}", f"::{hint}}}}}", text, count=1)
    why = f"the direction of change in “{tokens[at].text}”"
    return build(
        statement, "effects", "relation", Cloze(text), tokens[at].text, why, 0.55, part="change", direction=sign
    )
