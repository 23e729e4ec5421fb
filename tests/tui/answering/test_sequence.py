"""Steps, put in order."""

from __future__ import annotations

from quizzer.core.notes.cards import Face
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.review.values import Plan
from quizzer.tui.answering import build_input
from quizzer.tui.answering.sequence import SequenceInput
from tests.tui.stage import numbers_of, ratings, staged


async def test_steps_are_put_in_order_by_their_numbers(collection: Collection) -> None:
    async with staged(collection, Plan()) as stage:
        await stage.go_to("chain")
        numbers = numbers_of(stage, "hypothalamus", "pituitary", "gonad")
        text = await stage.press(*numbers, "enter")
        assert "✓ Right" in text
        await stage.press("enter")
        assert ratings(stage) == [Rating.GOOD]


async def test_steps_are_moved_with_the_arrows(collection: Collection) -> None:
    async with staged(collection, Plan(), size=(60, 15)) as stage:
        await stage.go_to("chain")
        steps = [line[6:] for line in stage.lines if line[3:4].isdigit()]
        assert sorted(steps) == ["gonad", "hypothalamus", "pituitary"]
        assert steps != ["hypothalamus", "pituitary", "gonad"]
        await stage.press("J", "down", "K")
        await stage.press("down", "shift+up", "shift+down")
        text = await stage.press("enter")
        assert "you had it" in text or "✓ Right" in text


FACE = Face("sequence", "?", "", answers=("one", "two", "three", "four", "five"))


def ordered(*steps: str) -> SequenceInput:
    """A sequence with its steps placed in an order."""
    answer_input = SequenceInput(FACE, seed=1)
    for step in steps:
        answer_input.click(answer_input._labels.index(step))
    return answer_input


def test_marks_and_verdict_follow_one_rule() -> None:
    lines = [
        line.plain.rstrip() for part in ordered("one", "two", "four", "three", "five").feedback(60) for line in part
    ]
    assert lines == [
        "✓ 1  one",
        "✓ 2  two",
        "↕ 3  three   you had it fourth",
        "✓ 4  four",
        "✓ 5  five",
        "≈ Nearly right, one step out of place",
    ]


def test_what_comes_next_is_asked_until_the_last_step_is_certain() -> None:
    answer_input = ordered("one", "two", "three")
    lines = [line.plain for line in answer_input.input_lines(40).lines]
    assert [line[2:].split()[:2] for line in lines[:3]] == [["1", "one"], ["2", "two"], ["3", "three"]]
    assert "What comes next?" in lines
    answer_input.click(answer_input._labels.index("four"))
    lines = [line.plain for line in answer_input.input_lines(40).lines]
    assert "What comes next?" not in lines
    assert [line[5:] for line in lines] == list(FACE.answers)


def test_each_step_is_taken_back_to_the_first() -> None:
    answer_input = ordered("one", "two", "three", "four")
    answer_input.press("K", None)
    for _ in range(5):
        assert answer_input.enter == "hand in"
        answer_input.press("backspace", None)
    assert answer_input.enter == "show answer"
    verdict = answer_input.verdict()
    assert verdict is not None
    assert verdict.outcome == "blank"


def test_the_order_of_steps_depends_on_the_seed_alone_and_is_never_the_right_one() -> None:
    face = Face("sequence", "?", "", answers=("a", "b", "c"))
    for seed in range(20):
        shown = [line.plain for line in build_input(face, seed).input_lines(40).lines]
        assert shown == [line.plain for line in build_input(face, seed).input_lines(40).lines]
        assert [line[-1] for line in shown[1:]] != ["a", "b", "c"]
