"""Syncing around a session line by line: a line at most before it and after it, and never in its way."""

from __future__ import annotations

import pytest

from quizzer.cli.lines.syncing import syncing
from quizzer.study.collection.collection import Collection
from tests.probe import count_rows
from tests.study.sync.homes import Homes
from tests.study.sync.homes import homes as homes

Capture = pytest.CaptureFixture[str]


def test_what_others_answered_comes_before_and_what_was_answered_goes_after(homes: Homes, capsys: Capture) -> None:
    homes.join("laptop", "desktop")
    homes.answer("desktop", 3)
    homes.sync("desktop")
    with syncing(homes["laptop"]):
        (said,) = capsys.readouterr().err.splitlines()
        assert "3 answers taken in from desktop" in said
        assert count_rows(homes["laptop"], "log") == 3
        homes.answer("laptop", 2)
    (said,) = capsys.readouterr().err.splitlines()
    assert "2 answers sent" in said
    with syncing(homes["laptop"]):
        pass
    assert capsys.readouterr().err == ""
    assert homes.sync("desktop").taken == 2


def test_a_place_out_of_reach_is_one_line_and_the_session_goes_on(homes: Homes, capsys: Capture) -> None:
    homes.join("laptop")
    homes.folder.rename(homes.folder.with_name("away"))
    with syncing(homes["laptop"]):
        homes.answer("laptop")
    (said,) = capsys.readouterr().err.splitlines()
    assert said.startswith("Not synced: ")
    assert "holds no quizzer sync any more" in said


def test_without_sync_nothing_is_said(collection: Collection, capsys: Capture) -> None:
    with syncing(collection):
        pass
    assert capsys.readouterr().err == ""
