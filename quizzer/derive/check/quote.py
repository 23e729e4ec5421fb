"""A candidate says what its quote says: its answer stands there, with the same direction and the same negation."""

from __future__ import annotations

import re

from quizzer.core.grading.directions import DIRECTIONS, contradicts, direction_form
from quizzer.core.grading.spelling import fold
from quizzer.derive.candidate import Candidate
from quizzer.derive.check.faces import answers_of, shown_text
from quizzer.derive.check.grounds import Grounds
from quizzer.derive.language.word_set import word_set
from quizzer.derive.question.phrases import content_words

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_NEGATIONS = word_set(
    "not no never without cannot neither nor unlike except fails fail failed lack lacks unable hardly rarely"
)
_NEGATED = re.compile(r"n['’]t$")
_MANY = frozenset({"list", "chain"})


def lacks_quote(candidate: Candidate, grounds: Grounds) -> str:
    """The doubt that the quote does not hold the answer; empty where it does.

    The members of a list and the steps of a chain may stand in other passages of the document, and the name of a thing
    in what stands above an item.
    """
    quote = candidate.quote
    if candidate.focus is not None and not quote.start <= candidate.focus[0] < candidate.focus[1] <= quote.end:
        return "its words stand outside its quote"
    many = candidate.subject in _MANY or len(answers_of(candidate.body)) > 1
    passage = quote.passage
    said = grounds.words if many else content_words(" ".join((passage.text, passage.section, *passage.parents)))
    missing = {word for answer in answers_of(candidate.body) for word in content_words(answer)} - said
    return f"“{min(missing)}” does not stand in its quote" if missing else ""


def turns_direction(candidate: Candidate, grounds: Grounds) -> str:
    """The doubt that a candidate says another direction than its quote, or drops its negation; empty where not."""
    del grounds
    quote = candidate.quote.passage.text[slice(*(candidate.focus or (candidate.quote.start, candidate.quote.end)))]
    whole = candidate.quote.text
    shown = shown_text(candidate.body)
    there, here = direction_words(whole), direction_words(shown)
    for form in sorted(here - there):
        if any(contradicts(form, other) for other in there):
            return f"the quote does not say “{form}”"
    if candidate.direction and not any(DIRECTIONS[form].sign == candidate.direction for form in there):
        return _explain_sign(candidate, there)
    if is_negated(quote) and not is_negated(shown) and candidate.subject in ("relation", "gap"):
        return "the quote denies it"
    return ""


def _explain_sign(candidate: Candidate, there: frozenset[str]) -> str:
    """A direction that no listed word gives can not be read back; only an opposite one is an error."""
    signs = {DIRECTIONS[form].sign for form in there}
    return "the direction is the opposite of the quote's" if signs == {-candidate.direction} else ""


def direction_words(text: str) -> frozenset[str]:
    """The forms of the words of a text that say a direction."""
    forms = (direction_form(fold(word)) for word in _WORD.findall(text))
    return frozenset(form for form in forms if form in DIRECTIONS)


def is_negated(text: str) -> bool:
    """Whether a text has a word that denies."""
    return any(word in _NEGATIONS or _NEGATED.search(word) for word in _WORD.findall(text.casefold()))
