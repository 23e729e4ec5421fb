"""Whether a text names a process, such as a secretion or a growth: what can be driven as well as raised."""

from __future__ import annotations

import re
from functools import lru_cache

from quizzer.core.grading.english.closed_classes import KINDS
from quizzer.core.grading.spelling import fold, word_form

# Suffixes of nouns of action (CGEL I.38, I.42), with the neo-classical "-sis"; and nouns of action without a suffix
# (I.43) or with one of quality, which say what a thing does.
_ACTION = ("tion", "sion", "sis", "ment", "ism", "ing")
_CONVERTED = (
    "activity", "flow", "growth", "intake", "output", "release", "response", "secretion", "transport", "turnover",
    "uptake",
)  # fmt: skip

# What a question says something happens to: behind a verb of effect, its preposition or the gap of a cloze, and up to
# what is said of when or where.
_OBJECT = re.compile(
    r"(?:\b(?:to|on|affects?|influences?|changes?|alters?)\b|\])\s*([^,;.?!]*?)"
    r"(?=\s(?:in|at|when|while|during|if|as|after|before|with|by|through|via)\b|[,;.?!]|$)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")


def names_process(text: str) -> bool:
    """Whether a word of a text is a noun of action."""
    for word in map(fold, _WORD.findall(text)):
        if word in _CONVERTED or (word.endswith(_ACTION) and word_form(word) not in KINDS):
            return True
    return False


@lru_cache(maxsize=256)
def asks_of_process(question: str) -> bool:
    """Whether a question asks what is done or happens to a process."""
    return any(map(names_process, _OBJECT.findall(question)))
