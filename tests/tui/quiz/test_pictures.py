"""Pictures of a quiz.

A person has looked at them; ``pytest tests/tui --snapshot-update`` makes them anew.
"""

from __future__ import annotations

import pytest

from quizzer.clock import FixedClock
from quizzer.study.collection.collection import Collection
from quizzer.study.filters import Filter
from quizzer.study.quiz.quiz import Quiz
from quizzer.study.quiz.values import QuizPlan
from quizzer.tui.app import QuizzerApp
from quizzer.tui.quiz.result_screen import QuizResultScreen
from quizzer.tui.quiz.screen import QuizScreen
from tests.study.quiz.quizzing import taken
from tests.tui.stage import Compare, pictured

pytestmark = pictured


def test_what_a_quiz_is_to_be_about(collection: Collection, snap_compare: Compare) -> None:
    assert snap_compare(QuizzerApp(collection), press=["z", "down", "space", "tab", "tab", "tab", *"12", "tab"])


@pytest.mark.parametrize("size", [(80, 24), (60, 15)])
def test_an_answer_to_be_judged(collection: Collection, snap_compare: Compare, size: tuple[int, int]) -> None:
    quiz = Quiz(collection, QuizPlan(filter=Filter(tags=("gland",)), feedback="each", limit=600))
    screen = QuizScreen(quiz)
    assert snap_compare(QuizzerApp(collection, None, screen), press=[*"pituitery", "enter"], terminal_size=size)


@pytest.mark.parametrize(
    ("theme", "size"), [("quizzer-dark", (80, 24)), ("quizzer-light", (80, 40)), ("quizzer-dark", (60, 15))]
)
def test_a_result(
    collection: Collection, clock: FixedClock, snap_compare: Compare, theme: str, size: tuple[int, int]
) -> None:
    collection.put("theme", theme)
    for right in (2, 4, 3):
        taken(collection, QuizPlan(seed=right), right=right)
        clock.at += 86_400_000
    result = taken(collection, QuizPlan(seed=5), right=5)
    assert snap_compare(QuizzerApp(collection, None, QuizResultScreen(result)), terminal_size=size)
