"""The settings the schedule depends on, with their defaults and bounds."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from quizzer.core.quantities import Seconds

MINUTE = 60

FSRS_6_DEFAULTS = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
PARAMETER_BOUNDS = (
    *((0.001, 100.0),) * 4, (1.0, 10.0), (0.001, 4.0), (0.001, 4.0), (0.001, 0.75), (0.0, 4.5), (0.0, 0.8),
    (0.001, 3.5), (0.001, 5.0), (0.001, 0.25), (0.001, 0.9), (0.0, 4.0), (0.0, 1.0), (1.0, 6.0), (0.0, 2.0),
    (0.0, 2.0), (0.0, 0.8), (0.1, 0.8),
)  # fmt: skip
"""The lowest and the highest of each parameter of FSRS-6, as py-fsrs sets them."""


class Scheduling(NamedTuple):
    """How cards are scheduled; the defaults are Anki's.

    Attributes:
        desired_retention: Probability of recall at which a card comes due, 0.70..0.99.
        axis_retention: The same for single axes, by axis id.
        learning_steps: Seconds between the answers to a new card before it graduates.
        relearning_steps: The same after a lapse.
        maximum_interval: Days, 1..36500.
        new_per_day: New cards a study day, 0..9999.
        new_per_day_of: The most of these for single axes, by axis id.
        reviews_per_day: Reviews a study day; None for no limit.
        rollover_hour: Local hour at which a study day begins, 0..23.
        learn_ahead: Seconds a learning card may be shown before its time when nothing else is left.
        easy_days: The share of a usual day's reviews that each weekday is to have, Monday first, 0..1; empty where all
            are alike. New intervals keep to it as far as fuzz allows.
        bury_siblings: Other cards of an answered note wait for the next study day.
        leech_threshold: Lapses at which a card is marked a leech, then again every half of it.
        parameters: The 21 parameters of FSRS-6.
    """

    desired_retention: float = 0.9
    axis_retention: Mapping[str, float] = MappingProxyType({})
    learning_steps: tuple[Seconds, ...] = (1 * MINUTE, 10 * MINUTE)
    relearning_steps: tuple[Seconds, ...] = (10 * MINUTE,)
    maximum_interval: int = 36_500
    new_per_day: int = 20
    new_per_day_of: Mapping[str, int] = MappingProxyType({})
    reviews_per_day: int | None = None
    rollover_hour: int = 4
    learn_ahead: Seconds = 20 * MINUTE
    easy_days: tuple[float, ...] = ()
    bury_siblings: bool = True
    leech_threshold: int = 8
    parameters: tuple[float, ...] = FSRS_6_DEFAULTS

    def retention_of(self, axis: str) -> float:
        """Desired retention of an axis: its own, else the global one."""
        return self.axis_retention.get(axis, self.desired_retention)
