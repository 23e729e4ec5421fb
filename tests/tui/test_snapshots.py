"""Pictures of the screens, looked at by a person and kept: ``pytest tests/tui --snapshot-update`` makes them anew."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.tui.app import QuizzerApp
from tests.conftest import Opener

Compare = Callable[..., bool]

# Another Textual draws the same screen with other marks; what the screens do is tested without pictures.
PICTURED_WITH = "8.2.8"
pytestmark = pytest.mark.skipif(
    version("textual") != PICTURED_WITH, reason=f"the pictures were made with Textual {PICTURED_WITH}"
)
DAY = 86_400_000

HOSTILE = """\
deck: "[red]Hostile"
axis: {id: HOS, name: Hostile axis}
notes:
  - id: hostile
    ask: "[bold]not bold[/bold], \\u202Eoverridden\\u202C, 👩‍👩‍👧 e\\u0301 下垂体 and Z\\u0311\\u0312\\u0313\\u0325"
    answer: "[@click=app.quit]IKKβ[/]"
    typed: "no"
"""


@pytest.fixture
def learnt(collection: Collection, clock: FixedClock) -> Collection:
    """A collection with some days behind it."""
    for day in range(9):
        session = Session(collection, Plan(limit=3))
        for turn in range(5):
            if session.current is None or day == 4:
                break
            session.answer(Rating(1 + (day + turn) % 4), 4_000)
        clock.at += DAY
    return collection


def asked(key: str) -> list[str]:
    """Keys that lead from the first new card to another one."""
    order = ["gland", "acronym", "aromatase", "direction", "signs", "chain", "sexes"]
    return ["ctrl+n"] * order.index(key)


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


@pytest.mark.parametrize(
    ("key", "keys"),
    [
        ("gland", [*"pituitery"]),
        ("gland", [*"pituitery", "enter"]),
        ("direction", ["1"]),
        ("signs", [*"fatigue", "enter", *"thirst", "enter"]),
        ("chain", ["2", "3"]),
        ("sexes", ["1", "1", "1", "enter"]),
    ],
    ids=["typed", "near-miss", "choice", "list", "sequence", "sort"],
)
def test_card(collection: Collection, snap_compare: Compare, key: str, keys: list[str]) -> None:
    assert snap_compare(QuizzerApp(collection, Plan()), press=[*asked(key), *keys])


@pytest.mark.parametrize("theme", ["quizzer-light", "quizzer-dark"])
def test_answer_on_a_small_terminal(collection: Collection, snap_compare: Compare, theme: str) -> None:
    collection.put("theme", theme)
    assert snap_compare(QuizzerApp(collection, Plan()), press=["enter"], terminal_size=(60, 15))


def test_hostile_text(paths: Paths, open_collection: Opener, snap_compare: Compare) -> None:
    (paths.decks / "small.yaml").write_text(HOSTILE, encoding="utf-8")
    assert snap_compare(QuizzerApp(open_collection(), Plan()), press=["enter"])


def test_summary(collection: Collection, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizzer.tui.review.screen.monotonic", lambda: 0.0)
    assert snap_compare(QuizzerApp(collection, Plan()), press=["enter", "1", "enter", "4", "enter", "3", "escape"])


def test_help(collection: Collection, snap_compare: Compare) -> None:
    assert snap_compare(QuizzerApp(collection), press=["question_mark"])


def test_without_colours(collection: Collection, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(QuizzerApp(collection, Plan()), press=["enter"])
