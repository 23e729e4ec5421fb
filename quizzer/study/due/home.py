"""The cards due now, and the figures of the home screen."""

from __future__ import annotations

from datetime import date, timedelta
from functools import reduce
from typing import TYPE_CHECKING

from quizzer.core.groups import Grouping
from quizzer.core.mastery import CardTotals
from quizzer.core.schedule.study_days import longest_run
from quizzer.store.grouping import GROUP_SQL, GroupKey, Value, sum_groups
from quizzer.store.notes.deck_files import DONE_WARNINGS, count_deck_files, count_drafts, load_findings
from quizzer.store.notes.names import load_axes
from quizzer.store.queries import due_cards
from quizzer.store.queries.mastery_now import count_cards
from quizzer.store.queries.session_cards import count_new
from quizzer.store.queries.today import count_activity, count_streak, count_today, load_active_days
from quizzer.store.scope import EVERYTHING, Scope
from quizzer.study.due import limits
from quizzer.study.due.values import AxisDue, Counts, DayForecast, Due, Home
from quizzer.study.filters import Filter, scope_of

if TYPE_CHECKING:
    from quizzer.core.schedule.progress import Moment
    from quizzer.study.collection.collection import Collection

FORECAST_DAYS = 7
ACTIVITY_DAYS = 28


def load_due(collection: Collection, wanted: Filter = Filter()) -> Due:  # noqa: B008 - frozen
    """Count the cards to do now, within the day's limits.

    Raises:
        WrongUse: The filter names what does not exist.
    """
    return due_in_scope(collection, scope_of(collection.connection, wanted), collection.moment())


def due_in_scope(collection: Collection, scope: Scope, moment: Moment) -> Due:
    """Count the cards of a scope that are to do at a moment, within the day's limits."""
    connection, rules = collection.connection, collection.settings.scheduling
    new, steps, reviews = limits.count_due(connection, rules, moment.at, moment.day, scope.sql, scope.args)
    per_axis = tuple(
        (axis, Counts(new.get(axis_id, 0), steps.get(axis_id, 0), reviews.get(axis_id, 0)))
        for axis_id, axis in load_axes(connection)
    )
    counts = Counts(sum(new.values()), sum(steps.values()), sum(reviews.values()))
    next_due = None
    if not counts.total:
        next_due = limits.find_next_due(connection, rules, moment.at, moment.day, moment.day_end)
    return Due(counts, per_axis, next_due)


def count_due_by_group(collection: Collection, scope: Scope, moment: Moment, by: Grouping) -> dict[GroupKey, Counts]:
    """Count the cards of a scope that are to do at a moment, within the day's limits, for each group that has any."""
    rules = collection.settings.scheduling
    new, steps, reviews = limits.count_due(
        collection.connection, rules, moment.at, moment.day, scope.sql, scope.args, GROUP_SQL[by]
    )
    sums = (
        (value, Counts(new.get(value, 0), steps.get(value, 0), reviews.get(value, 0)))
        for value in {*new, *steps, *reviews}
    )
    return sum_groups(sums, Counts.plus)


def load_home(collection: Collection) -> Home:
    """Compute the figures of the home screen."""
    connection, moment = collection.connection, collection.moment()
    now_due = due_in_scope(collection, EVERYTHING, moment)
    counts = {axis.id: axis_counts for axis, axis_counts in now_due.axes}
    done = count_today(connection, moment.day)
    active = load_active_days(connection)
    totals = count_recall(collection, moment)
    activity = count_activity(connection, moment.day, ACTIVITY_DAYS)
    return Home(
        counts=now_due.counts,
        axes=tuple(
            AxisDue(axis, counts.get(axis.id, Counts()), cards, seen, share_known(totals.get(axis_id)))
            for axis_id, axis, cards, seen in due_cards.count_by_axis(connection)
        ),
        forecast=tuple(map(DayForecast, due_cards.count_by_due_day(connection, moment.day, FORECAST_DAYS))),
        weekday=(date(1970, 1, 1) + timedelta(moment.day)).weekday(),
        streak=count_streak(connection, moment.day),
        answered_today=done.answers,
        seconds_today=done.took // 1000,
        next_due=now_due.next_due,
        now=moment.at,
        more_new=max(0, count_new(connection) - now_due.counts.new),
        decks=count_deck_files(connection),
        drafts=count_drafts(connection),
        problems=sum(name not in DONE_WARNINGS for _, (_, _, _, name) in load_findings(connection)),
        activity=activity,
        known=share_known(reduce(CardTotals.plus, totals.values(), CardTotals())),
        seconds=9 * now_due.counts.total,
        answers=now_due.counts.total,
        longest_streak=longest_run(active),
        days_active=sum(map(bool, activity)),
        last_day=max((day for day in active if day < moment.day), default=None),
        today=moment.day,
        remembered=(done.passed, done.reviews),
        new_limit=collection.settings.scheduling.new_per_day,
        slipped=done.slipped,
    )


def count_recall(collection: Collection, moment: Moment) -> dict[Value, CardTotals]:
    """The cards of each axis added up, by its row id: how many are known now, and how many could be."""
    found: dict[Value, CardTotals] = {}
    by_level = count_cards(collection.connection, collection.scheduler, EVERYTHING, moment.at)
    for (axis_id, _), totals in by_level.items():
        found[axis_id] = found[axis_id].plus(totals) if axis_id in found else totals
    return found


def share_known(totals: CardTotals | None) -> float:
    """The share of some cards that would be recalled now, 0 to 1; 0 where none asks for recall."""
    if totals is None or not totals.recallable:
        return 0.0
    return min(1.0, totals.recall / totals.recallable)
