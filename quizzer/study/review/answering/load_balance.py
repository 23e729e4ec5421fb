"""The cards due on each of the coming days, so that new intervals can avoid the full ones."""

from __future__ import annotations

import sqlite3

from quizzer.core.schedule.progress import Progress
from quizzer.store.due import due_cards


class DueLoad:
    """Cards due per study day; a day is counted when it is first needed, and answers keep the count up to date."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._cards: dict[int, int] = {}

    def count_on(self, day: int) -> int:
        """Cards due on a study day."""
        if day not in self._cards:
            self._cards[day] = due_cards.count_due_on(self._connection, day)
        return self._cards[day]

    def move(self, before: Progress, after: Progress) -> None:
        """Move a card that was answered from its old day to its new one."""
        if before.due_day in self._cards:
            self._cards[before.due_day] -= 1
        if after.due_day in self._cards:
            self._cards[after.due_day] += 1

    def forget(self) -> None:
        """Forget all counts, because something other than an answer changed the cards."""
        self._cards.clear()
