"""Split a sentence into clauses: setting, subject, verb group and what follows, without insets.

Words in brackets, between dashes, and appositions between commas are lifted out of the clause they interrupt; relative
clauses after a comma and coordinated predicates become clauses of their own, with the subject they share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from quizzer.derive.language.units import (
    NOUN_STARTS,
    begins_after_colon,
    is_list,
    is_noun_phrase,
    skip_openers,
    split_units,
)
from quizzer.derive.language.word_set import word_set
from quizzer.derive.language.words.lexicon import base_of, entry
from quizzer.derive.language.words.tokens import Token
from quizzer.derive.language.words.verb_groups import (
    FINITE,
    VerbGroup,
    find_finite,
    follows_infinitive,
    is_finite,
    read_verb_group,
)

Origin = Literal["main", "coordinate", "relative", "apposition", "participle", "result"]

_NOUNS = frozenset({"N", "NS"})


_FOCUSING = word_set("only nearly almost not even about especially")
CONDITIONS = word_set("when if once unless until after before because whenever wherever where since")
_STATING = word_set("be mean note ensure imply")  # what they say that is so, is so
_HEDGES = word_set("perhaps probably possibly maybe allegedly supposedly arguably reportedly presumably apparently")


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause.

    Attributes:
        setting: What stands in front of the subject, such as ``In winter``; empty for most.
        subject: Its words, insets left out.
        verb: The verb group, its indices those of ``tokens``.
        tokens: The words of the clause from the subject on, subject included.
        rest: What follows the verb, up to the end of the clause.
        origin: How it was found.
        insets: What was lifted out of it, each between its own signs.
    """

    setting: tuple[Token, ...]
    subject: tuple[Token, ...]
    verb: VerbGroup
    tokens: tuple[Token, ...]
    rest: tuple[Token, ...]
    origin: Origin = "main"
    insets: tuple[tuple[Token, ...], ...] = field(default=())


def read_clauses(tokens: Sequence[Token]) -> list[Clause]:
    """The clauses of a tagged sentence whose brackets were lifted out."""
    found: list[Clause] = []
    for unit in split_units(tokens):
        clauses = _read_unit(unit, (), ())
        if begins_after_colon(tokens, unit):
            clauses = [clause for clause in clauses if unit[clause.verb.first].tag != "VD"]
        found += clauses
    return found


def _read_unit(
    unit: Sequence[Token],
    setting: tuple[Token, ...],
    shared: tuple[Token, ...],
    origin: Origin = "main",
    depth: int = 0,
) -> list[Clause]:
    if depth > 6:
        return []
    at = skip_openers(unit)
    if not shared:
        end = _setting_end(unit, at)
        if end > at:
            setting = tuple(unit[at:end])
            at = skip_openers(unit, end + 1 if end < len(unit) and unit[end].tag == "," else end)
    first = find_finite(unit, at)
    if first < 0:
        return []
    begin = first
    while begin > at and unit[begin - 1].tag in ("R", "NEG"):
        begin -= 1
    at = _skip_adverbs(unit, at, begin)
    subject, insets = lift_insets(unit[at:begin])
    subject = subject or list(shared)
    verb = read_verb_group(unit, begin)
    if verb is None or _is_title(unit, verb) or not is_noun_phrase(subject) or _is_uncertain(unit[:at], insets):
        return []
    stop, more = _find_end(unit, verb, tuple(subject), setting, depth)
    rest = tuple(unit[verb.last + 1 : stop])
    clause = Clause(setting, tuple(subject), verb, tuple(unit), rest, origin, tuple(map(tuple, insets)))
    return [clause, *_from_insets(clause, depth), *more]


def _skip_adverbs(unit: Sequence[Token], at: int, begin: int) -> int:
    """The place after the adverbs before a subject; ``only``, ``nearly`` and their like belong to it."""
    while at < begin - 1 and unit[at].tag == "R" and unit[at + 1].tag in ("N", "NS", "D", "PR1", "PR2", "EX"):
        if unit[at + 1].tag == "D" and unit[at].low in _FOCUSING:
            break
        at += 1
    return at


def _is_title(unit: Sequence[Token], verb: VerbGroup) -> bool:
    """Whether the only verb is more often a noun and has no object: ``new models for old ships`` is a title."""
    token = unit[verb.last]
    if token.tag not in ("VZ", "V0") or verb.auxiliaries:
        return False
    after = unit[verb.last + 1].tag if verb.last + 1 < len(unit) else "."
    return after in ("P", "TO", ".", ",") and entry(verb.base).noun > entry(verb.base).verb


def _is_uncertain(before: Sequence[Token], insets: Sequence[Sequence[Token]]) -> bool:
    """Whether a clause is hedged, or its subject is a pronoun after a fronted apposition."""
    hedged = any(token.low in _HEDGES for token in before)
    return hedged or any(len(inset) == 1 and inset[0].tag.startswith("PR") for inset in insets)


def _setting_end(unit: Sequence[Token], at: int) -> int:
    """Where a fronted phrase or clause ends, at its comma; ``at`` where there is none."""
    if at >= len(unit) or not _can_be_setting(unit, at):
        return at
    first = at
    needs_verb = unit[at].tag == "SUB"
    seen = False
    is_both = unit[at].low in ("as", "since", "until", "before", "after", "because") or any(
        token.low in ("time", "moment", "year") for token in unit[at : at + 3]
    )
    for place in range(at, len(unit)):
        if unit[place].tag in FINITE and is_finite(unit, place):
            if not needs_verb and not is_both and not _in_relative(unit, at, place):
                return first
            seen = True
        if unit[place].tag != "," or (needs_verb and not seen):
            continue
        if _opens_clause(unit, place + 1):
            if not any(token.tag == "," for token in unit[place + 1 : find_finite(unit, place + 1)]):
                return place
            first = first if first > at else place
            continue
        inner = _setting_end(unit, place + 1) if place + 1 < len(unit) and unit[place + 1].tag in ("SUB", "P") else 0
        if inner > place + 1:
            return inner
    return first


def _can_be_setting(unit: Sequence[Token], at: int) -> bool:
    after = unit[at + 1].tag if at + 1 < len(unit) else ""
    if unit[at].tag == "J":
        return after in ("P", "TO")
    return unit[at].tag in ("P", "SUB", "TO", "VG", "VN", "R") or bool(base_of(unit[at].low, "ing"))


def _in_relative(unit: Sequence[Token], at: int, place: int) -> bool:
    return any(token.tag == "REL" for token in unit[at:place])


def _opens_clause(unit: Sequence[Token], at: int) -> bool:
    """Whether a subject and its finite verb begin here, and no list goes on."""
    at = skip_openers(unit, at) if at < len(unit) and unit[at].tag == "R" else at
    if at >= len(unit) or unit[at].tag not in NOUN_STARTS:
        return False
    first = find_finite(unit, at)
    if first <= at:
        return False
    return is_noun_phrase([token for token in unit[at:first] if token.tag != "R"]) and not _is_list_middle(
        unit, at, first
    )


def _is_list_middle(unit: Sequence[Token], at: int, first: int) -> bool:
    commas = [place for place in range(at, first) if unit[place].tag == ","]
    return (
        bool(commas)
        and any(unit[place + 1].tag == "CC" for place in commas if place + 1 < first)
        and (at >= 2 and unit[at - 2].tag in _NOUNS and first - at < 4)
    )


def lift_insets(tokens: Sequence[Token]) -> tuple[list[Token], list[list[Token]]]:
    """A subject without what stands between its commas, and those insets; a list keeps its commas."""
    commas = [at for at, token in enumerate(tokens) if token.tag == ","]
    if not commas or is_list(tokens):
        return [*tokens], []
    if len(commas) > 2:
        return [], []  # a list whose members are no plain phrases
    first = commas[0]
    last = commas[-1] if len(commas) > 1 else len(tokens)
    if last < len(tokens) - 1:  # words stand behind the inset: they belong to the phrase only as a preposition does
        if tokens[last + 1].tag not in ("P", "TO"):
            return [], []
        return [*tokens[:first], *tokens[last + 1 :]], [[*tokens[first + 1 : last]]]
    return [*tokens[:first]], [[*tokens[first + 1 : last]]]


def _find_end(
    unit: Sequence[Token], verb: VerbGroup, subject: tuple[Token, ...], setting: tuple[Token, ...], depth: int
) -> tuple[int, list[Clause]]:
    """Where the clause ends, and the clauses that follow it in its unit."""
    at = verb.last + 1
    while at < len(unit):
        token = unit[at]
        if token.low == "that" and at == verb.last + 1 and verb.base in _STATING and not verb.is_negated:
            return at, _read_unit(unit[at + 1 :], (), (), "coordinate", depth + 1)
        ahead = at + 1 if token.tag == "," else at
        if ahead >= len(unit):
            return at, []
        tag = unit[ahead].tag
        if tag == "CC" and ahead + 1 < len(unit):
            follow = _coordinate(unit, ahead, verb, subject, setting, depth)
            if follow is not None:
                return at, follow
        elif token.tag == "," and tag == "REL":
            return at, _relative(unit, at, depth)
        elif token.tag == "," and (
            tag == "VG" or (tag == "R" and ahead + 1 < len(unit) and unit[ahead + 1].tag == "VG")
        ):
            return at, _result(unit, ahead, subject, setting, verb, depth)
        elif token.tag == "," and tag in ("D", "N", "NS", "PR1", "PR2", "J") and _splices(unit, ahead):
            return at, _read_unit(unit[ahead:], (), (), "coordinate", depth + 1)
        elif tag == "SUB" and (at > verb.last + 1 or unit[ahead].low in ("while", "whereas")):
            return _subordinate(unit, at, ahead, depth)
        at += 1
    return len(unit), []


def _subordinate(unit: Sequence[Token], at: int, ahead: int, depth: int) -> tuple[int, list[Clause]]:
    """Where a clause ends that a subordinator follows: after a condition, else before; a contrast is a clause too."""
    if unit[ahead].low in ("while", "whereas", "although", "but", "so"):
        return at, _read_unit(unit[ahead + 1 :], (), (), "coordinate", depth + 1)
    if ahead > at or unit[ahead].low not in CONDITIONS:
        return at, []
    ends = (n for n in range(ahead + 1, len(unit)) if unit[n].tag == "," or unit[n].low in ("while", "whereas"))
    return next(ends, len(unit)), []


def _splices(unit: Sequence[Token], at: int) -> bool:
    first = find_finite(unit, at)
    return first > at and not any(token.tag in (",", "CC", "REL") for token in unit[at:first]) and first - at <= 6


def _coordinate(
    unit: Sequence[Token], at: int, verb: VerbGroup, subject: tuple[Token, ...], setting: tuple[Token, ...], depth: int
) -> list[Clause] | None:
    """The clauses after a coordinator where it joins clauses or predicates; None where it joins words."""
    begin = at + 1
    while begin < len(unit) and unit[begin].tag in ("R", "NEG"):
        begin += 1
    if begin >= len(unit):
        return None
    tag = unit[begin].tag
    if tag in FINITE and is_finite(unit, begin) and (tag != "V0" or not follows_infinitive(unit, at)):
        if tag == "V0" and unit[verb.first].tag in ("VZ", "VD"):
            return None
        return _read_unit(unit[begin:], setting, subject, "coordinate", depth + 1)
    if tag == "SUB":
        return []
    if _opens_clause(unit, begin) and not any(token.tag == "," for token in unit[begin : find_finite(unit, begin)]):
        return _read_unit(unit[begin:], (), (), "coordinate", depth + 1)
    return None


def head_phrase(tokens: Sequence[Token], end: int) -> list[Token]:
    """The noun phrase that ends at a place, without a preposition before it; its ``of`` phrases are kept."""
    start = end
    while start > 0 and tokens[start - 1].tag in ("D", "N", "NS", "J", "C", "PS", "VN", "VG", "R"):
        start -= 1
        if tokens[start].tag == "D":
            break
    while start < end and tokens[start].tag in ("R", "VG", "VN"):
        start += 1
    joined = start > 0 and tokens[start - 1].tag in ("CC", "P", ",")
    return [] if joined else [*tokens[start:end]]


def _relative(unit: Sequence[Token], comma: int, depth: int) -> list[Clause]:
    """A relative clause after a comma says something of the phrase before it, where ``which`` is its subject."""
    head = head_phrase(unit, comma)
    at = comma + 2
    if not head or unit[comma + 1].low not in ("which", "who") or at >= len(unit):
        return []
    joined = (n for n in range(at, len(unit) - 1) if unit[n].tag == "," and unit[n + 1].tag == "CC")
    body = [*unit[at : next(joined, len(unit))]]
    discourse = skip_openers(body)
    while discourse < len(body) and body[discourse].tag in ("P", "R") and body[discourse].low == "in":
        discourse += 2  # "in turn"
    begin = discourse
    while begin < len(body) and body[begin].tag == "R":
        begin += 1
    if begin >= len(body) or body[begin].tag not in FINITE:
        return []
    return _read_unit(body[begin:], (), tuple(head), "relative", depth + 1)


def _result(
    unit: Sequence[Token], at: int, subject: tuple[Token, ...], setting: tuple[Token, ...], verb: VerbGroup, depth: int
) -> list[Clause]:
    """What follows a participle after a comma: the clause before it does it, so it is kept apart as a result."""
    while unit[at].tag == "R":
        at += 1
    group = VerbGroup(at, at, read_base(unit[at]), verb.tense, verb.modal, is_negated=verb.is_negated)
    stop, more = _find_end(unit, group, subject, setting, depth + 1)
    clause = Clause(setting, subject, group, tuple(unit), tuple(unit[at + 1 : stop]), "result")
    return [clause, *(one for one in more if one.origin != "coordinate")]


def read_base(token: Token) -> str:
    """The base form of a participle."""
    from quizzer.derive.language.words.verb_groups import base_form

    return base_form(replace(token, tag="VG") if token.tag != "VG" else token)


def _from_insets(clause: Clause, depth: int) -> list[Clause]:
    """The clauses that insets of the subject state: a relative one, or a participle that says what it is called."""
    found: list[Clause] = []
    for inset in clause.insets:
        if inset and inset[0].low in ("which", "who"):
            begin = 1
            while begin < len(inset) and inset[begin].tag == "R":
                begin += 1
            if begin < len(inset) and inset[begin].tag in FINITE:
                found += _read_unit(inset[begin:], (), clause.subject, "relative", depth + 1)
    return found
