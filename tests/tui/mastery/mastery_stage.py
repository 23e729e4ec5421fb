"""Shared by the tests of the mastery screen: the axes of the body, some learnt, and the way to the screen."""

from __future__ import annotations

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.filters import Filter
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.tui.mastery.screen import MasteryScreen
from tests.conftest import Opener
from tests.tui.stage import Stage

DAY = 86_400_000
BODY = ("HPG", "HPA", "HPT", "GH", "insulin", "receptors", "brain", "peptides")
AXIS = """\
deck: {name} deck
short: {short}
axis: {{id: {name}, name: The {name} axis}}
notes:
  - {{id: {name}-one, ask: What is one of {name}?, answer: alpha, level: fundamentals, tags: [first]}}
  - {{id: {name}-two, ask: What is two of {name}?, answer: beta, level: academic, tags: [second]}}
"""


def label(name: str) -> str:
    """What screens call an axis of these decks."""
    return f"{name} axis" if name.isupper() else name.capitalize()


async def settled(stage: Stage) -> str:
    """Wait until the trend is there."""

    def is_there() -> bool:
        screen = stage.app.screen
        return not (isinstance(screen, MasteryScreen) and screen.is_working)

    return await stage.until(is_there)


async def opened(stage: Stage) -> MasteryScreen:
    """Go to the mastery screen."""
    await stage.press("m")
    await settled(stage)
    screen = stage.app.screen
    assert isinstance(screen, MasteryScreen)
    return screen


def learn(collection: Collection, clock: FixedClock, axes: tuple[str, ...], days: int = 4) -> None:
    """Some days of answers to some axes."""
    for _ in range(days):
        for axis in axes:
            session = Session(collection, Plan(Filter(axes=(axis,))))
            for _ in range(6):
                if session.current is None:
                    break
                session.answer(Rating.GOOD, 4_000)
        clock.at += DAY


@pytest.fixture
def body(paths: Paths, open_collection: Opener, clock: FixedClock) -> Collection:
    """The axes of the bundled decks, some of them learnt."""
    (paths.decks / "small.yaml").unlink()
    for name in BODY:
        (paths.decks / f"{name}.yaml").write_text(AXIS.format(name=name, short=label(name)), encoding="utf-8")
    collection = open_collection()
    learn(collection, clock, BODY[:6])
    return collection
