"""Items, sorted into groups."""

from __future__ import annotations

from quizzer.core.notes.cards import Face
from quizzer.study.collection.collection import Collection
from quizzer.study.review.values import Plan
from quizzer.tui.answering.sort import SortInput
from tests.tui.stage import staged

HOMES = {"sermorelin": 0, "tesamorelin": 0, "CJC-1295": 0, "ipamorelin": 1, "MK-677": 1, "hexarelin": 1}
FACE = Face(
    "sort",
    "?",
    "",
    groups=(
        ("GHRH receptor", ("sermorelin", "tesamorelin", "CJC-1295")),
        ("Ghrelin receptor", ("ipamorelin", "MK-677", "hexarelin")),
    ),
)


def asked(answer_input: SortInput) -> str:
    """The item that is asked for."""
    line = next(line.plain for line in answer_input.input_lines(74).lines if line.plain.startswith("▎"))
    return line.removeprefix("▎ ").split("  ")[0]


async def test_items_are_sorted_by_digits_and_backspace_goes_back(collection: Collection) -> None:
    homes = {"irregular cycles": "1", "hirsutism": "1", "fewer sperm": "2"}
    async with staged(collection, Plan(), size=(60, 15)) as stage:
        await stage.go_to("sexes")
        await stage.press("2", "2", "backspace", "backspace")
        assert "Where does this belong?" in stage.text
        for _ in range(3):
            line = next(line for line in stage.lines if line.startswith(" ▎"))
            await stage.press(homes[line.removeprefix(" ▎ ").split("  ")[0].strip()])
        assert "All have a place." in stage.text
        text = await stage.press("enter")
        assert "✓ Right" in text
        assert "[3 Good" in text


async def test_a_wrongly_sorted_item_shows_where_it_was_put(collection: Collection) -> None:
    async with staged(collection, Plan(), size=(80, 24)) as stage:
        await stage.go_to("sexes")
        await stage.press("2", "2", "2")
        text = await stage.press("enter")
        assert "✗ hirsutism          you: Men" in text
        assert "✓ fewer sperm" in text
        assert "✗ Not right, 1 of 3" in text


def test_the_groups_fill_side_by_side_while_one_goes() -> None:
    answer_input = SortInput(FACE, seed=3)
    first = asked(answer_input)
    answer_input.click(HOMES[first])
    text = "\n".join(line.plain for line in answer_input.input_lines(74).lines)
    assert "1  GHRH receptor                      2  Ghrelin receptor" in text
    assert first in text.split("Where")[0]
    assert asked(answer_input) != first
    assert "then " in text


def test_any_item_is_gone_back_to_and_placed_anew_and_each_step_is_taken_back() -> None:
    answer_input = SortInput(FACE, seed=3)
    items = []
    for _ in HOMES:
        items.append(asked(answer_input))
        answer_input.click(HOMES[items[-1]])
    answer_input.press("up", None)
    answer_input.press("up", None)
    assert asked(answer_input) == items[-2]
    answer_input.click(1 - HOMES[items[-2]])
    assert "▎" not in "".join(line.plain for line in answer_input.input_lines(74).lines), "nothing is left to place"
    answer_input.press("backspace", None)
    verdict = answer_input.verdict()
    assert verdict is not None
    assert verdict.outcome == "right"


def test_one_wrong_item_suggests_again() -> None:
    answer_input = SortInput(FACE, seed=3)
    for place in range(len(HOMES)):
        home = HOMES[asked(answer_input)]
        answer_input.click(home if place else 1 - home)
    verdict = answer_input.verdict()
    assert verdict is not None
    assert (verdict.outcome, verdict.rating) == ("near", 1)
