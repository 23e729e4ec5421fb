"""Days as a person writes them: ``30d``, ``6 weeks``, ``30 Nov``, ``2026-11-30``."""

from __future__ import annotations

import re
from datetime import date, timedelta

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_SPAN = re.compile(r"(?:in )?(\d{1,6}) ?(d|days?|w|weeks?|mo|months?|y|years?)?", re.ASCII)
_NAMED = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.)? ?([a-z]{3,9})\.?,? ?(\d{4})?|([a-z]{3,9})\.? ?(\d{1,2})(?:,? (\d{4}))?", re.ASCII
)
_YEAR = 365.25


def read_day(text: str, today: date) -> date | None:
    """The day that a text means; None where it means none. A day without a year is the next one after today."""
    words = " ".join(text.lower().replace(",", " ").split())
    if words in ("tomorrow", "today"):
        return today + timedelta(words == "tomorrow")
    try:
        if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", words):
            return date(*map(int, words.split("-")))
        if span := _SPAN.fullmatch(words):
            return _after(today, int(span[1]), span[2] or "d")
        if named := _NAMED.fullmatch(words):
            return _of_month(named[2] or named[4], int(named[1] or named[5]), named[3] or named[6], today)
    except (ValueError, OverflowError):
        return None
    return None


def refuse_day(text: str, today: date, farthest: int) -> str:
    """What is wrong with a text that is to mean a day ahead; empty where nothing is.

    Args:
        farthest: Days from today within which the day must lie.
    """
    day = read_day(text, today)
    ways = f"Write 14d, 2 weeks, {_brief(today + timedelta(14))} or {today + timedelta(14)}"
    if day is None:
        return f"{ways}."
    if day <= today:
        return f"That is {'today' if day == today else 'over'}. {ways}."
    away = (day - today).days
    if away > farthest:
        years = farthest / _YEAR
        most = f"{round(years)} years" if years >= 2 else f"{farthest:,} days"
        return f"That is {_far(away)} away. {ways}, at most {_spelled(most)} from now."
    return ""


def _after(today: date, number: int, unit: str) -> date:
    if unit.startswith("d"):
        return today + timedelta(number)
    if unit.startswith("w"):
        return today + timedelta(7 * number)
    months = today.year * 12 + today.month - 1 + number * (12 if unit.startswith("y") else 1)
    year, month = divmod(months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(1)).day
    return date(year, month + 1, min(today.day, last))


def _of_month(word: str, day: int, year: str | None, today: date) -> date | None:
    found = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(word)]
    if len(found) != 1:
        return None
    if year is not None:
        return date(int(year), found[0], day)
    # 29 February may be up to eight years away.
    coming = (date(today.year + more, found[0], day) for more in range(9) if _is_day(today.year + more, found[0], day))
    return next((when for when in coming if when > today), None)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _brief(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1][:3].capitalize()}"


def _far(days: int) -> str:
    return f"{round(days / _YEAR)} years" if days >= 2 * _YEAR else f"{days:,} days"


def _spelled(words: str) -> str:
    number, _, rest = words.partition(" ")
    names = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return f"{names[int(number)]} {rest}" if number.isdigit() and 0 < int(number) <= 10 else words
