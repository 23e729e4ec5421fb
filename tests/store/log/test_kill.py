"""Promise 2: killing the process at any instant loses no acknowledged answer, and log and state agree."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.study.collection.collection import Collection
from tests.conftest import START, Opener

ROUNDS = 200
KILLER = Path(__file__).with_name("kill_many_times.py")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="killing forks needs a POSIX system")
def test_kill_9_at_200_random_moments_loses_no_acknowledged_answer(
    open_collection: Opener, paths: Paths, clock: FixedClock
) -> None:
    open_collection().close()
    done = subprocess.run(
        [sys.executable, str(KILLER), str(paths.home), str(START), str(ROUNDS), "20261122"],
        capture_output=True,
        text=True,
        check=True,
    )
    acknowledged = [tuple(map(int, line.split())) for line in done.stdout.splitlines()]
    assert len(acknowledged) > ROUNDS // 4, "the learner hardly got to answer: the test would prove nothing"
    with Collection.open(paths, load_settings(paths), clock) as collection:
        stored = set(collection.connection.execute("SELECT card_id, at FROM log").fetchall())
        assert [answer for answer in acknowledged if answer not in stored] == []
        assert collection.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert collection.rebuild() == []
