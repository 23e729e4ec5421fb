"""A list, recalled item by item."""

from __future__ import annotations

from quizzer.core.notes.cards import Face
from quizzer.study.collection.collection import Collection
from quizzer.study.review.values import Plan
from quizzer.tui.answering.base import Move, know_nothing
from quizzer.tui.answering.listing import ListInput
from tests.tui.stage import staged

FACE = Face(
    "list",
    "Which three?",
    "",
    answers=("mood", "growth", "reproduction"),
    accepts=(("mood",), ("growth",), ("reproduction", "fertility")),
)


def typed(*lines: str) -> ListInput:
    """A list with some lines typed, Enter after each but the last."""
    answer_input = ListInput(FACE, know_nothing)
    for place, line in enumerate(lines):
        if place:
            assert answer_input.press("enter", None) is Move.CHANGED
        answer_input.paste(line)
    return answer_input


def shown(answer_input: ListInput) -> list[str]:
    """The lines under edit, and whether one is marked right or wrong before it is handed in."""
    return [line.plain.rstrip() for line in answer_input.input_lines(40).lines[:-1]]


async def test_a_list_is_written_line_by_line_and_handed_in_when_it_is_full(collection: Collection) -> None:
    async with staged(collection, Plan(), size=(80, 24)) as stage:
        await stage.go_to("signs")
        text = await stage.press(*"fatigue", "enter", *"headache", "enter", *"low", "space", *"libido")
        assert "Enter  hand in" in text
        assert "✓" not in text
        text = await stage.press("enter")
        assert "≈ Nearly right, 2 of 3" in text
        assert "headache is not among them" in text
        assert "✗ less muscle" in text
        assert "Enter  Again" in text, "what is wrong beside it suggests Again"


def test_enter_goes_to_the_next_item_and_on_an_empty_line_hands_in() -> None:
    answer_input = typed("mood")
    assert answer_input.enter == "next item"
    assert answer_input.press("enter", None) is Move.CHANGED
    assert answer_input.enter == "hand in"
    assert answer_input.press("enter", None) is Move.DONE
    assert typed().enter == "show answer"


def test_several_items_on_one_line_count_each() -> None:
    assert typed("mood, growth and reproduction").enter == "hand in"
    assert typed("mood, growth").enter == "next item"


def test_any_line_is_gone_back_to_and_an_empty_one_is_taken_away() -> None:
    answer_input = typed("mood", "grwth", "sleep")
    answer_input.press("up", None)
    for key in ("left", "left", "left"):
        answer_input.press(key, None)
    answer_input.press("o", "o")
    assert shown(answer_input) == ["1  mood", "2  growth", "3  sleep"]
    answer_input.press("down", None)
    answer_input.press("ctrl+u", None)
    answer_input.press("backspace", None)
    assert shown(answer_input) == ["1  mood", "2  growth"]


def test_what_was_written_otherwise_and_what_else_is_right_stand_beside_the_items() -> None:
    answer_input = typed("moods", "sleep", "growth")
    lines = [line.plain.rstrip() for part in answer_input.feedback(60) for line in part]
    assert lines == [
        "✓ mood           you wrote moods",
        "✓ growth",
        "✗ reproduction   also fertility",
        "≈ Nearly right, 2 of 3",
        "  sleep is not among them",
    ]
