"""Numbers with what belongs to them: signs, units, ratios and ranges.

Two quantities are the same when their values are, whatever the notation: ``0,1–0,2 ml`` and ``0.1 to 0.2 mL``,
``8849 m`` and ``8.849 km``, ``16:9`` and ``sixteen to nine``. Values are exact fractions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from quizzer.core.grading.notation.units import Unit, parse_unit

Comparison = Literal["same", "different", "near", "unknown"]

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
TENS = {word: 10 * tens for tens, word in enumerate(_TENS.split(), 2)}
_CARDINALS = {word: value for value, word in enumerate(_UNITS.split())}
_CARDINALS |= TENS
_MULTIPLIERS = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_PARTS = {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifths": 5, "tenths": 10}
_NUMBER_WORD = "|".join(sorted((*_CARDINALS, *_MULTIPLIERS), key=len, reverse=True))
_NUMBER_WORDS = re.compile(rf"\b(?:(?:an?|{_NUMBER_WORD})(?:[ -](?:and )?(?={_NUMBER_WORD})|\b)){{1,8}}")
_FRACTION_WORDS = re.compile(rf"(\d{{1,3}}|\ba)[ -]({'|'.join(_PARTS)})\b")

_SUPERSCRIPTS = re.compile("[⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_MINUS = str.maketrans(dict.fromkeys("−‐‑–—", "-") | dict.fromkeys("\u00a0\u2009\u202f\u2007", " ") | {"⁄": "/"})
_NUMBER = re.compile(
    r"(?<![\w.,])([+-]?)((?:\d{1,3}(?:[ ,'’]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:[.,]\d+)*|\.\d+))"
    r"(?:\s*[x*×·]\s*10\s*\^?\s*([+-]?\d+)|e([+-]?\d{1,3})(?![\w])|\^(\d{1,2}))?(?!\d)"
)
_HEDGE = re.compile(
    r"(?:\b(?:about|around|approximately|approx|roughly|circa|ca|some|exactly|nearly|almost|at|in|by|the|an?|of|is|it|are|there|"
    r"between|from|ratio|value)\b\.?|[~≈±=\[(]|\bz\b(?= *=))"
)
_SEPARATOR = re.compile(r"^(.*?)\s*(:|/|\bto\b|\bover\b|\band\b|-|,)\s*$")


# A noun with a number that is its name (CGEL 17.65, apposition), and words that look alike but reckon (9.8).
_NUMBERED = re.compile(r"(?:the )?([^\W\d_]{3,})(?: (?:no\.?|number)|,|:)? #?(\d+)\.?")
_RECKONING = frozenset(["minus", "plus", "times", "twice", "thrice", "number", *_CARDINALS, *_MULTIPLIERS, *_PARTS])


@dataclass(frozen=True, slots=True)
class Quantity:
    """One or more numbers that belong together.

    Attributes:
        values: For each number the values it may have: ``8,849`` is 8849 or, with a decimal comma, 8.849.
        unit: The unit of all of them, or None.
        separators: The signs between them.
        labels: For each number the words at it, folded.
    """

    values: tuple[frozenset[Fraction], ...]
    unit: Unit | None
    separators: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


def plain_notation(text: str) -> str:
    """Text with one notation for numbers: no super- or subscripts, one minus, digits for number words."""
    text = _SUPERSCRIPTS.sub(lambda match: "^" + unicodedata.normalize("NFKC", match[0]), text.translate(_MINUS))
    text = unicodedata.normalize("NFKC", text).translate(_MINUS)
    text = _NUMBER_WORDS.sub(_digits_of, text.casefold()) if any(c.isalpha() for c in text) else text
    return _FRACTION_WORDS.sub(lambda m: f"{1 if m[1] == 'a' else m[1]}/{_PARTS[m[2]]}", text)


def _digits_of(match: re.Match[str]) -> str:
    total = current = 0
    words = re.findall(r"[a-z]+", match[0])
    numbers = [word for word in words if word not in ("a", "an", "and")]
    if not numbers:
        return match[0]
    for word in numbers:
        if word in _CARDINALS:
            current += _CARDINALS[word]
        elif word == "hundred":
            current = (current or 1) * 100
        else:
            total, current = total + (current or 1) * _MULTIPLIERS[word], 0
    tail = match[0][len(match[0].rstrip()) :]
    return f"{total + current}{tail}"


@lru_cache(maxsize=512)
def parse_quantity(text: str) -> Quantity | None:
    """The quantity that a text is as a whole; None where it says anything else."""
    unfolded = _SUPERSCRIPTS.sub(lambda match: "^" + unicodedata.normalize("NFKC", match[0]), text.translate(_MINUS))
    unfolded = unicodedata.normalize("NFKC", unfolded).translate(_MINUS).strip(" .!])")
    if not any(c.isdigit() for c in unfolded):
        unfolded = plain_notation(unfolded)
        if not any(c.isdigit() for c in unfolded):
            return None
    elif any(c.isalpha() for c in unfolded):
        unfolded = _NUMBER_WORDS.sub(lambda m: _digits_of(m) if m[0].strip() not in ("a", "an") else m[0], unfolded)
    unfolded = re.sub(r"(?<=\d)\s*:\s*(?=\d)", " : ", unfolded)
    unfolded = re.sub(r"(?<=\d)\s*-\s*(?=\d)", " - ", re.sub(r"(?<=\d)\s*/\s*(?=\d)", " / ", unfolded))
    found = list(_NUMBER.finditer(unfolded))
    if not found or _HEDGE.sub("", unfolded[: found[0].start()].casefold()).strip():
        return None
    gaps = [unfolded[match.end() : following.start()] for match, following in pairwise(found)]
    labels: list[str] = []
    separators: list[str] = []
    for gap in gaps:
        cut = _SEPARATOR.match(gap.casefold())
        if cut is None:
            return None
        labels.append(gap[: len(cut[1])].strip())
        separators.append(cut[2])
    labels.append(unfolded[found[-1].end() :].strip(" )].!"))
    values = tuple(_values_of(match) for match in found)
    return _with_unit(values, tuple(separators), labels)


def _with_unit(
    values: tuple[frozenset[Fraction], ...], separators: tuple[str, ...], labels: Sequence[str]
) -> Quantity | None:
    units = [parse_unit(label) if label else None for label in labels]
    last = units[-1]
    if all(not label for label in labels):
        return Quantity(values, None, separators)
    if last is not None and all(not label or unit == last for label, unit in zip(labels, units, strict=True)):
        return Quantity(values, last, separators)
    if len(values) > 1 and all(labels):
        return Quantity(values, None, separators, tuple(label.casefold() for label in labels))
    return None


def _values_of(match: re.Match[str]) -> frozenset[Fraction]:
    sign, raw = match[1], match[2]
    power = int(match[3] or match[4] or 0)
    if abs(power) > 60:
        power = 60
    spellings = {re.sub(r"[ '’]", "", raw)}
    if "," in raw:
        joined = re.sub(r"[ ,'’]", "", raw)
        thousands = re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", raw)
        decimal = raw.replace(",", ".") if raw.count(",") == 1 and "." not in raw else None
        spellings = {joined} if thousands else set()
        spellings |= {decimal} if decimal else set()
        spellings = spellings or {joined}
    if raw.count(".") > 1:
        spellings = {raw.replace(".", "")}
    if match[5]:
        return frozenset(Fraction(spelling) ** int(match[5]) for spelling in spellings if len(spelling) < 6)
    factor = Fraction(10) ** power * (-1 if sign == "-" else 1)
    return frozenset(Fraction(spelling) * factor for spelling in spellings)


def compare_quantities(given: Quantity, expected: Quantity, question: str = "") -> Comparison:
    """How two quantities stand to each other.

    Args:
        given: The one typed.
        expected: The accepted one.
        question: The question, folded: the unit or the order of labels may stand there.
    """
    labelled = _in_order_of(given, question) if given.labels and not expected.labels else given
    if labelled is None:
        return "unknown"
    if len(labelled.values) != len(expected.values):
        return _compare_fractions(labelled, expected)
    if not _separators_agree(labelled.separators, expected.separators):
        return "different"
    if labelled.unit is None and expected.unit is not None:
        if not _equal(labelled.values, expected.values, Fraction(1)):
            return "different"
        return "same" if _counted_in(expected.unit, question) else "near"
    return _compare_values(labelled, expected)


def _in_order_of(given: Quantity, question: str) -> Quantity | None:
    """A quantity whose numbers have labels, in the order in which the question has these; None for other labels."""
    places = [question.find(label.split()[-1][:8]) for label in given.labels]
    if -1 in places:
        return given if all(len(label) <= 2 for label in given.labels) else None
    order = sorted(range(len(places)), key=places.__getitem__)
    return Quantity(tuple(given.values[place] for place in order), given.unit, given.separators)


def _compare_values(given: Quantity, expected: Quantity) -> Comparison:
    ordered = any(sign in (":", "/", "over", "to") for sign in expected.separators)
    if given.unit is not None and expected.unit is None:
        if given.unit.dimension == "percent" and ordered and _proportional(given.values, expected.values):
            return "same"
        return "unknown" if _equal(given.values, expected.values, Fraction(1)) else "different"
    factor = Fraction(1)
    if given.unit is not None and expected.unit is not None:
        if given.unit.dimension != expected.unit.dimension:
            return "different"
        factor = given.unit.factor / expected.unit.factor
    if _equal(given.values, expected.values, factor):
        return "same"
    proportional = "/" in expected.separators and _proportional(given.values, expected.values)
    return "near" if proportional else "different"


def _separators_agree(given: Sequence[str], expected: Sequence[str]) -> bool:
    ratio = {":", "/", "to", "over", "-"}
    span = {"to", "-", "and", ","}
    return all(
        one == other or (one in ratio and other in ratio) or (one in span and other in span)
        for one, other in zip(given, expected, strict=True)
    )


def _compare_fractions(given: Quantity, expected: Quantity) -> Comparison:
    """A fraction beside a single number: ``1/2`` and ``0.5``."""
    numbers = []
    for quantity in (given, expected):
        values = [next(iter(value)) for value in quantity.values]
        if len(values) == 2 and quantity.separators == ("/",) and values[1]:
            numbers.append(values[0] / values[1])
        elif len(values) == 1:
            numbers.append(values[0])
    return "same" if len(numbers) == 2 and numbers[0] == numbers[1] and given.unit == expected.unit else "different"


def _counted_in(unit: Unit, question: str) -> bool:
    return "how many" in question and bool(unit.name) and unit.name.removesuffix("s") in question


def _equal(given: Sequence[frozenset[Fraction]], expected: Sequence[frozenset[Fraction]], factor: Fraction) -> bool:
    return all(any(value * factor in other for value in one) for one, other in zip(given, expected, strict=True))


def _proportional(given: Sequence[frozenset[Fraction]], expected: Sequence[frozenset[Fraction]]) -> bool:
    ours, theirs = ([next(iter(value)) for value in values] for values in (given, expected))
    if not all(theirs) or not all(ours):
        return False
    return len({one / other for one, other in zip(ours, theirs, strict=True)}) == 1


def split_name(text: str) -> tuple[str, str] | None:
    """A noun, folded, and the number that names one of its kind: ``error 404``; None for anything else."""
    match = _NUMBERED.fullmatch(text.strip().casefold())
    if match is None or match[1] in _RECKONING or parse_unit(match[1]) is not None:
        return None
    return match[1], match[2]
