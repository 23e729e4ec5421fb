"""Mastery of each axis, deck or tag, now or at the end of an earlier day, and the sessions that would raise it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from quizzer.clock import Clock
from quizzer.core.groups import Group, Grouping
from quizzer.core.mastery import CardTotals, Mastery, compute_mastery
from quizzer.core.notes.notes import LEVELS
from quizzer.core.schedule.study_days import DAY_MILLIS
from quizzer.errors import WrongUse
from quizzer.store.grouping import GroupKey, keys_in, load_groups
from quizzer.store.queries.mastery_now import ValueLevel, count_cards, count_coming
from quizzer.store.queries.mastery_past import Trend, compute_trends, count_cards_at
from quizzer.store.scope import Scope
from quizzer.study.collection.memory_cache import quiet, refresh_memory
from quizzer.study.due.home import count_due_by_group
from quizzer.study.due.values import Counts
from quizzer.study.filters import Filter, scope_of
from quizzer.study.review.values import Plan

if TYPE_CHECKING:
    from quizzer.core.exchange import ProgressCallback
    from quizzer.core.schedule.progress import Moment
    from quizzer.study.collection.collection import Collection

TREND_DAYS = 30
COMING_DAYS = 7
BEGUN = 0.1
"""The share of its cards met from which a group counts as begun."""
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


class GroupMastery(NamedTuple):
    """One axis, deck or tag.

    Attributes:
        levels: The same figures for each level that has cards, in the order of learning.
        trend: The last 30 study days up to the day of the view; empty when it was left out.
        due: Cards to do now, as on the home screen; None for an earlier day.
        coming: Cards coming due on each of the next 7 days, tomorrow first; empty for an earlier day.
    """

    group: Group
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
    """Mastery of every axis, deck or tag that has cards.

    Attributes:
        by: What the cards are grouped by.
        day: Study day of the figures.
        at: Their instant in milliseconds: now, or the end of an earlier day.
        groups: Axes and decks in the order in which they were first loaded, tags by name.
        levels: Every level that has cards, in the order of learning.
        whole: All cards together, each counted once, and those that are in no group as well.
    """

    by: Grouping
    day: int
    at: int
    groups: tuple[GroupMastery, ...]
    levels: tuple[str, ...]
    whole: Mastery

    def find_place(self, behind: AbstractSet[str] = frozenset()) -> int:
        """Index of the group to look at first; 0 without groups.

        That is one whose goal is behind, else the weakest of those begun: a tenth of their cards met, or at least one.

        Args:
            behind: Keys of the groups whose goal is behind.
        """
        return min(range(len(self.groups)), key=lambda at: _rank(self.groups[at], behind), default=0)


def _rank(group: GroupMastery, behind: AbstractSet[str]) -> tuple[bool, bool, int, float]:
    mastery = group.mastery
    begun = 0 if mastery.coverage >= BEGUN else 1 if mastery.seen else 2
    recall = mastery.coverage if mastery.expected_recall is None else mastery.expected_recall
    return group.group.key not in behind, mastery.mastered, begun, recall


Totals = dict[GroupKey, dict[str, CardTotals]]
"""For each group the cards of each level."""


def load_mastery(
    collection: Collection,
    wanted: Filter = Filter(),  # noqa: B008 - frozen
    at: int | None = None,
    *,
    by: Grouping = "axis",
    trend: bool = True,
    progress: ProgressCallback = quiet,
) -> MasteryView:
    """Compute the mastery of each axis, deck or tag.

    Args:
        wanted: The cards to count.
        at: A study day from 2000-01-01 to today, for the figures at its end; None, like today, for those of now.
        by: What to group the cards by.
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
    counted = count(collection.connection, collection.scheduler, scope, instant, by)
    totals = _total_groups(counted)
    groups = _groups(collection, by, totals)
    if trend:
        groups = _with_trends(collection, scope, by, groups, totals, day, instant)
    if not past:
        groups = _with_due(collection, scope, by, groups, moment)
    levels = tuple(_in_order({level for _, level in counted}))
    return MasteryView(by, day, instant, tuple(groups.values()), levels, compute_mastery(_sum(counted.values())))


def _total_groups(counted: Mapping[ValueLevel, CardTotals]) -> Totals:
    """Add up the cards by the groups that they are in."""
    found: Totals = {}
    for (value, level), cards in counted.items():
        for key in keys_in(value):
            levels = found.setdefault(key, {})
            levels[level] = levels[level].plus(cards) if level in levels else cards
    return found


def _groups(collection: Collection, by: Grouping, totals: Totals) -> dict[GroupKey, GroupMastery]:
    return {
        key: GroupMastery(
            group,
            compute_mastery(_sum(totals[key].values())),
            {level: compute_mastery(totals[key][level]) for level in _in_order(set(totals[key]))},
        )
        for key, group in load_groups(collection.connection, by).items()
        if key in totals
    }


def _sum(totals: Iterable[CardTotals]) -> CardTotals:
    return reduce(CardTotals.plus, totals, CardTotals())


def _in_order(levels: set[str]) -> list[str]:
    known = [level for level in LEVELS if level in levels]
    return known + sorted(levels - set(known))


def _with_trends(
    collection: Collection,
    scope: Scope,
    by: Grouping,
    groups: Mapping[GroupKey, GroupMastery],
    totals: Totals,
    day: int,
    instant: int,
) -> dict[GroupKey, GroupMastery]:
    rollover = collection.settings.scheduling.rollover_hour
    days = range(day - TREND_DAYS + 1, day + 1)
    ends = [end_of_day(collection.clock, past, rollover) for past in days[:-1]] + [instant]
    found = compute_trends(collection.connection, collection.scheduler, scope, ends, by)
    nothing = Trend([0] * len(days), [0.0] * len(days))
    with_trends = {}
    for key, group in groups.items():
        seen, recall = found.get(key, nothing)
        whole = _sum(totals[key].values())
        asked = whole.recallable
        points = [
            TrendPoint(past, min(1.0, recall[place] / asked) if asked else None, seen[place] / whole.cards)
            for place, past in enumerate(days[:-1])
        ]
        points.append(TrendPoint(day, group.mastery.expected_recall, group.mastery.coverage))
        with_trends[key] = group._replace(trend=tuple(points))
    return with_trends


def _with_due(
    collection: Collection, scope: Scope, by: Grouping, groups: Mapping[GroupKey, GroupMastery], moment: Moment
) -> dict[GroupKey, GroupMastery]:
    due = count_due_by_group(collection, scope, moment, by)
    later = count_coming(collection.connection, scope, moment.day, COMING_DAYS, by)
    none = (0,) * COMING_DAYS
    return {
        key: group._replace(due=due.get(key, Counts()), coming=later.get(key, none)) for key, group in groups.items()
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


def weakest_plan(collection: Collection, wanted: Filter, count: int = WEAKEST, *, practice: bool) -> Plan:
    """Plan a session on the weakest cards that were met, due or not.

    Args:
        count: The most cards.
        practice: Leave the schedule alone; else each answer counts as a review.

    Raises:
        WrongUse: The filter names what does not exist.
    """
    from quizzer.study.mastery.cards import load_cards

    ids = tuple(card.card_id for card in load_cards(collection, wanted, seen=True, limit=count))
    return Plan(practice=True, only=ids) if practice else Plan(wanted, cards=ids)
