"""Pictures of the home screen.

A person has looked at them; ``pytest tests/tui --snapshot-update`` makes them anew.
"""

from __future__ import annotations

import pytest

from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.tui.app import QuizzerApp
from tests.tui.stage import Compare, pictured
from tests.tui.stage import learnt as learnt

pytestmark = pictured


@pytest.mark.parametrize(
    ("theme", "size"), [("quizzer-dark", (80, 24)), ("quizzer-light", (80, 24)), ("nord", (60, 15))]
)
def test_home(learnt: Collection, snap_compare: Compare, theme: str, size: tuple[int, int]) -> None:
    learnt.put("theme", theme)
    assert snap_compare(QuizzerApp(learnt), terminal_size=size)


def test_home_with_nothing_due(collection: Collection, snap_compare: Compare) -> None:
    session = Session(collection, Plan())
    while session.current is not None:
        session.answer(Rating.EASY, 1_000)
    assert snap_compare(QuizzerApp(collection))
