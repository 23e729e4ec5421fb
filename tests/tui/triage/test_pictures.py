"""Pictures of the drafts' screen.

A person has looked at them; ``pytest tests/tui --snapshot-update`` makes them anew.
"""

from __future__ import annotations

import pytest

from quizzer.study.collection.collection import Collection
from quizzer.tui.app import QuizzerApp
from tests.tui.stage import Compare, pictured

pytestmark = pictured


@pytest.mark.parametrize(
    ("theme", "size"), [("quizzer-dark", (80, 24)), ("quizzer-light", (120, 40)), ("quizzer-dark", (60, 15))]
)
def test_drafts(drafted: Collection, snap_compare: Compare, theme: str, size: tuple[int, int]) -> None:
    drafted.put("theme", theme)
    assert snap_compare(QuizzerApp(drafted), terminal_size=size, press=["D", "right_square_bracket"])


def test_drafts_when_all_are_decided(drafted: Collection, snap_compare: Compare) -> None:
    assert snap_compare(QuizzerApp(drafted), press=["D", "a", "r", "w", "a", "R", "a"])
