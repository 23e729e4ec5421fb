"""The daily limits, and the cards left to do today within them. `quizzer due` waits for this module."""

from __future__ import annotations

import sqlite3

from quizzer.core.schedule.study_days import DAY_MILLIS
from quizzer.store.queries import due_counts
from quizzer.store.queries.due_counts import AXIS, NO_ARGS, Args, Value

TYPE_CHECKING = False  # typing is not imported for it
if TYPE_CHECKING:
    from quizzer.core.schedule.settings import Scheduling

_NEW, _REVIEW = 0, 2  # as in quizzer.core.schedule.progress.State

PerValue = dict[Value, int]
"""Cards by axis id, or by whatever else they are counted by."""


class Rules:
    """The settings that decide what is due.

    A :class:`quizzer.core.schedule.settings.Scheduling` has them as well, but its import takes longer than the count.
    """

    __slots__ = ("bury_siblings", "learn_ahead", "new_per_day", "reviews_per_day", "rollover_hour")

    def __init__(
        self, rollover_hour: int, new_per_day: int, reviews_per_day: int | None, learn_ahead: int, bury_siblings: bool
    ) -> None:
        self.rollover_hour = rollover_hour
        self.new_per_day = new_per_day
        self.reviews_per_day = reviews_per_day
        self.learn_ahead = learn_ahead
        self.bury_siblings = bury_siblings


def new_left(connection: sqlite3.Connection, rules: Rules | Scheduling, day: int) -> int:
    """New cards still allowed on this study day."""
    return max(0, rules.new_per_day - due_counts.count_answers(connection, day, _NEW))


def reviews_left(connection: sqlite3.Connection, rules: Rules | Scheduling, day: int) -> int | None:
    """Reviews still allowed on this study day; None without a limit."""
    if rules.reviews_per_day is None:
        return None
    return max(0, rules.reviews_per_day - due_counts.count_answers(connection, day, _REVIEW))


def count_due(
    connection: sqlite3.Connection,
    rules: Rules | Scheduling,
    at: int,
    day: int,
    where: str = "",
    args: Args = NO_ARGS,
    by: str = AXIS,
) -> tuple[PerValue, PerValue, PerValue]:
    """Count new cards, cards on steps, and reviews to do now, each by axis id.

    Args:
        at: This instant, in milliseconds.
        day: Its study day.
        where: Narrows the cards, together with ``args``: the parts of a ``Scope``.
        by: What to count by instead of the axis, as an expression of SQL.
    """
    bury = rules.bury_siblings
    steps = due_counts.count_steps(connection, at, rules.learn_ahead * 1000, where, args, by)
    limit = reviews_left(connection, rules, day)
    reviews = due_counts.count_reviews(connection, day=day, bury=bury, limit=limit, where=where, args=args, by=by)
    new: PerValue = {}
    for _, _, _, value in due_counts.load_new_cards(
        connection,
        day=day,
        until_day=day,
        bury=bury,
        limit=new_left(connection, rules, day),
        where=where,
        args=args,
        by=by,
    ):
        new[value] = new.get(value, 0) + 1
    return new, steps, reviews


def find_next_due(
    connection: sqlite3.Connection, rules: Rules | Scheduling, at: int, day: int, day_end: int
) -> int | None:
    """Find when the next card comes, for when nothing is due now.

    Args:
        at: This instant.
        day: Its study day.
        day_end: The next rollover, in milliseconds.

    Returns:
        Milliseconds; None when no card will come.
    """
    instants = []
    step_at = due_counts.find_next_step(connection, at)
    if step_at is not None:
        instants.append(step_at)
    later = due_counts.find_next_day(connection, day)
    if later is not None:
        instants.append(day_end + (later - day - 1) * DAY_MILLIS)
    # A card held back by a limit or a burial is available again from the next rollover on.
    if due_counts.has_review(connection, day) or (rules.new_per_day > 0 and due_counts.has_new(connection)):
        instants.append(day_end)
    return max(at, min(instants)) if instants else None
