"""The only reader of the clock: everything else takes the time as an argument."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from datetime import UTC, datetime, timedelta, tzinfo

from quizzer.core.schedule.study_days import DAY_MILLIS, day_begins, study_day

TYPE_CHECKING = False  # the line for a prompt waits for this module: neither typing nor a data class is imported here
if TYPE_CHECKING:
    from quizzer.core.quantities import Millis, StudyDay
    from quizzer.core.schedule.progress import Moment

_MILLISECOND = timedelta(milliseconds=1)
_THREE_DAYS = 3 * DAY_MILLIS  # more than any study day, also one that a change of zone rules stretches
_MINUTE = 60_000


class Clock(ABC):
    """Tells the time and the study day it belongs to; all instants are milliseconds since 1970-01-01 UTC."""

    @abstractmethod
    def now(self) -> Millis:
        """This instant."""

    @abstractmethod
    def local(self, at: Millis) -> datetime:
        """The local wall-clock time at an instant; naive, to the millisecond."""

    def moment(self, rollover_hour: int) -> Moment:
        """Now, with its study day and that day's end."""
        return self.moment_at(self.now(), rollover_hour)

    def moment_at(self, at: Millis, rollover_hour: int) -> Moment:
        """An instant with its study day and that day's end.

        Args:
            at: Any instant.
            rollover_hour: Local hour at which a study day begins, 0..23.

        Returns:
            The moment; its ``day_end`` is the first instant that belongs to a later day, also when the rollover hour is
            skipped or shown twice because daylight saving changes.
        """
        from quizzer.core.schedule.progress import Moment

        wall = self.local(at)
        day = study_day(wall, rollover_hour)
        return Moment(at, day, self._end_of(day, at, wall, rollover_hour))

    def day_end(self, at: Millis, rollover_hour: int) -> Millis:
        """The first instant after this one that belongs to a later study day."""
        wall = self.local(at)
        return self._end_of(study_day(wall, rollover_hour), at, wall, rollover_hour)

    def _end_of(self, day: StudyDay, at: Millis, wall: datetime, rollover_hour: int) -> Millis:
        """The first instant of a later day than this one, to which an instant with this local time belongs."""
        end = at + (day_begins(day + 1, rollover_hour) - wall) // _MILLISECOND
        if self.day_of(end, rollover_hour) > day >= self.day_of(end - 1, rollover_hour):
            return end
        return self._first_after(at, day, rollover_hour)

    def day_begin(self, at: Millis, rollover_hour: int) -> Millis:
        """The first instant of the study day that an instant belongs to."""
        day = self.day_of(at, rollover_hour)
        begin = at - _THREE_DAYS
        while (end := self.day_end(begin, rollover_hour)) <= at:
            begin = end
        return begin if self.day_of(begin, rollover_hour) == day else at

    def day_of(self, at: Millis, rollover_hour: int) -> StudyDay:
        """The study day an instant belongs to."""
        return study_day(self.local(at), rollover_hour)

    def _first_after(self, at: Millis, day: StudyDay, rollover_hour: int) -> Millis:
        """The first instant of a later day, by halving: the offset changes before it, so no sum of hours finds it."""
        before, after = at, at + _THREE_DAYS
        while after - before > 1:
            middle = (before + after) // 2
            if self.day_of(middle, rollover_hour) > day:
                after = middle
            else:
                before = middle
        return after


class SystemClock(Clock):
    """The machine's clock in the machine's zone (``TZ`` is honoured)."""

    def __init__(self) -> None:
        self._looked_up: tuple[int, Moment] | None = None

    def moment(self, rollover_hour: int) -> Moment:
        """Now, with its study day and that day's end, which are looked up once a minute.

        Each look at the local time reads the zone's file, and an answer needs six: a sixth of all its work. A change of
        the machine's zone is seen within the minute.
        """
        at = self.now()
        if self._looked_up is not None:
            hour, known = self._looked_up
            begin, day, end = known
            if hour == rollover_hour and begin <= at < begin + _MINUTE and at < end:
                return type(known)(at, day, end)
        moment = self.moment_at(at, rollover_hour)
        self._looked_up = rollover_hour, moment
        return moment

    def now(self) -> Millis:
        return time.time_ns() // 1_000_000

    def local(self, at: Millis) -> datetime:
        return datetime.fromtimestamp(at / 1000)  # noqa: DTZ006 - a wall clock has no zone


def now_of_files() -> int:
    """This instant in nanoseconds by the clock that stamps files, whatever time a collection is looked at."""
    return time.time_ns()


class FixedClock(Clock):
    """A clock that stands still until it is set; for tests and for looking at other days.

    Attributes:
        at: The instant it shows; assign to set it.
        zone: Where its wall is; assign to travel.
    """

    def __init__(self, at: Millis, zone: str | tzinfo = UTC) -> None:
        """Stop at an instant, in a zone given by its IANA name or as an object.

        Raises:
            zoneinfo.ZoneInfoNotFoundError: The system knows no zone of that name.
        """
        self.at = at
        if isinstance(zone, str):
            from zoneinfo import ZoneInfo

            zone = ZoneInfo(zone)
        self.zone = zone

    def now(self) -> Millis:
        return self.at

    def local(self, at: Millis) -> datetime:
        return datetime.fromtimestamp(at / 1000, self.zone).replace(tzinfo=None)
