"""What an answer states, apart from how it is put: its content words, what it denies, and which way it points.

Two statements are the same when the same content is affirmed or denied in the same relation. Function words are free;
so are words of the question, as long as a word of the answer's own remains.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from quizzer.core.grading.confusables import is_weighty
from quizzer.core.grading.directions import DIRECTIONS, PHRASES, agrees, contradicts
from quizzer.core.grading.english import (
    CAUSATIVE_VERBS, CONTRARIES, COPULAR_VERBS, DENIALS, FUNCTION_WORDS, KINDS, LEADING_RELATIONS, NEGATIVE_PREFIXES, OPERATORS, RELATIONS,
    REPLIES, SEMINEGATIVES, forms_of,
)  # fmt: skip
from quizzer.core.grading.notation.quantities import Comparison
from quizzer.core.grading.tokens import AND, tokens_of, word_of

_SEPARATOR = ","
_TURN = "\0"
_BY = "\1"
_BE = forms_of("is are was were be been being")
# Around these a phrase may be turned: "secretion of insulin", "a hypothesis that is true", "the formation is blocked".
_TURNING = frozenset("of for in at that which who is are was were be s by on".split())
_REPLY = re.compile(r"\s*(yes|yeah|no|nope)\b(?:\s+way\b)?(?=\s*(?:[,.;:!–-]|$|it\b|they\b|we\b))", re.IGNORECASE)
_KEPT_FROM = re.compile(r"\b(?:keep|keeps|kept|keeping)\b[^.;]{0,60}\bfrom\b")
_MULTIPLES = {"twice": ("2", "time"), "once": ("1", "time"), "thrice": ("3", "time"), "daily": ("day",), "weekly": ("week",)}
_MULTIPLES |= {"hourly": ("hour",), "yearly": ("year",), "monthly": ("month",)}
_PHRASES: dict[tuple[str, ...], tuple[str, ...]] = PHRASES | {
    ("no", "longer"): ("not",), ("not", "longer"): ("not",), ("no", "lengthen"): ("not",), ("rather", "than"): ("not",),
    ("instead", "of"): ("not",),
}  # fmt: skip
# Endings that only change the word's class: inflections, action nouns, adverbs (CGEL I.41-I.46).
_ENDINGS = ("ion", "ing", "ive", "ed", "ly", "e")
_KEEP_E = ("ide", "ine", "one", "ose", "ene", "ane", "ase")
STEM = 4


@dataclass(frozen=True, slots=True)
class Statement:
    """An answer's content.

    Attributes:
        parts: Content words of each part, in order, with a mark wherever a phrase may be turned around.
        denials: How often it denies.
        seminegative: Whether one of the denials is of the kind of ``hardly``.
        reply: 1 where it begins with yes, -1 with no, else 0.
        leading: The relation it begins with, such as ``from``.
        before_denial: Content words before the first denial: whom or what it is denied of.
    """

    parts: tuple[tuple[str, ...], ...]
    denials: int
    seminegative: bool
    reply: int
    leading: str
    before_denial: frozenset[str]

    @property
    def words(self) -> tuple[str, ...]:
        """All content words in order."""
        return tuple(word for part in self.parts for word in part if word != _TURN)


@lru_cache(maxsize=2048)
def stem(form: str) -> str:
    """What the forms of a verb and its action noun have in common."""
    if form in DIRECTIONS or not form.isascii() or not form.isalpha():
        return form
    for ending in _ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) >= STEM:
            if ending == "e" and form.endswith(_KEEP_E):
                break
            if ending == "ive" and form[-4] not in "ts":
                break
            form = form[: -len(ending)]
            break
    if form[-2:] in ("pp", "tt", "nn", "mm", "gg", "bb", "dd") and len(form) > STEM:
        form = form[:-1]
    if form.endswith("at") and len(form) >= 6:
        form = form[:-2]
    return form[:-2] if form.endswith("siz") else form


@lru_cache(maxsize=1024)
def read_statement(text: str, acronyms: frozenset[str] = frozenset()) -> Statement:
    """What a text states.

    Args:
        text: The text.
        acronyms: Folded words whose final s is a letter of their own.
    """
    reply = _REPLY.match(text)
    rest = text[reply.end() :].lstrip(" ,.;:!–-") if reply else text
    tokens = tokens_of(rest, ())
    # "a negative one": a pronoun for the noun of the question (CGEL 6.54).
    if len(tokens) > 1 and tokens[-1].raw.casefold() in ("one", "ones") and tokens[-2].sort == "letters":
        tokens = tokens[:-1]
    forms = _merged([word_of(token, acronyms).form for token in tokens])
    denied = [form for form in forms if form in DENIALS]
    kept_from = len(_KEPT_FROM.findall(rest.casefold()))
    light = CAUSATIVE_VERBS if any(form in DIRECTIONS for form in forms) else COPULAR_VERBS
    passive = any(form in _BE for form in forms)
    before: list[str] = []
    seen_denial = False
    parts: list[list[str]] = [[]]
    leading = next((form for form in forms if form not in FUNCTION_WORDS), "")
    leading = leading if leading in LEADING_RELATIONS else ""
    skipped = not leading
    for form in forms:
        if form == leading and not skipped:
            skipped = True
        elif form in AND:
            parts.append([])
        elif form in DENIALS:
            seen_denial = True
        elif form in FUNCTION_WORDS or form in light or form in ("s", "="):
            if form in _TURNING:
                parts[-1].append(_BY if passive and form == "by" else _TURN)
        else:
            parts[-1].append(stem(form))
            before += [] if seen_denial else [stem(form)]
    filled = tuple(_activated(part) for part in parts if any(word not in (_TURN, _BY) for word in part))
    return Statement(
        filled, len(denied) + kept_from, any(form in SEMINEGATIVES for form in denied),
        REPLIES[reply[1].casefold()] if reply else 0, leading, frozenset(before) if seen_denial else frozenset(),
    )  # fmt: skip


def _activated(part: Sequence[str]) -> tuple[str, ...]:
    """A passive as its active: ``glucose is lowered by insulin`` says that insulin lowers glucose."""
    if _BY not in part:
        return tuple(part)
    place = part.index(_BY)
    before = [word for word in part[:place] if word != _TURN]
    after = [word for word in part[place + 1 :] if word != _BY]
    if not before or not any(word != _TURN for word in after):
        return (*before, _TURN, *after)
    return (*after, before[-1], *before[:-1])


def _merged(forms: Sequence[str]) -> list[str]:
    merged: list[str] = []
    place = 0
    while place < len(forms):
        pair = tuple(forms[place : place + 2])
        if pair in _PHRASES:
            merged += _PHRASES[pair]
            place += 2
            continue
        if len(pair) == 2 and pair[0].isdigit() and pair[1] == "x":
            merged += [pair[0], "time"]
            place += 2
            continue
        # A particle behind its object: "slow it down", "raises it up".
        if forms[place] in ("up", "down") and any(form in DIRECTIONS for form in merged[-2:]):
            place += 1
            continue
        merged += _MULTIPLES.get(forms[place], (forms[place],))
        place += 1
    return merged


@lru_cache(maxsize=256)
def question_stems(question: str) -> frozenset[str]:
    """Content words of a question that an answer may repeat; those on either side of ``or`` are the choice it leaves."""
    statement_forms = _merged([word_of(token, frozenset()).form for token in tokens_of(question, ())])
    choices = {
        stem(form)
        for place, form in enumerate(statement_forms)
        if "or" in statement_forms[max(0, place - 1) : place + 2] and form != "or"
    }
    return frozenset(stem(form) for form in statement_forms if form not in AND) - choices - {"or"}


@lru_cache(maxsize=256)
def question_forms(question: str) -> frozenset[str]:
    """Forms of the words of a question that an answer may repeat."""
    stems = question_stems(question)
    return frozenset(
        form for token in tokens_of(question, ()) if stem(form := word_of(token, frozenset()).form) in stems
    )


def is_yes_no(question: str) -> bool:
    """Whether a question is answered by yes or no."""
    first = question.split(maxsplit=1)
    return bool(first) and first[0].casefold() in OPERATORS


def compare_statements(given: Statement, expected: Statement, question: frozenset[str], *, yes_no: bool = False) -> Comparison:
    """How two statements stand to each other.

    Returns:
        ``same``; ``different`` where one denies or reverses the other, so that not even a near miss is left; ``near``
        where only the order differs; else ``unknown``.
    """
    if yes_no and expected.reply:
        replied = _compare_replies(given, expected, question)
        if replied != "unknown":
            return replied
    if given.reply and expected.reply and given.reply != expected.reply:
        return "different"
    ours, theirs = given.words, expected.words
    if not ours and not theirs:
        return _compare_bare(given, expected)
    bare_ours, bare_theirs = _bare_words(ours, theirs), _bare_words(theirs, ours)
    our_flips = sum(word in bare_ours for word in ours)
    their_flips = sum(word in bare_theirs for word in theirs)
    given, expected = _renamed(given, bare_ours), _renamed(expected, bare_theirs)
    our_denials = given.denials + our_flips - (1 if given.reply < 0 and not expected.reply and given.denials else 0)
    if (our_denials - expected.denials - their_flips) % 2:
        return "different"
    if our_denials + expected.denials and given.seminegative != expected.seminegative:
        return "near"
    if not expected.denials and not their_flips and our_denials:
        return "different"
    return _compare_content(given, expected, question)


def _compare_replies(given: Statement, expected: Statement, question: frozenset[str]) -> Comparison:
    ours = given.reply
    if not ours and all(word in question for word in given.words):
        ours = -1 if given.denials % 2 else 1
    if not ours:
        return "unknown"
    if ours != expected.reply:
        return "different"
    if not given.words or all(word in question for word in given.words):
        return "same"
    return "unknown"


def _compare_bare(given: Statement, expected: Statement) -> Comparison:
    if not given.denials or not expected.denials:
        return "different" if given.denials != expected.denials else "unknown"
    return "same" if given.seminegative == expected.seminegative else "near"


def _compare_content(given: Statement, expected: Statement, question: frozenset[str]) -> Comparison:
    ours, theirs = given.words, expected.words
    extra = list((Counter(ours) - Counter(theirs)).elements())
    missing = list((Counter(theirs) - Counter(ours)).elements())
    for word in list(extra):
        twin = next((other for other in missing if agrees(word, other)), None)
        if twin is not None:
            extra.remove(word)
            missing.remove(twin)
    if any(contradicts(word, other) for word in extra for other in theirs if other not in ours):
        return "different"
    complete = not missing
    own = [word for word in theirs if word not in question]
    free = question if any(word in ours or word not in missing for word in own) else frozenset[str]()
    if any(word in free for word in extra) and any(word in free for word in missing):
        return "different"
    extra = [word for word in extra if word not in free]
    missing = [word for word in missing if word not in free]
    if expected.denials and not extra and all(word in expected.before_denial for word in missing):
        missing = []
    if expected.leading and given.leading and expected.leading != given.leading and {"to", "from"} <= {
        _plain(expected.leading), _plain(given.leading)
    }:
        return "different"
    if any(_reverses(word, theirs) for word in extra) or any(word in _REVERSING for word in extra if word not in theirs):
        return "different"
    kinds = [word for word in extra if word in _KIND_STEMS]
    one_part = len(given.parts) == len(expected.parts)
    if extra and len(kinds) == len(extra) == 1 and not missing and one_part and _beside(kinds[0], ours):
        extra = []
    if len(extra) == 1 and complete and one_part and _is_attribute(extra[0], ours, theirs):
        extra = []
    if extra or missing:
        return "unknown"
    return _compare_order(given, expected)


def _plain(relation: str) -> str:
    return "to" if relation in ("to", "into", "onto", "toward", "towards") else relation


_KIND_STEMS = frozenset(stem(form) for form in KINDS)
_REVERSING = RELATIONS - LEADING_RELATIONS - forms_of("between over up down but off")
_CONTRARY_STEMS = frozenset(stem(form) for form in CONTRARIES)


def _reverses(word: str, theirs: Sequence[str]) -> bool:
    """Whether an added word makes another thing of what was asked for."""
    return word in _CONTRARY_STEMS or (word in DIRECTIONS and not any(other in DIRECTIONS for other in theirs))


def _beside(kind: str, ours: Sequence[str]) -> bool:
    return kind in (ours[0], ours[-1]) or len(ours) > 2


def _is_attribute(word: str, ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether a word more inside a phrase of three or more words only describes what the others name already."""
    inside = word not in (ours[0], ours[-1]) and ours.count(word) == 1
    plain = word.isalpha() and len(word) >= STEM and word not in RELATIONS and not is_weighty(word)
    return len(theirs) >= 3 and inside and plain


def _bare_words(words: Sequence[str], others: Sequence[str]) -> dict[str, str]:
    """Words with a negative prefix, each with the word without it that the other side has."""
    found = {}
    for word in words:
        rest = next((word[len(p) :] for p in NEGATIVE_PREFIXES if word.startswith(p) and word[len(p) :] in others), "")
        if len(rest) >= 3 and word not in others:
            found[word] = rest
    return found


def _renamed(statement: Statement, names: Mapping[str, str]) -> Statement:
    if not names:
        return statement
    return replace(statement, parts=tuple(tuple(names.get(w, w) for w in part) for part in statement.parts))


def _compare_order(given: Statement, expected: Statement) -> Comparison:
    ours, theirs = given.words, expected.words
    differing = set(ours) ^ set(theirs)
    one, other = (_pared(s.parts, differing | _KIND_STEMS) for s in (given, expected))
    if len(one) == len(other) and _parts_match(one, other):
        return "same"
    if all(len(part) == 1 for part in (*one, *other)):
        return "same" if not any(word in RELATIONS for word in theirs) else "near"
    if len(one) == len(other) == 1 and one[0][::-1] == other[0] and len(one[0]) > 2:
        return "different"
    if any(word in RELATIONS for word in (*ours, *theirs)):
        return "different" if sorted(ours) == sorted(theirs) else "unknown"
    return "near" if max(len(ours), len(theirs)) <= 3 else "unknown"


def _pared(parts: Iterable[Sequence[str]], free: Collection[str]) -> list[tuple[str, ...]]:
    """Parts without words that only one side has, unless a side has nothing else, and directions of another scale."""
    kept = [tuple(word for word in part if word not in free or word in DIRECTIONS) for part in parts]
    if not any(word != _TURN for part in kept for word in part):
        kept = [tuple(part) for part in parts]
    return [part for part in kept if any(word != _TURN for word in part)]


def _parts_match(ours: Sequence[tuple[str, ...]], theirs: Sequence[tuple[str, ...]]) -> bool:
    left = list(theirs)
    for part in ours:
        match = next((other for other in left if _turns_into(part, other)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _is_rotated(one: Sequence[str], other: Sequence[str]) -> bool:
    return any([*one[place:], *one[:place]] == [*other] for place in range(len(one)))


def _turns_into(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether two phrases have the same words in an order that a turn around ``of`` or ``is`` allows."""
    one, other = (tuple(_sense(word) for word in part if word != _TURN) for part in (ours, theirs))
    if one == other:
        return True
    if len(one) != len(other) or sorted(one) != sorted(other) or any(word in RELATIONS for word in one):
        return False
    turned = _TURN in ours or _TURN in theirs
    if _is_rotated(one, other) and (turned or len(one) == 2):
        return True
    # The predicate may stand before or behind: "block the formation of X", "the formation of X is blocked".
    plain = [[word for word in part if word[0] not in "+-" and word not in DIRECTIONS] for part in (one, other)]
    if turned and len(plain[0]) < len(one) and len(plain[0]) > 1 and _is_rotated(*plain):
        return True
    moved = any(
        one[:i] + one[i + 1 :] == other[:j] + other[j + 1 :] for i in range(len(one)) for j in range(len(one)) if one[i] == other[j]
    )
    return moved and turned and len(one) > 2


def _sense(word: str) -> str:
    direction = DIRECTIONS.get(word)
    return word if direction is None or direction.scale == "drive" else f"{direction.sign:+d}"
