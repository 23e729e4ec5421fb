"""Recall in SQL is the forgetting curve, Anki's own, on every build of SQLite."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator

import pytest

from quizzer.core.schedule.forgetting_curve import curve_of
from quizzer.core.schedule.scheduler import Scheduler
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS, Scheduling
from quizzer.core.schedule.study_days import DAY_MILLIS
from quizzer.store.queries.recall_sql import build_recall_sql
from tests.anki.profile import profile, require_anki

NOW = 1_800_000_000_000
CARDS = [
    (1, 1, NOW - 3 * DAY_MILLIS, 4.5),
    (2, 2, NOW - 400 * DAY_MILLIS, 80.25),
    (3, 1, NOW - 61_000, 0.212),
    (4, 1, NOW, 3.0),
    (5, 2, NOW + 9 * DAY_MILLIS, 3.0),
    (6, 1, None, None),
]


class WithoutPow(sqlite3.Connection):
    """A connection as of a SQLite built without mathematical functions."""

    def execute(self, sql: str, parameters: object = (), /) -> sqlite3.Cursor:
        if sql.startswith("SELECT pow"):
            raise sqlite3.OperationalError("no such function: pow")
        return super().execute(sql, parameters)  # type: ignore[arg-type]


def filled(kind: type[sqlite3.Connection]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", factory=kind)
    connection.execute("CREATE TABLE axis (id, key)")
    connection.executemany("INSERT INTO axis VALUES (?, ?)", [(1, "HPG"), (2, "HPA")])
    connection.execute("CREATE TABLE card (id, axis_id, last_at, stability)")
    connection.executemany("INSERT INTO card VALUES (?, ?, ?, ?)", CARDS)
    return connection


@pytest.fixture(params=[sqlite3.Connection, WithoutPow])
def connection(request: pytest.FixtureRequest) -> Iterator[sqlite3.Connection]:
    connection = filled(request.param)
    yield connection
    connection.close()


def recalls(connection: sqlite3.Connection, scheduler: Scheduler, at: int = NOW) -> list[float | None]:
    sql = build_recall_sql(connection, scheduler, at)
    return [recall for (recall,) in connection.execute(f"SELECT {sql} FROM card c ORDER BY c.id")]


def test_recall_in_sql_is_the_curve(connection: sqlite3.Connection) -> None:
    curve = curve_of(FSRS_6_DEFAULTS)
    found = recalls(connection, Scheduler(Scheduling()))
    for (_, _, last_at, stability), recall in zip(CARDS, found, strict=True):
        if last_at is None or stability is None:
            assert recall is None
        else:
            assert recall == pytest.approx(curve.recall(stability, NOW - last_at), rel=1e-12)
    assert found[3:5] == [1.0, 1.0], "an answer given just now, or with the clock set ahead"


def test_an_axis_with_parameters_of_its_own_has_its_own_curve(connection: sqlite3.Connection) -> None:
    slower = (*FSRS_6_DEFAULTS[:20], 0.4)
    found = recalls(connection, Scheduler(Scheduling(), {"HPA": Scheduling(parameters=slower)}))
    assert found[0] == pytest.approx(curve_of(FSRS_6_DEFAULTS).recall(4.5, 3 * DAY_MILLIS), rel=1e-12)
    assert found[1] == pytest.approx(curve_of(slower).recall(80.25, 400 * DAY_MILLIS), rel=1e-12)


def test_the_average_is_the_one_anki_shows() -> None:
    require_anki()
    now = int(time.time() * 1000)
    states = [
        (now - days * DAY_MILLIS - 3_600_000 * hours, s) for days, hours, s in [(0, 1, 0.5), (2, 5, 3.1), (40, 7, 21.7)]
    ]
    with profile() as anki:
        for number, (last_at, stability) in enumerate(states, 1):
            anki.db.execute("insert into notes values (?,?,1,0,0,'','a','a',0,0,'')", number, str(number))
            data = json.dumps({"s": stability, "d": 5.0, "decay": FSRS_6_DEFAULTS[20], "lrt": last_at // 1000})
            anki.db.execute(
                "insert into cards values (?,?,1,0,0,0,2,2,?,30,2500,5,0,0,0,0,0,?)",
                *(number, number, anki.sched.today + 3, data),
            )
        theirs = anki._backend.graphs(search="", days=0).retrievability.average
    connection = filled(sqlite3.Connection)
    connection.execute("DELETE FROM card")
    connection.executemany("INSERT INTO card VALUES (?, 1, ?, ?)", [(n, *state) for n, state in enumerate(states)])
    found = [recall for recall in recalls(connection, Scheduler(Scheduling()), now) if recall is not None]
    connection.close()
    assert 100 * sum(found) / len(found) == pytest.approx(theirs, abs=0.1)
