"""The cards due now, and the figures of the home screen."""

from __future__ import annotations

from datetime import date, timedelta
from functools import reduce
from typing import TYPE_CHECKING

from quizzer.core.groups import Grouping
from quizzer.core.schedule.study_days import longest_run, streak_until
from quizzer.store.due.coming_days import count_on_steps
from quizzer.store.due.due_counts import count_waiting_siblings
from quizzer.store.due.new_cards import has_goal_ahead
from quizzer.store.due.session_cards import count_new
from quizzer.store.due.today import count_activity, count_today, load_active_days
from quizzer.store.grouping import GROUP_SQL, GroupKey, sum_groups
from quizzer.store.notes.deck_files import (
    DONE_WARNINGS,
    count_deck_files,
    count_drafts,
    count_unseen_changes,
    load_findings,
)
from quizzer.store.notes.names import load_axes
from quizzer.store.queries.mastery_now import AxisCards, count_by_axis
from quizzer.store.scope import EVERYTHING, Scope
from quizzer.study.due.day_plan import DayPlan, count_due, plan_day
from quizzer.study.due.forecast import forecast_days
from quizzer.study.due.limits import GENTLE
from quizzer.study.due.next_card import find_next_due
from quizzer.study.due.pace import Pace, expected, load_pace
from quizzer.study.due.values import AxisDue, Counts, DayForecast, Due, GentleReturn, GoalLine, Home
from quizzer.study.filters import Filter, scope_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from quizzer.core.schedule.progress import Moment
    from quizzer.study.collection.collection import Collection

ACTIVITY_DAYS = 28


def load_due(collection: Collection, wanted: Filter = Filter()) -> Due:  # noqa: B008 - frozen
    """Count the cards to do now, within the day's limits.

    Raises:
        WrongUse: The filter names what does not exist.
    """
    return due_in_scope(collection, scope_of(collection.connection, wanted), collection.moment())


def due_in_scope(collection: Collection, scope: Scope, moment: Moment, plan: DayPlan | None = None) -> Due:
    """Count the cards of a scope that are to do at a moment, within the day's limits.

    Args:
        plan: The day's plan, where it is known already.
    """
    connection, rules = collection.connection, collection.settings.scheduling
    new, steps, reviews = count_due(connection, rules, moment.at, moment.day, scope.sql, scope.args, plan=plan)
    per_axis = tuple(
        (axis, Counts(new.get(axis_id, 0), steps.get(axis_id, 0), reviews.get(axis_id, 0)))
        for axis_id, axis in load_axes(connection)
    )
    counts = Counts(sum(new.values()), sum(steps.values()), sum(reviews.values()))
    next_due = None
    if not counts.total:
        next_due = find_next_due(connection, rules, moment.at, moment.day, moment.day_end)
    return Due(counts, per_axis, next_due, count_on_steps(connection, scope.sql, scope.args) - counts.learning)


def count_due_by_group(collection: Collection, scope: Scope, moment: Moment, by: Grouping) -> dict[GroupKey, Counts]:
    """Count the cards of a scope that are to do at a moment, within the day's limits, for each group that has any."""
    rules = collection.settings.scheduling
    new, steps, reviews = count_due(
        collection.connection, rules, moment.at, moment.day, scope.sql, scope.args, GROUP_SQL[by]
    )
    sums = (
        (value, Counts(new.get(value, 0), steps.get(value, 0), reviews.get(value, 0)))
        for value in {*new, *steps, *reviews}
    )
    return sum_groups(sums, Counts.plus)


def expect_work(collection: Collection, counts: Counts) -> tuple[int, int, bool]:
    """The answers and the seconds that some cards are expected to take, and whether the pace is the learner's own."""
    pace = load_pace(collection.connection, collection.moment().day)
    answers, seconds = expected(pace, counts)
    return round(answers), round(seconds), pace.own


def count_more_new(collection: Collection, wanted: Filter) -> int:
    """Count the new cards of a filter, those of today's plan included.

    Raises:
        WrongUse: The filter names what does not exist.
    """
    return count_new(collection.connection, scope_of(collection.connection, wanted))


def load_home(collection: Collection) -> Home:
    """Compute the figures of the home screen."""
    connection, moment, rules = collection.connection, collection.moment(), collection.settings.scheduling
    plan = plan_day(connection, rules, moment.day)
    due = due_in_scope(collection, EVERYTHING, moment, plan)
    pace = load_pace(connection, moment.day)
    answers, seconds = expected(pace, due.counts)
    cards = count_by_axis(connection, collection.scheduler, moment.at)
    whole = reduce(AxisCards.plus, cards.values(), AxisCards())
    done = count_today(connection, moment.day)
    active = load_active_days(connection)
    activity = count_activity(connection, moment.day, ACTIVITY_DAYS)
    return Home(
        counts=due.counts,
        axes=_axes_due(connection, due, pace, cards),
        forecast=forecast_days(connection, rules, moment.day, plan, due.counts, pace),
        weekday=(date(1970, 1, 1) + timedelta(moment.day)).weekday(),
        streak=streak_until(moment.day, set(active).__contains__),
        answered_today=done.answers,
        seconds_today=done.took // 1000,
        next_due=due.next_due,
        now=moment.at,
        more_new=max(0, whole.new - due.counts.new),
        decks=count_deck_files(connection),
        drafts=count_drafts(connection),
        problems=sum(name not in DONE_WARNINGS for _, (_, _, _, name) in load_findings(connection)),
        activity=activity,
        known=whole.known,
        answers=round(answers),
        seconds=round(seconds),
        own_pace=pace.own,
        longest_streak=longest_run(active),
        days_active=sum(map(bool, activity)),
        last_day=next((day for day in reversed(active) if day < moment.day), None),
        today=moment.day,
        remembered=(done.passed, done.reviews),
        new_limit=rules.new_per_day,
        waits_siblings=count_waiting_siblings(connection, moment.day, bury=rules.bury_siblings),
        slipped=done.slipped,
        changed=count_unseen_changes(connection),
        come_back=due.come_back,
        goals=_load_goal_lines(collection, moment),
        gentle=_load_gentle(collection),
    )


def load_coming(collection: Collection, days: int) -> tuple[DayForecast, ...]:
    """Forecast the coming days as the home screen does."""
    connection, moment, rules = collection.connection, collection.moment(), collection.settings.scheduling
    plan = plan_day(connection, rules, moment.day)
    counts = due_in_scope(collection, EVERYTHING, moment, plan).counts
    return forecast_days(connection, rules, moment.day, plan, counts, load_pace(connection, moment.day), days)


def _load_goal_lines(collection: Collection, moment: Moment) -> tuple[GoalLine, ...]:
    if not has_goal_ahead(collection.connection, moment.day - 1):
        return ()
    from quizzer.study.due.goals.goal_lines import load_home_lines

    return load_home_lines(collection)


def _load_gentle(collection: Collection) -> GentleReturn | None:
    if not collection.get(GENTLE):
        return None
    from quizzer.study.due.gentle_return import current

    return current(collection)


def _axes_due(
    connection: sqlite3.Connection, due: Due, pace: Pace, cards: Mapping[int, AxisCards]
) -> tuple[AxisDue, ...]:
    counts = {axis.id: of_axis for axis, of_axis in due.axes}
    return tuple(
        AxisDue(
            axis=axis,
            counts=counts[axis.id],
            cards=cards[axis_id].cards,
            seen=cards[axis_id].cards - cards[axis_id].new,
            known=cards[axis_id].known,
            recallable=cards[axis_id].recallable,
            seconds=round(expected(pace, counts[axis.id])[1]),
        )
        for axis_id, axis in load_axes(connection)
        if axis_id in cards
    )
