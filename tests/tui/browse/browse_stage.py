"""Shared by the tests of the browser: a collection with days of reviews, an editor, and the rows on the screen."""

from __future__ import annotations

from contextlib import nullcontext
from itertools import takewhile
from pathlib import Path

import pytest

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.tui.app import QuizzerApp
from tests.tui.stage import Stage

DAY = 86_400_000


@pytest.fixture
def learnt(collection: Collection, clock: FixedClock) -> Collection:
    """A collection with some days behind it."""
    for day in range(9):
        session = Session(collection, Plan(limit=3))
        for turn in range(5):
            if session.current is not None:
                session.answer(Rating(1 + (day + turn) % 4), 4_000)
        clock.at += DAY
    return collection


def table(stage: Stage) -> list[str]:
    """The rows of the table as they are shown."""
    lines = stage.lines
    top = next(number for number, line in enumerate(lines) if "Question" in line and "Due" in line)
    begins = len(lines[top]) - len(lines[top].lstrip())
    rows = [line.split("│")[0].rstrip() for line in takewhile(lambda line: "───" not in line, lines[top + 1 :])]
    return [row for row in rows if row[begins:] and set(row[:begins]) <= set(" ▸●")]


def here(stage: Stage) -> str:
    """The row with the cursor."""
    (line,) = (line for line in table(stage) if line.strip().startswith("▸"))
    return line


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that runs what the test writes into it."""
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\nsed -i "s/Which gland/Which GLAND/" "$2"\n')
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(script))
    monkeypatch.setattr(QuizzerApp, "suspend", lambda _: nullcontext())
    return script
