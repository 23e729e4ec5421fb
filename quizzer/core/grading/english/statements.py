"""What an answer states, apart from how it is put: its content words, what it denies, and which way it points.

Two statements are the same when the same content is affirmed or denied in the same relation. Function words are free;
so are words of the question, as long as a word of the answer's own remains.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from quizzer.core.grading.directions import DIRECTIONS, MOVING, PARTICLES, PHRASES
from quizzer.core.grading.english.closed_classes import (
    CAUSATIVE_VERBS,
    COPULAR_VERBS,
    DENIALS,
    FULL_DENIALS,
    FUNCTION_WORDS,
    GROWING,
    LACKING,
    LEADING_RELATIONS,
    OPERATORS,
    REPLIES,
    SEMINEGATIVES,
    WH_WORDS,
    forms_of,
)  # fmt: skip
from quizzer.core.grading.english.processes import names_process
from quizzer.core.grading.notation.quantities import TENS
from quizzer.core.grading.spelling import fold, in_figures
from quizzer.core.grading.tokens import AND, Word, tokens_of, word_of

_SEPARATOR = ","
TURN = "\0"
_BY = "\1"
_BE = forms_of("is are was were be been being")
_PREDICATING = (OPERATORS - _BE) | {"there"}
_UNIVERSAL = forms_of("all every everything everywhere always both each")  # behind a denial (CGEL 10.64)
_DENIED_COPULAS = forms_of("not isnt arent wasnt werent aint")
# Around these a phrase may be turned: "secretion of insulin", "a hypothesis that is true", "the formation is blocked".
_TURNING = frozenset(
    ["of", "for", "in", "at", "that", "which", "who", "is", "are", "was", "were", "be", "s", "by", "on"]
)
# Nouns and adjectives whose complement has "to" (CGEL 16.69, 16.83 and 17.38): it may stand before them as well.
_TAKING_TO = forms_of(
    "resistance sensitivity response responsiveness exposure tolerance intolerance susceptibility immunity allergy "
    "reaction adaptation adherence addiction resistant sensitive responsive tolerant intolerant susceptible immune "
    "allergic"
)
_REPLY = re.compile(r"\s*(yes|yeah|no|nope)\b(?:\s+way\b)?(?=\s*(?:[,.;:!–-]|$|it\b|they\b|we\b))", re.IGNORECASE)
_KEPT_FROM = re.compile(r"\b(?:keep|keeps|kept|keeping)\b[^.;]{0,60}\bfrom\b")
_MULTIPLES = {
    "twice": ("2", "time"),
    "once": ("1", "time"),
    "thrice": ("3", "time"),
    "daily": ("day",),
    "weekly": ("week",),
}
_MULTIPLES |= {"hourly": ("hour",), "yearly": ("year",), "monthly": ("month",)}
# "twenty-first" (CGEL 6.64).
_ORDINAL_UNITS = {in_figures(number): number for number in range(1, 10)}
_PHRASES: dict[tuple[str, ...], tuple[str, ...]] = PHRASES | {
    ("no", "longer"): ("not",), ("not", "longer"): ("not",), ("no", "lengthen"): ("not",), ("rather", "than"): ("not",),
    ("instead", "of"): ("not",),
}  # fmt: skip
# Endings that only change the word's class: inflections, action nouns, adverbs (CGEL I.41-I.46).
_ENDINGS = ("ion", "ing", "ive", "ed", "ly", "e")
_MORE = ("more", "less")
_STATES = frozenset(["high", "low", "fast", "slow", "quick", "rapid", "narrow"])  # positive degree (CGEL 7.74)
OBJECT_WORDS = 6
_ALONE = [[particle] for particle in PARTICLES]
_PARTICLE_ENDS = frozenset([(), *((sign,) for sign in AND)])
_KEEP_E = ("ide", "ine", "one", "ose", "ene", "ane", "ase")
STEM = 4
_VOWELS = frozenset("aeiou")


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
        denies_name: Whether it denies that something is what it names: ``it isn't iron``.
        lacks: Whether it says that something is not there: ``no iron``, ``lack of iron``.
        partial: Whether it denies of all only, and not of each: ``not all``.
        attributive: Content words that are adjectives in "-ive".
        process: Whether it names a process.
        states: Directions that it says by an adjective of a state, such as ``high``.
    """

    parts: tuple[tuple[str, ...], ...]
    denials: int
    seminegative: bool
    reply: int
    leading: str
    before_denial: frozenset[str]
    denies_name: bool
    lacks: bool
    partial: bool
    attributive: frozenset[str]
    process: bool
    states: frozenset[str] = frozenset()

    @property
    def words(self) -> tuple[str, ...]:
        """All content words in order."""
        return tuple(word for part in self.parts for word in part if word != TURN)


@lru_cache(maxsize=2048)
def stem(form: str) -> str:
    """What the forms of a verb and its action noun have in common."""
    if form in DIRECTIONS or not form.isascii() or not form.isalpha():
        return form
    form = _adjective_of(form)
    for ending in _ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) >= STEM:
            if ending == "e" and form.endswith(_KEEP_E):
                break
            if ending == "ive" and form[-4] not in "ts":
                break
            form = form[: -len(ending)]
            break
    else:
        form = _short_verb(form)
    if form.endswith(("tion", "sion")) and len(form) - 3 >= STEM:  # "functioning"
        form = form[:-3]
    if form[-2:] in ("pp", "tt", "nn", "mm", "gg", "bb", "dd") and len(form) > STEM:
        form = form[:-1]
    if form.endswith("at") and len(form) >= 6:
        form = form[:-2]
    return form[:-2] if form.endswith("siz") else form


def _short_verb(form: str) -> str:
    """The base of a participle of a short verb: ``losing`` has lost an e, which ``eating`` with two vowels has not."""
    base = form.removesuffix("ing") if form.endswith("ing") else form.removesuffix("ed")
    if base == form or len(base) != STEM - 1 or not _VOWELS & set(base):
        return form
    return f"{base}e" if base[1] in _VOWELS and not {base[0], base[2]} & _VOWELS else base


def _adjective_of(form: str) -> str:
    """An adverb in "-ically" or "-bly" as its adjective; those in "-ic" and "-ical" share one (CGEL I.43, I.46)."""
    if form.endswith(("ical", "ically")) and len(form) > len("ically"):
        return f"{form.removesuffix('ly').removesuffix('al')}"
    return f"{form[:-1]}e" if form.endswith(("ably", "ibly")) else form


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
    words = [word_of(token, acronyms) for token in tokens]
    forms = _complemented(_merged(_without_copula(words)))
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
                parts[-1].append(_BY if passive and form == "by" else TURN)
        else:
            parts[-1].append(stem(form))
            before += [] if seen_denial else [stem(form)]
    filled = tuple(_activated(part) for part in parts if any(word not in (TURN, _BY) for word in part))
    return Statement(
        filled, len(denied) + kept_from, any(form in SEMINEGATIVES for form in denied),
        REPLIES[reply[1].casefold()] if reply else 0, leading, frozenset(before) if seen_denial else frozenset(),
        denies_name=_denies_name(forms), lacks=any(form in LACKING for form in denied),
        partial=any(form in DENIALS and after in _UNIVERSAL for form, after in pairwise(forms)),
        attributive=frozenset(stem(form) for form in forms if form.endswith("ive")), process=names_process(text),
        states=frozenset(word.form for word in words if word.spelling in _STATES),
    )  # fmt: skip


def _denies_name(forms: Sequence[str]) -> bool:
    """Whether the forms are those of a pronoun that is not something, with or without the pronoun and its verb.

    A participle or a direction behind the denial is a predicate, which says nothing of a name.
    """
    place = next((at for at, form in enumerate(forms) if form in DENIALS), len(forms))
    behind = [form for form in forms[place + 1 :] if form not in FUNCTION_WORDS]
    if place == len(forms) or forms[place] not in _DENIED_COPULAS or not behind:
        return False
    before = all(form in FUNCTION_WORDS and form not in _PREDICATING for form in forms[:place])
    return before and not any(form in DIRECTIONS or form.endswith(("ed", "ing")) for form in behind)


def _without_copula(words: Sequence[Word]) -> list[str]:
    """The forms of words, without a verb of growth or fall that is a mere copula: ``growing steadily louder``.

    It is one before a comparative, with or without an adverb between (CGEL 16.21-16.22).
    """
    kept = []
    for place, word in enumerate(words):
        rest = words[place + 1 : place + 3]
        after = rest[1:] if rest and rest[0].spelling.endswith("ly") else rest
        copula = word.spelling in GROWING and after and (after[0].spelling.endswith("er") or after[0].spelling in _MORE)
        kept += [] if copula and len(words) > 1 else [word.form]
    return kept


def _complemented(forms: Sequence[str]) -> list[str]:
    """The forms with "of" for a "to" that a noun takes: ``resistance to insulin``."""
    pairs = zip(("", *forms), forms, strict=False)
    return ["of" if form == "to" and before in _TAKING_TO else form for before, form in pairs]


def _activated(part: Sequence[str]) -> tuple[str, ...]:
    """A passive as its active: ``glucose is lowered by insulin`` says that insulin lowers glucose."""
    if _BY not in part:
        return tuple(part)
    place = part.index(_BY)
    before = [word for word in part[:place] if word != TURN]
    after = [word for word in part[place + 1 :] if word != _BY]
    if not before or not any(word != TURN for word in after):
        return (*before, TURN, *after)
    return (*after, before[-1], *before[:-1])


def _merged(forms: Sequence[str]) -> list[str]:
    if [form for form in forms if form not in FUNCTION_WORDS] in _ALONE:
        return [PARTICLES.get(form, form) for form in forms]
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
        if len(pair) == 2 and pair[0] in TENS and pair[1] in _ORDINAL_UNITS:
            merged.append(f"{TENS[pair[0]] + _ORDINAL_UNITS[pair[1]]}{pair[1][-2:]}")
            place += 2
            continue
        # A particle behind its object: "slow it down", "raises it up".
        if forms[place] in ("up", "down") and any(form in DIRECTIONS for form in merged[-2:]):
            place += 1
            continue
        # A particle behind the object of its verb: "pushes it up", "drives the rate down" (CGEL 16.4).
        if forms[place] in PARTICLES and tuple(forms[place + 1 : place + 2]) in _PARTICLE_ENDS:
            verb = next((at for at in range(len(merged) - 1, -1, -1) if merged[at] in MOVING), None)
            if verb is not None and len(merged) - verb <= OBJECT_WORDS:
                merged[verb] = PARTICLES[forms[place]]
                place += 1
                continue
        merged += _MULTIPLES.get(forms[place], (forms[place],))
        place += 1
    return merged


@lru_cache(maxsize=256)
def question_stems(question: str) -> frozenset[str]:
    """Content words of a question that an answer may repeat; those beside ``or`` are the choice it leaves."""
    statement_forms = _merged([word_of(token, frozenset()).form for token in tokens_of(question, ())])
    choices = {
        stem(form)
        for place, form in enumerate(statement_forms)
        if "or" in statement_forms[max(0, place - 1) : place + 2] and form != "or"
    }
    return frozenset(stem(form) for form in statement_forms if form not in AND) - choices - {"or"}


@lru_cache(maxsize=256)
def other_stems(question: str) -> frozenset[str]:
    """Content words of a question that stand only in what it names beside the answer: ``One is X. Which is the other?``

    They may be left out of an answer, but beside a word of its own they would make it another.
    """
    named = _NAMED_BESIDE.findall(question) if _ASKS_OTHER.search(question) else []
    rest = question_stems(_NAMED_BESIDE.sub(" ", question)) if named else frozenset()
    return frozenset(word for text in named for word in question_stems(text)) - rest


@lru_cache(maxsize=256)
def question_forms(question: str) -> frozenset[str]:
    """Forms of the words of a question that an answer may repeat."""
    stems = question_stems(question)
    return frozenset(
        form for token in tokens_of(question, ()) if stem(form := word_of(token, frozenset()).form) in stems
    )


# What a question sets aside before it asks for the other (CGEL 6.58-6.59).
_NAMED_BESIDE = re.compile(r"\bone(?: \w+)? (?:is|are|was|were) ([^.;?]+)[.;]", re.IGNORECASE)
_ASKS_OTHER = re.compile(r"\b(?:the|which|what) other\b", re.IGNORECASE)
_CLAUSES = re.compile(r"\s*[,;:.!–—-]+\s+")
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_BOTH_REPLIES = re.compile(r"\b(?:yes or no|true or false|whether)\b", re.IGNORECASE)


def is_operator(word: str) -> bool:
    """Whether a word is an operator, denied or not (CGEL 3.21-3.23)."""
    folded = fold(word).replace("’", "'")
    return folded in OPERATORS or (folded.endswith("n't") and folded.replace("'", "") in FULL_DENIALS)


@lru_cache(maxsize=256)
def is_yes_no(question: str) -> bool:
    """Whether a question is answered by yes or no.

    One of its clauses begins with an operator, or it has an operator and no wh-word (CGEL 11.5, 11.14); or it puts both
    replies before the answerer.
    """
    if _BOTH_REPLIES.search(question):
        return True
    words = [_WORDS.findall(clause) for clause in _CLAUSES.split(question)]
    if any(clause and is_operator(clause[0]) for clause in words):
        return True
    plain = [word for clause in words for word in clause]
    return any(map(is_operator, plain)) and not any(fold(word) in WH_WORDS for word in plain)
