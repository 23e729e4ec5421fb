"""How much a word says in an answer: whether it makes another answer, or only names a kind."""

from __future__ import annotations

from quizzer.core.grading.confusables import PREFIXES, TURNING
from quizzer.core.grading.directions import DIRECTIONS
from quizzer.core.grading.english.closed_classes import DENIALS, FUNCTION_WORDS, KINDS, RELATIONS, forms_of
from quizzer.core.grading.spelling import word_form

# Left out or put in, these make another answer: denials (CGEL 10.55-10.59), relations (9.15-9.31), determiners of
# quantity (5.10-5.25) and words of direction, and prefixes written apart. A contrary left out only says less.
_QUANTITIES = forms_of("all both half every each many much more most few fewer little less least several enough only")
_PREFIXES_APART = frozenset(word_form(prefix) for row in (*PREFIXES, TURNING) for prefix in row) - FUNCTION_WORDS
_WEIGHTY = DENIALS | RELATIONS | _QUANTITIES | DIRECTIONS.keys() | _PREFIXES_APART

# Suffixes that make of a word the name of what does it, is done to it or has it (CGEL, appendix I).
_DERIVING = ("ist", "or", "ant", "ance", "ence", "ency", "ancy", "ness", "like", "less", "ing", "ism")
_COMPARING = "ior"  # Latin comparatives, such as "anterior" (7.74)
_LEAST_BASE = 4


def is_weighty(form: str) -> bool:
    """Whether leaving this word out, or putting it in, makes another answer."""
    return form in _WEIGHTY or (
        any(form.endswith(suffix) and len(form) - len(suffix) >= _LEAST_BASE for suffix in _DERIVING)
        and not form.endswith(_COMPARING)
    )


def is_generic(form: str) -> bool:
    """Whether the word alone says too little, and a phrase nearly the same without it: it names a kind."""
    return form in KINDS
