"""Pictures of the mastery screen.

A person has looked at them; ``pytest tests/tui --snapshot-update`` makes them anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from quizzer.study.collection.collection import Collection
from quizzer.tui.app import QuizzerApp
from tests.tui.mastery.mastery_stage import body as body
from tests.tui.mastery.mastery_stage import settled
from tests.tui.stage import Compare, Stage, pictured

pytestmark = pictured


async def _wait(pilot: Pilot[int]) -> None:
    await pilot.press("m")
    await settled(Stage(pilot.app, pilot))  # type: ignore[arg-type]
    await pilot.press("down")


@pytest.mark.parametrize(
    ("theme", "size"), [("quizzer-dark", (80, 24)), ("quizzer-light", (80, 24)), ("quizzer-dark", (60, 15))]
)
def test_mastery(body: Collection, snap_compare: Compare, theme: str, size: tuple[int, int]) -> None:
    body.put("theme", theme)
    assert snap_compare(QuizzerApp(body), terminal_size=size, run_before=_wait)


async def _wait_for_tags(pilot: Pilot[int]) -> None:
    await pilot.press("m")
    for _ in range(2):
        await settled(Stage(pilot.app, pilot))  # type: ignore[arg-type]
        await pilot.press("b")
    await settled(Stage(pilot.app, pilot))  # type: ignore[arg-type]
    await pilot.press("down")


@pytest.mark.parametrize(("theme", "size"), [("quizzer-dark", (80, 24)), ("quizzer-light", (60, 15))])
def test_mastery_by_tag(body: Collection, snap_compare: Compare, theme: str, size: tuple[int, int]) -> None:
    body.put("theme", theme)
    assert snap_compare(QuizzerApp(body), terminal_size=size, run_before=_wait_for_tags)


def test_mastery_without_colours(
    body: Collection, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(QuizzerApp(body), run_before=_wait)
