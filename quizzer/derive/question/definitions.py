"""Questions and sentences with a gap from a term and its description."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from quizzer.core.notes.kinds import Basic, Body
from quizzer.derive.language.word_set import word_set
from quizzer.derive.question.naming import ask_doer, ask_named, begins_with_order, with_article
from quizzer.derive.question.phrases import content_words, has_determiner, head_of, is_code, is_plural, shorten
from quizzer.derive.question.predicates import Predicate, is_clause, read_predicate
from quizzer.derive.question.things import Things
from quizzer.derive.question.values import cloze_in_context, cloze_of_predicate, cloze_of_sentence, split_list

_SHOWN = 15
_PARTICIPLE = re.compile(r"(?:\w+ly\s+)?(?P<verb>[A-Za-z]\w*ed|given|taken|made|found|known|used|seen|written)\s", re.I)
_PRONOUN = re.compile(r"^(?:This|These|It|They)(?:\s+[a-z]\w*(?:\s+[a-z]\w*)?)??\s+(?=(?:\w+ly\s+)?[a-z]\w+)")
_DEFINES = re.compile(
    r"^(?:an?|the)\s|\s(?:that|which|who|whose|where|of|for|in|to|by|from|with|between|used|at|on|into|through)\s",
    re.IGNORECASE,
)
_ACTIVE = re.compile(
    r"(?:[A-Za-z]+ed|led|won|wrote|built|made|found|fought|became|began|sent|took|gave|ran|held|lost|sold|brought|taught)\s"
    r"(?:an?|the|his|her|their|its|[A-Z])",
)
_PERSON = re.compile(r"(?:[A-Z][\w.'’-]*\s){1,3}(?:[IVX]+|[A-Z][\w'’-]+)")
# Heads of what is said about a term without saying what it is: “classification by potency”.
_META = word_set(
    "relationship relation classification factors mechanism mechanisms uses use importance role roles overview list "
    "lists difference differences comparison introduction effects effect examples example types kinds methods "
    "principles basis significance summary discussion description study review notes guide tips case cases focus "
    "issues considerations approach approaches history background application applications advantages disadvantages "
    "changes strategies"
)
_SPLICE = re.compile(r",\s+(?:it|they|this|these|but|so|and (?:it|they))\s")
_CLAUSE_START = re.compile(r"(?:this|these|it|they|that|those|you|we|if|when|use|please|see|to|in|on|for|not)\b", re.I)
_OPEN = re.compile(r"^(?:a|an|the|any|one|some|type|kind|form|group|set)\b", re.IGNORECASE)


class Asked(NamedTuple):
    """One way to ask for a term or its description."""

    body: Body
    answer: str
    why: str
    worth: float


def ask_description(term: str, description: str, kind: str, things: Things) -> Iterator[Asked]:
    """Yield the ways to ask with a term and the first sentence of its description.

    Args:
        term: The term as the document has it.
        description: What follows it.
        kind: What the term is, such as “option”; empty where that is unknown.
        things: How the document speaks of its things.
    """
    predicate = _read(description)
    name = things.name(term)
    first = _SPLICE.split(first_sentence(description), maxsplit=1)[0]
    if predicate is not None and predicate.form == "base" and not (is_code(term) or kind or is_plural(name)):
        return  # advice: “remember that ...”
    if predicate is not None and predicate.verb in re.findall(r"[a-z]+", term.casefold()):
        return  # “tilt: tilt mode exited”
    if predicate is not None:
        yield from _ask_predicate(term, name, predicate, kind)
    elif _ACTIVE.match(first):
        yield from _ask_deed(term, things, first)
    elif _PARTICIPLE.match(first):
        is_ = "are" if is_plural(name) else "is"
        yield from _ask_passive(name, f"{is_} {things.inside(first)}")
    elif not read_predicate(first) and not is_clause(first) and not _CLAUSE_START.match(first):
        yield from _ask_noun(term, things, things.inside(first), kind)


def _read(description: str) -> Predicate | None:
    """The description as a predicate of the term: “Binds iron ...”, or “This protein binds iron ...”."""
    first = first_sentence(description)
    rest = _PRONOUN.sub("", first)
    predicate = read_predicate(rest, after_subject=rest != first)
    if predicate is None or predicate.form not in ("third", "base"):
        return None
    if rest != first and predicate.form == "base" and first.startswith(("This", "It")):
        return None
    return predicate


def first_sentence(text: str) -> str:
    """The first sentence of a text, without its stop."""
    return re.split(r"(?<=[\w)\]’”\"`])[.;](?:\s|$)", text.strip(), maxsplit=1)[0].strip()


def _ask_predicate(term: str, name: str, predicate: Predicate, kind: str) -> Iterator[Asked]:
    short = shorten(predicate.rest, _SHOWN, least=1)
    if not short:
        return
    said = Predicate(predicate.form, predicate.adverb, predicate.verb, short)
    gap = cloze_of_predicate(name, said, plural=is_plural(name))
    if gap is not None:
        yield Asked(*gap, f"what {term} does", 0.6)
    if not _shows(term, short) and (kind or len(content_words(short)) > 2):
        yield Asked(Basic(ask_doer(kind, said), term), term, f"what “{said.verb}” is said of", 0.66)


def _ask_passive(name: str, said: str) -> Iterator[Asked]:
    verb, _, rest = said.partition(" ")
    participle, _, rest = rest.partition(" ")
    short = shorten(rest, _SHOWN, least=1)
    gap = cloze_of_sentence(name, f"{verb} {participle}", short) if short else None
    if gap is not None:
        yield Asked(*gap, f"how {name} is {participle}", 0.56)


def _ask_deed(term: str, things: Things, first: str) -> Iterator[Asked]:
    """“Led the rebellion of 1877” of a person."""
    verb, _, rest = first.partition(" ")
    short = shorten(rest, _SHOWN, least=1)
    gap = cloze_of_sentence(things.name(term), verb.lower(), short) if short else None
    if gap is not None:
        yield Asked(*gap, f"what {term} {verb.lower()}", 0.6)
    if short and _PERSON.fullmatch(term) and not _shows(term, short):
        yield Asked(Basic(f"Who {verb.lower()} {short}?", term), term, f"who {verb.lower()} {short}", 0.64)


def _ask_noun(term: str, things: Things, description: str, kind: str) -> Iterator[Asked]:
    name = things.name(term)
    short = shorten(description, _SHOWN, least=2)
    if (
        begins_with_order(description)
        or head_of(description).casefold() in _META
        or re.search(r"^\d|[—–]\d", description)
    ):
        return
    if not short or split_list(description) or not (is_code(term) or _DEFINES.search(f"{description} ")):
        return
    if not _shows(term, short) and len(content_words(short)) > 1:
        asked = ask_named(short)
        if kind and asked.endswith(" called?") and is_code(term):
            asked = f"Which {kind} stands for {short}?"
        yield Asked(Basic(asked, term), term, f"the term for “{short}”", 0.68)
    if is_code(term):
        return
    if len(description.split()) <= 6:
        be = "are" if is_plural(name) else "is"
        yield Asked(Basic(f"What {be} {name}?", description), description, f"what {term} is", 0.55)
        return
    be = "are" if is_plural(name) else "is"
    phrase = short if be == "are" or has_determiner(short) or not _OPEN.match(short) else with_article(short)
    gap = cloze_in_context(term, phrase, things, is_name=True)
    if gap is not None:
        yield Asked(*gap, f"what {term} is", 0.5)


def _shows(term: str, description: str) -> bool:
    """Whether a description shows a word of its term."""
    return bool(content_words(term) & content_words(description)) or term.casefold() in description.casefold()
