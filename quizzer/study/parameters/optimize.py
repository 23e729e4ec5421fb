"""Personal parameters: fitting the memory model to the learner's own log, and going back."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

from quizzer.core.exchange import ProgressCallback
from quizzer.core.log import LogKind
from quizzer.core.notes.axes import Axis
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS
from quizzer.errors import Problem
from quizzer.store.connection import explain_errors, transaction
from quizzer.store.records import parameters

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

LEAST = 400
"""Answers that a fit of everything needs; below that, chance decides more than the learner's memory."""

LEAST_OF_AXIS = 1_000
INSTALL = "python -m pip install 'fsrs-rs-python>=0.9'"
WEIGHTS = 21


class Evaluation(NamedTuple):
    """How well parameters predict answers they were not fitted to; less is better in both."""

    log_loss: float
    rmse: float


class Fit(NamedTuple):
    """What a fit came to.

    Attributes:
        axis: None for everything.
        reviews: Answers fitted to.
        held_out: Of these, the last ones, kept apart for the evaluation.
        before: The parameters in use, on the answers kept apart.
        after: Parameters fitted to the others, on the same.
        weights: Fitted to all answers.
        better: The evaluation improved.
        taken: So they are in use now.
    """

    axis: Axis | None
    reviews: int
    held_out: int
    before: Evaluation
    after: Evaluation
    weights: tuple[float, ...]
    better: bool
    taken: bool


class TooFew(NamedTuple):
    """An axis, or everything (None), that has too few answers yet."""

    axis: Axis | None
    reviews: int
    needed: int


def optimize(collection: Collection, *, per_axis: bool, dry: bool, progress: ProgressCallback) -> list[Fit | TooFew]:
    """Fit parameters to the log, for everything or for each axis that has enough answers.

    They are taken into use only where parameters fitted to the earlier answers predict the later ones better than those
    in use do, by log loss and without a worse RMSE. Due dates stay; memory states are computed anew.

    Args:
        dry: Take nothing into use.

    Raises:
        Problem: The extra ``optimize`` is not installed, ``config.toml`` sets parameters, or the fit failed.
    """
    if find_spec("fsrs_rs_python") is None:
        raise Problem(f"fitting needs the engine that Anki uses, the extra “optimize” of quizzer: {INSTALL}")
    if collection.settings.scheduling.parameters != FSRS_6_DEFAULTS:
        raise Problem(f"{collection.paths.config} sets `parameters`, and they win. Remove that line, then fit again.")
    fits: list[Fit | TooFew] = []
    for axis in _scopes(collection, per_axis=per_axis):
        histories = _histories(collection, axis)
        reviews = sum(days > 0 for history in histories for _, days, _ in history[1:])
        needed = LEAST if axis is None else LEAST_OF_AXIS
        if reviews < needed:
            fits.append(TooFew(axis, reviews, needed))
            continue
        fits.append(_fitted(collection, axis, histories, dry=dry, progress=progress))
    if any(isinstance(fit, Fit) and fit.taken for fit in fits):
        progress("Computing memory states", 0, 0)
        collection.renew_scheduler()
    return fits


def go_back(collection: Collection) -> parameters.ParameterSet | None:
    """Use the parameters again that were in use before the last fit; None when there is nothing to go back from."""
    with explain_errors(collection.paths.database), transaction(collection.connection):
        left = parameters.reactivate_previous(collection.connection)
    if left is not None:
        collection.renew_scheduler()
    return left


def history(collection: Collection) -> list[parameters.ParameterSet]:
    """Every set of parameters that was ever in use, the oldest first."""
    return parameters.load_all(collection.connection)


def _scopes(collection: Collection, *, per_axis: bool) -> list[Axis | None]:
    if not per_axis:
        return [None]
    return [Axis(*row) for row in collection.connection.execute("SELECT key, name FROM axis ORDER BY id")]


def _histories(collection: Collection, axis: Axis | None) -> list[list[tuple[int, int, int]]]:
    """For each card its answers since it was last new: rating, days since the answer before, instant."""
    of_axis = "AND card_id IN (SELECT card.id FROM card JOIN axis ON axis.id = axis_id WHERE axis.key = ?)"
    where = "" if axis is None else of_axis
    rows = collection.connection.execute(
        f"SELECT card_id, at, day, kind, value FROM log "
        f"WHERE undone IS NULL AND kind IN ({LogKind.ANSWER:d}, {LogKind.RESET:d}) {where} ORDER BY card_id, at",
        () if axis is None else (axis.id,),
    )
    histories: list[list[tuple[int, int, int]]] = []
    card, last = None, 0
    for card_id, at, day, kind, value in rows:
        if card_id != card or kind == LogKind.RESET:
            card, last = card_id, day
            histories.append([])
        if kind == LogKind.ANSWER:
            elapsed = max(0, day - last) if histories[-1] else 0
            histories[-1].append((value, elapsed, at))
            last = max(day, last)
    return [history for history in histories if history]


def _fitted(
    collection: Collection,
    axis: Axis | None,
    histories: list[list[tuple[int, int, int]]],
    *,
    dry: bool,
    progress: ProgressCallback,
) -> Fit:
    weights = collection.scheduler.of(axis.id if axis else None).settings.parameters
    told = _run({"histories": histories, "weights": weights}, "" if axis is None else f"{axis.id}: ", progress)
    before, after = Evaluation(**told["before"]), Evaluation(**told["after"])
    better = after.log_loss < before.log_loss and after.rmse <= before.rmse
    fit = Fit(axis, told["reviews"], told["held_out"], before, after, tuple(told["weights"]), better, taken=False)
    if dry or not better or len(fit.weights) != WEIGHTS:
        return fit
    evaluation = {"before": before.log_loss, "after": after.log_loss, "rmse_before": before.rmse, "rmse": after.rmse}
    with explain_errors(collection.paths.database), transaction(collection.connection):
        parameters.activate(
            collection.connection,
            at=collection.clock.now(),
            axis=axis.id if axis else None,
            weights=fit.weights,
            reviews=fit.reviews,
            evaluation=evaluation,
        )
    return fit._replace(taken=True)


def _run(asked: object, prefix: str, progress: ProgressCallback) -> dict[str, Any]:
    """Run the fit in a process of its own, and pass on what it is doing."""
    process = subprocess.Popen(
        [sys.executable, "-m", "quizzer.study.parameters.fit_process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        json.dump(asked, process.stdin)
        process.stdin.close()
        result = None
        for number, line in enumerate(process.stdout):
            result = json.loads(line)
            progress(prefix + result.get("doing", ""), number + 1, 4)
        said = process.stderr.read()
    if process.returncode or result is None or "weights" not in result:
        why = said.strip().splitlines()[-1] if said.strip() else f"exit code {process.returncode}"
        raise Problem(f"the fit failed: {why}. The parameters stay as they are.")
    return dict(result)
