"""Values of which every device is to have the newest: their clock, and the note of each change.

A goal and the parameters in use of an axis are such values. Each change is noted with its instant and its device, and
where two devices changed one, the later counts. The clock is a hybrid logical one: now, or just after the newest change
that was seen, so that what follows another change comes after it, whatever the clocks say.
"""

from __future__ import annotations

import sqlite3

from quizzer.store.device import THIS_DEVICE

GOAL = "goal:"
"""With the key of the goal's group, the key of a goal."""
PARAMETERS = "parameters:"
"""With the id of the axis, nothing for all axes, the key of the parameters in use."""

_NOTE = f"""
    INSERT INTO register (key, value, at, device, sent)
    VALUES (:key, :value, max(:at, 1 + (SELECT coalesce(max(at), 0) FROM register)), {THIS_DEVICE}, 0)
    ON CONFLICT (key) DO UPDATE
    SET value = excluded.value, at = excluded.at, device = excluded.device, sent = 0
"""


def note(connection: sqlite3.Connection, key: str, value: str | None, at: int) -> None:
    """Note that a value was changed here; inside the transaction that changes it.

    Args:
        value: As JSON; None where it was removed.
        at: Milliseconds, by the clock.
    """
    connection.execute(_NOTE, {"key": key, "value": value, "at": at})
