"""Formulas with functions and brackets: ``O(n log n)``, ``sin 2x``, ``P(A|B)``; equal terms and factors in any order.

A letter before a bracket counts as a factor: whether ``f(x)`` is a function or a product, the other side says it alike.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from quizzer.core.grading.notation.quantities import Comparison, plain_notation
from quizzer.core.grading.spelling import GREEK_NAMES

# Functions with a name of several letters (ISO 80000-2, items 2-13 and 2-14).
_NAMES = "arcsin arccos arctan sinh cosh tanh sin cos tan cot sec csc exp log lg ln lb max min sup inf arg det"
_FUNCTIONS = tuple(_NAMES.split())
_LONGEST = 60
_TOKEN = re.compile(rf"\s*({'|'.join(_FUNCTIONS)}|\d+(?:\.\d+)?|[^\W\d_](?![^\W_])|[()+\-*/^|,!])\s*")
_APPLIED = re.compile(rf"[^\W_]\(|[\^*/+-]\s*\(|(?<![^\W\d_])(?:{'|'.join(_FUNCTIONS)})(?![^\W\d_])")

Term = tuple[Any, ...]


@lru_cache(maxsize=512)
def parse_expression(text: str) -> Term | None:
    """A formula in one order of its terms and factors; None where a text is none."""
    plain = plain_notation(text).replace("×", "*").replace("·", "*").replace("⋅", "*").strip(" .")
    tokens = _tokens_of(plain) if 0 < len(plain) <= _LONGEST else None
    if tokens is None:
        return None
    reader = _Reader(tokens)
    found = reader.arguments()
    return found if found is not None and reader.place == len(tokens) else None


def compare_expressions(given: str, expected: str) -> Comparison:
    """How two formulas stand to each other; unknown where one cannot be read, or nothing is applied or in brackets."""
    theirs = parse_expression(expected) if _APPLIED.search(plain_notation(expected)) else None
    ours = parse_expression(given) if theirs is not None else None
    if ours is None or theirs is None:
        return "unknown"
    return "same" if ours == theirs else "different"


def _tokens_of(text: str) -> list[str] | None:
    for letter, name in GREEK_NAMES.items():
        text = re.sub(rf"\b{name}\b", letter, text)
    text = re.sub(r"(?<=\d)(?=[^\W\d_])", " ", text)
    if re.search(r"[^\W\d_]\d", text):  # an index, which this notation does not have
        return None
    tokens: list[str] = []
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            return None
        tokens.append(match[1])
        place = match.end()
    return tokens


class _Reader:
    """Reads tokens from left to right; each method leaves ``place`` after what it read, or returns None."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.place = 0

    def _next(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def _takes(self, *signs: str) -> bool:
        found = self._next() in signs and bool(self._next())
        self.place += found
        return found

    def arguments(self) -> Term | None:
        """Sums set apart by a comma or a stroke, whose order counts."""
        found: list[Term | str | None] = [self.sum()]
        while self._takes(",", "|"):
            found += [self.tokens[self.place - 1], self.sum()]
        return None if None in found else ("list", *found)

    def sum(self) -> Term | None:
        terms: list[Term] = []
        sign = "-" if self._takes("-") else "+"
        while True:
            factors = self.product()
            if factors is None:
                return None
            terms.append((sign, *factors))
            if not self._takes("+", "-"):
                return ("sum", *sorted(terms, key=repr))
            sign = self.tokens[self.place - 1]

    def product(self) -> Term | None:
        factors: list[Term] = []
        sign = "*"
        while True:
            factor = self.factor()
            if factor is None:
                return None
            factors.append((sign, factor))
            if self._takes("*", "/"):
                sign = self.tokens[self.place - 1]
            elif self._next() in ("", ")", "+", "-", ",", "|"):
                return tuple(sorted(factors, key=repr))
            else:
                sign = "*"

    def factor(self) -> Term | None:
        """A number, a variable, a bracket or a function with its argument, raised to a power or not."""
        base: Term | None
        name = self._next()
        self.place += 1
        if name == "(":
            base = self.arguments()
            base = base if self._takes(")") else None
        elif name in _FUNCTIONS:
            power = self.factor() if self._takes("^") else None
            argument = self._argument()
            base = ("call", name, power, argument) if argument is not None else None
        else:
            base = ("atom", name) if name and name[0].isalnum() else None
        if base is not None and self._takes("!"):
            base = ("!", base)
        if base is not None and self._takes("^"):
            exponent = self.factor()
            return ("^", base, exponent) if exponent is not None else None
        return base

    def _argument(self) -> Term | None:
        """What a function is applied to: a bracket, a function, or the numbers and variables that follow."""
        if self._next() == "(" or self._next() in _FUNCTIONS:
            found = self.factor()
            return found[1] if found is not None and found[0] == "list" and len(found) == 2 else found
        factors: list[Term] = []
        while self._next() and self._next()[0].isalnum() and self._next() not in _FUNCTIONS:
            factor = self.factor()
            if factor is None:
                return None
            factors.append(("*", factor))
        return ("sum", ("+", *sorted(factors, key=repr))) if factors else None
