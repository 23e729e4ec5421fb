"""Fitting FSRS parameters, run as a process of its own because fsrs-rs holds the interpreter lock while it works.

Reads one JSON object from standard input: ``histories``, for each card its answers in order as ``[rating, days since
the answer before, milliseconds]``, and ``weights``, the parameters in use. Writes lines of JSON to standard output:
``{"doing": ...}`` when a step begins, and in the end the result, ``{"weights", "before", "after", "held_out",
"reviews"}``.

The evaluation is ordered in time: parameters fitted to the first four fifths of the answers predict the last fifth, and
so do the parameters in use. The parameters in the result are fitted to all answers.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

TRAINED_SHARE = 0.8
History = Sequence[Sequence[int]]


def fit(histories: Sequence[History], weights: Sequence[float]) -> dict[str, Any]:
    """Fit parameters and evaluate them against those in use.

    Args:
        histories: For each card its answers in order: rating, days since the answer before, instant.
        weights: The 21 parameters in use.

    Returns:
        The fitted weights, log loss and RMSE (bins) of both on the answers held out, and the counts.
    """
    import fsrs_rs_python as engine

    items = sorted(_items(engine, histories), key=lambda found: found[0])
    cut = int(len(items) * TRAINED_SHARE)
    early, late = [item for _, item in items[:cut]], [item for _, item in items[cut:]]
    _report("Fitting to the first four fifths")
    trained = engine.FSRS([]).compute_parameters(early)
    _report("Predicting the last fifth")
    before, after = engine.FSRS(list(weights)).evaluate(late), engine.FSRS(trained).evaluate(late)
    _report("Fitting to all answers")
    return {
        "weights": [round(weight, 4) for weight in engine.FSRS([]).compute_parameters([item for _, item in items])],
        "before": {"log_loss": before.log_loss, "rmse": before.rmse_bins},
        "after": {"log_loss": after.log_loss, "rmse": after.rmse_bins},
        "held_out": len(late),
        "reviews": len(items),
    }


def _items(engine: Any, histories: Sequence[History]) -> list[tuple[int, Any]]:
    """The instant of each answer a day or more after the one before it, and its history to train fsrs-rs on."""
    found = []
    for history in histories:
        reviews = [engine.FSRSReview(rating, days) for rating, days, _ in history]
        for number, (_, days, at) in enumerate(history):
            if number and days > 0:
                found.append((at, engine.FSRSItem(reviews[: number + 1])))
    return found


def _report(doing: str) -> None:
    sys.stdout.write(json.dumps({"doing": doing}) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Read the request from standard input, and write the result to standard output."""
    request = json.load(sys.stdin)
    sys.stdout.write(json.dumps(fit(request["histories"], request["weights"])) + "\n")


if __name__ == "__main__":
    main()
