"""Fitted parameters: going back leads to the set before, of the same axis, and at last to none."""

from __future__ import annotations

from quizzer.core.schedule.settings import FSRS_6_DEFAULTS
from quizzer.store.records import parameters
from quizzer.study.collection.collection import Collection
from quizzer.study.parameters.optimize import restore_previous
from tests.conftest import START


def fitted(collection: Collection, *firsts: float, axis: str | None = None) -> None:
    """Take sets into use one after another, known by their first parameter."""
    for first in firsts:
        parameters.activate(
            collection.connection,
            at=collection.clock.now(),
            axis=axis,
            weights=(first, *FSRS_6_DEFAULTS[1:]),
            reviews=1_000,
            evaluation={},
        )


def in_use(collection: Collection) -> dict[str | None, float]:
    return {axis: weights[0] for axis, weights in parameters.load_active(collection.connection).items()}


def test_going_back_takes_the_previous_set_again_until_none_is_left(collection: Collection) -> None:
    fitted(collection, 0.1, 0.2, 0.3)
    for gone, left in ((0.3, {None: 0.2}), (0.2, {None: 0.1}), (0.1, {})):
        back = parameters.reactivate_previous(collection.connection, START)
        assert back is not None
        assert back.weights[0] == gone
        assert in_use(collection) == left
    assert parameters.reactivate_previous(collection.connection, START) is None
    assert len(parameters.load_all(collection.connection)) == 3, "what was in use is kept"


def test_going_back_stays_with_the_axis_whose_set_came_last(collection: Collection) -> None:
    fitted(collection, 0.1, 0.2)
    fitted(collection, 0.5, 0.6, axis="SML")
    fitted(collection, 0.3)
    lefts: list[dict[str | None, float]] = [{None: 0.2, "SML": 0.6}, {None: 0.2, "SML": 0.5}, {None: 0.2}]
    for left in lefts:
        parameters.reactivate_previous(collection.connection, START)
        assert in_use(collection) == left


def test_the_schedule_goes_back_with_them(collection: Collection) -> None:
    fitted(collection, 0.1, 0.2, 0.3)
    assert restore_previous(collection) is not None
    assert collection.scheduler.settings.parameters[0] == 0.2
