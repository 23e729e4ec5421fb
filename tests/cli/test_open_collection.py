"""The day's backup beside a session line by line: of the state before it, waited for by nobody but the end."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from quizzer.cli.open_collection import backing_up
from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.store import backup
from quizzer.study.collection.collection import Collection
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.probe import count_rows


def test_a_session_waits_for_no_backup_and_its_answers_are_not_in_it(
    collection: Collection, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered, copy = Event(), backup._copy

    def copy_late(database: Path, target: Path, name: Path, began: Event) -> None:
        copy(database, target, name, lambda: (began(), answered.wait(20)))  # type: ignore[operator]

    monkeypatch.setattr(backup, "_copy", copy_late)
    with backing_up(collection):
        Session(collection, Plan()).answer(Rating.GOOD, 1_000)
        assert not list(paths.backups.glob("*.db"))
        answered.set()
    (made,) = paths.backups.glob("*.db")
    assert (count_rows(collection, "log"), count_rows(made, "log")) == (1, 0)


def test_a_session_goes_on_without_a_backup(
    collection: Collection, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    paths.backups.touch()
    with backing_up(collection):
        Session(collection, Plan()).answer(Rating.GOOD, 1_000)
    assert "warning: " in capsys.readouterr().err
    assert count_rows(collection, "log") == 1
