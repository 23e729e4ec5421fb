"""The units of a sentence: what stands between its semicolons and dashes, brackets lifted out."""

from __future__ import annotations

from collections.abc import Sequence

from quizzer.derive.language.word_set import word_set
from quizzer.derive.language.words.tokens import Token

_OPENERS = word_set(
    "however thus therefore moreover furthermore additionally similarly consequently hence then also finally first "
    "second third instead nevertheless nonetheless conversely interestingly importantly notably accordingly overall "
    "likewise indeed meanwhile next lastly secondly thirdly again specifically ultimately generally typically usually "
    "often still besides subsequently alternatively fortunately unfortunately clearly"
)
_DISCOURSE = (
    "for example", "for instance", "in contrast", "in addition", "as a result", "in turn", "in fact", "of course",
    "on the other hand", "in other words", "in particular", "at the same time", "in general", "by contrast",
    "in short", "in this way", "as such", "as noted earlier", "to this end", "that is", "in this case", "in response",
    "as a consequence", "on the one hand", "in most cases", "in summary", "on average", "as expected",
)  # fmt: skip
NOUN_STARTS = frozenset({"D", "N", "NS", "J", "C", "PS", "PR1", "PR2", "VG", "VN", "EX", "R"})


def lift_brackets(tokens: Sequence[Token]) -> tuple[list[Token], list[tuple[Token, ...]]]:
    """The tokens outside brackets, and those inside each pair; an unbalanced one is left where it is."""
    outside: list[Token] = []
    inside: list[tuple[Token, ...]] = []
    opened: list[int] = []
    for token in tokens:
        outside.append(token)
        if token.text in ("(", "["):
            opened.append(len(outside) - 1)
        elif token.text in (")", "]") and opened:
            start = opened.pop()
            if not opened:
                inside.append(tuple(outside[start + 1 : -1]))
            del outside[start:]
    return outside, inside


def _is_dash(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sign sets words apart: a long dash, or a short one between spaces."""
    token = tokens[at]
    if token.tag != "-" or token.text == "—":
        return token.tag == "-"
    before = at == 0 or tokens[at - 1].end < token.start
    return before and (at + 1 == len(tokens) or token.end < tokens[at + 1].start)


def begins_after_colon(tokens: Sequence[Token], unit: Sequence[Token]) -> bool:
    """Whether a unit follows a colon: it is often a list."""
    place = next((at for at, token in enumerate(tokens) if token is unit[0]), 0)
    return place > 0 and tokens[place - 1].tag == ":"


def split_units(tokens: Sequence[Token]) -> list[list[Token]]:
    """Split at semicolons, colons and single dashes; words between two dashes are left out as an inset."""
    units: list[list[Token]] = [[]]
    dashes = [at for at in range(len(tokens)) if _is_dash(tokens, at)]
    hidden: range = range(0)
    if len(dashes) == 2:
        hidden = range(dashes[0], dashes[1] + 1)
    for at, token in enumerate(tokens):
        if at in hidden:
            continue
        if token.tag in (";", ":") or _is_dash(tokens, at):
            units.append([])
        elif token.tag != "." and token.text not in "!?":
            units[-1].append(token)
    return [unit for unit in units if unit]


def skip_openers(unit: Sequence[Token], at: int = 0) -> int:
    """The place after coordinators, discourse adverbs and phrases such as ``for example,``."""
    while at < len(unit):
        if unit[at].tag in ("CC", ","):
            at += 1
            continue
        if unit[at].low in _OPENERS and at + 1 < len(unit) and unit[at + 1].tag == ",":
            at += 2
            continue
        if unit[at].low in ("thus", "therefore", "hence", "then", "finally") and unit[at].tag == "R":
            at += 1
            continue
        comma = next((n for n in range(at, min(at + 5, len(unit))) if unit[n].tag == ","), -1)
        if comma > 0 and " ".join(token.low for token in unit[at:comma]) in _DISCOURSE:
            at = comma + 1
            continue
        break
    return at


def is_list(tokens: Sequence[Token]) -> bool:
    """Whether commas join the members of a list: ``A, B, and C`` or ``A, B and C``."""
    commas = [at for at, token in enumerate(tokens) if token.tag == ","]
    joined = [at for at, token in enumerate(tokens) if token.tag == "CC"]
    if not commas or not joined or joined[-1] < commas[-1]:
        return False
    if any(token.tag in ("REL", "SUB") for token in tokens[commas[0] :]):
        return False
    begins = [at + 1 for at in commas if at + 1 < len(tokens)]
    return all(tokens[at].tag in (*NOUN_STARTS, "CC") for at in begins) and commas[-1] < len(tokens) - 1


def is_noun_phrase(tokens: Sequence[Token]) -> bool:
    """Whether words can be a subject: they begin as one, hold a noun or pronoun, and no clause."""
    if not tokens or tokens[0].tag not in NOUN_STARTS or tokens[-1].tag in ("P", "CC", "D", "TO", "SUB", ",", "NEG"):
        return False
    return any(token.tag in ("N", "NS", "PR1", "PR2", "C", "EX", "VG") for token in tokens) and all(
        token.tag not in ("SUB", ";", "PRV") for token in tokens
    )
