"""What is to be expected of the goals when the day's plan is kept: the same for every screen and command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from quizzer.core.goals.future import Habits, Reviewed, Schedule, judge_reviews, observed_habits
from quizzer.core.goals.outlook import GoalCard, Outlook, Pace, find_lead, look_ahead
from quizzer.core.goals.pace import Demand, Room, cards_a_day, spread_new
from quizzer.core.goals.values import Goal
from quizzer.core.groups import split_key
from quizzer.core.quantities import StudyDay
from quizzer.core.schedule.forgetting_curve import curve_of
from quizzer.core.schedule.progress import Rating, State
from quizzer.store.due.new_cards import load_begun
from quizzer.store.records.goal_cards import load_demands
from quizzer.store.records.goal_progress import (
    count_last_ratings,
    count_met_since,
    count_new,
    load_cards_of_last_reviews,
    load_goal_cards,
)
from quizzer.store.records.goals import load_goals
from quizzer.study.due.day_plan import axes_left, sets_of
from quizzer.study.due.limits import new_left

if TYPE_CHECKING:
    from quizzer.core.schedule.progress import Moment
    from quizzer.study.collection.collection import Collection

_ANSWERS = 200
"""The last answers that tell how a learner answers."""
_JUDGED = 100
"""The last reviews that tell how often a learner slips."""


def load_outlooks(collection: Collection, goals: Sequence[Goal]) -> list[Outlook]:
    """Look ahead to goals that share the days' limits.

    Args:
        goals: All that are set, the nearest first; those of days before today want nothing.
    """
    if not goals:
        return []
    moment = collection.moment()
    paces = _load_paces(collection, goals, moment)
    habits = _load_habits(collection)
    return [
        look_ahead(_load_cards(collection, goal, moment), moment.day, goal, pace, habits)
        for goal, pace in zip(goals, paces, strict=True)
    ]


def choose_lead(collection: Collection, goal: Goal) -> int:
    """The days before a goal's day by which its last new card is to be met."""
    grouping, name = split_key(goal.key)
    schedule = _schedule(collection, name if grouping == "axis" else None)
    return find_lead(goal, collection.moment().day, schedule, _load_habits(collection))


def _load_paces(collection: Collection, goals: Sequence[Goal], moment: Moment) -> list[Pace]:
    connection, rules, today = collection.connection, collection.settings.scheduling, moment.day
    demands = load_demands(connection, goals, today, bury=rules.bury_siblings)
    begun = load_begun(connection, today)
    first = Room(
        cards=new_left(connection, rules, today),
        axes=axes_left(connection, rules, begun),
        bury=rules.bury_siblings,
        sets=sets_of(begun),
    )
    later = Room(rules.new_per_day, axes_left(connection, rules), rules.bury_siblings)
    met = spread_new(demands, today, first, later, today)
    return [_pace(collection, goal, demand, met) for goal, demand in zip(goals, demands, strict=True)]


def _pace(collection: Collection, goal: Goal, demand: Demand, met: Mapping[int, StudyDay]) -> Pace:
    today = collection.moment().day
    in_time = {card.card: met[card.card] for card in demand.cards if met.get(card.card, goal.day) < goal.day}
    return Pace(
        a_day=cards_a_day(len(demand.cards) + demand.begun, today, goal.day, demand.lead),
        today=demand.begun + sum(day == today for day in in_time.values()),
        met=in_time,
        possible=_was_possible(collection, goal, len(demand.cards)),
    )


def _was_possible(collection: Collection, goal: Goal, new: int) -> bool:
    """Whether an even pace from the day on which a goal was made keeps to the limits, beside the goals before it."""
    connection, rules = collection.connection, collection.settings.scheduling
    made = min(collection.moment().day, collection.clock.day_of(goal.made, rules.rollover_hour))
    own = new + count_met_since(connection, goal, made)
    nearer = [other for other in load_goals(connection, made + 1) if (other.day, other.key) < (goal.day, goal.key)]
    others = sum(count_new(connection, other) + count_met_since(connection, other, made) for other in nearer)
    grouping, name = split_key(goal.key)
    limit = rules.new_per_day_of.get(name, rules.new_per_day) if grouping == "axis" else rules.new_per_day
    a_day = cards_a_day(own, made, goal.day, goal.lead)
    return a_day <= limit and cards_a_day(own + others, made, goal.day, goal.lead) <= rules.new_per_day


def _load_cards(collection: Collection, goal: Goal, moment: Moment) -> list[GoalCard]:
    found = []
    schedules: dict[str, Schedule] = {}
    for card in load_goal_cards(collection.connection, goal):
        progress = card.progress
        if card.axis not in schedules:
            schedules[card.axis] = _schedule(collection, card.axis)
        known = 0.0
        if progress.stability is not None:
            curve = curve_of(collection.scheduler.of(card.axis).settings.parameters)
            known = curve.recall(progress.stability, moment.at - (progress.last_at or moment.at))
        found.append(GoalCard(card.id, progress, schedules[card.axis], known, not card.picked))
    return found


def _schedule(collection: Collection, axis: str | None) -> Schedule:
    rules = collection.settings.scheduling
    retention = rules.desired_retention if axis is None else rules.retention_of(axis)
    steps = (len(rules.learning_steps), len(rules.relearning_steps))
    return Schedule(collection.scheduler.of(axis).model, retention, steps)


def _load_habits(collection: Collection) -> Habits:
    connection = collection.connection
    judged = Reviewed()
    rows = load_cards_of_last_reviews(connection, _JUDGED)
    for (_, axis), answers in groupby(rows, key=itemgetter(0, 1)):
        given = [(day, Rating(value)) for _, _, day, value in answers]
        found = judge_reviews(given, collection.scheduler.of(axis).model)
        judged = judged.plus(found)
    first, reviews = (count_last_ratings(connection, state, _ANSWERS) for state in (State.NEW, State.REVIEW))
    return observed_habits(first, reviews, judged)
