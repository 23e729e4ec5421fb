"""The answers that parameters are fitted to, and the memory that fitting to them takes."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from quizzer.core.log import LogKind
from quizzer.core.schedule.study_days import answered_by, elapsed_days, last_answer_day

HELD = 900_000_000
"""Bytes of memory that a fit takes, where leaving out answers of cards with a long history can keep it so small."""

LEAST_LONG = 64
"""Answers of a card that are fitted to in any case, however much memory it takes."""

_ENGINE = 20_000_000  # bytes of a process that has loaded the engine
_EACH_ANSWER, _EACH_FITTED, _EACH_EARLIER = 30, 60, 16  # bytes of memory
_MEMORY_INFO = Path("/proc/meminfo")


class Histories:
    """For each card its answers since it was last new, in columns.

    Attributes:
        lengths: The number of answers of each card.
        ratings: The rating of each answer, card by card.
        days: The days since the answer before it; 0 for the first of a card.
        instants: Its instant.
        fitted: How many answers a day or more after the one before are the n-th of their card, by n.
    """

    def __init__(self, rows: Iterable[tuple[int, int, int, LogKind, int]]) -> None:
        """Read rows as :func:`quizzer.store.queries.fit_rows.load_answers_and_resets` returns them."""
        self.lengths = array("I")
        self.ratings, self.days, self.instants = array("B"), array("I"), array("q")
        self.fitted: Counter[int] = Counter()
        card, last, length = None, 0, 0
        for card_id, at, day, kind, value in rows:
            if card_id != card or kind == LogKind.RESET:
                self._end_history(length)
                card, last, length = card_id, day, 0
            if kind == LogKind.ANSWER:
                days = elapsed_days(last, day) if length else 0
                last = last_answer_day(last, day) if length else day
                length += 1
                self.ratings.append(value)
                self.days.append(days)
                self.instants.append(at)
                if days:
                    self.fitted[length] += 1
            elif kind == LogKind.BURY and last > day:
                last = answered_by(day, value)
        self._end_history(length)

    def _end_history(self, length: int) -> None:
        if length:
            self.lengths.append(length)

    def bytes_needed(self, longest: int) -> int:
        """Estimate the memory of a fit.

        The engine holds the whole history of a card before each of its answers, so that the need grows with the square
        of the history's length.

        Args:
            longest: The answers of each card that are fitted to, from its first on.
        """
        fitted = sum(
            count * (_EACH_FITTED + _EACH_EARLIER * length)
            for length, count in self.fitted.items()
            if length <= longest
        )
        return _ENGINE + _EACH_ANSWER * len(self.ratings) + fitted

    def longest_held(self) -> int:
        """How many answers of each card are fitted to: all, or as many as :data:`HELD` has room for."""
        fits = (length for length in sorted(self.fitted, reverse=True) if self.bytes_needed(length) <= HELD)
        return max(LEAST_LONG, next(fits, 0))


def available_memory() -> int | None:
    """The memory that a process started now may take, in bytes; None where the system does not say."""
    known = [size for size in (_free_memory(), _limit_of_processes()) if size is not None]
    return min(known, default=None)


def _free_memory() -> int | None:
    try:
        lines = _MEMORY_INFO.read_text("ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), None)


def _limit_of_processes() -> int | None:
    try:
        import resource
    except ImportError:  # on Windows
        return None
    limits = [resource.getrlimit(kind)[0] for kind in (resource.RLIMIT_AS, resource.RLIMIT_DATA)]
    return min((limit for limit in limits if limit != resource.RLIM_INFINITY), default=None)
