"""The map of the axes: the glands and bars that are drawn, and how the arrow keys move over them."""

from __future__ import annotations

import pytest

from quizzer.core.groups import Group
from quizzer.core.mastery import CardTotals, compute_mastery
from quizzer.study.mastery.groups import GroupMastery
from quizzer.tui.mastery.body_map import map_picture, move_selection


def figures(*names: str, recall: float = 0.5) -> list[GroupMastery]:
    """Axes that are all known alike."""
    return [
        GroupMastery(Group("axis", name, f"The {name} axis"), compute_mastery(CardTotals(4, 4, 4, 4 * recall)), {})
        for name in names
    ]


@pytest.mark.parametrize("count", [1, 2, 5, 30])
@pytest.mark.parametrize(("wide", "height", "room"), [(74, 24, 9), (58, 15, 4), (84, 40, 20), (30, 12, 3)])
def test_every_axis_can_be_reached_and_is_seen_when_it_is_selected(
    count: int, wide: int, height: int, room: int
) -> None:
    axes = figures(*(f"A{number:02}" for number in range(count)))
    reached = {0}
    at = 0
    for _ in range(count):
        at = move_selection(map_picture(axes, at, wide, height, room).rows, at, "right")
        reached.add(at)
        shown = [line.plain for line in map_picture(axes, at, wide, height, room).lines]
        assert any("▸" in line and axes[at].group.id in line for line in shown)
        assert len(shown) <= max(room, 3) or count <= max(room, 3)
        assert max(map(len, shown)) <= wide
    assert reached == set(range(count))


def test_a_gland_without_cards_is_named_and_cannot_be_selected() -> None:
    axes = figures("HPA", "gh", "Other")
    picture = map_picture(axes, 0, 74, 24, 9)
    text = "\n".join(line.plain for line in picture.lines)
    assert "thyroid" in text
    assert "HPT" not in text
    assert "Other" in text
    assert {index for row in picture.rows for index, _ in row} == {0, 1, 2}


def test_a_bar_is_full_and_empty_only_when_it_is() -> None:
    for recall, phrase in ((0.0, "░░"), (0.001, "█░"), (0.999, "█░"), (1.0, "██")):
        line = map_picture(figures("A", recall=recall), 0, 30, 24, 9).lines[0].plain
        assert phrase in line
        assert ("░" in line, "█" in line) == ("░" in phrase, "█" in phrase)
