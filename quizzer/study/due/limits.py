"""The daily limits. `quizzer due` waits for this module."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from quizzer.store import key_values
from quizzer.store.due import due_counts

TYPE_CHECKING = False  # typing is not imported for it
if TYPE_CHECKING:
    from quizzer.core.schedule.settings import Scheduling
    from quizzer.store.due.due_counts import Args

_NEW, _REVIEW = 0, 2  # as in quizzer.core.schedule.progress.State


GENTLE = "gentle return"
"""The key under which the database holds the reviews a day of a gentle return; see :mod:`.gentle_return`."""

LEAST_AWAY = 3
"""Whole study days without an answer from which a gentle return is offered."""

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


def gentle_limit(connection: sqlite3.Connection, rules: Rules | Scheduling, day: int) -> int | None:
    """Reviews of a study day in a gentle return; None where there is none, or where it leaves nothing over."""
    noted = key_values.get(connection, GENTLE)
    if not noted:
        return None
    a_day = int(noted)
    done = due_counts.count_answers(connection, day, _REVIEW)
    due = due_counts.count_reviews_until(connection, day=day, until_day=day, bury=rules.bury_siblings)
    return a_day if done + due > a_day else None


def new_left(connection: sqlite3.Connection, rules: Rules | Scheduling, day: int) -> int:
    """New cards still allowed on this study day; those met on top of the day's plan take nothing from it."""
    if gentle_limit(connection, rules, day) is not None:
        return 0
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
    limit = gentle_limit(connection, rules, day)
    if limit is None:
        limit = rules.reviews_per_day
    return None if limit is None else max(0, limit - due_counts.count_answers(connection, day, _REVIEW))
