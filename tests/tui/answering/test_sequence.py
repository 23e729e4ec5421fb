"""Steps, put in order."""

from __future__ import annotations

from quizzer.core.notes.cards import Face
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.review.values import Plan
from quizzer.tui.answering import build_input
from tests.tui.stage import numbers_of, ratings, staged


async def test_steps_are_put_in_order_by_their_numbers(collection: Collection) -> None:
    async with staged(collection, Plan()) as stage:
        await stage.go_to("chain")
        numbers = numbers_of(stage, "hypothalamus", "pituitary", "gonad")
        text = await stage.press(*numbers, "enter")
        assert "✓ Right" in text
        await stage.press("enter")
        assert ratings(stage) == [Rating.GOOD]


async def test_steps_are_moved_with_the_arrows_and_the_place_they_had_is_shown(collection: Collection) -> None:
    async with staged(collection, Plan(), size=(60, 15)) as stage:
        await stage.go_to("chain")
        steps = [line.split("] ")[1] for line in stage.lines if "] " in line]
        assert sorted(steps) == ["gonad", "hypothalamus", "pituitary"]
        assert steps != ["hypothalamus", "pituitary", "gonad"]
        await stage.press("J", "down", "K")
        await stage.press("down", "shift+up", "shift+down")
        text = await stage.press("enter")
        assert "you had it" in text or "✓ Right" in text


def test_the_order_of_steps_depends_on_the_seed_alone_and_is_never_the_right_one() -> None:
    face = Face("sequence", "?", "", answers=("a", "b", "c"))
    for seed in range(20):
        shown = [line.plain for line in build_input(face, seed).input_lines(40).lines]
        assert shown == [line.plain for line in build_input(face, seed).input_lines(40).lines]
        assert [line[-1] for line in shown] != ["a", "b", "c"]
