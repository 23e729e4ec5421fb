"""Fuzz: cards learned together come due on different days, inside the bounds Anki uses.

The rules are those of Anki's ``rslib/src/scheduler/states/fuzz.rs`` (constrained_fuzz_bounds and
minimum_review_fuzz_interval), rewritten here; the draw is quizzer's own, since it has to be the same on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import floor, inf

from quizzer.core.seeded_random import fraction

Load = Callable[[int, int], Sequence[int]]
"""Given the first and the last of some days (both inclusive, counted from today), the number of cards due on each."""

_UNFUZZED_BELOW = 2.5
_SHARES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, inf, 0.05))
_BALANCED_UP_TO = 90


def round_half_up(days: float) -> int:
    """The nearest whole number, halves upwards: Python's own rounding takes halves to the even neighbour."""
    return floor(days + 0.5)


def fuzz_bounds(interval: float, minimum: int, maximum: int) -> tuple[int, int]:
    """The days an interval may be fuzzed to.

    Args:
        interval: Days as the memory model gives them, unrounded.
        minimum: Least days allowed, at least 1; gives way to the maximum.
        maximum: Most days allowed, at least 1.

    Returns:
        First and last day, both inclusive, first <= last.
    """
    minimum = min(minimum, maximum)
    interval = min(max(interval, minimum), maximum)
    delta = _delta(interval)
    return max(round_half_up(interval - delta), minimum), min(round_half_up(interval + delta), maximum)


def least_interval_after(interval: float, last_interval: int, maximum: int) -> int:
    """Least days for a passed review, so that fuzz does not undo the growth of the interval.

    Args:
        interval: Days as the memory model gives them, unrounded.
        last_interval: Days scheduled last.
        maximum: Most days allowed.

    Returns:
        One more than last time when the interval grew, as long as last time when fuzz could reach it, else 0: a
        shrunken interval (another desired retention, other parameters) is not held up.
    """
    if round_half_up(interval) > last_interval:
        return last_interval + 1
    return last_interval if last_interval <= fuzz_bounds(interval, 1, maximum)[1] else 0


def choose_day(lower: int, upper: int, seed: int, load: Load | None, shares: Sequence[float] = ()) -> int:
    """The day to take among those fuzz allows.

    Args:
        lower: First day allowed, counted from today.
        upper: Last day allowed.
        seed: Decides among equals; the same seed decides the same way.
        load: Cards already due; the least loaded days are preferred. Ignored for days more than 90 ahead, which is
            too far to even out (Anki's limit as well).
        shares: The share of a usual day's reviews that each of the days allowed is to have, 0..1; empty where all are
            alike. A day of half the share counts as twice as loaded, one of none is taken only where all are.
    """
    days: Sequence[int] = range(lower, upper + 1)
    if any(shares):
        days = [day for day, share in zip(days, shares, strict=True) if share]
        shares = [share for share in shares if share]
    else:
        shares = ()
    if load is None or len(days) == 1 or lower > _BALANCED_UP_TO:
        return _draw(days, shares, seed)
    loads: Sequence[float] = load(lower, upper)
    if shares:
        loads = [(loads[day - lower] + 1) / share for day, share in zip(days, shares, strict=True)]
    least = min(loads)
    days = [day for day, cards in zip(days, loads, strict=True) if cards == least]
    return days[int(fraction(seed) * len(days))]


def _draw(days: Sequence[int], shares: Sequence[float], seed: int) -> int:
    """One of some days, each as likely as its share; all alike where there are no shares."""
    if len(set(shares)) <= 1:
        return days[int(fraction(seed) * len(days))]
    drawn = fraction(seed) * sum(shares)
    for day, share in zip(days, shares, strict=True):
        drawn -= share
        if drawn < 0:
            return day
    return days[-1]


def _delta(interval: float) -> float:
    """Days of fuzz either way: 1 and a share of the days within each range."""
    if interval < _UNFUZZED_BELOW:
        return 0.0
    days = 0.0
    for start, end, share in _SHARES:
        if interval <= start:
            break
        days += share * (min(interval, end) - start)
    return 1.0 + days
