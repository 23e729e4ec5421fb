"""Choose the part of speech of each word by the words beside it.

The best path through what each word can be, by how well two neighbours go together. The weights are those of a grammar,
not of a corpus: a determiner wants a noun, a modal a base form, a plural no verb in -s.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from quizzer.derive.language.words.lexicon import read_rows
from quizzer.derive.language.words.tokens import Token, possible_tags

_NOUNS = ("N", "NS")
_FINITE = ("V0", "VZ", "VD", "M", "B", "H", "DO")


def _read_pairs() -> dict[tuple[str, str], float]:
    """The weight of each pair of parts of speech."""
    weights = {}
    for befores, said in read_rows("tag_pairs.tsv"):
        for pair in said.split():
            afters, _, weight = pair.partition("=")
            for before in befores.split("|"):
                for after in afters.split("|"):
                    weights[before, after] = float(weight)
    return weights


_PAIRS = _read_pairs()
_BREAKS = ("CC", "SUB", "REL", ",", ";", ":", "-", "(", ")")


def tag(tokens: Sequence[Token]) -> None:
    """Give each token its tag; the best path by neighbours, then what the whole clause decides."""
    if not tokens:
        return
    paths: dict[str, tuple[float, tuple[str, ...]]] = {"^": (0.0, ())}
    for place, token in enumerate(tokens):
        paths = _extend(paths, possible_tags(token, first=place == 0))
    best = max(paths.values())[1]
    for token, chosen in zip(tokens, _unwind(best), strict=True):
        token.tag = "CC" if chosen.startswith("CC") else chosen
    for one, other in pairwise(tokens):
        if one.low == "no" and other.low == "longer":
            one.tag, other.tag = "NEG", "R"
    _drop_second_verbs(tokens)
    _find_lost_verb(tokens)
    _settle_participles(tokens)


def _drop_second_verbs(tokens: Sequence[Token]) -> None:
    """A verb form in the object of another is a noun, where it can be one: ``the shop sells door locks``."""
    finite = False
    for place, token in enumerate(tokens):
        if token.tag in _BREAKS:
            finite = False
        elif token.tag in ("VZ", "V0") and (
            (finite and tokens[place - 1].tag in ("N", "J", "NS", "VG", "VN")) or _another_follows(tokens, place)
        ):
            least = -2.6 if finite else -1.4
            options = {tag for tag, weight in possible_tags(token, first=False) if weight > least}
            noun = "NS" if token.tag == "VZ" else "N"
            if noun in options:
                token.tag = noun
        elif token.tag in ("VZ", "VD", "V0"):
            finite = True


def _is_only_verb(token: Token) -> bool:
    return not {"N", "NS"} & {tag for tag, weight in possible_tags(token, first=False) if weight > -1.4}


def _another_follows(tokens: Sequence[Token], place: int) -> bool:
    """Whether a noun stands before a form and an auxiliary after it in one clause: ``byte slices returned are``."""
    if place == 0 or tokens[place - 1].tag not in ("N", "J"):
        return False
    for token in tokens[place + 1 :]:
        if token.tag in _BREAKS or token.tag == "TO":
            return False
        if token.tag in ("V0", "VZ") and _is_only_verb(token):
            return True
        if token.tag in ("B", "M", "H", "DO"):
            return token.low not in ("be", "being", "been", "having")
    return False


def _find_lost_verb(tokens: Sequence[Token]) -> None:
    """Where nothing is finite, the first noun that can be one is the verb: ``cells of the skin produce``."""
    plural = False
    for place, token in enumerate(tokens[:-1]):
        if token.tag in (*_FINITE, "SUB", "REL"):
            return
        plural = plural or token.tag == "NS"
        options = {tag for tag, _ in possible_tags(token, first=False)}
        before, after = tokens[place - 1].tag if place else "^", tokens[place + 1].tag
        if (
            token.tag in _NOUNS
            and before in (*_NOUNS, ")", ",")
            and after in ("D", "J", "N", "NS", "P", "PS", "C", "TO", "R")
        ):
            wanted = "VZ" if token.tag == "NS" else "V0"
            if before == "," and (after in ("N", "NS", "C") or place < 4):
                continue  # a list goes on
            if wanted in options and (wanted == "VZ" or plural) and not _finite_after(tokens, place):
                token.tag = wanted
                return


def _extend(
    paths: Mapping[str, tuple[float, tuple[str, ...]]], options: Sequence[tuple[str, float]]
) -> dict[str, tuple[float, tuple[str, ...]]]:
    found: dict[str, tuple[float, tuple[str, ...]]] = {}
    for option, weight in options:
        for before, (score, path) in paths.items():
            tag_here = _variant(option, before)
            total = score + weight + _PAIRS.get((before, tag_here), 0.0)
            held = found.get(tag_here)
            if held is None or total > held[0]:
                found[tag_here] = (total, (tag_here, path))  # type: ignore[assignment]
    return found


def _variant(option: str, before: str) -> str:
    """A coordinator remembers what it joins: nouns, verbs or adjectives."""
    if option != "CC":
        return option
    return "CCV" if before in ("V0", "VZ", "VD", "VN", "VG") else "CCJ" if before == "J" else "CCN"


def _unwind(path: tuple[str, ...]) -> list[str]:
    tags = []
    link: tuple[str, ...] = path
    while link:
        tags.append(link[0])
        link = link[1]  # type: ignore[assignment]
    return tags[::-1]


def _settle_participles(tokens: Sequence[Token]) -> None:
    """Forms in -ed after a noun: a past tense where the clause has no other finite verb, else a participle."""
    before: Token | None = None
    for place, token in enumerate(tokens):
        if token.tag in ("VD", "VN") and _is_both(token):
            token.tag = _settled(tokens, place, before)
        if token.tag not in ("R", "NEG"):
            before = token
    for one, other in pairwise(tokens):
        if one.tag == "VD" and other.tag == "P" and other.text == "by" and _is_both(one):
            one.tag = "VN"


def _settled(tokens: Sequence[Token], place: int, before: Token | None) -> str:
    if before is None:
        return "VN" if place == 0 else tokens[place].tag
    if before.tag in ("B", "H"):
        return "VN"
    if before.tag in ("PR1", "PR2", "REL") or _in_open_relative(tokens, place):
        return "VD"
    if before.tag not in (*_NOUNS, ")", "C", ","):
        return tokens[place].tag
    says = place + 1 < len(tokens) and tokens[place + 1].low == "that" and before.tag in _NOUNS
    return "VD" if says or not _has_finite(tokens, place) else "VN"


def _in_open_relative(tokens: Sequence[Token], place: int) -> bool:
    """Whether a relative clause with a subject of its own waits for its verb: ``which a smith made``."""
    for at in range(place - 1, -1, -1):
        if tokens[at].tag == "REL":
            return place - at > 1 and tokens[at].low != "that" and (at == 0 or tokens[at - 1].tag != "P")
        if tokens[at].tag in (*_FINITE, ",", "CC", "VN", "P"):
            return False
    return False


def _is_both(token: Token) -> bool:
    tags = {tag for tag, _ in possible_tags(token, first=False)}
    return {"VD", "VN"} <= tags


def _has_finite(tokens: Sequence[Token], place: int) -> bool:
    """Whether the clause around a place has another finite verb."""
    return _finite_before(tokens, place) or _finite_after(tokens, place)


def _finite_before(tokens: Sequence[Token], place: int) -> bool:
    for at in range(place - 1, -1, -1):
        if tokens[at].tag in (";", ":", "SUB", "REL"):
            return False
        if _stands_finite(tokens, at):
            return True
    return False


def _finite_after(tokens: Sequence[Token], place: int) -> bool:
    in_relative = False
    for at in range(place + 1, len(tokens)):
        found = tokens[at].tag
        after = tokens[at + 1].tag if at + 1 < len(tokens) else ""
        if found in (";", ":", "SUB") or (found == "," and after in ("REL", "VG", "CC", "R")):
            return False
        if found == "CC" and after in ("R", "VZ", "VD", "VN", "V0", "NEG", "DO", "M", "B", "H"):
            return False
        if found == "REL":
            in_relative = True
        elif _stands_finite(tokens, at):
            if not in_relative:
                return True
            in_relative = False
    return False


def _stands_finite(tokens: Sequence[Token], at: int) -> bool:
    """Whether a form is finite where it stands: no infinitive, no ``been``."""
    token, before = tokens[at], tokens[at - 1].tag if at else "^"
    if token.tag in ("V0", "B", "H", "DO"):
        return before not in ("TO", "M", "DO") and token.low not in ("be", "been", "being", "having")
    return token.tag in ("VZ", "VD", "M")
