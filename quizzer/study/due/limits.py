"""The daily limits. `quizzer due` waits for this module."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from quizzer.store import key_values
from quizzer.store.queries import due_counts

TYPE_CHECKING = False  # typing is not imported for it
if TYPE_CHECKING:
    from quizzer.core.schedule.settings import Scheduling
    from quizzer.store.queries.due_counts import Args

_NEW, _REVIEW = 0, 2  # as in quizzer.core.schedule.progress.State


ON_TOP = "new_on_top"
"""The key under which a study day is noted, and the ids of cards that were met on it besides the day's plan."""


class Rules:
    """The settings that decide what is due.

    A :class:`quizzer.core.schedule.settings.Scheduling` has them as well, but its import takes longer than the count.
    """

    __slots__ = (
        "bury_siblings",
        "learn_ahead",
        "new_per_day",
        "new_per_day_of",
        "reviews_per_day",
        "rollover_hour",
    )

    def __init__(
        self,
        rollover_hour: int,
        new_per_day: int,
        reviews_per_day: int | None,
        learn_ahead: int,
        bury_siblings: bool,
        new_per_day_of: Mapping[str, int],
    ) -> None:
        self.rollover_hour = rollover_hour
        self.new_per_day = new_per_day
        self.reviews_per_day = reviews_per_day
        self.learn_ahead = learn_ahead
        self.bury_siblings = bury_siblings
        self.new_per_day_of = new_per_day_of


def new_left(connection: sqlite3.Connection, rules: Rules | Scheduling, day: int) -> int:
    """New cards still allowed on this study day; those met on top of the day's plan take nothing from it."""
    begun = due_counts.count_answers(connection, day, _NEW)
    noted_day, _, on_top = (key_values.get(connection, ON_TOP) or "").partition(" ")
    if noted_day == str(day):
        named: Args = {"on_top": on_top}
        begun -= due_counts.count_answers(
            connection, day, _NEW, "AND c.id IN (SELECT value FROM json_each(:on_top))", named
        )
    return max(0, rules.new_per_day - begun)


def reviews_left(connection: sqlite3.Connection, rules: Rules | Scheduling, day: int) -> int | None:
    """Reviews still allowed on this study day; None without a limit."""
    if rules.reviews_per_day is None:
        return None
    return max(0, rules.reviews_per_day - due_counts.count_answers(connection, day, _REVIEW))
