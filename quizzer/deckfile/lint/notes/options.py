"""Find options that give the answer away by their form: by another length or another wording.

Only the form is compared, and only certain cases are reported; whether an option is a fair one, a person has to judge.
"""

from __future__ import annotations

import re

from quizzer.core.grading.tokens import is_acronym
from quizzer.core.notes.kinds import Choice
from quizzer.deckfile.findings import quote

_NUMBER = re.compile(r"[<>≤≥~≈±+−-]?\d[\d.,:/–-]*(?:%|[a-zµ]{1,3})?")
_COUNTS = frozenset({
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "many", "few",
})  # fmt: skip
_FITS_ANY = frozenset({"none", "both", "neither", "either", "all", "any"})
_OPENINGS = {
    "to": "begins with 'to'",
    **dict.fromkeys(("it", "they", "he", "she"), "is a clause ('it ...')"),
    **dict.fromkeys(("in", "on", "at", "by", "through", "with", "from", "into"), "begins with a preposition"),
}
_GERUND, _ADVERB = "begins with a verb in -ing", "is an adverb in -ly"
_GIVEAWAYS = frozenset({_OPENINGS["to"], _OPENINGS["it"]})  # an answer is given away when it alone has one of these
_NO_ADVERB = re.compile(r"(?:dai|week|month|year|ear|on|fami|bel|assemb|app|supp|rep)ly")


def find_length_giveaway(choice: Choice) -> str | None:
    """Find an answer or an option that its length gives away, and say which; None without one.

    The answer stands out when it is nearly twice or only half as long as every option, and an option when it is far
    longer or shorter than the answer. Differences of a word or two do not count.
    """
    right = [len(answer) for answer in choice.answers]
    wrong = [len(option) for option in choice.options]
    if _differ(min(right), max(wrong), 1.8, 12):
        return "the answer is much longer than every option, which gives it away"
    if _differ(min(wrong), max(right), 1.8, 12):
        return "the answer is much shorter than every option, which gives it away"
    for option, length in zip(choice.options, wrong, strict=True):
        if _differ(length, max(right), 2.5, 20):
            return f"the option {quote(option)} is much longer than the answer, which gives it away"
        if _differ(min(right), length, 2.5, 20):
            return f"the option {quote(option)} is much shorter than the answer, which gives it away"
    return None


def _differ(long: int, short: int, ratio: float, letters: int) -> bool:
    return long >= ratio * short and long - short >= letters


def find_form_giveaway(choice: Choice) -> str | None:
    """Find a number among words, or an answer that alone is worded another way, and say which; None without one."""
    right, wrong = choice.answers, choice.options
    if any(text.casefold() in _FITS_ANY for text in right):
        return None
    numbers = {_is_number(answer) for answer in right}
    for option in wrong:
        if len(numbers) == 1 and option.casefold() not in _FITS_ANY and _is_number(option) not in numbers:
            form = ("is a number and the answer is not", "is no number and the answer is one")[min(numbers)]
            return f"the option {quote(option)} {form}, which gives it away"
    if len(wrong) < 2:
        return None
    ours, theirs = {_is_short(text) for text in right}, {_is_short(text) for text in wrong}
    if len(ours) == len(theirs) == 1 and ours != theirs:
        return f"only the answer is {'an' if min(ours) else 'no'} acronym, which gives it away"
    return _find_wording_giveaway(
        {_describe_wording(text) for text in right}, {_describe_wording(text) for text in wrong}
    )


def _find_wording_giveaway(right: set[str], wrong: set[str]) -> str | None:
    shared = min(wrong) if len(wrong) == 1 else ""
    if shared and shared not in right:
        return f"every option {shared}, and the answer is worded otherwise, which gives it away"
    if len(right) == 1 and right <= _GIVEAWAYS and not right & wrong:
        return f"only the answer {min(right)}, which gives it away"
    return None


def _is_number(text: str) -> bool:
    words = text.casefold().split()
    return 1 <= len(words) <= 3 and (words[0] in _COUNTS or _NUMBER.fullmatch(words[0]) is not None)


def _is_short(text: str) -> bool:
    return " " not in text and is_acronym(text)


def _describe_wording(text: str) -> str:
    """Describe how the text is worded, as part of a message; empty for a plain name and where nothing is certain."""
    words = text.casefold().split()
    if not words:
        return ""
    if len(words) == 1:
        return _ADVERB if len(text) > 4 and words[0].endswith("ly") and not _NO_ADVERB.fullmatch(words[0]) else ""
    if len(words) > 2 and len(words[0]) > 5 and words[0].endswith("ing"):
        return _GERUND
    return _OPENINGS.get(words[0], "")
