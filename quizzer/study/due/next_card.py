"""When the next card comes: one answer for the first screen, a waiting session, its end and `quizzer due`."""

from __future__ import annotations

import sqlite3

from quizzer.core.schedule.study_days import DAY_MILLIS
from quizzer.store.due import due_counts

TYPE_CHECKING = False  # typing is not imported for it
if TYPE_CHECKING:
    from quizzer.core.schedule.settings import Scheduling
    from quizzer.study.due.limits import Rules


def find_next_due(
    connection: sqlite3.Connection, rules: Rules | Scheduling, at: int, day: int, day_end: int
) -> int | None:
    """Find when the next card comes, for when nothing is due now.

    A card on a step comes as long before its end as a step may be cut short, because nothing else is left then.

    Args:
        at: This instant.
        day: Its study day.
        day_end: The next rollover, in milliseconds.

    Returns:
        Milliseconds; None when no card will come. An instant before ``day_end`` is one of today: the day is not done.
    """
    instants = []
    step_at = due_counts.find_next_step(connection, at)
    if step_at is not None:
        instants.append(step_at - rules.learn_ahead * 1000)
    later = due_counts.find_next_day(connection, day)
    if later is not None:
        instants.append(day_end + (later - day - 1) * DAY_MILLIS)
    # A card held back by a limit or a burial is available again from the next rollover on.
    if due_counts.has_review(connection, day) or (rules.new_per_day > 0 and due_counts.has_new(connection)):
        instants.append(day_end)
    return max(at, min(instants)) if instants else None
