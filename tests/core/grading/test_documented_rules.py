"""The page on decks says how typed answers are judged; each of its examples is judged so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quizzer.core.grading.grading import grade_typed

PAGE = Path(__file__).parents[3] / ".github" / "DECKS.md"
EXAMPLES = re.findall(r"^\| `([^|]+)` \| `([^|]+)` \| (right|near|wrong) \|", PAGE.read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize(("answer", "typed", "verdict"), EXAMPLES)
def test_an_example_of_the_page_is_judged_as_it_says(answer: str, typed: str, verdict: str) -> None:
    assert grade_typed(typed, (answer,)).outcome == verdict


def test_the_page_has_examples_of_every_verdict() -> None:
    assert len(EXAMPLES) > 10
    assert {verdict for _, _, verdict in EXAMPLES} == {"right", "near", "wrong"}
