"""The application on a stage without a terminal: keys in, visible text and stored rows out."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from time import monotonic

import pytest
from textual.events import Key
from textual.keys import key_to_character
from textual.pilot import Pilot

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan, Shown
from quizzer.tui.app import QuizzerApp
from quizzer.tui.kit.screen import Keyed
from quizzer.tui.review.screen import ReviewScreen
from tests.probe import answers_of

Compare = Callable[..., bool]
"""The fixture that compares a screen with its stored picture."""

# Another Textual draws the same screen with other marks; what the screens do is tested without pictures.
PICTURED_WITH = "8.2.8"
pictured = pytest.mark.skipif(
    version("textual") != PICTURED_WITH, reason=f"the pictures were made with Textual {PICTURED_WITH}"
)
PATIENCE = 60
"""Seconds after which what a timer or a thread is to bring has not come; long, for a machine may be busy."""
DAY = 86_400_000
RIGHT = {
    "gland": [*"pituitary"],
    "acronym": [*"luteinizing", "space", *"hormone"],
    "aromatase#1": [*"testosterone"],
}


class Stage:
    """One application under test."""

    def __init__(self, app: QuizzerApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> str:
        """Press keys without a pause between them, and return the screen."""
        for key in keys:
            self.app.post_message(Key(key, key_to_character(key)))
        await self.pilot.pause()
        return self.text

    async def until(self, comes: str | Callable[[], bool]) -> str:
        """Wait for what a timer or a thread brings, words on the screen or anything else, and return the screen."""
        end = monotonic() + PATIENCE
        while not (comes in self.words if isinstance(comes, str) else comes()):
            assert monotonic() < end, f"{comes!r} never comes:\n{self.text}"
            await asyncio.sleep(0.01)
            await self.pilot.pause()
        await self.pilot.pause()
        return self.text

    @property
    def lines(self) -> list[str]:
        """The rows of the screen as text."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        """The screen as text."""
        return "\n".join(self.lines)

    @property
    def words(self) -> str:
        """The screen as text on one line, however it was wrapped."""
        return re.sub(r"\s+", " ", self.text)

    @property
    def screen(self) -> Keyed:
        """The screen in front."""
        screen = self.app.screen
        assert isinstance(screen, Keyed)
        return screen

    @property
    def session(self) -> Session:
        """The running session."""
        screen = self.app.screen
        assert isinstance(screen, ReviewScreen), type(screen)
        return screen.session

    @property
    def shown(self) -> Shown:
        """The current card."""
        assert self.session.current is not None
        return self.session.current

    async def go_to(self, key: str) -> None:
        """Skip to a card."""
        for _ in range(20):
            if self.shown.key == key:
                return
            await self.press("ctrl+n")
        raise AssertionError(f"{key} is never asked")

    async def click(self, text: str) -> None:
        """Click the first place where a text stands."""
        for y, line in enumerate(self.lines):
            if text in line:
                await self.pilot.click(offset=(line.index(text) + 1, y))
                await self.pilot.pause()
                return
        raise AssertionError(f"{text!r} is not on the screen:\n{self.text}")


@asynccontextmanager
async def staged(
    collection: Collection, start: Plan | None = None, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Stage]:
    """The application over a collection, painted and waiting for keys."""
    app = QuizzerApp(collection, start)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Stage(app, pilot)


def ratings(stage: Stage) -> list[Rating]:
    """The ratings in the log that count."""
    return [Rating(row.value) for row in answers_of(stage.app.collection)]


def numbers_of(stage: Stage, *texts: str) -> list[str]:
    """The digits that stand before some texts."""
    found = []
    for text in texts:
        line = next(line for line in stage.lines if line.endswith(text))
        found.append(next(character for character in line if character.isdigit()))
    return found


@pytest.fixture
def learnt(collection: Collection, clock: FixedClock) -> Collection:
    """A collection with nine days of reviews behind it, one of them without an answer."""
    for day in range(9):
        session = Session(collection, Plan(limit=3))
        for turn in range(5):
            if session.current is None or day == 4:
                break
            session.answer(Rating(1 + (day + turn) % 4), 4_000)
        clock.at += DAY
    return collection
