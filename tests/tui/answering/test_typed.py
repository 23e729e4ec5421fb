"""A short answer, typed."""

from __future__ import annotations

import pytest
from textual.events import Paste

from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.review.values import Plan
from tests.conftest import DECK, Opener
from tests.tui.stage import RIGHT, ratings, staged


@pytest.mark.parametrize("key", sorted(RIGHT))
async def test_a_right_typed_answer_is_confirmed_and_suggests_good(collection: Collection, key: str) -> None:
    async with staged(collection, Plan(), size=(60, 15)) as stage:
        await stage.go_to(key)
        await stage.press(*RIGHT[key])
        text = await stage.press("enter")
        assert "✓ Right" in text
        assert "[3 Good" in text
        await stage.press("enter")
        assert ratings(stage) == [Rating.GOOD]


async def test_a_near_miss_shows_both_spellings_and_suggests_hard(collection: Collection) -> None:
    async with staged(collection, Plan(), size=(60, 15)) as stage:
        text = await stage.press(*"pituitery", "enter")
        assert "≈ Nearly right" in text
        assert "you      pituitery" in text
        assert "answer   pituitary" in text
        assert "[2 Hard" in text


async def test_a_wrong_answer_shows_what_was_typed_and_suggests_again(collection: Collection) -> None:
    async with staged(collection, Plan(), size=(60, 15)) as stage:
        text = await stage.press(*"liver", "enter")
        assert "✗ Not right" in text
        assert "you      liver" in text
        assert "also     pituitary gland" in text
        assert "[1 Again" in text


async def test_a_typed_answer_is_edited_and_pasted_like_any_line(collection: Collection) -> None:
    async with staged(collection, Plan()) as stage:
        await stage.press(*"tuitari", "backspace", "y", "home", "i", "left", "p")
        assert "› pituitary" in stage.text
        await stage.press("ctrl+e", "ctrl+u")
        stage.app.post_message(Paste("pituitary\ngland \x1b[31m"))
        await stage.pilot.pause()
        assert "› pituitary gland [31m" in stage.text


async def test_of_many_accepted_spellings_one_line_is_shown(collection: Collection, paths: Paths) -> None:
    many = ", ".join(f"spelling number {n}" for n in range(12))
    deck = paths.decks / "small.yaml"
    deck.write_text(DECK.replace("accept: [pituitary gland]", f"accept: [{many}]"), "utf-8")
    sync_decks(collection)
    async with staged(collection) as stage:
        text = await stage.press("enter", "enter")
        assert "also     spelling number 0 · spelling number 1" in text
        assert "· …" in text
        assert "spelling number 9" not in text


async def test_enter_rates_nothing_after_an_empty_answer(collection: Collection) -> None:
    async with staged(collection, Plan()) as stage:
        await stage.press("enter", "enter")
        assert ratings(stage) == []
        await stage.press("enter")
        assert "Nothing was answered: rate it 1 Again" in stage.text
        assert ratings(stage) == []
        await stage.press("2")
        assert ratings(stage) == [2]


async def test_a_term_stands_for_another_of_its_set(paths: Paths, open_collection: Opener) -> None:
    deck = DECK.replace("notes:", "synonyms: [[pituitary, hypophysis]]\nnotes:", 1)
    (paths.decks / "small.yaml").write_text(deck, "utf-8")
    async with staged(open_collection(), Plan(), size=(60, 15)) as stage:
        assert "✓ Right" in await stage.press(*"hypophysis", "enter")
