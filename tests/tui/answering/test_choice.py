"""Options, picked with digits, arrows and clicks."""

from __future__ import annotations

from quizzer.config import Paths
from quizzer.core.notes.cards import Face
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.review.values import Plan
from quizzer.tui.answering import Move, build_input
from tests.conftest import Opener
from tests.tui.stage import numbers_of, ratings, staged


async def test_an_option_is_picked_with_its_digit(collection: Collection) -> None:
    async with staged(collection, Plan()) as stage:
        await stage.go_to("direction")
        (right,) = numbers_of(stage, "lowers it")
        text = await stage.press(right)
        assert "✓ Right" in text
        assert "✓ " + right + "  lowers it" in text
        assert "your pick" not in text, "the sign says it"
        await stage.press("enter")
        assert ratings(stage) == [Rating.GOOD]


async def test_an_option_is_picked_with_the_mouse_and_a_wrong_one_is_marked(collection: Collection) -> None:
    async with staged(collection, Plan(), size=(60, 15)) as stage:
        await stage.go_to("direction")
        await stage.click("raises it")
        assert "✗ Not right" in stage.text
        assert "raises it   your pick" in stage.text
        assert "[1 Again" in stage.text


async def test_an_option_is_picked_with_the_arrows(collection: Collection) -> None:
    async with staged(collection, Plan()) as stage:
        await stage.go_to("direction")
        (right,) = numbers_of(stage, "lowers it")
        text = await stage.press(*["down"] * int(right), "space")
        assert "✓ Right" in text


async def test_several_right_options_are_ticked_and_sent_off_with_enter(paths: Paths, open_collection: Opener) -> None:
    deck = "deck: S\naxis: {id: S, name: S}\nnotes:\n  - {id: two, ask: Two?, answer: [LH, FSH], options: [TSH, GH]}\n"
    (paths.decks / "small.yaml").write_text(deck, encoding="utf-8")
    async with staged(open_collection(), Plan(), size=(60, 15)) as stage:
        first, second, wrong = numbers_of(stage, "LH", "FSH", "TSH")
        assert "2 are right." in stage.text
        text = await stage.press(first, wrong, second)
        assert text.count("[x]") == 3
        await stage.press(wrong, "enter")
        assert "✓ Right" in stage.text
        assert "[3 Good" in stage.text


def test_a_digit_beyond_the_options_changes_nothing() -> None:
    face = Face("choice", "?", "a", options=("a", "b"), answers=("a",))
    answer_input = build_input(face, seed=1)
    assert answer_input.press("9", "9") is Move.CHANGED
    verdict = answer_input.verdict()
    assert verdict is not None
    assert verdict.outcome == "blank"
