"""Shared by the tests of a quiz in the app: the application at a quiz, and its screens."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from quizzer.study.collection.collection import Collection
from quizzer.study.filters import Filter
from quizzer.study.quiz.quiz import Quiz
from quizzer.study.quiz.values import QuizPlan
from quizzer.tui.app import QuizzerApp
from quizzer.tui.quiz.result_screen import QuizResultScreen
from quizzer.tui.quiz.screen import QuizScreen
from tests.tui.stage import Stage

GLAND = Filter(tags=("gland",))
FUNDAMENTALS = Filter(levels=("fundamentals",))
TYPED = {
    "gland": [*"pituitary"],
    "acronym": [*"luteinizing", "space", *"hormone"],
    "acronym#reverse": [*"LH"],
}


@asynccontextmanager
async def quizzed(
    collection: Collection, plan: QuizPlan, *, size: tuple[int, int] = (80, 24), typed: bool = True
) -> AsyncIterator[Stage]:
    """The application at a quiz."""
    app = QuizzerApp(collection, None, QuizScreen(Quiz(collection, plan), typed=typed))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Stage(app, pilot)


def at_quiz(stage: Stage) -> QuizScreen:
    """The quiz screen in front."""
    screen = stage.app.screen
    assert isinstance(screen, QuizScreen), type(screen)
    return screen


def at_quiz_behind(stage: Stage) -> QuizScreen:
    """The quiz with another screen in front of it."""
    screen = stage.app.screen_stack[-2]
    assert isinstance(screen, QuizScreen), type(screen)
    return screen


def at_result(stage: Stage) -> QuizResultScreen:
    """The result that is shown."""
    screen = stage.app.screen
    assert isinstance(screen, QuizResultScreen), type(screen)
    return screen


def asked_key(stage: Stage) -> str:
    """The current card."""
    current = at_quiz(stage).quiz.current
    assert current is not None
    return current.key
