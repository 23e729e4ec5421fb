"""Numbers, shares, lengths of time and dates as they are written for a person: the one home of these forms.

- ``plural``: a number and its noun, ``1 card``, ``2,000 cards``; ``count`` is the same.
- ``percent``: a share, rounded to the nearest whole percent, ``90%``, and a dash for none; ``percent_range``: two of
  them, ``72–92%``.
- ``listed``: parts of a sentence, ``a, b, and c``.
- ``duration``: how long something took or will take, ``40 seconds``, ``1 hour 5 minutes``.
- ``spell_interval``: the wait before a card comes back, ``10 minutes``, ``1.2 months``; ``abbreviate_interval``: the
  same on a button or in a column, ``10m``, ``1.2mo``.
- ``ago``: an instant as one says it soon after, ``5 min ago``, ``at 09:05``; ``moment``: the same alone, ``09:05``.
- ``day_month``: a date without its year, ``3 March``; ``short_day_month``: ``3 Mar``; ``short_date``: ``3 Mar 2026``.

Names of months and weekdays are English whatever the locale, as all of the program's text is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from math import floor

from quizzer.core.schedule.study_days import DAY_SECONDS

NONE = "–"
"""Shown in place of a figure that does not exist."""

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SHORT_MONTHS = tuple(month[:3] for month in MONTHS)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_MINUTE, _HOUR, _DAY = 60, 3_600, DAY_SECONDS
_MONTH = 30.417 * _DAY
_YEAR = 365 * _DAY

# Up to how many seconds, the unit, parts of it that are shown, and its names. Units and rounding are those of Anki's
# answer buttons (rslib/src/scheduler/timespan.rs): whole seconds, minutes and days; hours, months (365 / 12 days) and
# years (365 days) to one decimal.
_UNITS = (
    (_MINUTE, 1, 1, "s", "second"),
    (_HOUR, _MINUTE, 1, "m", "minute"),
    (_DAY, _HOUR, 10, "h", "hour"),
    (_MONTH, _DAY, 1, "d", "day"),
    (_YEAR, _MONTH, 10, "mo", "month"),
    (float("inf"), _YEAR, 10, "y", "year"),
)


def plural(number: int, word: str, words: str = "") -> str:
    """A number and its noun, with a comma before each three digits: ``1 card``, ``2,000 cards``.

    Args:
        number: How many.
        word: The noun for one.
        words: The noun for several, where it is not ``word`` with an s.
    """
    return f"{number:,} {word if number == 1 else words or word + 's'}"


def percent(share: float | None, digits: int = 0) -> str:
    """A share in percent, rounded to the nearest, halves upwards: ``10%`` for 2 of 21; a dash for none.

    Every share that a person sees is rounded here, so that a figure is the same wherever it stands.

    Args:
        share: 0..1.
        digits: Decimals, for the figures of a model rather than shares of cards.
    """
    if share is None:
        return NONE
    scale = 10**digits
    return f"{floor(share * 100 * scale + 0.5 + 1e-9) / scale:.{digits}f}%"


def percent_range(low: float, high: float) -> str:
    """An interval of shares: ``72–92%``.

    Args:
        low: 0..1.
        high: 0..1.
    """
    return f"{percent(low)[:-1]}–{percent(high)}"


def listed(parts: Sequence[str]) -> str:
    """Parts of a sentence in a row: ``a``, ``a and b``, ``a, b, and c``."""
    if len(parts) < 3:
        return " and ".join(parts)
    return ", ".join(parts[:-1]) + ", and " + parts[-1]


def duration(seconds: float) -> str:
    """A length of time in words: ``40 seconds``, ``6 minutes``, ``1 hour 5 minutes``.

    Args:
        seconds: 0 or more; rounded to seconds below a minute and to minutes from there on.
    """
    if seconds < _MINUTE:
        return plural(round(seconds), "second")
    minutes = round(seconds / _MINUTE)
    if minutes < 60:
        return plural(minutes, "minute")
    hours, rest = divmod(minutes, 60)
    return plural(hours, "hour") + (f" {plural(rest, 'minute')}" if rest else "")


def spell_interval(length: int) -> str:
    """The interval before a card comes back, as in a sentence: ``10 minutes``, ``1 day``, ``1.2 months``.

    Args:
        length: Days when positive, seconds when negative; 0 is ``now``.
    """
    amount, _, long = _measured(length)
    return f"{amount} {long if amount == '1' else long + 's'}" if length else "now"


def abbreviate_interval(length: int) -> str:
    """The interval before a card comes back, as on a button: ``10m``, ``2.5h``, ``3d``, ``1.2mo``, ``2y``.

    Args:
        length: Days when positive, seconds when negative; 0 is ``now``.
    """
    amount, short, _ = _measured(length)
    return f"{amount}{short}" if length else "now"


def _measured(length: int) -> tuple[str, str, str]:
    """The amount in its natural unit, and that unit's short and long name."""
    seconds = length * _DAY if length > 0 else -length
    unit, parts, short, long = next(unit[1:] for unit in _UNITS if seconds < unit[0])
    return f"{floor(seconds / unit * parts + 0.5) / parts:g}", short, long


def ago(then: datetime, now: datetime) -> str:
    """An instant as one says it soon after: ``just now``, ``5 min ago``, later as :func:`moment` has it.

    Args:
        then: Local time.
        now: Local time; where it is earlier, a clock was set back.
    """
    seconds = max(0, int((now - then).total_seconds()))
    if seconds < _MINUTE:
        return "just now"
    if seconds < _HOUR:
        return f"{seconds // _MINUTE} min ago"
    said = moment(then, now)
    return f"at {said}" if then.date() == now.date() else said if said == "yesterday" else f"on {said}"


def moment(then: datetime, now: datetime) -> str:
    """An earlier instant: ``09:05`` of the same day, ``yesterday``, the weekday within a week, else the date."""
    days = (now.date() - then.date()).days
    if days <= 0:
        return f"{then:%H:%M}"
    if days == 1:
        return "yesterday"
    return WEEKDAYS[then.weekday()] if days < 7 else day_month(then)


def day_month(when: date) -> str:
    """A date without its year: ``3 March``."""
    return f"{when.day} {MONTHS[when.month - 1]}"


def short_day_month(when: date) -> str:
    """A date without its year, in few characters: ``3 Mar``."""
    return f"{when.day} {SHORT_MONTHS[when.month - 1]}"


def short_date(when: date) -> str:
    """A date with its year: ``3 Mar 2026``."""
    return f"{short_day_month(when)} {when.year}"
