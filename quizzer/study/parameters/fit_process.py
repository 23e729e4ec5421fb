"""Fitting FSRS parameters, run as a process of its own because fsrs-rs holds the interpreter lock while it works.

Reads from standard input a line of JSON: ``histories``, the number of cards; ``answers``, the number of their answers;
``longest``, how many answers of a card are fitted to; and ``weights``, the parameters in use. Four arrays follow as
they lie in memory: the number of answers of each card; and of each answer, card by card, its rating, the days since the
answer before, and its instant in milliseconds. Writes lines of JSON to standard output: ``{"doing": ...}`` when a step
begins, and in the end the result, ``{"weights", "before", "after", "held_out", "reviews"}``.

The evaluation is ordered in time: parameters fitted to the first four fifths of the answers predict the last fifth, and
so do the parameters in use. The parameters in the result are fitted to all answers.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

TRAINED_SHARE = 0.8


class Histories:
    """The answers of all cards, and which of them can be fitted to.

    Attributes:
        fitted: The answers a day or more after the one before them, in the order of their instants.
    """

    def __init__(self, engine: Any, source: BinaryIO, request: dict[str, Any]) -> None:
        """Read the arrays that follow a request."""
        lengths = _read_array(source, "I", request["histories"])
        ratings, days, instants = (_read_array(source, code, request["answers"]) for code in "BIq")
        known = {pair: engine.FSRSReview(*pair) for pair in set(zip(ratings, days, strict=True))}
        self._item = engine.FSRSItem
        self._reviews = [known[pair] for pair in zip(ratings, days, strict=True)]
        self._first = array("I")
        fitted = array("I")
        first = 0
        for length in lengths:
            self._first.extend([first] * length)
            fitted.extend(answer for answer in range(first, first + min(length, request["longest"])) if days[answer])
            first += length
        self.fitted = array("I", sorted(fitted, key=instants.__getitem__))

    def item(self, answer: int) -> Any:
        """The history of a card up to an answer, as fsrs-rs takes it."""
        return self._item(self._reviews[self._first[answer] : answer + 1])


class Items(Sequence[Any]):
    """The histories up to some answers, each made when the engine asks for it: together they do not fit in memory."""

    def __init__(self, histories: Histories, answers: array[int]) -> None:
        self._histories, self._answers = histories, answers

    def __len__(self) -> int:
        return len(self._answers)

    def __getitem__(self, at: Any) -> Any:
        return self._histories.item(self._answers[at])

    def __iter__(self) -> Iterator[Any]:
        return map(self._histories.item, self._answers)


def fit(source: BinaryIO) -> dict[str, Any]:
    """Fit parameters and evaluate them against those in use.

    Args:
        source: The request and its arrays.

    Returns:
        The fitted weights, log loss and RMSE (bins) of both on the answers held out, and the counts.
    """
    import fsrs_rs_python as engine

    request = json.loads(source.readline())
    histories = Histories(engine, source, request)
    cut = int(len(histories.fitted) * TRAINED_SHARE)
    early, late = Items(histories, histories.fitted[:cut]), Items(histories, histories.fitted[cut:])
    _report("Fitting to the first four fifths")
    trained = engine.FSRS([]).compute_parameters(early)
    _report("Predicting the last fifth")
    before, after = engine.FSRS(request["weights"]).evaluate(late), engine.FSRS(trained).evaluate(late)
    _report("Fitting to all answers")
    weights = engine.FSRS([]).compute_parameters(Items(histories, histories.fitted))
    return {
        "weights": [round(weight, 4) for weight in weights],
        "before": {"log_loss": before.log_loss, "rmse": before.rmse_bins},
        "after": {"log_loss": after.log_loss, "rmse": after.rmse_bins},
        "held_out": len(late),
        "reviews": len(histories.fitted),
    }


def _read_array(source: BinaryIO, code: str, length: int) -> array[int]:
    values: array[int] = array(code)
    values.frombytes(source.read(length * values.itemsize))
    return values


def _report(doing: str) -> None:
    sys.stdout.write(json.dumps({"doing": doing}) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Read the request from standard input, and write the result to standard output."""
    sys.stdout.write(json.dumps(fit(sys.stdin.buffer)) + "\n")


if __name__ == "__main__":
    main()
