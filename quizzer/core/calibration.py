"""How well recall is predicted: calibration, log loss, and the error in bins.

The figures are those of ``FSRS::evaluate`` in fsrs-rs, the engine inside Anki (``inference.rs``, ``dataset.rs``), so
that they can be compared. An answer is evaluated when it was given at least a study day after the card's answer before
it. Later answers weigh more: of n answers in the order of time, the one at index i weighs
1/4 + 3/4 * (i / (n - 1)) ** 3.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from math import floor, log, sqrt
from typing import Any, NamedTuple

from quizzer.core.quantities import StudyDay

BINS = 20
"""Bins of the calibration, each 5% of predicted recall wide."""

_LEAST, _MOST = 1e-6, 1 - 1e-6

Prediction = tuple[float, int]
"""The predicted probability of recall, 0..1, and the outcome, as :class:`Judge` gives it."""


class CalibrationBin(NamedTuple):
    """The answers whose recall was predicted alike.

    Attributes:
        predicted: Mean of the predictions, 0..1.
        actual: Share that was recalled, 0..1.
        answers: How many, > 0.
    """

    predicted: float
    actual: float
    answers: int


class Evaluation(NamedTuple):
    """How well recall was predicted.

    Attributes:
        answers: Predictions that could be evaluated.
        log_loss: Mean of -ln of the probability given to what happened, weighted; None without answers.
        rmse: Root of the mean squared difference of predicted and actual recall in bins, weighted; None without.
        bins: Predicted against actual, from low to high; only bins with answers.
        predicted: Mean of the predictions, 0..1; None without answers.
        actual: Share recalled, 0..1; None without answers.
    """

    answers: int
    log_loss: float | None
    rmse: float | None
    bins: tuple[CalibrationBin, ...]
    predicted: float | None
    actual: float | None


class Judge:
    """Judges the answers to one card, which come in the order of time."""

    def __init__(self) -> None:
        self._last_day: StudyDay | None = None
        self._reviews = self._lapses = 0

    def outcome(self, day: StudyDay, rating: int, recall: float | None) -> int | None:
        """What an answer counts as in an evaluation: twice its bin for the error, and 1 more if it was recalled.

        Args:
            day: Its study day.
            rating: 1..4.
            recall: Predicted probability of recall, 0..1; None for a first answer, also the first after a reset.

        Returns:
            None where the answer is not evaluated: the first, and those of a study day that was judged already.
        """
        last_day = self._last_day
        if last_day is None or recall is None:
            self._last_day, self._reviews, self._lapses = day, 0, 0
            return None
        elapsed = day - last_day
        if elapsed <= 0:
            return None
        self._last_day = day
        self._reviews += 1
        found = 2 * _bin(elapsed, self._reviews + 1, self._lapses) + (rating > 1)
        self._lapses += rating == 1
        return found


def _bin(elapsed: int, length: int, lapses: int) -> int:
    """The bin for the error: the ranges of days since the answer before, of answers and of lapses so far."""
    return (_range(3.62, elapsed) * 32 + _range(1.89, length)) * 32 + (1 + _range(1.73, lapses) if lapses else 0)


@cache
def _range(base: float, number: int) -> int:
    """The place of a number >= 1 among ranges that grow by a factor, those of fsrs-rs; below 31."""
    return floor(log(number) / log(base))


class EvaluationSums:
    """The sums behind an evaluation, added up prediction by prediction in the order of time.

    The weight of an answer depends on how many come after it. It is a polynomial of its index, so each sum
    is kept twice: plain, and with each term times the cube of its index.
    """

    def __init__(self) -> None:
        self.count = 0
        self._loss = [0.0, 0.0]
        self._bins: dict[int, list[float]] = {}
        self._calibration = [[0.0, 0, 0] for _ in range(BINS)]

    def add(self, found: Iterable[Prediction]) -> EvaluationSums:
        """Add predictions that come after those before, in the order of time; returns itself."""
        bins, calibration, (loss, late_loss) = self._bins, self._calibration, self._loss
        count = self.count
        for recall, outcome in found:
            passed = outcome & 1
            late = float(count) ** 3
            count += 1
            # The two calls cost a third of this loop, and few predictions need them.
            held = recall if _LEAST < recall < _MOST else min(_MOST, max(_LEAST, recall))
            lost = -log(held if passed else 1 - held)
            loss += lost
            late_loss += late * lost
            sums = bins.get(outcome >> 1)
            if sums is None:
                sums = bins[outcome >> 1] = [0.0, 0, 0, 0.0]
            sums[0] += recall
            sums[1] += passed
            sums[2] += 1
            sums[3] += late
            alike = calibration[int(recall * BINS) if recall < 1 else BINS - 1]
            alike[0] += recall
            alike[1] += passed
            alike[2] += 1
        self.count, self._loss = count, [loss, late_loss]
        return self

    def evaluation(self) -> Evaluation:
        """The figures."""
        if not self.count:
            return Evaluation(0, None, None, (), None, None)
        cube = float(max(1, self.count - 1)) ** 3

        def weighted(plain: float, late: float) -> float:
            return plain / 4 + late * 3 / 4 / cube

        weights = squares = 0.0
        for predicted, passes, answers, late in self._bins.values():
            weight = weighted(answers, late)
            weights += weight
            squares += weight * (predicted / answers - passes / answers) ** 2
        shown = [alike for alike in self._calibration if alike[2]]
        return Evaluation(
            self.count,
            weighted(*self._loss) / weights,
            sqrt(squares / weights),
            tuple(
                CalibrationBin(recall / answers, passes / answers, int(answers)) for recall, passes, answers in shown
            ),
            sum(recall for recall, _, _ in shown) / self.count,
            sum(passes for _, passes, _ in shown) / self.count,
        )

    def to_json(self) -> dict[str, Any]:
        """The sums in types that JSON has."""
        return {
            "count": self.count,
            "loss": self._loss,
            "bins": [[bin_, *sums] for bin_, sums in self._bins.items()],
            "calibration": self._calibration,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> EvaluationSums:
        """The sums that :meth:`to_json` wrote."""
        sums = cls()
        sums.count, sums._loss = data["count"], data["loss"]
        sums._bins = {bin_: rest for bin_, *rest in data["bins"]}
        sums._calibration = data["calibration"]
        return sums
