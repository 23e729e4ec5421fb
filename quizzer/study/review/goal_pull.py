"""Goals pull reviews before their day. A session imports this module only while there is a goal ahead."""

from __future__ import annotations

import sqlite3

from quizzer.core.schedule.goals import Goal, pull_forward
from quizzer.core.schedule.progress import Progress
from quizzer.core.schedule.scheduler import Scheduler
from quizzer.store.records.goals import load_goals
from quizzer.study.review.values import Shown


class GoalPull:
    """The goals ahead, by axis and deck; where a card has two, the nearer one counts."""

    def __init__(self, connection: sqlite3.Connection, day: int) -> None:
        """Load the goals after a study day."""
        self._goals: dict[str, Goal] = {}
        for goal in load_goals(connection, since=day + 1):
            self._goals.setdefault(goal.key, goal)

    def apply(self, shown: Shown, after: Progress, day: int, scheduler: Scheduler) -> Progress:
        """The progress after an answer, with the next review before the day of a goal that needs it."""
        found = [self._goals.get(f"axis:{shown.axis.id}"), self._goals.get(f"deck:{shown.deck}")]
        ahead = sorted((goal for goal in found if goal is not None), key=lambda goal: goal.day)
        return pull_forward(after, day, ahead[0], scheduler.model, shown.seed) if ahead else after
