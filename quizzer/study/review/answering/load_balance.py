"""The cards due on each of the coming days, so that new intervals can avoid the full ones."""

from __future__ import annotations

import sqlite3

from quizzer.core.schedule.progress import Progress
from quizzer.store.due.due_cards import count_due_on


class DueLoad:
    """Cards due per study day; a day is counted when it is first needed, and answers keep the count up to date."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._cards: dict[int, int] = {}

    def count_on(self, first: int, last: int) -> list[int]:
        """Cards due on each study day from the first to the last."""
        days, known = range(first, last + 1), self._cards
        try:
            return [known[day] for day in days]
        except KeyError:
            for day in days:
                if day not in known:
                    known[day] = count_due_on(self._connection, day)
            return [known[day] for day in days]

    def move(self, before: Progress, after: Progress) -> None:
        """Move a card that was answered from its old day to its new one."""
        if before.due_day in self._cards:
            self._cards[before.due_day] -= 1
        if after.due_day in self._cards:
            self._cards[after.due_day] += 1

    def forget(self) -> None:
        """Forget all counts, because something other than an answer changed the cards."""
        self._cards.clear()
