"""The limits of what a row of the log can say, for readers of rows that were written elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from quizzer.core.log import CLOCK_AHEAD, LogKind

LATEST = 253_370_764_800_000
"""The year 9999 in milliseconds."""
LAST_DAY = 2_932_532
"""The same in study days."""
LONGEST_INTERVAL = 36_500 * 86_400
"""Of a row's interval, whether it is in days or, below zero, in seconds."""
MOST_STEPS = 10_000
MOST = 1 << 53
"""Of a number that has no narrower limit: what every reader of JSON keeps exactly."""
LONGEST_KEY, LONGEST_DEVICE = 2_000, 200
"""Characters of a card's key, and of a device's id."""
LIMITS: Mapping[str, tuple[int, int]] = {
    "at": (-LATEST, LATEST),
    "day": (-LAST_DAY, LAST_DAY),
    "kind": (0, 1_000),
    "before": (0, 3),
    "state": (0, 3),
    "step": (0, MOST_STEPS),
    "interval": (-LONGEST_INTERVAL, LONGEST_INTERVAL),
    "took": (-MOST, MOST),
    "undone": (-LATEST, LATEST),
}
"""The least and the greatest number in each column of a row; a kind may be one of a later version."""
VALUES: Mapping[LogKind, tuple[int, int]] = {
    LogKind.ANSWER: (1, 4),
    LogKind.SUSPEND: (-MOST, MOST),
    LogKind.UNSUSPEND: (-MOST, MOST),
    LogKind.BURY: (CLOCK_AHEAD, LAST_DAY),
    LogKind.FLAG: (0, 7),
    LogKind.RESET: (-MOST, MOST),
    LogKind.RESCHEDULE: (0, LAST_DAY),
}
"""The least and the greatest value of each kind of row."""
