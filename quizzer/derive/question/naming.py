"""Questions for the name of what a description describes."""

from __future__ import annotations

import re

from quizzer.derive.language.word_set import word_set
from quizzer.derive.language.words.lexicon import base_of, entry, is_verb, third_person
from quizzer.derive.question.phrases import (
    MODIFIED,
    has_determiner,
    head_of,
    is_plural,
    is_plural_word,
    singular,
    without_article,
)
from quizzer.derive.question.predicates import Predicate, may_be_verb, read_predicate


def ask_doer(kind: str, predicate: Predicate) -> str:
    """Word a question for what a predicate is said of: “Which option sets the time?”.

    Args:
        kind: What the things are; empty where that is unknown.
        predicate: The predicate.
    """
    return f"{f'Which {singular(kind)}' if kind else 'What'} {predicate.say(plural=False)}?"


def ask_term(kind: str, description: str) -> str:
    """Word a question for the term that a description describes or defines.

    Args:
        kind: What the terms are, such as “option” or “hormone”; empty where that is unknown.
        description: The description, without its stop, in the case of the inside of a sentence.
    """
    which = f"Which {singular(kind)}" if kind else "What"
    predicate = read_predicate(description, after_subject=begins_with_third(description))
    if predicate is not None and predicate.form in ("third", "base"):
        return ask_doer(kind, predicate)
    if predicate is not None:
        return f"{which} stands for {description}?" if kind else f"What is the term for {description}?"
    return ask_named(description)


_SINGLE_OUT = word_set(
    "outermost innermost uppermost lowermost topmost first second third fourth last final main major primary "
    "secondary only outer inner intermediate central upper lower left right same total whole entire ability"
)
_SORTS = word_set(
    "type kind form group class set piece unit part series family member sort branch collection pair one layer"
)


def _is_definite(phrase: str) -> bool:
    """Whether “the” stands before this phrase: a superlative, an ordinal, “process of ...”."""
    words = without_article(phrase).casefold().split()
    if not words:
        return False
    if words[0] in _SINGLE_OUT or (len(words[0]) > 5 and words[0].endswith("est")) or words[0] == "most":
        return True
    match = re.match(r"(?:\S+ ){0,2}?(\S+) of ", phrase.casefold())
    return match is not None and match[1] not in _SORTS and (" of the " in phrase or not is_plural_word(match[1]))


_RELATIVE = re.compile(
    r"^(?P<noun>[^,;:]+?),?\s+(?:that|which|who)\s+(?P<adverb>often\s|usually\s|also\s|\w+ly\s)?(?P<verb>[a-z]\w*)\s+(?P<rest>.+)$"
)
_PURPOSE = re.compile(r"^(?P<noun>(?:[\w-]+\s){0,3}[\w-]+)\s(?:used\s)?to\s(?P<verb>[a-z]+)\s(?P<rest>.+)$")
_MODAL = word_set("is are was were can may has have does do could must will should had")


def begins_with_third(description: str) -> bool:
    """Whether a description begins with a verb in the third person and no noun in the plural."""
    words = description.split()
    return len(words) > 1 and may_be_verb(words[0]) and words[0][:1].islower()


def ask_named(description: str) -> str:
    """Word a question for the name of what a noun phrase describes.

    What follows the noun becomes the predicate: “Which hormone raises blood sugar?”, “Which cells are found in the
    liver?”. A noun that is singled out, or that nothing follows, gives “What is the outer layer of the gland called?”.
    """
    description = description.strip()
    match = _RELATIVE.match(description)
    if match is not None and len(match["noun"].split()) <= 9:
        noun, verb = match["noun"], match["verb"]
        if _is_definite(noun) and len(noun.split()) > 4:
            return _ask_called(noun)
        if verb in _MODAL or read_predicate(f"{verb} the") is not None or base_of(verb, "ed"):
            said = f"{match['adverb'] or ''}{_agree(verb, noun)} {match['rest']}"
            modified = MODIFIED.match(noun)
            if modified is None:
                return f"Which {without_article(noun)} {said}?"
            be = "are" if is_plural(modified["noun"]) else "is"
            return f"Which {without_article(modified['noun'])} {be} {modified['modifier']} and {said}?"
    purpose = _PURPOSE.match(description)
    if (
        purpose is not None
        and is_verb(purpose["verb"])
        and not begins_with_order(description)
        and not _is_definite(purpose["noun"])
    ):
        be = "are" if is_plural(purpose["noun"]) else "is"
        return f"Which {without_article(purpose['noun'])} {be} used to {purpose['verb']} {purpose['rest']}?"
    modified = MODIFIED.match(description)
    if modified is not None and not _is_definite(modified["noun"]) and not _WHO.search(modified["noun"]):
        be = "are" if is_plural(modified["noun"]) else "is"
        return f"Which {without_article(modified['noun'])} {be} {modified['modifier']}?"
    return _ask_called(description)


_WHO = re.compile(r"\b(?:who|that|which|whose)\b")


def begins_with_order(description: str) -> bool:
    """Whether the first word is a verb more often than a noun: “reduce the load”."""
    known = entry(description.split()[0].casefold())
    return known.verb > known.noun


def _ask_called(phrase: str) -> str:
    be = "are" if is_plural_word(head_of(phrase)) or is_plural(phrase.split(",")[0]) else "is"
    if not has_determiner(phrase) or phrase.startswith("most "):
        phrase = f"the {phrase}" if _is_definite(phrase) else phrase if be == "are" else with_article(phrase)
    return f"What {be} {phrase} called?"


def with_article(phrase: str) -> str:
    """A phrase with “a” or “an” before it."""
    return f"{'an' if _sounds_open(phrase) else 'a'} {phrase}"


def _agree(verb: str, noun: str) -> str:
    """The verb of a relative clause in the number of its noun; texts are not always careful."""
    predicate = read_predicate(f"{verb} the")
    if predicate is None or verb in _MODAL:
        return verb
    return predicate.verb if is_plural(noun) else third_person(predicate.verb)


def _sounds_open(phrase: str) -> bool:
    """Whether “an” stands before this phrase."""
    word = phrase.split(" ", 1)[0]
    if word.isupper():
        return word[:1] in "AEFHILMNORSX"
    return bool(re.match(r"[aeio]|u(?!ni|se|ti|bi)|h(?:our|onest|eir)", word, re.IGNORECASE)) and not re.match(
        r"eu|one\b|once\b", word, re.IGNORECASE
    )
