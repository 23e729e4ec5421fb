"""What a quiz is to be about: a few rows, and in each what there is to choose, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from quizzer.core.safe_text import one_line, plain
from quizzer.tui.kit.paint import (
    ACCENT_STRONG,
    CHOSEN,
    DENSE,
    EMPTY,
    LINE,
    QUIET,
    STRONG,
    Line,
    Picture,
    clickable,
    column,
    hints,
    wrapped,
)


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """A row of the first page: what can be chosen, side by side.

    Attributes:
        label: What it is; the row without one is the button.
        choices: What there is.
        chosen: Which of them are.
        many: Several may be chosen: then each has a box to tick.
        at: The one the arrows are at.
    """

    label: str
    choices: tuple[str, ...]
    chosen: frozenset[int] = frozenset()
    many: bool = False
    at: int = 0


@dataclass(frozen=True, slots=True)
class SetupView:
    """What the first page knows.

    Attributes:
        fields: The rows.
        at: The row that is selected.
        explained: A sentence or two about it.
        hints: Key as shown, what it does, and what a click on it does; the first is the one thing to do.
        notice: A sentence to show above the keys, or empty.
    """

    fields: tuple[ChoiceRow, ...]
    at: int
    explained: str
    hints: tuple[tuple[str, str, str], ...]
    notice: str = ""


def setup_picture(view: SetupView, width: int, height: int) -> Picture:
    """What a quiz is to be about, for a page of so many cells."""
    wide = column(width)
    dense = height < DENSE
    head = [*([] if dense else [EMPTY]), Content.styled("Quiz", ACCENT_STRONG), EMPTY]
    label = max(len(field.label) for field in view.fields) + 2
    body: list[Line] = []
    look: int | None = None
    for number, field in enumerate(view.fields):
        if not field.label and not dense:
            body.append(EMPTY)
        lines, here = _field(field, number, label, wide, selected=number == view.at)
        if number == view.at:
            look = len(body) + here
        body += lines
    foot = [
        *wrapped(plain(view.explained), wide, QUIET),
        *(wrapped(plain(view.notice), wide, STRONG) if view.notice else ()),
        Content.styled("─" * wide, LINE),
        *hints(view.hints, wide, lines=2, first=True),
    ]
    return Picture(tuple(head), tuple(body), tuple(foot), look)


def _field(field: ChoiceRow, number: int, label: int, wide: int, *, selected: bool) -> tuple[list[Line], int]:
    """A row, broken between two choices where it is too long, and which of its lines the arrows are at."""
    mark = Content.styled("› " if selected else "  ", ACCENT_STRONG)
    if not field.label:
        button = Content.styled(f" {field.choices[0]} ", CHOSEN if selected else STRONG)
        return [clickable(mark + button, f"chip:{number}:0")], 0
    lines = [Content.assemble(mark, (field.label.ljust(label), STRONG if selected else QUIET))]
    indent, here = lines[0].cell_length, 0
    for place, choice in enumerate(field.choices):
        chip = clickable(_chip(field, place, choice, selected=selected), f"chip:{number}:{place}")
        chip = chip.truncate(wide - indent, ellipsis=True)
        if lines[-1].cell_length + chip.cell_length > wide and lines[-1].cell_length > indent:
            lines.append(Content(" " * indent))
        lines[-1] = Content.assemble(lines[-1], chip, " ")
        if place == field.at:
            here = len(lines) - 1
    return lines, here


def _chip(field: ChoiceRow, place: int, choice: str, *, selected: bool) -> Line:
    chosen, here = place in field.chosen, selected and place == field.at
    text = one_line(choice)
    if field.many:
        style = ACCENT_STRONG if here else STRONG if chosen else QUIET
        return Content.assemble(("›" if here else " ", ACCENT_STRONG), (f"[{'x' if chosen else ' '}] {text}", style))
    if chosen:
        return Content.assemble(" ", (f"[{text}]", ACCENT_STRONG if here else STRONG))
    return Content.assemble("  ", (text, QUIET), " ")
