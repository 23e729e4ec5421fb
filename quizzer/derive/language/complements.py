"""What follows a verb: its object or complement, and the phrases after it."""

from __future__ import annotations

from collections.abc import Sequence

from quizzer.derive.language.word_set import word_set
from quizzer.derive.language.words.tokens import Token

# Words that make one preposition with the ``to`` after them (CGEL 9.10-9.12).
_WITH_TO = word_set(
    "response addition contrast relation regard regards respect comparison due according owing prior next close "
    "similar proportion opposition reference relative adjacent thanks subject able unable order attempt ability "
    "likely access"
)


def is_broken_list(tokens: Sequence[Token], rest: Sequence[Token]) -> bool:
    """Whether an object ends inside a list that goes on after a phrase of one member."""
    commas = [at for at, token in enumerate(rest) if token.tag == ","]
    goes_on = any(rest[at + 1].tag == "CC" for at in commas if at + 1 < len(rest))
    return goes_on and (any(token.tag == "," for token in tokens) or len(commas) > 1)


def is_cut(rest: Sequence[Token], end: int) -> bool:
    """Whether an object ends too early: on a participle, or before an adverb with an adjective or a list."""
    if end and rest[end - 1].tag in ("VN", "VG"):
        return True
    if end >= len(rest) or rest[end].tag != "R":
        return False
    after = [token.tag for token in rest[end + 1 :]]
    return bool(after) and (after[0] in ("J", "CC") or (after[0] == "R" and after[1:2] == ["J"]))


def object_end(rest: Sequence[Token], *, copula: bool) -> int:
    """How many words after a verb are its object or complement, its ``of`` phrases and members included."""
    at = _base_end(rest, 0, copula=copula)
    if at == 0:
        return 0
    while at < len(rest):
        stop = _extended(rest, at, copula=copula)
        if stop == at:
            break
        at = stop
    return at


def _extended(rest: Sequence[Token], at: int, *, copula: bool) -> int:
    """The end of what continues a noun phrase at a place; the place itself where nothing does."""
    tag, word = rest[at].tag, rest[at].low
    after = rest[at + 1].tag if at + 1 < len(rest) else ""
    noun_before = rest[at - 1].tag in ("N", "NS", "C")
    if tag == "P" and (word in ("of", "than") or (word == "between" and not copula)):
        following = _base_end(rest, at + 1, copula=False)
        return following if following > at + 1 else at
    if tag in ("CC", ","):
        return _next_member(rest, at, copula=copula)
    if tag == "R" and after == "VN" and noun_before:
        return _modifier_end(rest, at + 1)
    if noun_before and (tag in ("VN", "VG") or (tag == "J" and after in ("P", "TO"))):
        return _modifier_end(rest, at)
    if tag == "REL":
        return len(rest) if not any(token.tag == "," for token in rest[at:]) else _until_comma(rest, at)
    return at


def _next_member(rest: Sequence[Token], at: int, *, copula: bool) -> int:
    following = at + 1
    while following < len(rest) and rest[following].tag in ("CC", ",", "R"):
        following += 1
    stop = _base_end(rest, following, copula=copula)
    return at if stop == following or not _list_goes_on(rest, at) else stop


def _list_goes_on(rest: Sequence[Token], at: int) -> bool:
    if rest[at].tag == "CC" or (at + 1 < len(rest) and rest[at + 1].tag == "CC"):
        return True
    return any(token.tag == "CC" for token in rest[at:])


def _until_comma(rest: Sequence[Token], at: int) -> int:
    return next(place for place in range(at, len(rest)) if rest[place].tag == ",")


def _modifier_end(rest: Sequence[Token], at: int) -> int:
    """The end of a participle after a noun, with the phrases that belong to it."""
    at += 1
    while at < len(rest) and rest[at].tag not in (",", "SUB", "CC", "REL"):
        if rest[at].tag == "TO" and at + 1 < len(rest) and rest[at + 1].tag in ("V0", "B", "H"):
            break
        at += 1
    return at


def _base_end(rest: Sequence[Token], at: int, *, copula: bool) -> int:
    """The end of the noun phrase that begins at a place; of an adjective too after a copula."""
    start = at
    last = at
    while at < len(rest):
        tag = rest[at].tag
        if tag == "C" and at > start and rest[at - 1].tag == "NS":
            break
        if tag in ("N", "NS", "C") or (tag == "J" and copula) or (tag in ("PR1", "PR2") and at == start):
            last = at + 1
        elif tag in ("VG", "VN") and at > start and rest[at - 1].tag in ("N", "NS"):
            break
        elif tag in ("CC", ",") and at > start and rest[at - 1].tag == "J" and _joins_adjectives(rest, at):
            pass
        elif tag == "D" and at > start and rest[at - 1].tag in ("N", "NS", "J", "C"):
            break
        elif tag == "NEG" and at == start and copula:
            pass
        elif tag not in ("D", "J", "PS", "VN", "VG", "R"):
            break
        at += 1
    return last


def _has_relative(part: Sequence[Token]) -> bool:
    return any(token.tag == "REL" for token in part)


def _joins_adjectives(rest: Sequence[Token], comma: int) -> bool:
    """Whether a comma after an adjective leads to another before one noun: ``a small, cheap, and safe lamp``."""
    at = comma + 1
    if at < len(rest) and rest[at].tag == "CC":
        at += 1
    if at >= len(rest) or (rest[at].tag not in ("J", "VN", "VG", "R", "C") and not rest[at].low.endswith("ing")):
        return False
    following = rest[at + 1].tag if at + 1 < len(rest) else ""
    return following in ("N", "NS", ",", "CC", "J")


def split_tails(rest: Sequence[Token], *, after_object: bool = True) -> list[list[Token]]:
    """The phrases after an object, each from its preposition, infinitive, subordinator or comma on."""
    parts: list[list[Token]] = []
    for place, token in enumerate(rest):
        of = token.tag == "P" and token.low in ("of", "than")
        joined = place > 0 and rest[place - 1].tag in ("CC", "R") and bool(parts)
        because = place > 0 and token.low == "of" and rest[place - 1].low == "because"
        inside = bool(parts) and (_has_relative(parts[-1]) or rest[place - 1].tag in ("VN", "VG")) and token.tag != ","
        inside = inside and not (parts[-1][0].tag == "P" and len(parts[-1]) <= 2)
        adjectives = (
            token.tag == "," and place > 0 and rest[place - 1].tag in ("J", "VN") and _joins_adjectives(rest, place)
        )
        inside = inside or (bool(parts) and parts[-1][0].tag == "SUB" and token.tag != ",")
        inside = inside or adjectives or (token.low == "to" and place > 0 and rest[place - 1].low in _WITH_TO)
        begins = token.tag in ("P", "TO", "SUB", ",") and not of and not joined and not because and not inside
        if begins or not parts:
            parts.append([])
        parts[-1].append(token)
    kept = []
    for place, part in enumerate(parts):
        body = part[1:] if part[0].tag == "," else part
        if part[0].tag == "," and (place or after_object) and body and body[0].tag not in ("P", "TO", "SUB"):
            break  # an apposition, or a list that the object does not hold
        if body:
            kept.append(body)
    return kept
