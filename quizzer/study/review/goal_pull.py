"""The schedule leaning towards goals: imported by a session only while there is a goal ahead."""

from __future__ import annotations

import sqlite3

from quizzer.core.schedule.goals import Goal, pull_forward
from quizzer.core.schedule.progress import Progress
from quizzer.core.schedule.scheduler import Scheduler
from quizzer.store.records.goals import load_goals
from quizzer.study.review.values import Shown


class Leaning:
    """The goals ahead, by axis and deck; where a card has two, the nearer one counts."""

    def __init__(self, connection: sqlite3.Connection, day: int) -> None:
        self._goals: dict[str, Goal] = {}
        for goal in load_goals(connection, since=day + 1):
            self._goals.setdefault(goal.key, goal)

    def towards(self, shown: Shown, after: Progress, day: int, scheduler: Scheduler) -> Progress:
        """What an answer leads to, brought before a goal's day where the goal asks for it."""
        found = [self._goals.get(f"axis:{shown.axis.id}"), self._goals.get(f"deck:{shown.deck}")]
        ahead = sorted((goal for goal in found if goal is not None), key=lambda goal: goal.day)
        return pull_forward(after, day, ahead[0], scheduler.model, shown.seed) if ahead else after
