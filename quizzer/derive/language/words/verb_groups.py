"""Verb groups: a finite verb with its auxiliaries, negation and adverbs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from quizzer.derive.language.words.lexicon import base_of, irregular_participle, irregular_past
from quizzer.derive.language.words.tokens import Token

FINITE = frozenset({"V0", "VZ", "VD", "M", "B", "H", "DO"})
Tense = Literal["present", "past", "modal"]
_BE_PAST = {"was", "were"}
_AUXILIARY = frozenset({"M", "B", "H", "DO"})


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A finite verb group.

    Attributes:
        first: Index of its first token.
        last: Index of its main verb.
        base: The base form of the main verb; ``be`` or ``have`` where that is the main verb.
        tense: Present, past, or with a modal.
        modal: The modal in small letters, or empty.
        is_passive: ``is made``.
        is_perfect: ``has made``.
        is_progressive: ``is making``.
        is_negated: With ``not``, ``never``, or a contraction.
        adverbs: Indices of the adverbs inside or before it.
        auxiliaries: Indices of its auxiliaries.
    """

    first: int
    last: int
    base: str
    tense: Tense
    modal: str = ""
    is_passive: bool = False
    is_perfect: bool = False
    is_progressive: bool = False
    is_negated: bool = False
    adverbs: tuple[int, ...] = ()
    auxiliaries: tuple[int, ...] = ()


def base_form(token: Token) -> str:
    """The base form of a verb's token by its tag."""
    word = token.low
    match token.tag:
        case "VZ":
            return base_of(word, "s") or word.removesuffix("s")
        case "VD":
            return irregular_past(word) or base_of(word, "ed") or _strip_ed(word)
        case "VN":
            return irregular_participle(word) or base_of(word, "ed") or _strip_ed(word)
        case "VG":
            return base_of(word, "ing") or word.removesuffix("ing")
        case "B":
            return "be"
        case "H":
            return "have"
        case "DO":
            return "do"
        case _:
            return word


def _strip_ed(word: str) -> str:
    return word[:-1] if word.endswith(("ated", "ized", "ised", "ured", "yzed", "ysed")) else word.removesuffix("ed")


def read_verb_group(tokens: Sequence[Token], first: int) -> VerbGroup | None:
    """Read the verb group that begins at a finite verb; None where no main verb follows the auxiliaries."""
    at, main = first, -1
    auxiliaries, adverbs = [], []
    negated = False
    while at < len(tokens):
        found = tokens[at].tag
        if found in ("R", "NEG"):
            only = at + 1 < len(tokens) and tokens[at + 1].low in ("only", "just", "merely")
            negated = negated or (found == "NEG" and not only) or tokens[at].low in ("hardly", "rarely", "seldom", "no")
            adverbs.append(at)
        elif found in _AUXILIARY:
            if main >= 0 and tokens[main].tag not in _AUXILIARY:
                break
            negated = negated or tokens[at].low.endswith(("n't", "n’t")) or tokens[at].low == "cannot"
            auxiliaries.append(at)
            main = at
        elif found in ("V0", "VZ", "VD", "VN", "VG") and _continues(tokens, main, found):
            main = at
            break
        else:
            break
        at += 1
    return _build(tokens, first, main, auxiliaries, adverbs, negated=negated)


def _continues(tokens: Sequence[Token], main: int, found: str) -> bool:
    """Whether a verb form can be the main verb after the auxiliary read last."""
    if main < 0:
        return found in ("V0", "VZ", "VD")
    before = tokens[main].tag
    wanted = {"M": ("V0",), "B": ("VN", "VG", "VD"), "H": ("VN", "VD"), "DO": ("V0",)}
    return found in wanted.get(before, ())


def _build(
    tokens: Sequence[Token], first: int, main: int, auxiliaries: list[int], adverbs: list[int], *, negated: bool
) -> VerbGroup | None:
    if main < 0 or (tokens[main].tag == "M"):
        return None
    auxiliaries = [at for at in auxiliaries if at != main]
    head = tokens[first if tokens[first].tag not in ("R", "NEG") else (auxiliaries or [main])[0]]
    modal = head.low if head.tag == "M" else ""
    past = head.tag == "VD" or head.low in _BE_PAST or head.low in ("had", "did")
    last_help = tokens[auxiliaries[-1]].tag if auxiliaries else ""
    is_verb = tokens[main].tag in ("VN", "VD")
    base = base_form(tokens[main])
    if tokens[main].tag == "VD" and auxiliaries:
        base = irregular_participle(tokens[main].low) or base
    return VerbGroup(
        first,
        main,
        base,
        "modal" if modal else "past" if past else "present",
        modal.replace("can't", "can").replace("cannot", "can").replace("won't", "will"),
        is_passive=is_verb and last_help == "B",
        is_perfect=any(tokens[at].tag == "H" for at in auxiliaries),
        is_progressive=tokens[main].tag == "VG" and last_help == "B",
        is_negated=negated,
        adverbs=tuple(at for at in adverbs if at < main),
        auxiliaries=tuple(auxiliaries),
    )


def is_finite(unit: Sequence[Token], place: int) -> bool:
    """Whether a form that can be finite is so here: no base after ``to``, a modal or another auxiliary."""
    token = unit[place]
    before = place - 1
    while before >= 0 and unit[before].tag in ("R", "NEG"):
        before -= 1
    held = unit[before].tag if before >= 0 else ""
    if token.tag == "V0":
        if held == "CC" and before > 0:
            return not follows_infinitive(unit, before)
        return held not in ("TO", "M", "DO")
    if token.tag == "B":
        return token.low not in ("be", "been", "being")
    if token.tag == "H":
        return token.low != "having" and held not in ("M", "TO")
    return True


def follows_infinitive(unit: Sequence[Token], at: int) -> bool:
    """Whether what stands before a place hangs on ``to`` or a modal."""
    for place in range(at - 1, -1, -1):
        if unit[place].tag in ("TO", "M"):
            return True
        if unit[place].tag in ("VZ", "VD", "B", ";"):
            return False
    return False


def find_finite(unit: Sequence[Token], at: int) -> int:
    """The first finite verb that is not inside a relative clause of the subject; -1 where there is none."""
    pending = 0
    place = at
    while place < len(unit):
        tag = unit[place].tag
        if tag == "REL":
            pending += 1
        elif tag == "SUB" and place > at:
            return -1
        elif tag in FINITE and is_finite(unit, place):
            if not pending:
                return place
            pending -= 1
            group = read_verb_group(unit, place)
            place = group.last if group else place
        place += 1
    return -1
