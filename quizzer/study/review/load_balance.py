"""How many cards are due on the coming days, so that new intervals can avoid the full ones."""

from __future__ import annotations

import sqlite3

from quizzer.core.schedule.progress import Progress
from quizzer.store.queries import due_cards


class DueLoad:
    """Cards due per study day; a day is counted when it is first asked for, and kept up to date by the answers."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._cards: dict[int, int] = {}

    def on(self, day: int) -> int:
        """Cards due on a study day."""
        if day not in self._cards:
            self._cards[day] = due_cards.count_due_on(self._connection, day)
        return self._cards[day]

    def moved(self, before: Progress, after: Progress) -> None:
        """A card was answered."""
        if before.due_day in self._cards:
            self._cards[before.due_day] -= 1
        if after.due_day in self._cards:
            self._cards[after.due_day] += 1

    def forget(self) -> None:
        """Count anew: something else than an answer changed the cards."""
        self._cards.clear()
