"""Every screen in every size and look: no line is cut, the way to the help is in sight, and ASCII is ASCII."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.content import Content

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.filters import Filter
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.tui.kit.screen import Keyed
from tests.conftest import Opener
from tests.tui.stage import DAY, Stage, staged

SIZES = ((60, 15), (80, 24), (120, 40), (200, 60))
LOOKS = ("dark", "light", "16 colours", "NO_COLOR", "ASCII")
SIZES_OF = {"dark": SIZES, "ASCII": SIZES[:2]}
"""Colours move no line; signs of ASCII make some longer, which is cut where there is the least room."""

Go = Callable[[Stage], Awaitable[None]]


def place(name: str) -> Go:
    """A screen opened by its name."""

    async def go(stage: Stage) -> None:
        stage.app.open(name)  # type: ignore[arg-type]
        await stage.pilot.pause()

    return go


def review_of(plan: Plan, *keys: str) -> Go:
    """A session, and keys on its first card."""

    async def go(stage: Stage) -> None:
        assert stage.app.review(plan)
        await stage.press(*keys)

    return go


def keys_on(name: str, *keys: str) -> Go:
    """A screen opened by its name, and keys on it."""

    async def go(stage: Stage) -> None:
        await place(name)(stage)
        await stage.press(*keys)

    return go


async def on_home(stage: Stage, *keys: str) -> None:
    """Keys on the screen the program begins with."""
    await stage.press(*keys)


async def stay(stage: Stage) -> None:
    """The screen the program begins with."""
    await stage.pilot.pause()


LEVEL = {level: Plan(Filter(levels=(level,)), practice=True) for level in ("fundamentals", "intermediate", "academic")}
SCREENS: dict[str, Go] = {
    "home": stay,
    "a typed question": review_of(LEVEL["fundamentals"]),
    "a typed answer": review_of(LEVEL["fundamentals"], *"pituitery", "enter"),
    "a cloze": review_of(LEVEL["intermediate"], "enter"),
    "a list, a sequence or a sort": review_of(LEVEL["academic"]),
    "its answer": review_of(LEVEL["academic"], "enter"),
    "the end of a session": review_of(LEVEL["fundamentals"], "enter", "1", "escape"),
    "decks": lambda stage: on_home(stage, "d"),
    "help": keys_on("mastery", "question_mark"),
    "settings": lambda stage: on_home(stage, "comma"),
    "a goal": keys_on("mastery", "g"),
    "a filter": keys_on("statistics", "f"),
    "a quiz": keys_on("quiz", "enter"),
    "its end": keys_on("quiz", "enter", "f9"),
    "mastery": place("mastery"),
    "an axis": keys_on("mastery", "enter"),
    "browse": place("browse"),
    "a card": keys_on("browse", "enter", "enter"),
    "statistics": place("statistics"),
    "a quiz to set up": place("quiz"),
    "export": place("export"),
    "import": place("import"),
    "devices": place("devices"),
}


@pytest.fixture
def studied(open_collection: Opener, clock: FixedClock) -> Collection:
    """A week of answers."""
    collection = open_collection()
    for day in range(6):
        session = Session(collection, Plan(limit=4))
        while session.current is not None and session.done < 6:
            session.answer(Rating(1 + (day + session.done) % 4), 4_000)
            clock.at += 5_000
        clock.at += DAY
    return collection


def put_on(look: str, collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    match look:
        case "light":
            collection.put("theme", "quizzer-light")
        case "16 colours":
            monkeypatch.setenv("TERM", "xterm")
            monkeypatch.delenv("COLORTERM", raising=False)
        case "NO_COLOR":
            monkeypatch.setenv("NO_COLOR", "1")
        case "ASCII":
            monkeypatch.setattr("quizzer.tui.app.needs_ascii", lambda: True)
        case _:
            assert look == "dark"


def cut_lines(stage: Stage) -> list[str]:
    """The lines of the front page that are wider than their room: the terminal cuts them where they end."""
    screen = stage.app.screen
    if not isinstance(screen, Keyed):
        return []
    picture, width = screen.page._picture, screen.page.size.width
    lines: tuple[Content, ...] = (*picture.head, *picture.body, *picture.foot)
    return [line.plain for line in lines if line.cell_length > width]


@pytest.mark.parametrize("look", LOOKS)
async def test_every_screen_fits_every_size(look: str, studied: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    put_on(look, studied, monkeypatch)
    faults: list[str] = []
    async with staged(studied) as stage:
        for name, go in SCREENS.items():
            while len(stage.app.screen_stack) > 1:
                stage.app.pop_screen()
                await stage.pilot.pause()
            await go(stage)
            for width, height in SIZES_OF.get(look, SIZES[1:2]):
                await stage.pilot.resize_terminal(width, height)
                await stage.pilot.pause()
                where = f"{name}, {width}x{height}"
                faults += [f"{where}: cut: {line}" for line in cut_lines(stage)]
                if look == "ASCII" and not stage.text.isascii():
                    faults.append(f"{where}: {''.join(sorted({sign for sign in stage.text if not sign.isascii()}))}")
                if name == "help":
                    continue
                hints = next(line for line in reversed(stage.lines) if line.strip())
                if "? all keys" not in hints and "F1 all keys" not in hints:
                    faults.append(f"{where}: no way to the help: {hints.strip()}")
            await stage.pilot.resize_terminal(80, 24)
    assert not faults, "\n".join(faults)
