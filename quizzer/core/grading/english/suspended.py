"""Suspended hyphens: ``pre- and postnatal`` written out as ``prenatal and postnatal``."""

from __future__ import annotations

import re
from functools import lru_cache

from quizzer.core.grading.confusables import PREFIXES
from quizzer.core.grading.spelling import GREEK_NAMES, fold

_BEGINNINGS = sorted({*(prefix for row in PREFIXES for prefix in row), *GREEK_NAMES.values()}, key=len, reverse=True)
# One or more beginnings, each with its hyphen, and the word that the last of them leaves whole.
_SUSPENDED = re.compile(r"(?<![\w-])((?:[^\W_]+-,?(?:\s+|\s*/\s*)(?:(?:and|or)\s+)?)+)([^\W_]+(?:-[^\W_]+)*)")
_BEGINNING = re.compile(r"([^\W_]+)-")


@lru_cache(maxsize=2048)
def join_suspended(text: str) -> str:
    """A text with the end that its last word lends to each hyphen before it; as it is where there is none to lend."""
    return _SUSPENDED.sub(_written_out, text) if "-" in text else text


def _written_out(match: re.Match[str]) -> str:
    end = _end_of(match[2])
    return _BEGINNING.sub(rf"\g<1>{end}", match[1]) + match[2] if end else match[0]


def _end_of(word: str) -> str:
    """What a word may lend: all from its first hyphen on, or what stands behind a prefix."""
    _, hyphen, rest = word.partition("-")
    if hyphen:
        return f"-{rest}"
    folded = fold(word)
    prefix = next((prefix for prefix in _BEGINNINGS if folded.startswith(prefix)), "")
    rest = word[len(prefix) :]
    return rest if prefix and len(rest) > 2 and len(folded) == len(word) else ""
