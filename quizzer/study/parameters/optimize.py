"""Personal parameters: fitting the memory model to the learner's own log, and going back."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

from quizzer.core.exchange import ProgressCallback
from quizzer.core.notes.axes import Axis
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS
from quizzer.errors import Problem
from quizzer.store.notes.names import load_axes
from quizzer.store.queries.fit_rows import load_answers_and_resets
from quizzer.store.records import parameters
from quizzer.study.parameters.histories import Histories, available_memory

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

LEAST = 400
"""Answers that a fit to all axes needs; with fewer, chance decides more than the learner's memory."""

LEAST_OF_AXIS = 1_000
WEIGHTS = 21


class FitError(NamedTuple):
    """The error of parameters on answers they were not fitted to; less is better in both."""

    log_loss: float
    rmse: float


class Fit(NamedTuple):
    """The result of a fit.

    Attributes:
        axis: Id of the axis; None for all axes together.
        reviews: Answers fitted to.
        held_out: Number of these, the latest, that were held out for the evaluation.
        before: The error of the parameters in use on the answers held out.
        after: The error on the same answers of parameters fitted to all others.
        weights: The 21 parameters fitted to all answers.
        better: Whether the error became smaller.
        taken: Whether they were put into use.
        left_out: Number of answers that were not fitted to, because memory does not hold such long histories.
        longest: How many answers of each card, from its first on, were fitted to at most.
    """

    axis: Axis | None
    reviews: int
    held_out: int
    before: FitError
    after: FitError
    weights: tuple[float, ...]
    better: bool
    taken: bool
    left_out: int
    longest: int


class TooFew(NamedTuple):
    """An axis with too few answers for a fit, or None for all axes together."""

    axis: Axis | None
    reviews: int
    needed: int


def optimize(collection: Collection, *, per_axis: bool, dry: bool, progress: ProgressCallback) -> list[Fit | TooFew]:
    """Fit parameters to the log, for all axes together or for each axis that has enough answers.

    They are put into use only where parameters fitted to the earlier answers predict the later ones better than those
    in use do: with a smaller log loss and no larger RMSE. Due dates stay; memory states are computed anew.

    Args:
        per_axis: Fit each axis on its own.
        dry: Put nothing into use.

    Raises:
        Problem: The extra ``optimize`` is not installed, ``config.toml`` sets parameters, memory does not hold the
            answers, or the fit failed.
    """
    if find_spec("fsrs_rs_python") is None:
        from quizzer.installation import install_hint

        hint = install_hint("optimize")
        raise Problem(f"fitting needs the engine that Anki uses, the extra “optimize” of quizzer: {hint}")
    if collection.settings.scheduling.parameters != FSRS_6_DEFAULTS:
        raise Problem(f"{collection.paths.config} sets `parameters`, and they win. Remove that line, then fit again.")
    fits: list[Fit | TooFew] = []
    for axis in _scopes(collection, per_axis=per_axis):
        histories = Histories(load_answers_and_resets(collection.connection, axis.id if axis else None))
        reviews = histories.fitted.total()
        needed = LEAST if axis is None else LEAST_OF_AXIS
        if reviews < needed:
            fits.append(TooFew(axis, reviews, needed))
            continue
        fits.append(_fit(collection, axis, histories, progress=progress))
    taken = [fit for fit in fits if isinstance(fit, Fit) and fit.better and not dry and len(fit.weights) == WEIGHTS]
    if taken:
        progress("Computing memory states", 0, 0)
        with collection.changing_parameters():
            for fit in taken:
                _activate(collection, fit)
    return [fit._replace(taken=True) if fit in taken else fit for fit in fits]


def restore_previous(collection: Collection) -> parameters.ParameterSet | None:
    """Put the parameters back into use that the last fit replaced.

    Returns:
        The parameters that were given up; None when there was no fit.
    """
    with collection.changing_parameters():
        return parameters.reactivate_previous(collection.connection, collection.clock.now())


def load_history(collection: Collection) -> list[parameters.ParameterSet]:
    """Every set of parameters that was ever in use, the oldest first."""
    return parameters.load_all(collection.connection)


def _scopes(collection: Collection, *, per_axis: bool) -> list[Axis | None]:
    if not per_axis:
        return [None]
    return [axis for _, axis in load_axes(collection.connection)]


def _fit(collection: Collection, axis: Axis | None, histories: Histories, *, progress: ProgressCallback) -> Fit:
    longest = histories.longest_held()
    needed = histories.bytes_needed(longest)
    _check_memory(histories.fitted.total(), needed)
    prefix = "" if axis is None else f"{axis.id}: "
    progress(f"{prefix}Fitting takes about {needed / 1e6:,.0f} MB of memory", 0, 4)
    weights = collection.scheduler.of(axis.id if axis else None).settings.parameters
    request = {
        "histories": len(histories.lengths), "answers": len(histories.ratings), "longest": longest, "weights": weights
    }  # fmt: skip
    result = _run(request, histories, prefix, progress)
    before, after = FitError(**result["before"]), FitError(**result["after"])
    better = after.log_loss < before.log_loss and after.rmse <= before.rmse
    return Fit(
        axis=axis,
        reviews=result["reviews"],
        held_out=result["held_out"],
        before=before,
        after=after,
        weights=tuple(result["weights"]),
        better=better,
        taken=False,
        left_out=histories.fitted.total() - result["reviews"],
        longest=longest,
    )


def _check_memory(reviews: int, needed: int) -> None:
    """Refuse a fit that memory does not hold.

    Raises:
        Problem: It does not.
    """
    available = available_memory()
    if available is not None and needed > available:
        raise Problem(
            f"fitting to {reviews:,} reviews takes about {needed / 1e6:,.0f} MB of memory, and {available / 1e6:,.0f} "
            "MB are free. Close other programs, or fit each axis by itself with --per-axis. The parameters stay as "
            "they are."
        )


def _activate(collection: Collection, fit: Fit) -> None:
    """Put the parameters of a fit into use; inside the caller's transaction."""
    before, after = fit.before, fit.after
    parameters.activate(
        collection.connection,
        at=collection.clock.now(),
        axis=fit.axis.id if fit.axis else None,
        weights=fit.weights,
        reviews=fit.reviews,
        evaluation={"before": before.log_loss, "after": after.log_loss, "rmse_before": before.rmse, "rmse": after.rmse},
    )


def _run(request: dict[str, object], histories: Histories, prefix: str, progress: ProgressCallback) -> dict[str, Any]:
    """Run the fit in a process of its own, and report its progress."""
    process = subprocess.Popen(
        [sys.executable, "-m", "quizzer.study.parameters.fit_process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        with suppress(BrokenPipeError), process.stdin as sink:  # the process says itself why it ended
            sink.write(json.dumps(request).encode() + b"\n")
            for column in (histories.lengths, histories.ratings, histories.days, histories.instants):
                sink.write(column)
        result = None
        for number, line in enumerate(process.stdout):
            result = json.loads(line)
            progress(prefix + result.get("doing", ""), number + 1, 4)
        said = process.stderr.read().decode(errors="replace")
    if process.returncode or result is None or "weights" not in result:
        why = said.strip().splitlines()[-1] if said.strip() else f"exit code {process.returncode}"
        raise Problem(f"the fit failed: {why}. The parameters stay as they are.")
    return dict(result)
