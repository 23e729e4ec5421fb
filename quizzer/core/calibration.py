"""How well recall is predicted: calibration, log loss, and the error in bins.

The figures are those of ``FSRS::evaluate`` in fsrs-rs, the engine inside Anki (``inference.rs``, ``dataset.rs``), so
that they can be compared. An answer is evaluated when it was given at least a study day after the card's answer before
it. Later answers weigh more: of n answers in the order of time, the one at index i weighs
1/4 + 3/4 * (i / (n - 1)) ** 3.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from math import floor, log, sqrt
from typing import Any, NamedTuple

from quizzer.core.quantities import CardId, Millis, StudyDay

BINS = 20
"""Bins of the calibration, each 5% of predicted recall wide."""

_LEAST, _MOST = 1e-6, 1 - 1e-6

ErrorBin = tuple[int, int, int]
"""Three ranges, each given by one number: days since the answer before, answers so far, lapses so far."""

AnswerRow = tuple[CardId, Millis, StudyDay, int, float | None]
"""An answer: card id, instant, study day, rating, predicted recall (none for a card's first)."""


class Prediction(NamedTuple):
    """A prediction and its outcome.

    Attributes:
        at: Milliseconds of the answer.
        day: Its study day.
        recall: Predicted probability of recall, 0..1.
        passed: Whether it was recalled.
        bin: The bin for the error.
    """

    at: Millis
    day: StudyDay
    recall: float
    passed: bool
    bin: ErrorBin


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


def select_predictions(rows: Iterable[AnswerRow]) -> Iterator[Prediction]:
    """The predictions that can be evaluated: those of answers at least a study day after the one before.

    Args:
        rows: Whole histories, card by card, each in the order of time.
    """
    card = last_day = reviews = lapses = 0
    for card_id, at, day, rating, recall in rows:
        if card_id != card or recall is None:
            card, last_day, reviews, lapses = card_id, day, 0, 0
            continue
        elapsed = day - last_day
        if elapsed <= 0:
            continue
        last_day = day
        reviews += 1
        yield Prediction(at, day, recall, rating > 1, _bin(elapsed, reviews + 1, lapses))
        lapses += rating == 1


def sort_predictions(found: Iterable[Prediction]) -> Iterator[Prediction]:
    """Predictions in the order of their instants; packed in arrays meanwhile, since there may be a million of them."""
    instants, days, recalls, codes = array("q"), array("q"), array("d"), array("q")
    names: dict[ErrorBin, int] = {}
    for at, day, recall, passed, bin_ in found:
        instants.append(at)
        days.append(day)
        recalls.append(recall)
        codes.append(2 * names.setdefault(bin_, len(names)) + passed)
    bins = list(names)
    for at in sorted(range(len(instants)), key=instants.__getitem__):
        code = codes[at]
        yield Prediction(instants[at], days[at], recalls[at], bool(code & 1), bins[code >> 1])


def _bin(elapsed: int, length: int, lapses: int) -> ErrorBin:
    return _range_name(_DAYS, elapsed), _range_name(_LENGTHS, length), _range_name(_LAPSES, lapses) if lapses else 0


_Ranges = tuple[float, float, dict[int, int]]
_DAYS: _Ranges = (248.0, 3.62, {})
_LENGTHS: _Ranges = (1.99, 1.89, {})
_LAPSES: _Ranges = (1.65, 1.73, {})


def _range_name(ranges: _Ranges, number: int) -> int:
    """The name of the range of a number >= 1: ranges grow by a factor, as in fsrs-rs."""
    scale, base, known = ranges
    if number not in known:
        known[number] = floor(scale * base ** floor(log(number) / log(base)) + 0.5)
    return known[number]


class EvaluationSums:
    """The sums behind an evaluation, added up prediction by prediction in the order of time.

    The weight of an answer depends on how many come after it. It is a polynomial of its index, so each sum
    is kept twice: plain, and with each term times the cube of its index.
    """

    def __init__(self) -> None:
        self.count = 0
        self._loss = [0.0, 0.0]
        self._bins: dict[ErrorBin, list[float]] = {}
        self._calibration = [[0.0, 0, 0] for _ in range(BINS)]

    def add(self, found: Iterable[Prediction]) -> EvaluationSums:
        """Add predictions that come after those before, in the order of time; returns itself."""
        bins, calibration, (loss, late_loss) = self._bins, self._calibration, self._loss
        count = self.count
        for _, _, recall, passed, bin_ in found:
            late = float(count) ** 3
            count += 1
            held = min(_MOST, max(_LEAST, recall))
            lost = -log(held if passed else 1 - held)
            loss += lost
            late_loss += late * lost
            sums = bins.get(bin_)
            if sums is None:
                sums = bins[bin_] = [0.0, 0, 0, 0.0]
            sums[0] += recall
            sums[1] += passed
            sums[2] += 1
            sums[3] += late
            alike = calibration[min(BINS - 1, int(recall * BINS))]
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
            "bins": [[*bin_, *sums] for bin_, sums in self._bins.items()],
            "calibration": self._calibration,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> EvaluationSums:
        """The sums that :meth:`to_json` wrote."""
        sums = cls()
        sums.count, sums._loss = data["count"], data["loss"]
        sums._bins = {(days, length, lapses): rest for days, length, lapses, *rest in data["bins"]}
        sums._calibration = data["calibration"]
        return sums
