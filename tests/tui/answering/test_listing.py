"""A list, recalled item by item."""

from __future__ import annotations

from quizzer.study.collection.collection import Collection
from quizzer.study.review.values import Plan
from tests.tui.stage import staged


async def test_each_item_of_a_list_is_ticked_when_it_is_found(collection: Collection) -> None:
    async with staged(collection, Plan(), size=(60, 15)) as stage:
        await stage.go_to("signs")
        text = await stage.press(*"fatigue", "enter", *"headache", "enter")
        assert "1 of 3 found" in text
        assert "✓ fatigue" in text
        assert "headache  (not among them)" in text
        text = await stage.press(*"low", "space", *"libido", "enter", "enter")
        assert "≈ Nearly right  2 of 3" in text
        assert "✗ less muscle" in text
        assert "[2 Hard" in text


async def test_a_list_that_is_complete_shows_its_answer_at_once(collection: Collection) -> None:
    async with staged(collection, Plan()) as stage:
        await stage.go_to("signs")
        for item in ("fatigue", "low libido", "less muscle"):
            await stage.press(*("space" if c == " " else c for c in item), "enter")
        assert "✓ Right  3 of 3" in stage.text
