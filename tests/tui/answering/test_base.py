"""The rules that hold for every answer input."""

from __future__ import annotations

import pytest

from quizzer.core.notes.cards import Face
from quizzer.core.schedule.progress import Rating
from quizzer.tui.answering import build_input


@pytest.mark.parametrize(
    "face",
    [
        Face("choice", "?", "a", options=("a", "b"), answers=("a",)),
        Face("list", "?", "a", answers=("a", "b"), accepts=(("a",), ("b",))),
        Face("sequence", "?", "a", answers=("a", "b", "c")),
        Face("sort", "?", "a", groups=(("x", ("a",)), ("y", ("b",)))),
        Face("basic", "?", "a", accept=("a",), typed=True),
    ],
    ids=lambda face: face.kind,
)
def test_looking_without_answering_is_no_mistake(face: Face) -> None:
    answer_input = build_input(face, seed=1)
    verdict = answer_input.verdict()
    assert verdict is not None
    assert verdict.outcome == "blank"
    assert verdict.rating is Rating.GOOD
