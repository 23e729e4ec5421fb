"""The setup of a quiz, drawn: a few rows, each with its choices side by side."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from quizzer.core.safe_text import one_line, plain
from quizzer.tui.kit.painting.paint import (
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

_MANY = 12
"""The most choices of a row with boxes that are all shown while another row is selected."""


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """A row of choices, side by side.

    Attributes:
        label: Its name; the row without one is the button.
        choices: Its choices.
        chosen: Indexes of the choices taken.
        many: Whether several may be taken; each then has a box to tick.
        at: Index of the choice at the cursor.
    """

    label: str
    choices: tuple[str, ...]
    chosen: frozenset[int] = frozenset()
    many: bool = False
    at: int = 0


@dataclass(frozen=True, slots=True)
class SetupView:
    """The content of the setup screen.

    Attributes:
        fields: The rows.
        at: Index of the selected row.
        explained: A sentence or two about that row.
        hints: Key as shown, its effect, and the target of a click on it; the first is the main one.
        notice: A sentence to show above the keys, or empty.
    """

    fields: tuple[ChoiceRow, ...]
    at: int
    explained: str
    hints: tuple[tuple[str, str, str], ...]
    notice: str = ""


def setup_picture(view: SetupView, width: int, height: int) -> Picture:
    """Draw the setup on a page of a given width and height."""
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
    """Draw a row, broken between choices where it is too long, and return the index of the line with the cursor."""
    mark = Content.styled("› " if selected else "  ", ACCENT_STRONG)
    if not field.label:
        button = Content.styled(f" {field.choices[0]} ", CHOSEN if selected else STRONG)
        return [clickable(mark + button, f"chip:{number}:0")], 0
    lines = [Content.assemble(mark, (field.label.ljust(label), STRONG if selected else QUIET))]
    indent, here = lines[0].cell_length, 0
    folded = field.many and not selected and len(field.choices) > _MANY
    shown = [place for place in range(len(field.choices)) if not folded or place in field.chosen]
    for place in shown:
        choice = field.choices[place]
        chip = clickable(_chip(field, place, choice, selected=selected), f"chip:{number}:{place}")
        chip = chip.truncate(wide - indent, ellipsis=True)
        if lines[-1].cell_length + chip.cell_length > wide and lines[-1].cell_length > indent:
            lines.append(Content(" " * indent))
        lines[-1] = Content.assemble(lines[-1], chip, " ")
        if place == field.at:
            here = len(lines) - 1
    if folded:
        rest = Content.styled(
            f" {len(field.choices) - 1} of them" if 0 in shown else f" of {len(field.choices) - 1}", QUIET
        )
        lines[-1] = clickable(lines[-1] + rest, f"row:{number}").truncate(wide, ellipsis=True)
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
