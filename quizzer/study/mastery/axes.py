"""Mastery of each axis, now or at the end of an earlier day, and the sessions that would raise it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from quizzer.clock import Clock
from quizzer.core.mastery import CardTotals, Mastery, compute_mastery
from quizzer.core.notes.axes import Axis
from quizzer.core.notes.notes import LEVELS
from quizzer.core.schedule.study_days import DAY_MILLIS
from quizzer.errors import WrongUse
from quizzer.store.notes.names import load_axes
from quizzer.store.queries.mastery_now import Group, count_cards, count_coming
from quizzer.store.queries.mastery_past import AxisTrend, compute_trends, count_cards_at
from quizzer.store.scope import Scope
from quizzer.study.collection.memory_cache import quiet, refresh_memory
from quizzer.study.due.home import load_due
from quizzer.study.due.values import Counts
from quizzer.study.filters import Filter, scope_of
from quizzer.study.review.values import Plan

if TYPE_CHECKING:
    from quizzer.core.exchange import ProgressCallback
    from quizzer.study.collection.collection import Collection

TREND_DAYS = 30
COMING_DAYS = 7
WEAKEST = 20
"""Cards of a session on the weakest ones."""
FIRST_DAY = 10_957
"""The study day of 2000-01-01, the earliest whose figures can be asked for."""
_HOUR = 3_600_000


class TrendPoint(NamedTuple):
    """One day of a trend.

    Attributes:
        day: Study day, days since 1970-01-01; the figures are those of its end, for today those of now.
        expected_recall: 0..1; None where no card asks for recall.
        coverage: 0..1.
    """

    day: int
    expected_recall: float | None
    coverage: float


class AxisMastery(NamedTuple):
    """One axis.

    Attributes:
        levels: The same figures for each level that has cards, in the order of learning.
        trend: The last 30 study days up to the day of the view; empty when it was left out.
        due: Cards to do now, as on the home screen; None for an earlier day.
        coming: Cards coming due on each of the next 7 days, tomorrow first; empty for an earlier day.
    """

    axis: Axis
    mastery: Mastery
    levels: Mapping[str, Mastery]
    trend: tuple[TrendPoint, ...] = ()
    due: Counts | None = None
    coming: tuple[int, ...] = ()

    @property
    def change(self) -> float | None:
        """The change of expected recall over the trend, -1..1; None where it is not known."""
        if not self.trend or self.trend[0].expected_recall is None or self.trend[-1].expected_recall is None:
            return None
        return self.trend[-1].expected_recall - self.trend[0].expected_recall


class MasteryView(NamedTuple):
    """Mastery of every axis that has cards, in the order in which they were first loaded.

    Attributes:
        day: Study day of the figures.
        at: Their instant in milliseconds: now, or the end of an earlier day.
        levels: Every level that has cards, in the order of learning.
        whole: All axes together.
    """

    day: int
    at: int
    axes: tuple[AxisMastery, ...]
    levels: tuple[str, ...]
    whole: Mastery

    @property
    def weakest(self) -> AxisMastery | None:
        """The axis with the lowest expected recall, mastered ones last; None without axes."""
        return min(self.axes, key=_weakness, default=None)


def _weakness(axis: AxisMastery) -> tuple[bool, float, float]:
    mastery = axis.mastery
    recall = mastery.coverage if mastery.expected_recall is None else mastery.expected_recall
    return mastery.mastered, recall, mastery.coverage


def load_mastery(
    collection: Collection,
    wanted: Filter = Filter(),  # noqa: B008 - frozen
    at: int | None = None,
    *,
    trend: bool = True,
    progress: ProgressCallback = quiet,
) -> MasteryView:
    """Compute the mastery of each axis.

    Args:
        wanted: The cards to count.
        at: A study day from 2000-01-01 to today, for the figures at its end; None, like today, for those of now.
        trend: Compute the trends as well, for which the memory state after every answer is brought up to date.
        progress: Called with the progress of long work.

    Raises:
        WrongUse: The filter names what does not exist, or the day is out of range.
        Problem: The database refused.
    """
    moment = collection.moment()
    day = moment.day if at is None else at
    if not FIRST_DAY <= day <= moment.day:
        raise WrongUse("Mastery can be told for today and for days before it, back to 2000-01-01.")
    past = day < moment.day
    if trend or past:
        refresh_memory(collection, progress)
    scope = scope_of(collection.connection, wanted)
    instant = end_of_day(collection.clock, day, collection.settings.scheduling.rollover_hour) if past else moment.at
    count = count_cards_at if past else count_cards
    groups = count(collection.connection, collection.scheduler, scope, instant)
    axes = _axes(collection, groups)
    if trend:
        axes = _with_trends(collection, scope, axes, groups, day, instant)
    if not past:
        axes = _with_due(collection, wanted, scope, axes, moment.day)
    levels = tuple(level for level in _in_order({level for _, level in groups}))
    return MasteryView(day, instant, tuple(axes.values()), levels, compute_mastery(_sum(groups, None)))


def _axes(collection: Collection, groups: Mapping[Group, CardTotals]) -> dict[int, AxisMastery]:
    rows = load_axes(collection.connection)
    present = {axis_id for axis_id, _ in groups}
    return {
        axis_id: AxisMastery(
            Axis(key, name),
            compute_mastery(_sum(groups, axis_id)),
            {
                level: compute_mastery(groups[axis_id, level])
                for level in _in_order({level for other, level in groups if other == axis_id})
            },
        )
        for axis_id, key, name in rows
        if axis_id in present
    }


def _sum(groups: Mapping[Group, CardTotals], axis_id: int | None) -> CardTotals:
    """The cards of an axis, or of all."""
    return reduce(
        CardTotals.plus, (cards for (axis, _), cards in groups.items() if axis_id in (None, axis)), CardTotals()
    )


def _in_order(levels: set[str]) -> list[str]:
    known = [level for level in LEVELS if level in levels]
    return known + sorted(levels - set(known))


def _with_trends(
    collection: Collection,
    scope: Scope,
    axes: dict[int, AxisMastery],
    groups: Mapping[Group, CardTotals],
    day: int,
    instant: int,
) -> dict[int, AxisMastery]:
    rollover = collection.settings.scheduling.rollover_hour
    days = range(day - TREND_DAYS + 1, day + 1)
    ends = [end_of_day(collection.clock, past, rollover) for past in days[:-1]] + [instant]
    found = compute_trends(collection.connection, collection.scheduler, scope, ends)
    nothing = AxisTrend([0] * len(days), [0.0] * len(days))
    with_trends = {}
    for axis_id, axis in axes.items():
        seen, recall = found.get(axis_id, nothing)
        cards, asked = _sum(groups, axis_id).cards, _sum(groups, axis_id).recallable
        points = [
            TrendPoint(past, min(1.0, recall[place] / asked) if asked else None, seen[place] / cards)
            for place, past in enumerate(days[:-1])
        ]
        points.append(TrendPoint(day, axis.mastery.expected_recall, axis.mastery.coverage))
        with_trends[axis_id] = axis._replace(trend=tuple(points))
    return with_trends


def _with_due(
    collection: Collection, wanted: Filter, scope: Scope, axes: dict[int, AxisMastery], day: int
) -> dict[int, AxisMastery]:
    due = {axis.id: counts for axis, counts in load_due(collection, wanted).axes}
    later = count_coming(collection.connection, scope, day, COMING_DAYS)
    none = (0,) * COMING_DAYS
    return {
        axis_id: axis._replace(due=due.get(axis.axis.id, Counts()), coming=later.get(axis_id, none))
        for axis_id, axis in axes.items()
    }


def end_of_day(clock: Clock, day: int, rollover_hour: int) -> int:
    """The first instant after a study day, in the clock's zone.

    Args:
        day: Days since 1970-01-01.
    """
    at = day * DAY_MILLIS + (rollover_hour + 12) * _HOUR
    while clock.day_of(at, rollover_hour) > day:
        at -= DAY_MILLIS
    while clock.day_of(at, rollover_hour) <= day:  # a day that a change of zone skipped has no instant of its own
        at = clock.day_end(at, rollover_hour)
    return at


# What to do next


def axis_plan(collection: Collection, axis_id: str) -> Plan:
    """Plan a session on an axis: the cards due and new there, or its weakest ones when there are none.

    Args:
        axis_id: As written in the deck files.

    Raises:
        WrongUse: There is no such axis.
    """
    wanted = Filter(axes=(axis_id,))
    if load_due(collection, wanted).counts.total:
        return Plan(wanted)
    return weakest_plan(collection, wanted)


def weakest_plan(collection: Collection, wanted: Filter, count: int = WEAKEST) -> Plan:
    """Plan a session on the weakest cards, reviewed ahead of time where they are not due.

    Args:
        count: The most cards.

    Raises:
        WrongUse: The filter names what does not exist.
    """
    from quizzer.study.mastery.cards import load_cards

    return Plan(wanted, cards=tuple(card.card_id for card in load_cards(collection, wanted, seen=True, limit=count)))
