"""How large the log is."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from quizzer.store.log.size import count_rows, find_last_row


def test_rows_are_counted_where_there_are_enough() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE log (id INTEGER PRIMARY KEY)")
        assert (find_last_row(connection), count_rows(connection)) == (0, 0)
        connection.executemany("INSERT INTO log VALUES (?)", [(2,), (5,), (9,)])
        assert (find_last_row(connection), count_rows(connection)) == (9, 3)
        assert [count_rows(connection, least) for least in (3, 4, 9, 10)] == [3, 0, 0, 0]
