"""The forgetting curve of FSRS-6 by itself: recall today is computed from it without loading the memory model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quizzer.core.quantities import Millis
from quizzer.core.schedule.study_days import DAY_MILLIS


class ForgettingCurve(NamedTuple):
    """R(t) = (1 + F t / S) ^ -decay, with F = 0.9 ^ (-1 / decay) - 1, so that R(S) = 0.9.

    The curve of open-spaced-repetition, "The Algorithm", and of
    :meth:`quizzer.core.schedule.memory_model.MemoryModel.retrievability`.

    Attributes:
        factor: F.
        decay: The last parameter of FSRS-6, > 0.
    """

    factor: float
    decay: float

    def recall(self, stability: float, passed: int) -> float:
        """Probability of recall.

        Args:
            stability: Days, > 0.
            passed: Milliseconds since the last answer; below 0, where the clock was set back, counts as 0.
        """
        if passed <= 0:
            return 1.0
        return float((1 + passed * (self.factor / DAY_MILLIS) / stability) ** -self.decay)

    def along(self, stability: float, answered: Millis, instants: Sequence[float]) -> list[float]:
        """Probability of recall at many instants of one card.

        Args:
            stability: Days, > 0.
            answered: Milliseconds of the last answer.
            instants: Milliseconds, none before the answer; as floats, which are subtracted faster.
        """
        pace, power, begin = self.factor / DAY_MILLIS / stability, -self.decay, float(answered)
        return [(1 + (at - begin) * pace) ** power for at in instants]


def curve_of(parameters: Sequence[float]) -> ForgettingCurve:
    """The curve that belongs to the 21 parameters of FSRS-6."""
    return curve_with(decay_of(parameters))


def decay_of(parameters: Sequence[float]) -> float:
    """The parameter that the curve depends on: the last of FSRS-6."""
    return parameters[20]


def curve_with(decay: float) -> ForgettingCurve:
    """The curve of this decay."""
    return ForgettingCurve(0.9 ** (-1 / decay) - 1, decay)
