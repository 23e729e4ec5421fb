"""Goals pull reviews before their day. A session imports this module only while there is a goal ahead."""

from __future__ import annotations

import sqlite3

from quizzer.core.goals.goal import pull_forward
from quizzer.core.goals.values import Goal
from quizzer.core.groups import keys_of_card
from quizzer.core.schedule.progress import Progress
from quizzer.core.schedule.scheduler import Scheduler
from quizzer.store.records.goals import load_goals
from quizzer.study.review.values import Shown


class GoalPull:
    """The goals ahead, by axis, deck and tag; where a card has several, the nearest one counts."""

    def __init__(self, connection: sqlite3.Connection, day: int) -> None:
        """Load the goals after a study day."""
        self._goals: dict[str, Goal] = {}
        for goal in load_goals(connection, since=day + 1):
            self._goals.setdefault(goal.key, goal)

    def apply(self, shown: Shown, after: Progress, day: int, scheduler: Scheduler) -> Progress:
        """The progress after an answer, with the next review before the day of a goal that needs it."""
        keys = keys_of_card(shown.axis.id, shown.deck, shown.note.tags)
        ahead = sorted((self._goals[key] for key in keys if key in self._goals), key=lambda goal: goal.day)
        return pull_forward(after, day, ahead[0], scheduler.model, shown.seed) if ahead else after
