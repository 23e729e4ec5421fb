"""A session limited by time: the number of cards the learner is expected to answer in it."""

from __future__ import annotations

from quizzer.study.due.pace import Pace, expected
from quizzer.study.due.values import Counts


def count_within(counts: Counts, pace: Pace, seconds: float) -> int:
    """The most cards of a session that are expected to be done in a time; at least one.

    New cards and reviews are taken in the proportion in which a session mixes them; cards on a step come first.

    Args:
        counts: The cards it would have without a limit.
        seconds: The time there is.
    """
    fresh = counts.new + counts.review
    low, high = 0, fresh
    while low < high:
        middle = (low + high + 1) // 2
        new = round(counts.new * middle / fresh)
        if expected(pace, Counts(new, counts.learning, middle - new))[1] <= seconds:
            low = middle
        else:
            high = middle - 1
    return max(1, low)
