"""Cards that asked to pick an answer and ask for recall since: until when, here and on the learner's other devices.

The log does not say which answers were picks, and decks do not travel, so the instant of the last pick goes to the
other devices as a value of its own; of several the latest counts, whatever the clocks say.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping

from quizzer.store.caches.watermarks import forget_counts, invalidate_memory_of
from quizzer.store.card_keys import load_present_keys
from quizzer.store.device import THIS_DEVICE
from quizzer.store.recognition import PICKED

_NOTE = f"""
    INSERT INTO register (key, value, at, device, sent)
    VALUES ('{PICKED}' || :card, CAST(:at AS TEXT), :at, {THIS_DEVICE}, 0)
    ON CONFLICT (key) DO UPDATE
    SET value = excluded.value, at = excluded.at, device = excluded.device, sent = 0
    WHERE excluded.at > at
"""
_OF_THESE = "card WHERE key IN (SELECT value FROM json_each(:keys))"


def follow_picks(connection: sqlite3.Connection, wanted: Mapping[str, bool]) -> None:
    """Drop what was counted of cards that ask for recall from now on and did not before, or the other way round.

    Args:
        wanted: By key, whether a card only asks to pick from now on; the column is not changed here.
    """
    rows = connection.execute(
        f"SELECT id, key, picked, reps, last_at FROM {_OF_THESE}", {"keys": json.dumps(list(wanted))}
    ).fetchall()
    changed = [row for row in rows if wanted[row[1]] != (row[2] == 1)]
    picked = [{"card": key, "at": last_at} for _, key, was, _, last_at in changed if was == 1 and last_at is not None]
    connection.executemany(_NOTE, picked)
    _count_anew(connection, {card_id: reps for card_id, _, _, reps, _ in changed})


def take_over_picks(connection: sqlite3.Connection, picks: Mapping[str, int]) -> None:
    """Let answers up to an instant count as picks where a card asks for recall by now; in the caller's transaction.

    Args:
        picks: By key, which the card has here or had before, the instant of the last pick on any device.
    """
    present = load_present_keys(connection)
    latest: dict[str, int] = {}
    for key, at in picks.items():
        card = present.get(key, key)
        latest[card] = max(at, latest.get(card, at))
    rows = connection.execute(
        f"SELECT id, key, picked, reps FROM {_OF_THESE} AND picked <> 1", {"keys": json.dumps(list(latest))}
    )
    later = [(latest[key], card_id, reps) for card_id, key, picked, reps in rows.fetchall() if latest[key] > picked]
    connection.executemany("UPDATE card SET picked = ? WHERE id = ?", [(at, card_id) for at, card_id, _ in later])
    _count_anew(connection, {card_id: reps for _, card_id, reps in later})


def _count_anew(connection: sqlite3.Connection, changed: Mapping[int, int]) -> None:
    """Drop what was counted of cards, given with the number of their answers."""
    invalidate_memory_of(connection, changed)
    if any(changed.values()):
        forget_counts(connection)
