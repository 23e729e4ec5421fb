"""What the clauses of a document state: who does what, with pronouns replaced by what they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizzer.derive.language.clauses import Clause, Origin
from quizzer.derive.language.complements import is_broken_list, is_cut, object_end, split_tails
from quizzer.derive.language.phrases import Phrase, Renderer
from quizzer.derive.language.sentences import Sentence
from quizzer.derive.language.word_set import word_set
from quizzer.derive.language.words.tokens import Token
from quizzer.derive.language.words.verb_groups import VerbGroup, base_form

_NOUNS = frozenset({"N", "NS"})


@dataclass(frozen=True, slots=True)
class Tail:
    """A phrase after the object.

    Attributes:
        opener: Its preposition, ``to``, or its subordinator, in small letters.
        phrase: The whole, the opener included.
    """

    opener: str
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a document.

    Attributes:
        sentence: Where it stands.
        origin: How its clause was found.
        setting: What stands in front of the subject.
        subject: The subject, pronouns resolved.
        verb: The verb group.
        verb_tokens: The words of the group, from its first auxiliary to its main verb.
        particle: A preposition or particle that belongs to the verb: ``on`` in ``focuses on``.
        object: What follows the verb directly; for a copula, the complement.
        tails: The phrases after the object.
        insets: What was lifted out of the subject.
        is_resolved: Whether a pronoun of the text was replaced.
        doubt: Why the statement should not be asked, such as an unresolved pronoun; empty for most.
        also: The bases of further participles, as in ``is built and kept by``.
        is_ragged: Whether words follow the object that belong to it or to no tail.
    """

    sentence: Sentence
    origin: Origin
    setting: Phrase
    subject: Phrase
    verb: VerbGroup
    verb_tokens: tuple[Token, ...]
    particle: str
    object: Phrase
    tails: tuple[Tail, ...]
    insets: tuple[Phrase, ...] = ()
    is_resolved: bool = False
    doubt: str = ""
    also: tuple[str, ...] = ()
    is_ragged: bool = False

    @property
    def focus(self) -> tuple[int, int]:
        """The stretch of the passage from its first word to its last."""
        tokens = [*self.subject.tokens, *self.verb_tokens, *self.object.tokens]
        tokens += [token for tail in self.tails for token in tail.phrase.tokens]
        inside = [token for token in tokens if self.sentence.start <= token.start and token.end <= self.sentence.end]
        return min(token.start for token in inside), max(token.end for token in inside)


_PARTICLES = word_set("on to of in with into from for as at by about over up out off upon against towards toward")
_PHRASAL = word_set("up out off down away back over apart together forward aside on in through")
_TAKES_NO_PARTICLE = word_set("be need want have try seem tend begin start continue use go")
_PRONOUN_TAGS = ("PR1", "PR2", "EX")


def _is_date(token: Token) -> bool:
    """Whether a word begins a date, so that the preposition before it is none of the verb's."""
    return bool(
        re.fullmatch(r"(?:1[0-9]|20)\d\ds?|(?:Jan|Febr)uary|March|April|May|June|July|August|\w+ber", token.text)
    )


def build_statement(sentence: Sentence, clause: Clause, renderer: Renderer) -> Statement:
    """The statement of a clause, before its pronouns are resolved."""
    text = sentence.passage.text
    rest = list(clause.rest)
    also: list[str] = []
    verb_end = clause.verb.last + 1
    while clause.verb.is_passive and len(rest) > 1 and rest[0].tag == "CC" and rest[1].tag in ("VN", "VD"):
        also.append(base_form(rest[1]))
        rest, verb_end = rest[2:], verb_end + 2
    particle = ""
    if (
        len(rest) > 1
        and rest[0].low in _PHRASAL
        and rest[0].tag in ("R", "P")
        and (
            clause.verb.is_passive
            or (rest[1].tag in ("D", "N", "NS", "J", "PS") and rest[0].low not in ("on", "in", "over", "through"))
        )
    ):
        particle, rest = rest[0].low, rest[1:]
    end = object_end(rest, copula=clause.verb.base in ("be", "become", "remain") and not clause.verb.is_passive)
    takes = not clause.verb.is_passive and clause.verb.base not in _TAKES_NO_PARTICLE
    if end == 0 and not particle and rest and rest[0].tag in ("P", "TO") and rest[0].low in _PARTICLES and takes:
        stop = object_end(rest[1:], copula=False)
        dated = rest[0].low in ("in", "on", "at", "by") and len(rest) > 1 and _is_date(rest[1])
        if stop and not dated and not (rest[0].low == "to" and rest[1].tag in ("V0", "B", "H")):
            particle, rest, end = rest[0].low, rest[1:], stop
    parts = split_tails(rest[end:], after_object=end > 0)
    ragged = bool(rest[end:]) and rest[end].tag not in ("P", "TO", "SUB", "R", ",")
    ragged = ragged or is_broken_list(rest[:end], rest[end:]) or is_cut(rest, end)
    tails = tuple(Tail(part[0].low, renderer.phrase(text, part)) for part in parts)
    tokens = clause.tokens[clause.verb.first : verb_end]
    return Statement(
        sentence,
        clause.origin,
        renderer.phrase(text, clause.setting),
        renderer.phrase(text, clause.subject),
        clause.verb,
        tuple(tokens),
        particle,
        renderer.phrase(text, rest[:end]),
        tails,
        tuple(renderer.phrase(text, inset) for inset in clause.insets),
        also=tuple(also),
        is_ragged=ragged,
    )
