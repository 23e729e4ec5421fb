"""What a sync brought for decks that were not here, and is put into effect when they come.

Whoever reads changed deck files asks here, so what does the work is imported only where there is any.
"""

from __future__ import annotations

import sqlite3

from quizzer.store.recognition import PICKED
from quizzer.store.records.register import PARAMETERS
from quizzer.store.sync.keys import IS_QUIZ_WAITING

_AWAITED = f"""
    SELECT
        EXISTS (SELECT 1 FROM setting WHERE {IS_QUIZ_WAITING})
        OR EXISTS (
            SELECT 1
            FROM register
            JOIN axis ON register.key = '{PARAMETERS}' || axis.key
            WHERE value IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM parameters WHERE axis_id = axis.id AND active)
        )
        OR EXISTS (
            SELECT 1
            FROM register
            CROSS JOIN card ON card.key = substr(register.key, {len(PICKED) + 1})
            WHERE register.key >= '{PICKED}'
                AND register.key < '{PICKED[:-1]};'
                AND picked <> 1
                AND picked < CAST(register.value AS INTEGER)
        )
"""


def take_in_arrivals(connection: sqlite3.Connection) -> None:
    """Put into effect what was waiting for decks that have come; inside the transaction that stores them.

    Parameters may be among it: the schedule follows them when the collection looks at them next.
    """
    if not connection.execute(_AWAITED).fetchone()[0]:
        return
    from quizzer.store.sync import quizzes, registers

    registers.settle(connection)
    quizzes.take_in_waiting(connection)
