"""A sync with a server publishes what the teacher sees, whether it takes in as well or only sends."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Rating
from quizzer.hub.learners import invite
from quizzer.study.classroom.server import load_class, opened_server
from quizzer.study.collection.collection import Collection
from quizzer.study.filters import Filter
from quizzer.study.mastery.groups import load_mastery
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.study.sync.set_up import set_up
from quizzer.study.sync.sync import push, sync
from tests.postgres import Database
from tests.study.classroom.conftest import DAY, HomeMaker, live


def see(school: Collection, address: str) -> list[float | None]:
    with opened_server(address) as server:
        return [learner.whole.expected_recall for learner in load_class(school, server, Filter(), "axis").view.learners]


def know(home: Collection) -> float | None:
    return load_mastery(home, trend=False).whole.expected_recall


def test_two_devices_of_a_learner_and_the_teacher_see_the_same(
    postgres: Database, make_home: HomeMaker, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    school, laptop, desktop = make_home("school"), make_home("laptop"), make_home("desktop")
    with opened_server(postgres.teacher) as server:
        monkeypatch.setenv("QUIZZER_SYNC_URL", invite(server, "ada").url)
    live(laptop, clock, 2, pattern=3)
    clock.at += 2 * DAY
    sync(laptop)
    assert see(school, postgres.teacher) == [pytest.approx(know(laptop), rel=1e-12)]
    sync(desktop)
    Session(desktop, Plan()).answer(Rating.AGAIN, 1_000)
    push(desktop)
    assert see(school, postgres.teacher) == [pytest.approx(know(desktop), rel=1e-12)]
    assert know(desktop) != know(laptop)
    sync(laptop)
    assert see(school, postgres.teacher) == [pytest.approx(know(laptop), rel=1e-12)]
    assert know(laptop) == pytest.approx(know(desktop), rel=1e-12)


def test_a_folder_publishes_nothing(
    make_home: HomeMaker, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QUIZZER_SYNC_URL", raising=False)
    (tmp_path / "folder").mkdir()
    home = make_home("ada")
    live(home, clock, 1, pattern=3)
    set_up(home, str(tmp_path / "folder"))
    sync(home)
    assert home.get("sync.published") is None
