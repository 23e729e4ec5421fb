"""Items, sorted into groups."""

from __future__ import annotations

from quizzer.study.collection.collection import Collection
from quizzer.study.review.values import Plan
from tests.tui.stage import staged


async def test_items_are_sorted_by_digits_and_backspace_goes_back(collection: Collection) -> None:
    homes = {"irregular cycles": "1", "hirsutism": "1", "fewer sperm": "2"}
    async with staged(collection, Plan(), size=(60, 15)) as stage:
        await stage.go_to("sexes")
        await stage.press("2", "2", "backspace", "backspace")
        assert "1 of 3" in stage.text
        for _ in range(3):
            item = next(line.removeprefix(" › ").strip() for line in stage.lines if line.startswith(" ›"))
            await stage.press(homes[item])
        assert "All are sorted." in stage.text
        text = await stage.press("enter")
        assert "✓ Right" in text
        assert "[3 Good" in text


async def test_a_wrongly_sorted_item_shows_where_it_was_put(collection: Collection) -> None:
    async with staged(collection, Plan(), size=(80, 24)) as stage:
        await stage.go_to("sexes")
        await stage.press("2", "2", "2")
        text = await stage.press("enter")
        assert "✗ hirsutism  (you: Men)" in text
        assert "✓ fewer sperm" in text
