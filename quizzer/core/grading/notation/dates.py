"""Days, months and years, however they are written: ``6 June 1944``, ``June 6, 1944``, ``6/6/1944``, ``in 1944``."""

from __future__ import annotations

import re
from functools import lru_cache

from quizzer.core.grading.notation.quantities import Comparison

# The months of the Gregorian calendar, with their usual short forms (Chicago Manual of Style 10.39).
_MONTHS = "january february march april may june july august september october november december"
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]}|t)?" if len(month) > 3 else month for month in _MONTHS.split())
_DATES = (
    re.compile(
        rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?)?(?P<month>{_MONTH})\.?,?\s+(?P<year>\d{{3,4}})"
    ),
    re.compile(rf"(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{3,4}})"),
    re.compile(r"(?P<day>\d{1,2})\s*[./-]\s*(?P<month>\d{1,2})\s*[./-]\s*(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(r"(?P<year>\d{3,4})"),
)

Date = tuple[int, int | None, int | None]


@lru_cache(maxsize=512)
def parse_dates(text: str) -> frozenset[Date]:
    """The days, months or years that a text may name as a whole: year (negative before our era), month, day."""
    plain = re.sub(r"^(?:(?:in|on|the|year|of)\s+)+", "", text.casefold().strip(" .!"))
    era = re.search(r"\b(?:(?P<before>b\.? ?c\.?(?: ?e\.?)?)|a\.? ?d\.?|c\.? ?e\.?)(?![a-z])", plain)
    if era:
        plain = f"{plain[: era.start()]}{plain[era.end() :]}".strip(" .")
    sign = -1 if era and era["before"] else 1
    for pattern in _DATES:
        match = pattern.fullmatch(plain)
        if match:
            parts = match.groupdict()
            month = parts.get("month")
            number = (
                None
                if not month
                else int(month)
                if month.isdigit()
                else next(i for i, name in enumerate(_MONTHS.split(), 1) if name[:3] == month[:3])
            )
            day = int(parts["day"]) if parts.get("day") else None
            dates = {(sign * int(parts["year"]), number, day)}
            if pattern is _DATES[2] and number is not None and day is not None and day <= 12:
                dates.add((sign * int(parts["year"]), day, number))
            return frozenset(date for date in dates if date[1] is None or 1 <= date[1] <= 12)
    return frozenset()


def compare_dates(given: frozenset[Date], expected: frozenset[Date]) -> Comparison:
    """How two dates stand to each other; more than was asked for is no fault, less is near."""
    best: Comparison = "different"
    for one in given:
        for other in expected:
            if one == other:
                return "same"
            pairs = list(zip(one, other, strict=True))
            if all(ours == theirs for ours, theirs in pairs if ours is not None and theirs is not None):
                if all(ours is not None or theirs is None for ours, theirs in pairs):
                    return "same"
                best = "near"
    return best
