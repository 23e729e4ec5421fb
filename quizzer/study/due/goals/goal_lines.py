"""The goals that are set, each with what is to be expected of it: the same on every screen and command."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from quizzer.core.goals.outlook import Outlook
from quizzer.core.goals.values import Goal
from quizzer.core.groups import split_key
from quizzer.core.schedule.study_days import date_of
from quizzer.store.notes import names
from quizzer.store.records import goals as store
from quizzer.study.due.goals.goal_outlook import load_outlooks
from quizzer.study.due.values import GoalLine as HomeLine

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection


class GoalLine(NamedTuple):
    """One goal with what is to be expected of it.

    Attributes:
        name: Name of the axis, deck or tag.
        date: Calendar date of the goal's day.
        limit: New cards a day, for the words.
    """

    goal: Goal
    name: str
    date: date
    outlook: Outlook
    limit: int = 0

    @property
    def on_course(self) -> bool:
        """Keeping the plan brings what the goal asks."""
        return self.outlook.on_course

    @property
    def words(self) -> str:
        """What its state is called, on every screen."""
        return self.outlook.words(self.limit)


def load_goals(collection: Collection, *, past: bool = False) -> list[GoalLine]:
    """Load the goals from today on, the nearest first.

    Args:
        past: Include those whose day is over.
    """
    since = 0 if past else collection.moment().day
    return load_lines(collection, store.load_goals(collection.connection, since))


def load_home_lines(collection: Collection) -> tuple[HomeLine, ...]:
    """Load the goals from today on for the first screen, the nearest first."""
    return tuple(
        HomeLine(
            label=line.name,
            recall=line.goal.recall,
            day=line.goal.day,
            known=line.outlook.known,
            state=line.outlook.state,
            behind=line.outlook.behind,
            today=line.outlook.new_today,
            a_day=line.outlook.new_a_day,
            words=line.words,
            projected=line.outlook.projected,
            key=line.goal.key,
        )
        for line in load_goals(collection)
    )


def load_lines(collection: Collection, goals: Sequence[Goal]) -> list[GoalLine]:
    """Look ahead to goals that share the days' limits, the nearest first."""
    limit = collection.settings.scheduling.new_per_day
    return [
        GoalLine(goal, _name(collection, goal), date_of(goal.day), outlook, limit)
        for goal, outlook in zip(goals, load_outlooks(collection, goals), strict=True)
    ]


def _name(collection: Collection, goal: Goal) -> str:
    """The name of the axis, deck or tag."""
    grouping, name = split_key(goal.key)
    match grouping:
        case "axis":
            axis = names.find_axis(collection.connection, name)
            return axis.label if axis else name
        case "deck":
            return name
        case "tag":
            return next(iter(names.find_spellings(collection.connection, name)), name)
