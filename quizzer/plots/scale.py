"""Numbers for axes: round tops, short forms, and sums of neighbours where there are more values than cells."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, isfinite, log10

_STEPS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
_STEPS_BELOW = {1.0: (1.0, 2.0, 4.0, 6.0, 8.0, 10.0), 10.0: (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)}


def round_top(most: float) -> float:
    """The least round number that is not below the largest value; it and, above 1, its half are whole.

    Args:
        most: The largest value, >= 0.
    """
    if most <= 1 or not isfinite(most):
        return 1.0
    power = 10.0 ** floor(log10(most))
    steps = _STEPS_BELOW.get(power, _STEPS)
    return next((step * power for step in steps if step * power >= most), 10 * power)


def abbreviate_number(value: float) -> str:
    """A number in at most five characters: ``7``, ``0.5``, ``999``, ``1.5k``, ``3.4M``.

    Args:
        value: From 0 to 1e99.
    """
    if value < 10 and value != round(value):
        return f"{value:.1f}"
    for limit, unit, sign in ((999.5, 1, ""), (999.5e3, 1e3, "k"), (999.5e6, 1e6, "M"), (999.5e9, 1e9, "G")):
        if value < limit:
            return f"{value / unit:.3g}{sign}"
    return f"{value:.0e}"


def sum_neighbours(values: Sequence[float], most: int) -> tuple[list[float], int]:
    """Add neighbouring values up until there are at most ``most``; the total stays.

    Args:
        values: Any number of them.
        most: The most sums wanted, >= 1.

    Returns:
        The sums, and how many values are in each (in the last one perhaps fewer).
    """
    size = max(1, ceil(len(values) / max(1, most)))
    if size == 1:
        return list(values), 1
    return [sum(values[at : at + size]) for at in range(0, len(values), size)], size
