"""One text against everything that is accepted for it: the same, near, different, or not known to be either.

The notations come first, for they are exact; then what the texts state; then the ways in which people put two names
side by side (a bracket, ``or``, an equals sign), where every name must be accepted on its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from quizzer.core.grading.context import NO_CONTEXT, AnswerContext
from quizzer.core.grading.english.closed_classes import FOREIGN_ARTICLES, FUNCTION_WORDS
from quizzer.core.grading.english.comparing import compare_statements
from quizzer.core.grading.english.rivals import names_rival
from quizzer.core.grading.english.statements import is_operator, question_stems, read_statement
from quizzer.core.grading.english.suspended import join_suspended
from quizzer.core.grading.english.weight import is_generic, is_weighty
from quizzer.core.grading.notation.dates import compare_dates, parse_dates
from quizzer.core.grading.notation.expressions import compare_expressions
from quizzer.core.grading.notation.formulas import compare_monomials, compare_species, element_of
from quizzer.core.grading.notation.quantities import Comparison, compare_quantities, parse_quantity, split_name
from quizzer.core.grading.notation.relations import compare_equations, compare_relations, parse_relation
from quizzer.core.grading.notation.symbols import write_out
from quizzer.core.grading.notation.units import parse_unit
from quizzer.core.grading.readings import AnswerReading, plural_like_acronyms, readings_of_answer, readings_of_given
from quizzer.core.grading.spelling import fold, word_form

MOST_NAMES = 6
SHORT = 14
_WHO = ("who", "Who")
LONG, MOST_FOREIGN = 6, 5
"""Words from which a text is first looked at as a whole, and how many it may have that nothing accepted has."""

_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_AND = re.compile(r"\s+and\s+|\s*[,;&]\s+", re.IGNORECASE)
_PREPOSITION = re.compile(r"\s(?:of|by|in|for|with|from|to|at|on)\s", re.IGNORECASE)
_PLACED = re.compile(r"(?P<named>.+?) (?:of|in) the (?P<place>[\w-]+(?: [\w-]+)?)", re.IGNORECASE)
_OR = re.compile(r"\s+or\s+|\s+oder\s+", re.IGNORECASE)
_NAMES_SPLIT = re.compile(r"\s*(?:=|\s(?:and|&)\s|\baka\b|\bi\.e\.|,|;|(?<=[^\W\d])/(?=[^\W\d])|\s/\s)\s*")
_CONTRASTS = (
    re.compile(r"not (?P<denied>.+?),? but (?:rather )?(?P<kept>.+)", re.IGNORECASE),
    re.compile(r"(?P<kept>.+?),? (?:and |but )?not (?P<denied>.+)", re.IGNORECASE),
)
# A variable of one letter with the value it has, and a word cut short with a point.
_VARIABLE = re.compile(r"^\s*[^\W\d_]\s*=\s*(?=[^=])")
# Signs between words that keep their order: a division, a ratio, an arrow (ISO 80000-2).
_ORDERED_SIGN = re.compile(r"[^\W\d_]\)?\s*[/:→⟶⇒>]\s*\(?[^\W\d_]")
_RATIO_OF = re.compile(r"(?:the )?ratio (?:of|between) (\w+) (?:to|and|over) (\w+)", re.IGNORECASE)
_POINTED = re.compile(r"\b([^\W\d_]{1,5})\.(?=\s|$)")
# An adjective or a noun of quality, before which "in" and "un" are negative prefixes (CGEL I.21).
_QUALITY = ("ity", "ive", "able", "ible", "ent", "ence", "ant", "ance", "ancy", "ency")
_NEGATIVE_ALONE = ("in ", "un ", "non ", "a ", "im ")


def judge(text: str, accepted: Sequence[str], context: AnswerContext = NO_CONTEXT) -> Comparison:
    """How a text stands to the accepted answers, as far as rules can say."""
    text = join_suspended(text)
    single = judge_single(text, accepted, context)
    if single == "same":
        return single
    denied = _judge_contrast(text, accepted, context)
    if denied != "unknown":
        return denied
    together = _judge_names(text, accepted, context)
    return together if together != "unknown" else single


def may_match(text: str, accepted: Sequence[str], context: AnswerContext) -> bool:
    """Whether a long text can be right or near at all; False where too many of its words are in nothing accepted.

    An answer that is near has at most a third more words than the accepted one, and three misspelt ones.
    """
    ours = read_statement(text)
    if len(ours.words) < LONG or ours.denials or any(character in "()[]" for character in text):
        return True
    known = set(question_stems(context.question))
    longest = 0
    for answer in accepted:
        words = read_statement(answer, plural_like_acronyms(answer)).words
        known.update(words)
        longest = max(longest, len(words))
    foreign = sum(word not in known for word in ours.words)
    return foreign <= MOST_FOREIGN + longest // 3


@lru_cache(maxsize=1024)
def least_letters(answer: str, context: AnswerContext) -> int:
    """Letters and digits that a text must have to be right or near: half of the answer's own, but for three slips.

    Of a short answer, one with brackets or a name there may be less: a symbol, an abbreviation, a surname.
    """
    if len(answer) < SHORT or any(character in "()[]" for character in answer) or context.question[:3] in _WHO:
        return 1
    asked = question_stems(context.question)
    fragments = [answer, *_AND.split(answer), _PREPOSITION.split(answer, maxsplit=1)[0]]
    own = ([word for word in read_statement(text).words if word not in asked] for text in fragments)
    return max(1, min(sum(map(len, words)) for words in own) // 2 - 3)


def judge_single(text: str, accepted: Sequence[str], context: AnswerContext) -> Comparison:
    """The best comparison with any accepted answer; ``different`` only where no accepted answer leaves it open."""
    found = set[Comparison]()
    for answer in accepted:
        comparison = compare_pair(text, answer, context.question)
        if comparison == "same":
            return "same"
        found.add(comparison)
    return "near" if "near" in found else "different" if "different" in found else "unknown"


def is_right(given: str, answer: str) -> bool:
    """Whether two texts have the same words, as far as spelling and order are forgiven."""
    ours = readings_of_given(given, plural_like_acronyms(answer))
    return any(_reads_same(one, other) for other in readings_of_answer(answer) for one in ours)


def _reads_same(one: AnswerReading, other: AnswerReading) -> bool:
    if not one.keys.isdisjoint(other.keys):
        return True
    if one.unordered and other.unordered and not (one.slashed and other.slashed) and one.unordered == other.unordered:
        return True
    return other.symbolic and not one.short_keys.isdisjoint(other.short_keys)


def _takes_back(given: str, answer: str) -> bool:
    """Whether a blank too many hides a negative prefix: ``in sensitivity``."""
    folded = fold(given.strip())
    return (
        folded.startswith(_NEGATIVE_ALONE)
        and folded.endswith(_QUALITY)
        and len(folded.split()) == 2
        and len(answer.split()) == 1
        and not folded.startswith("a ")
    )


@lru_cache(maxsize=4096)
def compare_pair(text: str, answer: str, question: str) -> Comparison:
    """How a text stands to one accepted answer."""
    text, answer = join_suspended(text), join_suspended(answer)
    if _takes_back(text, answer):
        return "different"
    equation = compare_equations(text, answer)
    if equation != "unknown":
        return equation
    return "same" if is_right(text, answer) else _compare(text, answer, question)


def _compare(text: str, answer: str, question: str) -> Comparison:
    written_out = _without_points(text, f"{answer} {question}")
    if written_out != text:
        text = written_out
        if is_right(text, answer):
            return "same"
    ours, theirs = write_out(text, answer), write_out(answer, text)
    if (ours, theirs) != (text, answer):
        return compare_pair(ours, theirs, question)
    value = _VARIABLE.sub("", text) if "=" not in answer else text
    if value != text and "=" not in value and compare_pair(value, answer, question) == "same":
        return "same"
    article, _, noun = answer.partition(" ")
    if fold(article) in FOREIGN_ARTICLES and noun and is_right(text, noun):
        return "near"
    if _is_reversed(text, answer):
        return "different"
    if _is_surname(text, answer, question):
        return "same"
    for comparison in _compare_notations(text, answer, fold(question)):
        if comparison != "unknown":
            return comparison
    acronyms = plural_like_acronyms(answer)
    found = compare_statements(read_statement(text, acronyms), read_statement(answer, acronyms), question)
    return "different" if found == "same" and names_rival(text, answer, question) else found


def _without_points(text: str, source: str) -> str:
    """A text with words that are cut short with a point (``post. pituitary``, ``G. Washington``) written out."""

    def write_out(match: re.Match[str]) -> str:
        start = fold(match[1])
        words = {w for w in re.findall(r"[^\W\d_]+", source) if fold(w).startswith(start) and len(w) > len(start)}
        if len(start) == 1:
            words = {word for word in words if word[0].isupper() and match[1].isupper()}
        return words.pop() if len({fold(word) for word in words}) == 1 else match[0]

    return _POINTED.sub(write_out, text) if "." in text else text


def _is_reversed(text: str, answer: str) -> bool:
    """Whether a sign that keeps its order stands in both texts, between the same words the other way round."""
    ratio = _RATIO_OF.sub(r"\1/\2 ratio", text)
    if not (_ORDERED_SIGN.search(ratio) and _ORDERED_SIGN.search(answer)):
        return False
    ours, theirs = ([w.form for w in readings_of_answer(part)[0].words if w.form != ">"] for part in (ratio, answer))
    return ours != theirs and sorted(ours) == sorted(theirs)


def _is_surname(text: str, answer: str, question: str) -> bool:
    """Whether a person who was asked for is named by the last name alone."""
    names = answer.split()
    return (
        len(names) > 1
        and question[:4].casefold() in ("who ", "whom", "whos")
        and names[0][0].isupper()
        and names[-1][0].isupper()
        and fold(text.strip(" .")) in (fold(names[-1]), fold(" ".join(_particled(names))))
    )


def _particled(names: Sequence[str]) -> Sequence[str]:
    """A last name with the particles before it, which are written small: ``da Vinci``."""
    place = len(names) - 1
    while place > 1 and names[place - 1][0].islower():
        place -= 1
    return names[place:]


def _compare_notations(text: str, answer: str, question: str) -> Iterator[Comparison]:
    ours, theirs = parse_dates(text), parse_dates(answer)
    year_only = all(month is None for _, month, _ in theirs)
    if ours and theirs and not (year_only and text.strip().isdigit()):
        yield compare_dates(ours, theirs)
    expected = parse_quantity(answer)
    given = parse_quantity(text) if expected is not None else None
    if expected is not None and given is not None:
        yield compare_quantities(given, expected, question)
    relation = parse_relation(text) if expected is not None and len(expected.values) == 2 else None
    if relation is not None and relation[1::2] == ("<=", "<=", ""):
        given = parse_quantity(f"{relation[0]} to {relation[4]}")
        if given is not None and expected is not None:
            yield compare_quantities(given, expected, question)
    yield _compare_numbered(text, answer, question)
    yield compare_relations(text, answer)
    yield compare_species(text, answer)
    yield compare_monomials(text, answer)
    yield compare_expressions(text, answer)
    yield _compare_units(text, answer)
    yield _compare_elements(text, answer)


def _compare_numbered(text: str, answer: str, question: str) -> Comparison:
    """``error 404`` beside ``404``: the noun may be added, and left out where the question has it."""
    for named, bare, added in ((text, answer, True), (answer, text, False)):
        parts = split_name(named) if bare.strip(" .").isdigit() else None
        if parts is None or not read_statement(parts[0]).words or is_weighty(word_form(parts[0])):
            continue
        if parts[1] != bare.strip(" ."):
            return "different"
        return "same" if added or parts[0] in question else "near"
    return "unknown"


def _compare_units(text: str, answer: str) -> Comparison:
    theirs = parse_unit(answer) if len(answer) > 2 else None
    ours = parse_unit(text) if theirs is not None else None
    if ours is None or theirs is None:
        return "unknown"
    return "same" if (ours.dimension, ours.factor) == (theirs.dimension, theirs.factor) else "different"


def _compare_elements(text: str, answer: str) -> Comparison:
    for symbol, name in ((text, answer), (answer, text)):
        element = element_of(symbol)
        if element is not None and word_form(element) == word_form(fold(name.strip())):
            return "same"
    return "unknown"


def _judge_contrast(text: str, accepted: Sequence[str], context: AnswerContext) -> Comparison:
    """``not A but B`` and ``B, not A``: B counts, unless A is the answer, or all of B is denied (``B is not it``)."""
    for pattern in _CONTRASTS:
        match = pattern.fullmatch(text.strip(" ."))
        # A denial behind an operator is the clause's (CGEL 10.55), and one of a pronoun denies what the pronoun is for.
        if match and not is_operator(match["kept"].rsplit(maxsplit=1)[-1]) and read_statement(match["denied"]).words:
            kept = judge_single(match["kept"], accepted, context)
            if kept == "same" and judge_single(match["denied"], accepted, context) != "same":
                return "same"
    return "unknown"


def _judge_names(text: str, accepted: Sequence[str], context: AnswerContext) -> Comparison:
    if _OR.search(text) and not any(_OR.search(answer) for answer in accepted):
        parts = [part for part in _OR.split(text) if part.strip()]
        same = 1 < len(parts) <= MOST_NAMES and all(judge_single(part, accepted, context) == "same" for part in parts)
        return "same" if same else "different"
    groups = [group.strip() for group in _BRACKETS.findall(text) if group.strip()]
    outside = " ".join(_BRACKETS.sub(" ", text).split())
    if groups and outside:
        return _judge_brackets(outside, groups, accepted, context)
    parts = [part for part in _NAMES_SPLIT.split(text) if part.strip()]
    if 1 < len(parts) <= MOST_NAMES and all(judge_single(part, accepted, context) == "same" for part in parts):
        return "same"
    return "unknown"


def _judge_brackets(outside: str, groups: Sequence[str], accepted: Sequence[str], context: AnswerContext) -> Comparison:
    if judge_single(outside, accepted, context) != "same":
        return "unknown"
    inside = [judge_single(group, accepted, context) for group in groups]
    if all(comparison == "same" for comparison in inside):
        return "same"
    words = [fold(word.strip(".,;")) for group in groups for word in group.split()]
    if (
        "different" in inside
        or any(context.is_word(word) for word in words)
        or any(c.isdigit() for c in "".join(words))
    ):
        return "different"
    return "near"


def is_part(text: str, accepted: Sequence[str], context: AnswerContext) -> bool:
    """Whether a text is right as one of the parts that an accepted answer joins by ``and``."""
    for answer in accepted:
        parts = [part for part in _AND.split(answer) if part.strip()]
        if len(parts) > 1 and any(judge_single(text, (part,), context) == "same" for part in parts):
            return True
    return False


def is_head(text: str, accepted: Sequence[str], context: AnswerContext) -> bool:
    """Whether a text is right as what stands before the first preposition of an accepted answer."""
    for answer in accepted:
        head = _PREPOSITION.split(answer, maxsplit=1)
        if len(head) > 1 and head[0].strip() and judge_single(text, (head[0],), context) == "same":
            return bool(read_statement(head[0]).words)
    return False


def is_placed(text: str, accepted: Sequence[str], context: AnswerContext) -> bool:
    """Whether a text is right but for the place of a kind of thing behind it: ``theca cells of the follicle``."""
    match = _PLACED.fullmatch(text.strip(" ."))
    if match is None or any(is_weighty(word_form(fold(word))) for word in match["place"].split()):
        return False
    words = [word_form(fold(word)) for word in match["named"].split()]
    kinds = [is_generic(word) for word in words if word not in FUNCTION_WORDS]
    return any(kinds) and not all(kinds) and judge_single(match["named"], accepted, context) == "same"
