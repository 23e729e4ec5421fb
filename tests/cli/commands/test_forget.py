"""``quizzer forget``: asks before it takes a deck out, and says where everything went."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.cli.main import _run as run
from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.sync.segment import decode
from tests.conftest import Opener
from tests.probe import count_rows


@pytest.fixture(autouse=True)
def _home(paths: Paths, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, open_collection: Opener) -> None:
    monkeypatch.setenv("QUIZZER_HOME", str(paths.home))
    monkeypatch.setattr("quizzer.config.bundled_decks", lambda: tmp_path / "bundled")
    collection = open_collection()
    Session(collection, Plan()).answer(Rating.GOOD, 1_000)
    collection.close()


def test_nobody_to_be_asked_changes_nothing(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["forget", "--deck", "small"]) == 2
    assert "--yes" in capsys.readouterr().err
    assert count_rows(paths.database, "log") == 1


def test_yes_takes_it_out_and_says_where_it_went(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["forget", "--deck", "Small axis", "--yes"]) == 0
    printed = capsys.readouterr().out
    assert "7 notes, 1 answer." in printed
    assert "sync" not in printed
    assert count_rows(paths.database, "log") == count_rows(paths.database, "note") == 0
    (backup,) = paths.backups.glob("before-forget-*.db")
    (moved,) = paths.backups.glob("forgotten-small-*.yaml")
    assert str(backup) in printed
    assert str(moved) in printed


def test_what_a_sync_has_sent_is_said_to_stay_and_does(
    paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "shared").mkdir()
    assert run(["sync", "--with", str(tmp_path / "shared")]) == 0
    (sent,) = (tmp_path / "shared" / "log").rglob("*.qz")
    capsys.readouterr()
    assert run(["forget", "--deck", "small"]) == 2
    assert "Files sent there before keep the ids of its cards" in capsys.readouterr().out
    assert run(["forget", "--deck", "small", "--yes"]) == 0
    assert run(["sync"]) == 0
    (row,) = decode(sent.read_bytes()).rows
    marks = [mark for file in sent.parent.glob("*.qz") for mark in decode(file.read_bytes()).forgotten]
    assert row[0] in dict(marks)


def test_a_deck_that_is_not_there_is_named_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["forget", "--deck", "smal", "--yes"]) == 2
    assert "There are: small" in capsys.readouterr().err
