"""A picture of the help.

A person has looked at it; ``pytest tests/tui --snapshot-update`` makes it anew.
"""

from __future__ import annotations

from quizzer.study.collection.collection import Collection
from quizzer.tui.app import QuizzerApp
from tests.tui.stage import Compare, pictured

pytestmark = pictured


def test_help(collection: Collection, snap_compare: Compare) -> None:
    assert snap_compare(QuizzerApp(collection), press=["question_mark"])
