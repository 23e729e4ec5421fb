"""A row of boxes to choose from: each keeps its place, width and colour, and a heavy border marks the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from quizzer.tui.kit.painting.paint import ACCENT_STRONG, QUIET, STRONG, Line, clickable, spread

GAP = 2
_LIGHT, _HEAVY = tuple("╭─╮│╰╯"), tuple("┏━┓┃┗┛")


class Box(NamedTuple):
    """One box.

    Attributes:
        key: The key that chooses it.
        name: Its name.
        aside: A few characters at its right edge; empty for none.
        style: The style of its border and key.
        target: The target of a click on it.
        chosen: Whether Enter takes it.
    """

    key: str
    name: str
    aside: str
    style: str
    target: str
    chosen: bool


def boxes_fit(boxes: Sequence[Box], wide: int) -> bool:
    """Whether the boxes of a row are wide enough for what stands in them."""
    return all(len(box.key) + len(box.name) + len(box.aside) + 2 <= _width(boxes, wide) - 4 for box in boxes)


def draw_boxes(boxes: Sequence[Box], wide: int) -> list[Line]:
    """Draw a row of equal boxes, three lines high."""
    width = _width(boxes, wide)
    rows: list[list[Line]] = [[], [], []]
    for box in boxes:
        for row, line in zip(rows, _box(box, width), strict=True):
            row.append(clickable(line, box.target))
    return [Content(" " * GAP).join(row) for row in rows]


def draw_on_one_line(boxes: Sequence[Box], wide: int) -> Line:
    """Draw the same on one line, the chosen one between brackets."""
    labels = []
    for box in boxes:
        opening, closing = ("[", "]") if box.chosen else (" ", " ")
        name = f" {box.name}{f' {box.aside}' if box.aside else ''}"
        label = Content.assemble(
            (opening, ACCENT_STRONG),
            (box.key, box.style),
            (name, STRONG if box.chosen else ""),
            (closing, ACCENT_STRONG),
        )
        labels.append(clickable(label, box.target))
    between = max(0, wide - sum(label.cell_length for label in labels)) // max(1, len(labels) - 1)
    return Content(" " * between).join(labels)


def _width(boxes: Sequence[Box], wide: int) -> int:
    return (wide - GAP * (len(boxes) - 1)) // len(boxes)


def _box(box: Box, width: int) -> tuple[Line, Line, Line]:
    left_top, across, right_top, side, left_low, right_low = _HEAVY if box.chosen else _LIGHT
    label = Content.assemble((f"{box.key} ", box.style), (box.name, STRONG if box.chosen else ""))
    inside = spread(label, Content.styled(box.aside, QUIET), width - 4)
    return (
        Content.styled(f"{left_top}{across * (width - 2)}{right_top}", box.style),
        Content.assemble((f"{side} ", box.style), inside, (f" {side}", box.style)),
        Content.styled(f"{left_low}{across * (width - 2)}{right_low}", box.style),
    )
