"""Pictures of a review and its summary.

A person has looked at them; ``pytest tests/tui --snapshot-update`` makes them anew.
"""

from __future__ import annotations

import pytest

from quizzer.config import Paths
from quizzer.study.collection.collection import Collection
from quizzer.study.review.values import Plan
from quizzer.tui.app import QuizzerApp
from tests.conftest import Opener
from tests.tui.stage import Compare, pictured

pytestmark = pictured


HOSTILE = """\
deck: "[red]Hostile"
axis: {id: HOS, name: Hostile axis}
notes:
  - id: hostile
    ask: "[bold]not bold[/bold], \\u202Eoverridden\\u202C, 👩‍👩‍👧 e\\u0301 下垂体 and Z\\u0311\\u0312\\u0313\\u0325"
    answer: "[@click=app.quit]IKKβ[/]"
    typed: "no"
"""


def asked(key: str) -> list[str]:
    """Keys that lead from the first new card to another one."""
    order = ["gland", "acronym", "aromatase", "direction", "signs", "chain", "sexes"]
    return ["ctrl+n"] * order.index(key)


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


def test_without_colours(collection: Collection, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(QuizzerApp(collection, Plan()), press=["enter"])
