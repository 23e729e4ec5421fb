"""Relations between two sides, or along a chain: ``x > 3``, ``3 < x``, ``x is greater than 3``, ``2 ≤ x < 5``."""

from __future__ import annotations

import re
from functools import lru_cache

from quizzer.core.grading.notation.formulas import parse_monomial
from quizzer.core.grading.notation.quantities import Comparison, plain_notation

_WORDS_OF_RELATION = (
    (r"(?:is |are )?(?:greater|more|larger|bigger|higher|above) than or equal(?:s)? (?:to )?", ">="),
    (r"(?:is |are )?(?:less|smaller|lower|below) than or equal(?:s)? (?:to )?", "<="),
    (r"(?:is |are )?(?:greater|more|larger|bigger|higher) than", ">"),
    (r"(?:is |are )?(?:less|smaller|lower|fewer) than", "<"),
    (r"(?:is |are )?at least", ">="), (r"(?:is |are )?at most", "<="), (r"\b(?:equals|is equal to)\b", "="),
)  # fmt: skip
_RELATION = re.compile(r"\s*(<=|>=|=<|=>|<|>|=)\s*")
_OPERATORS = "+-−*/·×^"
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "="}


@lru_cache(maxsize=512)
def parse_relation(text: str) -> tuple[str, ...] | None:
    """A chain of relations, the smaller side first: ``3 < x`` and ``x is greater than 3`` are the same."""
    plain = plain_notation(text.replace("≤", "<=").replace("≥", ">=").replace("⩽", "<=").replace("⩾", ">="))
    for pattern, sign in _WORDS_OF_RELATION:
        plain = re.sub(pattern, sign, plain)
    parts = _RELATION.split(plain.strip(" ."))
    if len(parts) not in (3, 5) or not all(part and len(part) < 24 for part in parts):
        return None
    sides = ["".join(part.replace("+", "").split()) for part in parts[::2]]
    signs = [{"=<": "<=", "=>": ">="}.get(sign, sign) for sign in parts[1::2]]
    if all(sign in (">", ">=") for sign in signs):
        sides, signs = sides[::-1], [_TURNED[sign] for sign in signs[::-1]]
    if signs == ["="]:
        sides.sort()
    return tuple(side for pair in zip(sides, [*signs, ""], strict=True) for side in pair)


def compare_relations(given: str, expected: str) -> Comparison:
    """How two relations stand to each other; a single letter may be the variable of either."""
    theirs = parse_relation(expected)
    if theirs is None or not all(len(side) < 8 or side.isdigit() for side in theirs):
        return "unknown"
    ours = parse_relation(given)
    if ours is None:
        return "unknown"
    return "same" if ours == theirs else "different"


def compare_equations(given: str, expected: str) -> Comparison:
    """How two equations between one-letter variables stand to each other; the left side may be left out."""
    left, sign, right = expected.partition("=")
    if not sign or not 0 < len(left.strip()) <= 3 or re.search(r"[^\W\d_]{4}", right) or len(right) > 60:
        return "unknown"
    our_left, our_sign, our_right = given.partition("=")
    if not our_sign:
        our_left, our_right = left, given
    elif our_left.strip().casefold() != left.strip().casefold():
        return "unknown"
    ours, theirs = parse_monomial(our_right), parse_monomial(right)
    if ours is not None and theirs is not None:
        return "same" if ours == theirs else "different"
    if not any(operator in right for operator in _OPERATORS) or re.search(r"[^\W\d_]{4}", our_right):
        return "unknown"
    return "same" if _bare_sides(our_right) == _bare_sides(right) else "different"


def _bare_sides(text: str) -> str:
    return re.sub(r"[\s·*×⋅]", "", plain_notation(text))
