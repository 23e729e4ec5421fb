"""Cards are added up block by block, whatever axes a block has."""

from __future__ import annotations

import sqlite3
from itertools import groupby
from operator import itemgetter

import pytest

from quizzer.core.schedule.scheduler import Scheduler
from quizzer.core.schedule.settings import Scheduling
from quizzer.store.queries.mastery_now import BLOCK, count_by_axis

OFF, NEW, DAY = -1, 0, 2
HALF = BLOCK // 2


@pytest.mark.parametrize(
    "runs",
    [
        [],
        [(1, NEW, BLOCK * 3)],
        [(1, DAY, BLOCK), (2, DAY, BLOCK), (1, NEW, BLOCK)],
        [(1, DAY, BLOCK + HALF), (2, NEW, BLOCK), (3, DAY, HALF)],
        [(1, DAY, BLOCK), (1, OFF, BLOCK), (1, NEW, 3)],
        [(1, DAY, BLOCK), (2, OFF, BLOCK), (2, NEW, HALF), (1, DAY, HALF), (1, DAY, 3)],
    ],
)
def test_every_card_is_counted_once_for_its_axis(runs: list[tuple[int, int, int]]) -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("CREATE TABLE axis (id, key)")
    connection.execute("CREATE TABLE card (id INTEGER PRIMARY KEY, axis_id, queue, last_at, stability, picked)")
    for axis, queue, cards in runs:
        answered = (9, 5.0) if queue == DAY else (None, None)
        connection.executemany(
            "INSERT INTO card (axis_id, queue, last_at, stability, picked) VALUES (?, ?, ?, ?, ?)",
            [(axis, queue, *answered, int(number == 1)) for number in range(cards)],
        )
    found = count_by_axis(connection, Scheduler(Scheduling()), 9)
    live = sorted(run for run in runs if run[1] != OFF)
    expected = {}
    for axis, group in groupby(live, itemgetter(0)):
        of_axis = list(group)
        cards, new = sum(run[2] for run in of_axis), sum(run[2] for run in of_axis if run[1] == NEW)
        recall = sum(run[2] - 1 for run in of_axis if run[1] == DAY)
        expected[axis] = (cards, new, cards - len(of_axis), float(recall))
    assert found == expected
    connection.close()
