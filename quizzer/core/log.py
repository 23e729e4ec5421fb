"""The numbers of the log's kinds and origins, and of the cards' queues, defined here alone.

They are stored in people's databases, so a number never changes its meaning. SQL takes them by f-string
(``f"kind = {LogKind.ANSWER:d}"``) and not as parameters: SQLite uses a partial index only where the literal is the
index's own.
"""

from __future__ import annotations

from enum import IntEnum


class LogKind(IntEnum):
    """The kinds of log rows. A row's ``value`` depends on its kind.

    Attributes:
        ANSWER: The card was answered; ``value`` is the rating.
        SUSPEND: It is not asked until it is unsuspended.
        UNSUSPEND: It is asked again.
        BURY: It is put off for a day; ``value`` is that study day, 0 to take it back, less than 0 to take back every
            later study day than this row's: see :mod:`quizzer.store.days_ahead`.
        FLAG: It was flagged; ``value`` is the flag, 0 for none.
        RESET: It was made new again.
        RESCHEDULE: It was given a day; ``value`` is the study day it is due.
    """

    ANSWER = 0
    SUSPEND = 1
    UNSUSPEND = 2
    BURY = 3
    FLAG = 4
    RESET = 5
    RESCHEDULE = 6


JOURNEY, CLOCK_AHEAD = -1, -2
"""The values of a ``BURY`` row that says which study day it is: an answer of a later one was given on this day at the
latest, after a journey west, or on the day before this one, where the clock was wrong."""

LOG_KINDS = {int(kind): kind for kind in LogKind}
"""The kinds by number, for the rows of a whole log: ``LogKind(number)`` takes twenty times as long."""


class LogOrigin(IntEnum):
    """Where rows of the log come from.

    Attributes:
        HERE: Made here by the learner; an undo takes back the last of these.
        TAKEN_IN: Brought by a merge or an import, or made here by the program itself.
        SYNCED: Brought by a sync, which so does not send it again.
    """

    HERE = 0
    TAKEN_IN = 1
    SYNCED = 2


def is_undone_sooner(undone: int | None, than: int | None) -> bool:
    """Whether a row says an earlier instant of its undoing than its copy does, in milliseconds; None for not undone.

    Of two copies the earlier one stays: so copies that are joined in any order say the same in the end.
    """
    return undone is not None and (than is None or undone < than)


class CardQueue(IntEnum):
    """The queue a card waits in; its ``due`` depends on it. All but ``OFF`` are greater or equal to ``NEW``.

    Attributes:
        OFF: Suspended or retired; ``due`` stays as it was.
        NEW: Never answered; ``due`` is its position.
        STEP: On a step within the day; ``due`` is the instant the step ends, in milliseconds.
        DAY: Due by day; ``due`` is the study day.
    """

    OFF = -1
    NEW = 0
    STEP = 1
    DAY = 2
