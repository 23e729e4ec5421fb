"""The memory model: FSRS-6 through py-fsrs, of which this is the only importer.

Importing it costs a few milliseconds, so it is imported where a memory is first computed, never on the way to the first
screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import fsrs

from quizzer.core.schedule.forgetting_curve import curve_of
from quizzer.core.schedule.progress import Rating

STABILITY_MAX = 36_500.0
"""Days; the bound of fsrs-rs, the implementation inside Anki. py-fsrs sets none."""

_DAY_0 = datetime.min.replace(tzinfo=UTC)
_RATINGS = {rating: fsrs.Rating(rating) for rating in Rating}
_PLACES = 8


class MemoryModel:
    """FSRS-6 with one set of parameters; pure, the same arguments give the same bits."""

    def __init__(self, parameters: Sequence[float]) -> None:
        """Take the 21 parameters.

        Raises:
            ValueError: There are not 21, or one is outside the bounds of FSRS-6.
        """
        # It computes the memory alone; the scheduler decides steps, fuzz and due dates.
        self._fsrs = fsrs.Scheduler(parameters, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
        self._factor, self._decay = curve_of(parameters)

    def after(
        self, stability: float | None, difficulty: float | None, elapsed_days: int, rating: Rating
    ) -> tuple[float, float]:
        """The memory after an answer.

        Both results are rounded to 8 places, so that mathematics libraries which differ in the last bit still give the
        same memory on every machine.

        Args:
            stability: Before the answer, in days; None for a first answer.
            difficulty: Before the answer, 1..10; None for a first answer.
            elapsed_days: Rollovers since the answer before, >= 0; 0 is an answer on the same study day.
            rating: The answer.

        Returns:
            Stability in days, 0.001..36500, and difficulty, 1..10.
        """
        first = stability is None or difficulty is None
        card = fsrs.Card(
            card_id=0,  # without one, py-fsrs reads the clock and sleeps
            state=fsrs.State.Learning if first else fsrs.State.Review,
            stability=stability,
            difficulty=difficulty,
            due=_DAY_0,
            last_review=None if first else _DAY_0,
        )
        card, _ = self._fsrs.review_card(card, _RATINGS[rating], _DAY_0 + timedelta(days=elapsed_days))
        assert card.stability is not None
        assert card.difficulty is not None
        return round(min(card.stability, STABILITY_MAX), _PLACES), round(card.difficulty, _PLACES)

    def retrievability(self, stability: float, elapsed_days: float) -> float:
        """Probability of recall some days after the last answer.

        R(t) = (1 + F t / S) ^ -decay with F = 0.9 ^ (-1 / decay) - 1 and the decay as last parameter: the forgetting
        curve of FSRS-6 (open-spaced-repetition, "The Algorithm"), in which R(S) = 0.9. py-fsrs has it for whole days
        only.

        Args:
            stability: Days, > 0.
            elapsed_days: Days since the last answer, fractions allowed; below 0, where the clock was set back, it
                counts as 0.
        """
        return float((1 + self._factor * max(0, elapsed_days) / stability) ** -self._decay)

    def interval(self, stability: float, retention: float) -> float:
        """Days until retrievability has fallen to the desired retention; unrounded and without limits.

        The same curve solved for t: I(r) = S / F * (r ^ (-1 / decay) - 1).

        Args:
            stability: Days, > 0.
            retention: Desired probability of recall, 0 < retention < 1.
        """
        return float(stability / self._factor * (retention ** (-1 / self._decay) - 1))
