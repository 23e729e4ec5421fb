"""What notes wait for is the same whether the decks that changed are read or all of them."""

from __future__ import annotations

import json
import sqlite3

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzer.store import key_values
from quizzer.store.course.prerequisites import CYCLES, fill_prerequisites
from quizzer.study.collection.collection import Collection

NOTES, DECKS = 6, 3
EDITS = st.lists(
    st.tuples(st.integers(0, NOTES - 1), st.integers(1, DECKS), st.booleans(), st.sets(st.integers(0, NOTES - 1))),
    max_size=12,
)


def table(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    return connection.execute("SELECT note_id, needs FROM prerequisite ORDER BY 1, 2").fetchall()


def write(connection: sqlite3.Connection, number: int, deck: int, *, retired: bool, after: set[int]) -> list[int]:
    """Write a note; the decks that changed."""
    content = json.dumps({"kind": "basic", "after": [f"n{one}" for one in sorted(after)]}, separators=(",", ":"))
    before = connection.execute("SELECT deck_id FROM note WHERE id = ?", (1000 + number,)).fetchall()
    connection.execute(
        "INSERT OR REPLACE INTO note (id, key, deck_id, axis_id, level, tags, content, line, retired)"
        " VALUES (?, ?, ?, 1, '', '', ?, 1, ?)",
        (1000 + number, f"n{number}", deck, content, retired),
    )
    return [deck, *(deck_id for (deck_id,) in before)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(EDITS)
def test_reading_the_changed_decks_fills_what_reading_all_fills(
    collection: Collection, edits: list[tuple[int, int, bool, set[int]]]
) -> None:
    connection = collection.connection
    connection.execute("SAVEPOINT before")
    for deck in range(1, DECKS + 1):
        connection.execute(
            "INSERT INTO deck (id, path, name, digest, bundled, problems) VALUES (?, ?, '', 'x', 0, '[]')",
            (100 + deck, str(deck)),
        )
    for number, deck, retired, after in edits:
        fill_prerequisites(connection, write(connection, number, 100 + deck, retired=retired, after=after - {number}))
        filled = table(connection)
        assert key_values.get(connection, CYCLES) is not None
        connection.execute("SAVEPOINT whole")
        connection.execute("DELETE FROM prerequisite")
        fill_prerequisites(connection, [deck_id for (deck_id,) in connection.execute("SELECT id FROM deck")])
        assert table(connection) == filled
        connection.execute("ROLLBACK TO whole")
    connection.execute("ROLLBACK TO before")
    connection.execute("RELEASE before")


def test_all_notes_are_read_where_an_earlier_version_filled_the_table(collection: Collection) -> None:
    connection = collection.connection
    write(connection, 1, 1, retired=False, after={2})
    connection.execute("DELETE FROM setting WHERE key = ?", (CYCLES,))
    fill_prerequisites(connection, [])
    assert table(connection) == [(1001, "n2")]
