"""Pictures of the browser.

A person has looked at them; ``pytest tests/tui --snapshot-update`` makes them anew.
"""

from __future__ import annotations

import pytest

from quizzer.config import Paths
from quizzer.study.collection.collection import Collection
from quizzer.tui.app import QuizzerApp
from tests.tui.browse.browse_stage import learnt as learnt
from tests.tui.stage import Compare, pictured

pytestmark = pictured


@pytest.mark.parametrize(("theme", "size"), [("quizzer-dark", (80, 24)), ("quizzer-light", (160, 40))])
def test_picture_of_the_table(learnt: Collection, snap_compare: Compare, theme: str, size: tuple[int, int]) -> None:
    learnt.put("theme", theme)
    learnt.connection.execute("UPDATE deck SET path = '/decks/small.yaml'")
    keys = ["b", "slash", *"hormone or aro or sig", "enter", "o", "k", "space", "f", "4", "down"]
    assert snap_compare(QuizzerApp(learnt), press=keys, terminal_size=size)


def test_picture_of_a_question_without_colours(
    learnt: Collection, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(QuizzerApp(learnt), press=["b", "space", "o"])


def test_picture_of_the_details(learnt: Collection, snap_compare: Compare, paths: Paths) -> None:
    learnt.connection.execute("UPDATE deck SET path = '/decks/small.yaml'")
    assert snap_compare(QuizzerApp(learnt), press=["b", "enter"], terminal_size=(80, 50))
