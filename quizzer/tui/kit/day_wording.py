"""The day in words, for the first screen and for the end of a session."""

from __future__ import annotations

from quizzer.core.wording import plural
from quizzer.study.due.values import DayForecast, Home

_LETTERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ACTIVE = 28
_FEW_SECONDS = 45


def in_letters(number: int) -> str:
    """A number in letters up to ten, in digits beyond."""
    return _LETTERS[number] if number < len(_LETTERS) else f"{number:,}"


def about(seconds: float) -> str:
    """An expected time: ``about 11 minutes``."""
    return "less than a minute" if seconds < _FEW_SECONDS else f"about {minutes(seconds)}"


def minutes(seconds: float) -> str:
    """A time in whole minutes, at least one: ``11 minutes``, ``1 hour 5 minutes``."""
    hours, rest = divmod(max(1, round(seconds / 60)), 60)
    if not hours:
        return plural(rest, "minute")
    return plural(hours, "hour") + (f" {plural(rest, 'minute')}" if rest else "")


def streak(home: Home, *, full: bool) -> str:
    """The days in a row in kind words; empty where there is nothing kind to say.

    Args:
        full: Whether to add the longest run.
    """
    if home.streak >= 2:
        run = f"{in_letters(home.streak).capitalize()} days in a row"
        if not full:
            return f"{run}."
        longest = home.longest_streak
        if longest <= home.streak:
            return f"{run}, your longest run."
        return f"{run}; your longest was {in_letters(longest)}."
    if home.last_day == home.today - 2 and home.days_active >= 3:
        return f"{home.days_active} of the last {_ACTIVE} days; yesterday was free."
    return ""


def tomorrow(day: DayForecast | None, *, parts: bool = False) -> str:
    """What the next day brings: ``Tomorrow about 51 cards, 11 minutes.``; empty where it brings nothing.

    Args:
        parts: Whether to tell what is due from what is new.
    """
    cards = day.due + day.new if day else 0
    if day is None or not cards:
        return ""
    said = f"Tomorrow about {plural(cards, 'card')}, {minutes(day.seconds)}"
    if parts and day.due and day.new:
        said += f": {day.due} due, {day.new} new"
    return f"{said}."


def goal_state(state: str, behind: int, limit: int) -> str:
    """How a goal stands: ``behind by 6``."""
    match state:
        case "behind":
            return f"behind by {behind}"
        case "impossible":
            return f"not possible at {limit} a day"
        case _:
            return state
