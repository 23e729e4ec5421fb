"""The map: the bundled decks' axes as they lie in the body; any others, decks and tags as rows of bars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textual.content import Content

from quizzer.core.groups import Group
from quizzer.core.mastery import Mastery
from quizzer.core.safe_text import one_line
from quizzer.plots import lines as plot
from quizzer.study.mastery.groups import GroupMastery
from quizzer.tui.kit.painting.paint import (
    ACCENT,
    BAR,
    CHOSEN,
    EMPTY,
    LINE,
    QUIET,
    RIGHT,
    STRONG,
    WRONG,
    Line,
    clickable,
    padded,
)

MASTERED = "✓"
BODY_WIDTH, BODY_HEIGHT = 68, 22
"""The least cells of the column and rows of the terminal that hold the map of the body."""

_GLANDS = {"hpg": "gonads", "hpa": "adrenals", "hpt": "thyroid", "gh": "liver"}
_MIDDLE = ("insulin", "receptors", "peptides")
_TOP = ("brain",)
_JOINTS = {"  ": "│", " ─": "├", "──": "┼", "─ ": "┤"}
"""The pipe between two boxes, by the links at its left and its right."""
_LEAST_GLANDS = 2
_LIGHT, _HEAVY = "╭─╮│╰╯", "┏━┓┃┗┛"
_STYLES = {plot.GOOD: RIGHT, plot.BAD: WRONG}

Row = tuple[tuple[int, int], ...]
"""The index and the cell of each group in a row."""


class MapPicture(NamedTuple):
    """The axes, decks or tags, drawn.

    Attributes:
        rows: The groups of each row and their cells, from the top and the left; the arrow keys move along these.
        look: Index of the line to keep in sight; None where all are.
    """

    lines: list[Line]
    rows: tuple[Row, ...]
    look: int | None = None


def map_picture(groups: Sequence[GroupMastery], at: int, wide: int, height: int, room: int) -> MapPicture:
    """Draw the axes, decks or tags, each with a bar of what is known of it.

    Args:
        at: Index of the selected one.
        wide: Cells of a line.
        height: Rows of the terminal.
        room: Rows for the picture, where it can be cut; the selected one stays in it.
    """
    axes = ((index, found.group) for index, found in enumerate(groups) if found.group.grouping == "axis")
    places = {axis.id.casefold(): index for index, axis in axes}
    is_body = sum(gland in places for gland in _GLANDS) >= _LEAST_GLANDS
    if is_body and wide >= BODY_WIDTH and height >= BODY_HEIGHT:
        body = _Body(groups, places, at, wide).picture()
        others = [index for name, index in places.items() if name not in {*_GLANDS, *_MIDDLE, *_TOP}]
        if not others:
            return body
        rows = _bars(groups, others, at, wide, max(3, room - len(body.lines) - 1))
        return MapPicture([*body.lines, EMPTY, *rows.lines], body.rows + rows.rows)
    return bars_picture(groups, at, wide, room)


def bars_picture(groups: Sequence[GroupMastery], at: int, wide: int, room: int) -> MapPicture:
    """Draw a line with a bar for each axis, deck or tag, two on a line where there are more than fit."""
    if len(groups) > room and wide >= 40:
        return _pairs(groups, at, wide, room)
    return _bars(groups, range(len(groups)), at, wide, room)


def move_selection(rows: Sequence[Row], at: int, key: str) -> int:
    """Find the group an arrow key leads to: left and right to the next one, up and down to the nearest in that row."""
    if key in ("left", "right"):
        order = [index for row in rows for index, _ in row]
        return order[(order.index(at) + (1 if key == "right" else -1)) % len(order)]
    line, cell = next((line, cell) for line, row in enumerate(rows) for index, cell in row if index == at)
    to = line + (1 if key == "down" else -1)
    if not 0 <= to < len(rows):
        return at
    return min(rows[to], key=lambda place: abs(place[1] - cell))[0]


def style_runs(runs: Iterable[plot.Run]) -> Line:
    """Convert a line of a plot to the styles of a picture."""
    return Content.assemble(*((run.text, _STYLES.get(run.level, run.level)) for run in runs))


def recall_bar(recall: float | None, width: int) -> Line:
    """Draw a bar as long as what is known, in signs that differ as well as in colours."""
    if recall is None:
        return Content.styled("·" * width, LINE)
    cells = round(width * recall)
    cells = min(width - 1, max(1, cells)) if 0 < recall < 1 else cells
    return Content.assemble(("█" * cells, BAR), ("░" * (width - cells), LINE))


def recall_label(mastery: Mastery) -> str:
    """Format what is known in percent and the sign of mastery, in five cells."""
    return f"{mastery.known:>4}{MASTERED if mastery.mastered else ' '}"


def fitted_name(group: Group, room: int) -> Line:
    """Return the name, cut where it does not fit."""
    return padded(Content(one_line(group.label)), room)


def mark_selected(name: Line, *, chosen: bool) -> Line:
    """Put a sign before a name when it is selected."""
    return Content.styled("▸", ACCENT) + name.stylize(CHOSEN) if chosen else Content(" ") + name


# Rows of bars


def _bars(groups: Sequence[GroupMastery], which: Sequence[int], at: int, wide: int, room: int) -> MapPicture:
    """Draw a line for each group."""
    names = max((Content(one_line(groups[index].group.label)).cell_length for index in which), default=0)
    bar = max(8, min(30, wide - names - 8))
    lines = [_entry(groups[index], index, at, wide - bar - 7, bar) for index in which]
    chosen = next((line for line, index in enumerate(which) if index == at), 0)
    rows = tuple(((index, 0),) for index in which)
    shown, look = _cut(lines, rows, chosen, room)
    return MapPicture(shown, rows, look)


def _pairs(groups: Sequence[GroupMastery], at: int, wide: int, room: int) -> MapPicture:
    """Draw two groups on a line."""
    half = (wide - 2) // 2
    names = max(Content(one_line(found.group.label)).cell_length for found in groups)
    name = min(names, half - 7 - 6)
    bar = half - name - 7
    lines: list[Line] = []
    rows: list[Row] = []
    for first in range(0, len(groups), 2):
        pair = range(first, min(first + 2, len(groups)))
        cells = [_entry(groups[index], index, at, name, bar) for index in pair]
        lines.append(Content("  ").join(cells))
        rows.append(tuple((index, place * (half + 2)) for place, index in enumerate(pair)))
    shown, look = _cut(lines, rows, at // 2, room)
    return MapPicture(shown, tuple(rows), look)


def _entry(found: GroupMastery, index: int, at: int, name: int, bar: int) -> Line:
    line = Content.assemble(
        mark_selected(fitted_name(found.group, name), chosen=index == at),
        " ",
        recall_bar(found.mastery.expected_recall, bar),
        (recall_label(found.mastery), STRONG),
    )
    return clickable(line, f"group:{index}")


def _cut(lines: list[Line], rows: Sequence[Row], chosen: int, room: int) -> tuple[list[Line], int]:
    """Cut the lines to those that fit around the selected one, and return its index among them."""
    room = max(3, room)
    if len(lines) <= room:
        return lines, chosen
    top = max(0, min(chosen - room // 2, len(lines) - room))
    shown = lines[top : top + room]
    if top > 0:
        shown[0] = Content.styled(f"  ↑ {sum(map(len, rows[: top + 1]))} more", QUIET)
    if top + room < len(lines):
        shown[-1] = Content.styled(f"  ↓ {sum(map(len, rows[top + room - 1 :]))} more", QUIET)
    return shown, chosen - top


# The body


class _Body:
    """The body: brain and pituitary at the top, the glands below, and between them the axes that act on all of them."""

    def __init__(self, axes: Sequence[GroupMastery], places: dict[str, int], at: int, wide: int) -> None:
        self._axes, self._places, self._at = axes, places, at
        self._box = (wide - 6) // 4
        self._left = (wide - 4 * self._box - 6) // 2
        self._pipes = [self._left + place * (self._box + 2) + self._box // 2 for place in range(4)]
        self._wide = wide

    def picture(self) -> MapPicture:
        """Draw the body, ten lines high."""
        middle = (self._pipes[1] + self._pipes[2]) // 2
        lines = self._top(middle)
        lines.append(self._branches(middle))
        lines += self._between()
        lines += self._below()
        glands = [*zip(_GLANDS, self._pipes, strict=True)]
        between = [*zip(_MIDDLE, ((a + b) // 2 for a, b in zip(self._pipes, self._pipes[1:], strict=False)),
                        strict=True)]  # fmt: skip
        named = ([("brain", self._left)], between, glands)
        rows = [tuple((self._places[name], cell) for name, cell in row if name in self._places) for row in named]
        return MapPicture(lines, tuple(row for row in rows if row))

    def _top(self, middle: int) -> list[Line]:
        """Draw brain, hypothalamus and pituitary, with the legend at the right."""
        brain = self._boxed("brain", "", self._box)
        organs = ("hypothalamus", "│", "pituitary")
        legend = ("█ known now", "░ not known, not met", f"{MASTERED} mastered")
        right = max(map(len, legend))
        lines = []
        for row, (box, organ, text) in enumerate(zip(brain, organs, legend, strict=True)):
            start = middle - len(organ) // 2
            link = "─" if row == 0 and "brain" in self._places else " "
            line = padded(Content(" " * self._left) + box, self._left + self._box)
            line += Content.styled(link * (start - line.cell_length - 1) + " ", LINE)
            line += Content.styled(organ, LINE if organ == "│" else STRONG)
            lines.append(padded(line, self._wide - right) + Content.styled(text, QUIET))
        return lines

    def _branches(self, middle: int) -> Line:
        first, last = self._pipes[0], self._pipes[-1]
        row = ["─" if first < cell < last else " " for cell in range(last + 1)]
        for cell in self._pipes[1:-1]:
            row[cell] = "┬"
        row[first], row[last], row[middle] = "╭", "╮", "┴"
        return Content.styled("".join(row), LINE)

    def _between(self) -> list[Line]:
        """Draw the axes that act on all others between them, joined to them."""
        boxes = [self._boxed(key, "", self._box - 1) for key in _MIDDLE]
        lines = []
        for row in range(3):
            line, before = Content(" " * self._pipes[0]), " "
            for key, box in zip(_MIDDLE, boxes, strict=True):
                link = "─" if row == 1 and key in self._places else " "
                line += Content.styled(_JOINTS[before + link] + link, LINE) + box[row] + Content.styled(link, LINE)
                before = link
            lines.append(line + Content.styled(_JOINTS[before + " "], LINE))
        return lines

    def _below(self) -> list[Line]:
        boxes = [self._boxed(key, organ, self._box, pipe=True) for key, organ in _GLANDS.items()]
        return [Content(" " * self._left) + Content("  ").join([box[row] for box in boxes]) for row in range(3)]

    def _boxed(self, key: str, organ: str, width: int, *, pipe: bool = False) -> list[Line]:
        """Draw one axis: its name, its bar, and the gland at its end; a stub where there is no such axis."""
        index = self._places.get(key)
        if index is None:
            text = Content.styled(organ, QUIET)
            left = max(0, (width - len(organ)) // 2)
            stub = Content.styled(" " * (width // 2) + ("╵" if pipe else " "), LINE)
            return [padded(stub, width), padded(Content(" " * left) + text, width), Content(" " * width)]
        axis, chosen = self._axes[index], index == self._at
        signs, style = (_HEAVY, ACCENT) if chosen else (_LIGHT, LINE)
        name = Content(one_line(axis.group.label)).truncate(width - 6, ellipsis=True)
        title = Content(f" {name.plain} ").stylize(CHOSEN if chosen else STRONG)
        rest = list(signs[1] * (width - 3 - title.cell_length))
        joint = width // 2 - 2 - title.cell_length
        if pipe and 0 <= joint < len(rest):
            rest[joint] = "┷" if chosen else "┴"
        top = Content.assemble((signs[0] + signs[1], style), title, ("".join(rest) + signs[2], style))
        bar = recall_bar(axis.mastery.expected_recall, width - 7)
        text = Content.styled(recall_label(axis.mastery), STRONG)
        side = Content.styled(signs[3], style)
        below = f" {organ} " if organ else ""
        end = signs[1] * (width - 3 - len(below)) + signs[5]
        under = Content.assemble((signs[4] + signs[1], style), (below, QUIET), (end, style))
        lines = [top, Content.assemble(side, bar, text, side), under]
        return [clickable(line, f"group:{index}") for line in lines]
