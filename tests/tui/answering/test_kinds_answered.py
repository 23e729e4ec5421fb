"""Each kind of card, answered with keys and with the mouse: what is shown, what is suggested, what is stored."""

from __future__ import annotations

import pytest
from textual.events import Paste

from quizzer.config import Paths
from quizzer.core.notes.cards import Face
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.review.values import Plan
from quizzer.tui.answering import Move, build_input
from tests.conftest import Opener
from tests.tui.stage import RIGHT, Stage, ratings, staged


def numbers_of(stage: Stage, *texts: str) -> list[str]:
    """The digits that stand before some texts."""
    found = []
    for text in texts:
        line = next(line for line in stage.lines if line.endswith(text))
        found.append(next(character for character in line if character.isdigit()))
    return found


@pytest.mark.parametrize("key", sorted(RIGHT))
async def test_a_right_typed_answer_is_told_and_suggests_good(collection: Collection, key: str) -> None:
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
        assert "you    pituitery" in text
        assert "answer pituitary" in text
        assert "[2 Hard" in text


async def test_a_wrong_answer_shows_what_was_typed_and_suggests_again(collection: Collection) -> None:
    async with staged(collection, Plan(), size=(60, 15)) as stage:
        text = await stage.press(*"liver", "enter")
        assert "✗ Not right" in text
        assert "you    liver" in text
        assert "also   pituitary gland" in text
        assert "[1 Again" in text


async def test_a_typed_answer_is_edited_and_pasted_like_any_line(collection: Collection) -> None:
    async with staged(collection, Plan()) as stage:
        await stage.press(*"tuitari", "backspace", "y", "home", "i", "left", "p")
        assert "› pituitary" in stage.text
        await stage.press("ctrl+e", "ctrl+u")
        stage.app.post_message(Paste("pituitary\ngland \x1b[31m"))
        await stage.pilot.pause()
        assert "› pituitary gland [31m" in stage.text


async def test_an_option_is_picked_with_its_digit(collection: Collection) -> None:
    async with staged(collection, Plan()) as stage:
        await stage.go_to("direction")
        (right,) = numbers_of(stage, "lowers it")
        text = await stage.press(right)
        assert "✓ Right" in text
        assert "lowers it  (your pick)" in text
        await stage.press("enter")
        assert ratings(stage) == [Rating.GOOD]


async def test_an_option_is_picked_with_the_mouse_and_a_wrong_one_is_told(collection: Collection) -> None:
    async with staged(collection, Plan(), size=(60, 15)) as stage:
        await stage.go_to("direction")
        await stage.click("raises it")
        assert "✗ Not right" in stage.text
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


async def test_steps_are_put_in_order_by_their_numbers(collection: Collection) -> None:
    async with staged(collection, Plan()) as stage:
        await stage.go_to("chain")
        numbers = numbers_of(stage, "hypothalamus", "pituitary", "gonad")
        text = await stage.press(*numbers, "enter")
        assert "✓ Right" in text
        await stage.press("enter")
        assert ratings(stage) == [Rating.GOOD]


async def test_steps_are_moved_with_the_arrows_and_the_place_they_had_is_told(collection: Collection) -> None:
    async with staged(collection, Plan(), size=(60, 15)) as stage:
        await stage.go_to("chain")
        steps = [line.split("] ")[1] for line in stage.lines if "] " in line]
        assert sorted(steps) == ["gonad", "hypothalamus", "pituitary"]
        assert steps != ["hypothalamus", "pituitary", "gonad"]
        await stage.press("J", "down", "K")
        await stage.press("down", "shift+up", "shift+down")
        text = await stage.press("enter")
        assert "you had it" in text or "✓ Right" in text


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


async def test_a_wrongly_sorted_item_tells_where_it_was_put(collection: Collection) -> None:
    async with staged(collection, Plan(), size=(80, 24)) as stage:
        await stage.go_to("sexes")
        await stage.press("2", "2", "2")
        text = await stage.press("enter")
        assert "✗ hirsutism  (you: Men)" in text
        assert "✓ fewer sperm" in text


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


def test_the_order_of_steps_depends_on_the_seed_alone_and_is_never_the_right_one() -> None:
    face = Face("sequence", "?", "", answers=("a", "b", "c"))
    for seed in range(20):
        shown = [line.plain for line in build_input(face, seed).input_lines(40).lines]
        assert shown == [line.plain for line in build_input(face, seed).input_lines(40).lines]
        assert [line[-1] for line in shown] != ["a", "b", "c"]


def test_a_digit_beyond_the_options_changes_nothing() -> None:
    face = Face("choice", "?", "a", options=("a", "b"), answers=("a",))
    answer_input = build_input(face, seed=1)
    assert answer_input.press("9", "9") is Move.CHANGED
    verdict = answer_input.verdict()
    assert verdict is not None
    assert verdict.outcome == "blank"
