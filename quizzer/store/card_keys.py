"""Keys that cards had before their notes changed their kind: other homes may still have them, and merge their rows."""

from __future__ import annotations

import sqlite3

from quizzer.store import key_values

_EARLIER = "card-earlier:"
"""Where the key is noted that a card has now, under the key it had."""
_KEY = f"substr(key, {len(_EARLIER) + 1})"
_NOTED = f"substr(key, 1, {len(_EARLIER)}) = '{_EARLIER}'"


def note_key_change(connection: sqlite3.Connection, was: str, now: str) -> None:
    """Note that a card has another key from now on."""
    connection.execute(f"UPDATE setting SET value = :now WHERE {_NOTED} AND value = :was", {"now": now, "was": was})
    connection.execute("DELETE FROM setting WHERE key = :key", {"key": f"{_EARLIER}{now}"})
    key_values.put(connection, f"{_EARLIER}{was}", now)


def load_present_keys(connection: sqlite3.Connection) -> dict[str, str]:
    """The keys of cards here, by those they had before; without keys that another card has now."""
    rows = connection.execute(
        f"""
        SELECT {_KEY}, value
        FROM setting
        WHERE {_NOTED}
            AND value IN (SELECT key FROM card)
            AND {_KEY} NOT IN (SELECT key FROM card WHERE NOT retired)
        """
    )
    return dict(rows.fetchall())
