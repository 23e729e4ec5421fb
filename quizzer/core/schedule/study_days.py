"""Study days: whole numbers, counted from 1970-01-01, that change at the local rollover and never at midnight.

The wall clock alone decides, so a study day has 23 or 25 hours when daylight saving begins or ends, and the days
between two answers are the rollovers a learner lived through, as in Anki, never blocks of 24 hours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

TYPE_CHECKING = False  # the line for a prompt waits for this module
if TYPE_CHECKING:
    from quizzer.core.quantities import Millis, StudyDay

DAY_SECONDS = 86_400
"""Seconds of 24 hours; a study day may have more or fewer."""
DAY_MILLIS = 1000 * DAY_SECONDS
"""Milliseconds of 24 hours, the unit of every instant in the database."""

LONGEST_STEP = DAY_MILLIS + 3_600_000
"""Milliseconds no step within a day reaches: the length of a study day on which daylight saving ends."""
FAR_AHEAD = 7
"""Study days by which a stored day may lie ahead because of a journey or a clock that is a little off; as in Anki."""

_EPOCH = date(1970, 1, 1).toordinal()


_WEEK = 7
_DAY_0_WEEKDAY = 3
"""1970-01-01 was a Thursday."""


def study_day(local: datetime, rollover_hour: int) -> StudyDay:
    """The study day of a local wall-clock time.

    Args:
        local: Naive, as a clock on the wall shows it.
        rollover_hour: Local hour at which a study day begins, 0..23.

    Returns:
        Days since 1970-01-01; a time before the rollover belongs to the day before.
    """
    return (local - timedelta(hours=rollover_hour)).toordinal() - _EPOCH


def elapsed_days(from_day: StudyDay, to_day: StudyDay) -> int:
    """Rollovers between two study days; 0 when a clock set back or a journey west made the later one smaller."""
    return max(0, to_day - from_day)


def is_today(stored: StudyDay, today: StudyDay) -> bool:
    """Whether what was put off on a stored study day still is: it ends when the day changes, whichever way.

    A later day than today comes from a clock that was ahead, or from a journey west, and hides nothing. In SQL:
    :func:`quizzer.store.due.due_counts.put_off`.
    """
    return stored == today


def last_answer_day(before: StudyDay | None, day: StudyDay) -> StudyDay:
    """The study day from which the time until the next answer counts.

    Args:
        before: The day that held until this answer; None for a first answer.
        day: Of this answer.

    Returns:
        The later of both, because a journey west takes back no rollover; the answer's own day where the one before lies
        further ahead: the clock was wrong then.
    """
    if before is None or before - day > FAR_AHEAD:
        return day
    return max(before, day)


def answered_by(day: StudyDay, how: int) -> StudyDay:
    """The study day of an answer that was stored with a later one than that of a row after it.

    Args:
        day: Of the later row.
        how: ``JOURNEY`` (-1): this day at the latest; ``CLOCK_AHEAD`` (-2): the day before, for when it was is not
            known, and what "until tomorrow" put off has waited long enough.
    """
    return day + 1 + how


def step_end(due: Millis, now: Millis) -> Millis:
    """The instant a step ends; that of a clock that was ahead has ended.

    Args:
        due: As stored.
        now: This instant.
    """
    return due if due <= now + LONGEST_STEP else now


def date_of(day: StudyDay) -> date:
    """The calendar date on which a study day begins."""
    return date.fromordinal(day + _EPOCH)


def weekday_of(day: StudyDay) -> int:
    """The weekday of a study day, Monday 0."""
    return (day + _DAY_0_WEEKDAY) % _WEEK


def day_begins(day: StudyDay, rollover_hour: int) -> datetime:
    """The local wall-clock time at which a study day begins; naive."""
    begins = date_of(day)
    return datetime(begins.year, begins.month, begins.day, rollover_hour)  # noqa: DTZ001 - a wall clock has no zone


def streak_until(day: int, is_active: Callable[[int], bool]) -> int:
    """Study days in a row with an answer, ending on a day or, before its first answer, on the day before.

    Args:
        day: The last study day.
        is_active: Whether there was an answer on a study day.
    """
    if not is_active(day):
        day -= 1
    length = 0
    while is_active(day - length):
        length += 1
    return length


def longest_run(days: Iterable[int]) -> int:
    """The most study days in a row.

    Args:
        days: In ascending order, each once.
    """
    longest = length = 0
    next_day = None
    for day in days:
        length = length + 1 if day == next_day else 1
        if length > longest:
            longest = length
        next_day = day + 1
    return longest
