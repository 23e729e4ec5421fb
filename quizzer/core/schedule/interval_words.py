"""Intervals in words: short on the rating buttons, long in sentences.

Units and rounding are those of Anki's answer buttons (``rslib/src/scheduler/timespan.rs``): whole seconds, minutes and
days; hours, months (365 / 12 days) and years (365 days) to one decimal.
"""

from __future__ import annotations

from math import floor

MINUTE, HOUR, DAY = 60, 3_600, 86_400
MONTH = 30.417 * DAY
YEAR = 365 * DAY

_UNITS = (
    (MINUTE, 1, 1, "s", "second"),
    (HOUR, MINUTE, 1, "m", "minute"),
    (DAY, HOUR, 10, "h", "hour"),
    (MONTH, DAY, 1, "d", "day"),
    (YEAR, MONTH, 10, "mo", "month"),
    (float("inf"), YEAR, 10, "y", "year"),
)


def abbreviate_interval(interval: int) -> str:
    """An interval as on a button: ``10m``, ``2.5h``, ``3d``, ``1.2mo``, ``2y``.

    Args:
        interval: Days when positive, seconds when negative; 0 is ``now``.
    """
    amount, short, _ = _measured(interval)
    return f"{amount}{short}" if interval else "now"


def spell_interval(interval: int) -> str:
    """An interval as in a sentence: ``10 minutes``, ``1 day``, ``1.2 months``.

    Args:
        interval: Days when positive, seconds when negative; 0 is ``now``.
    """
    amount, _, long = _measured(interval)
    return f"{amount} {long if amount == '1' else long + 's'}" if interval else "now"


def _measured(interval: int) -> tuple[str, str, str]:
    """The amount in its natural unit, and that unit's short and long name."""
    seconds = interval * DAY if interval > 0 else -interval
    unit, parts, short, long = next(unit[1:] for unit in _UNITS if seconds < unit[0])
    return f"{floor(seconds / unit * parts + 0.5) / parts:g}", short, long
