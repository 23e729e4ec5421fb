"""Study days of the log that lie ahead of today: of a clock that was ahead, or from before a journey west.

The equality of study days alone hides nothing now, but when the true date reaches such a day, what was put off would be
put off a second time, and its answers would count towards that day's limits. So each card with such a day gets a row
that takes its burial back and says which day it is (``BURY`` with a value below 0), as soon as the program sees it.
Being a row of the log, it is merged, and every machine replays it alike.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from quizzer.core.log import CLOCK_AHEAD, JOURNEY, LogKind, LogOrigin
from quizzer.core.schedule.progress import Moment
from quizzer.store.connection import transaction
from quizzer.store.device import THIS_DEVICE
from quizzer.store.due.due_counts import SET_RIGHT

if TYPE_CHECKING:
    from quizzer.core.schedule.scheduler import Scheduler

_LAST_DAYS = f"""
    SELECT
        max(
            coalesce((SELECT day FROM log ORDER BY id DESC LIMIT 1), 0),
            coalesce((SELECT max(day) FROM log WHERE kind = {LogKind.ANSWER:d} AND undone IS NULL), 0)
        )
"""
# A machine elsewhere may be a day ahead with a clock that is right; its rows say nothing of this one.
_AHEAD = f"""
    SELECT card.id
    FROM card
    WHERE (last_day > :today OR buried_day > :today)
        AND EXISTS (
            SELECT 1
            FROM log
            WHERE card_id = card.id
                AND day > :today
                AND undone IS NULL
                AND (at > :now OR device = {THIS_DEVICE})
                AND NOT {SET_RIGHT}
        )
"""
_SET_RIGHT = f"""
    INSERT INTO log (card_id, at, day, kind, value, before, state, step, interval, took, device, origin)
    SELECT
        card.id, max(:now, last + 1), :today, {LogKind.BURY:d}, iif(last > :now, {CLOCK_AHEAD}, {JOURNEY}),
        card.state, card.state, 0, 0, 0, {THIS_DEVICE}, {LogOrigin.TAKEN_IN:d}
    FROM card
    JOIN (SELECT max(at) AS last FROM log WHERE card_id = :card)
    WHERE card.id = :card
"""


def set_days_right(connection: sqlite3.Connection, scheduler: Scheduler, moment: Moment) -> int:
    """End what days ahead of today hold back, in the log and in the cards; the number of cards.

    The rows are none of the learner's, so an undo passes them over.
    """
    if connection.execute(_LAST_DAYS).fetchone()[0] <= moment.day:
        return 0
    named = {"today": moment.day, "now": moment.at}
    cards = [card_id for (card_id,) in connection.execute(_AHEAD, named)]
    if cards:
        from quizzer.store.log.marks import regenerate

        with transaction(connection):
            connection.executemany(_SET_RIGHT, [{**named, "card": card_id} for card_id in cards])
            regenerate(connection, scheduler, cards)
    return len(cards)
