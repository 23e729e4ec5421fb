"""The memory model: FSRS-6.

The formulas are those of open-spaced-repetition, "The Algorithm"
(https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm), and the operations follow each other as in its
authors' package ``fsrs`` (py-fsrs, ``scheduler.py``), so that the results are the same to the last bit; the tests
compare them. Below, w0..w20 are the parameters, S the stability, D the difficulty, R the retrievability, G the rating.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import e

from quizzer.core.schedule.forgetting_curve import curve_of
from quizzer.core.schedule.progress import Rating
from quizzer.core.schedule.settings import PARAMETER_BOUNDS

STABILITY_MAX = 36_500.0
"""Days; the bound of fsrs-rs, the implementation inside Anki. py-fsrs sets none."""
STABILITY_MIN = 0.001

_PLACES = 8
_AGAIN = int(Rating.AGAIN)


class MemoryModel:
    """FSRS-6 with one set of parameters; pure, the same arguments give the same bits."""

    def __init__(self, parameters: Sequence[float]) -> None:
        """Take the 21 parameters.

        Raises:
            ValueError: There are not 21, or one is outside the bounds of FSRS-6.
        """
        if len(parameters) != len(PARAMETER_BOUNDS):
            raise ValueError(f"FSRS-6 has {len(PARAMETER_BOUNDS)} parameters, not {len(parameters)}")
        for number, (value, (low, high)) in enumerate(zip(parameters, PARAMETER_BOUNDS, strict=True)):
            if not low <= value <= high:
                raise ValueError(f"parameters: w{number} is {value}, allowed is {low} to {high}")
        self._parameters = w = tuple(parameters)
        self._factor, self._decay = curve_of(w)
        # By rating, with nothing at 0: what does not depend on the card is computed once.
        difficulties = [w[4] - e ** (w[5] * (rating - 1)) + 1 for rating in Rating]
        self._first = [(0.0, 0.0), *map(_rounded, w[:4], difficulties)]
        self._same_day = [0.0, *(e ** (w[17] * (rating - 3 + w[18])) for rating in Rating)]
        self._change = [0.0, *(-(w[6] * (rating - 3)) for rating in Rating)]
        self._growth = [0.0, 0.0, w[15], 1.0, w[16]]
        self._pull, self._kept = w[7] * difficulties[-1], 1 - w[7]
        self._recalled, self._most_forgotten = e ** w[8], e ** (w[17] * w[18])

    def after(
        self, stability: float | None, difficulty: float | None, elapsed_days: int, rating: int
    ) -> tuple[float, float]:
        """The memory after an answer.

        - A first answer: S = w[G - 1], D = w4 - e ^ (w5 (G - 1)) + 1.
        - Difficulty: D' = w7 D(Easy) + (1 - w7) (D - w6 (G - 3) (10 - D) / 9), with D(Easy) that of a first answer.
        - Stability on the same study day: S' = S e ^ (w17 (G - 3 + w18)) S ^ -w19, never less than S but for Again.
        - Stability after recall: S' = S (1 + e ^ w8 (11 - D) S ^ -w9 (e ^ (w10 (1 - R)) - 1) h), where h is w15 for
          Hard, w16 for Easy, else 1.
        - Stability after Again: S' = w11 D ^ -w12 ((S + 1) ^ w13 - 1) e ^ (w14 (1 - R)), at most S / e ^ (w17 w18).

        Both results are rounded to 8 places, so that mathematics libraries which differ in the last bit still give the
        same memory on every machine.

        Args:
            stability: Before the answer, in days; None for a first answer.
            difficulty: Before the answer, 1..10; None for a first answer.
            elapsed_days: Rollovers since the answer before, >= 0; 0 is an answer on the same study day.
            rating: The answer, 1..4.

        Returns:
            Stability in days, 0.001..36500, and difficulty, 1..10.
        """
        if stability is None or difficulty is None:
            return self._first[rating]
        w = self._parameters
        if elapsed_days < 1:
            grown = self._same_day[rating] * stability ** -w[19]
            s = stability * (grown if grown > 1.0 or rating == _AGAIN else 1.0)
        else:
            forgotten = 1 - (1 + self._factor * elapsed_days / stability) ** -self._decay
            if rating == _AGAIN:
                s = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * e ** (forgotten * w[14])
                s = min(s, stability / self._most_forgotten)
            else:
                s = self._recalled * (11 - difficulty) * stability ** -w[9] * (e ** (forgotten * w[10]) - 1)
                s = stability * (1 + s * self._growth[rating])
        d = self._pull + self._kept * (difficulty + (10.0 - difficulty) * self._change[rating] / 9.0)
        return _rounded(s, d)

    def retrievability(self, stability: float, elapsed_days: float) -> float:
        """Probability of recall some days after the last answer.

        R(t) = (1 + F t / S) ^ -decay with F = 0.9 ^ (-1 / decay) - 1 and the decay as last parameter: the forgetting
        curve of FSRS-6 (open-spaced-repetition, "The Algorithm"), in which R(S) = 0.9.

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


def _rounded(stability: float, difficulty: float) -> tuple[float, float]:
    """A memory within its bounds, rounded; comparisons, as ``min`` and ``max`` take longer than all the rest."""
    if not STABILITY_MIN <= stability <= STABILITY_MAX:
        stability = STABILITY_MIN if stability < STABILITY_MIN else STABILITY_MAX
    if not 1.0 <= difficulty <= 10.0:
        difficulty = 1.0 if difficulty < 1.0 else 10.0
    return round(stability, _PLACES), round(difficulty, _PLACES)
