"""Figures of some cards and some days: they change alone, and add up to the whole."""

from __future__ import annotations

from typing import Any

import pytest

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Rating
from quizzer.errors import WrongUse
from quizzer.study.collection.collection import Collection
from quizzer.study.filters import Filter
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.study.statistics.compute import compute_statistics
from quizzer.study.statistics.figures import Statistics
from tests.study.statistics.studying import DAY


def without_filter(shown: Statistics) -> Statistics:
    """The same, whatever was asked for."""
    return shown._replace(filter=Filter(), period=None)


@pytest.mark.parametrize("axis", ["SML", "OTH"])
def test_answers_to_one_axis_change_only_its_figures(studied: Collection, clock: FixedClock, axis: str) -> None:
    wanted, others = Filter(axes=(axis,)), Filter(axes=("OTH" if axis == "SML" else "SML",))
    clock.at += 30 * DAY
    before, before_others = compute_statistics(studied, wanted), compute_statistics(studied, others)
    session = Session(studied, Plan(filter=wanted))
    assert session.current is not None
    session.answer(Rating.AGAIN, 1_000)
    assert compute_statistics(studied, wanted) != before
    assert compute_statistics(studied, others) == before_others


def test_the_axes_add_up_to_the_whole(studied: Collection) -> None:
    whole = compute_statistics(studied)
    parts = [compute_statistics(studied, Filter(axes=(axis,))) for axis in ("SML", "OTH")]

    def added(figure: Any) -> Any:
        return [sum(values) for values in zip(*(figure(part) for part in parts), strict=True)]

    assert added(lambda part: part.cards) == list(whole.cards)
    assert added(lambda part: part.year) == list(whole.year)
    assert added(lambda part: part.forecast.days) == list(whole.forecast.days)
    assert added(lambda part: part.buttons.young) == list(whole.buttons.young)
    assert added(lambda part: part.recall.counts) == list(whole.recall.counts)
    assert added(lambda part: [part.calibration.answers]) == [whole.calibration.answers if whole.calibration else 0]
    for at, row in enumerate(whole.retention):
        assert added(lambda part, at=at: part.retention[at].all) == list(row.all)


def test_a_filter_that_means_everything_finds_everything(studied: Collection) -> None:
    """All but what comes with the day's plan, which is made for the whole collection alone."""
    everything = compute_statistics(studied)._replace(coming=None)
    assert without_filter(compute_statistics(studied, Filter(axes=("SML", "OTH")))) == everything
    levels = ("fundamentals", "intermediate", "academic")
    assert without_filter(compute_statistics(studied, Filter(levels=levels))) == everything


def test_a_period_holds_its_days_and_no_more(studied: Collection) -> None:
    whole, week = compute_statistics(studied), compute_statistics(studied, days=7)
    assert week.days == tuple(day for day in whole.days if day.day > whole.day - 7)
    assert week.answers == sum(whole.year[-7:]) == sum(map(sum, week.buttons)) == sum(h.answers for h in week.hours)
    assert week.retention == whole.retention
    assert whole.calibration is not None
    assert week.calibration is not None
    assert week.calibration.answers < whole.calibration.answers
    long = compute_statistics(studied, days=10_000)
    assert without_filter(long)._replace(troubles=()) == whole._replace(troubles=())


def test_a_filter_that_names_nothing_is_refused(collection: Collection) -> None:
    with pytest.raises(WrongUse, match="There is no axis “HPX”"):
        compute_statistics(collection, Filter(axes=("HPX",)))
