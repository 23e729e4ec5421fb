"""Symbols of compass points and units, arrows and fractions, as the other text has them: ``NE to SW``, ``2/3``."""

from __future__ import annotations

import re
from functools import lru_cache

from quizzer.core.grading.notation.units import parse_unit
from quizzer.core.grading.spelling import fold, word_form

# The sixteen points of the compass (ISO 19111 and the World Meteorological Organization's code table 0877).
_CARDINAL = {"n": "north", "e": "east", "s": "south", "w": "west"}
_POINTS = ["n", "nne", "ne", "ene", "e", "ese", "se", "sse", "s", "ssw", "sw", "wsw", "w", "wnw", "nw", "nnw"]
_COMPASS = {point: "".join(_CARDINAL[letter] for letter in point) for point in _POINTS}
_NAME_OF_POINT = re.compile(r"(?<![^\W\d_])(?:(?:north|south|east|west)[ -]?)*(?:north|south|east|west)(?![^\W\d_])")
_LONGEST_SYMBOL = 5
_WORD = re.compile(r"(?<![\w'’])[^\W\d_]{1,5}(?:/[^\W\d_]{1,3})?(?![\w'’])")
_ARROW = re.compile(r"\s*(?:[→⟶⇒]|-+>)\s*")  # between words: "from ... to"
_DIVISION = re.compile(r"\d\s*/\s*\d")
# Fractions in words (CGEL 6.66).
_FRACTION = re.compile(
    r"\b(an?|one|two|three|four|five|six|seven|eight|nine)[ -]"
    r"(half|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twelfth)s?\b",
    re.IGNORECASE,
)
_LONG_WORD = re.compile(r"[^\W\d_]{3,}(?: per [^\W\d_]{3,})?")


def write_out(text: str, other: str) -> str:
    """A text whose symbols are replaced by the names that the other text has for them.

    A text that is one letter stays: it may be a symbol of anything.
    """
    if len(text.strip()) < 2:
        return text
    if _ARROW.search(text) and not _ARROW.search(other) and " to " in other:
        text = _ARROW.sub(" to ", text)
    if _DIVISION.search(other) and not _DIVISION.search(text):
        text = _FRACTION.sub(lambda match: f"{_in_digits(match[1])}/{_in_digits(match[2])}", text)
    names = _names_in(other)
    if not names:
        return text
    return _WORD.sub(lambda match: names.get(_sense_of(match[0]) or "", match[0]), text)


def _in_digits(word: str) -> str:
    """A numeral, or the noun of a fraction, in digits."""
    named = {"a": "1", "an": "1", "half": "2", "quarter": "4"}
    return named.get(fold(word)) or "".join(filter(str.isdigit, word_form(fold(word))))


@lru_cache(maxsize=512)
def _names_in(text: str) -> dict[str, str]:
    """The names of points and units in a text, by what they mean."""
    folded = fold(text)
    found = {re.sub("[ -]", "", match[0]): match[0] for match in _NAME_OF_POINT.finditer(folded)}
    for match in _LONG_WORD.finditer(text):
        unit = parse_unit(match[0]) if match[0] not in found else None
        if unit is not None and len(match[0]) > _LONGEST_SYMBOL - 1:
            found[f"{unit.dimension}|{unit.factor}"] = match[0]
    return found


@lru_cache(maxsize=1024)
def _sense_of(word: str) -> str | None:
    if fold(word) in _COMPASS:
        return _COMPASS[fold(word)]
    unit = parse_unit(word)
    return f"{unit.dimension}|{unit.factor}" if unit is not None else None
