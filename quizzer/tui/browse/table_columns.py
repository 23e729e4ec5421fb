"""The columns of the table of cards, drawn: which fit, their titles, and what a card has in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from quizzer.core.safe_text import one_line
from quizzer.core.wording import abbreviate_interval, percent
from quizzer.study.browse.table import CardTableRow
from quizzer.tui.kit.painting.paint import (
    ACCENT,
    ACCENT_STRONG,
    QUIET,
    STRONG,
    Line,
    clickable,
    padded,
)

MANY = 160
"""Cells of a page from which more columns are shown than the three that everybody needs."""
NARROW = 70
_LONGEST = 400  # characters of a question that are drawn at most
_GAP = 2
_MARKS = 2  # cells before the first column
_LEAST_QUESTION = 44
_FLAG = "⚑"
_BETWEEN = Content(" " * _GAP)
_AXIS = 10


SORTS = {
    "a": ("axis", "axis"), "l": ("level", "level"), "q": ("question", "question"), "s": ("state", "state"),
    "d": ("due", "due"), "k": ("recall", "known"), "m": ("lapses", "slipped"), "i": ("interval", "interval"),
    "y": ("stability", "stability"), "f": ("difficulty", "difficulty"), "n": ("reps", "answers"),
    "c": ("deck", "deck"), "g": ("flag", "flag"), "o": ("file", "order of the files"),
}  # fmt: skip
"""What the cards are sorted by at a letter, and its name."""

DOWNWARDS = frozenset({"lapses", "flag", "reps"})
"""The columns of which the highest comes first."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table.

    Attributes:
        name: Its name in ``quizzer.study.browse.columns.COLUMNS``.
        width: Its width in cells.
        right: Whether its text is aligned to the right.
    """

    name: str
    title: str
    width: int
    right: bool = False


_DUE = Column("due", "Due", 8, True)
_KNOWN = Column("recall", "Known", 6, True)
_LEVEL = Column("level", "Level", 12)
_ANSWERS = Column("reps", "Answers", 8, True)
_SLIPPED = Column("lapses", "Slipped", 8, True)
_INTERVAL = Column("interval", "Interval", 9, True)
_MORE = (_LEVEL, _ANSWERS, _SLIPPED, _INTERVAL)
_OTHERS = {
    column.name: column
    for column in (
        *_MORE,
        Column("state", "State", 10),
        Column("stability", "Stability", 10, True),
        Column("difficulty", "Difficulty", 11, True),
        Column("deck", "Deck", 18),
    )
}
_ORDER = (
    "question", "axis", "deck", "level", "state", "due", "recall", "reps", "lapses", "interval", "stability",
    "difficulty",
)  # fmt: skip


def columns_that_fit(wide: int, page: int, sorted_by: str, axis_width: int) -> tuple[Column, ...]:
    """Choose the columns: the question has all the width that the others leave.

    Args:
        wide: Cells of the table.
        page: Cells of the page.
        sorted_by: The column the cards are sorted by, which is shown wherever it is one.
        axis_width: Cells of the longest name of an axis.
    """
    axis = Column("axis", "Axis", min(_AXIS, max(5, axis_width)))
    known = {column.name: column for column in (axis, _DUE, _KNOWN, *_OTHERS.values())}
    taken = [_DUE] if page < NARROW else [axis, _DUE, _KNOWN]
    if sorted_by in known and known[sorted_by] not in taken:
        taken.append(known[sorted_by])
    room = wide - _MARKS - sum(column.width + _GAP for column in taken)
    for column in _MORE if page >= MANY else ():
        if column not in taken and room - column.width - _GAP >= _LEAST_QUESTION:
            taken.append(column)
            room -= column.width + _GAP
    taken.append(Column("question", "Question", max(4, room)))
    return tuple(sorted(taken, key=lambda column: _ORDER.index(column.name)))


def titles_line(columns: Sequence[Column], sorted_by: str, *, backwards: bool) -> Line:
    """Draw the titles; the column that the cards are sorted by has a sign before its name."""
    parts: list[Line] = [Content(" " * _MARKS)]
    for column in columns:
        is_sorted = column.name == sorted_by
        sign = ("▾" if backwards else "▴") if is_sorted else ""
        title = _fitted(f"{sign}{column.title}", column.width, right=column.right)
        parts += [clickable(Content.styled(title, ACCENT if is_sorted else QUIET), f"sort:{column.name}"), _BETWEEN]
    return Content.assemble(*parts[:-1])


def row_line(row: CardTableRow, number: int, columns: Sequence[Column], *, here: bool, selected: bool) -> Line:
    """Draw a card on a line."""
    style = STRONG if here else QUIET if row.state in ("suspended", "retired") else ""
    marks = ("▸" if here else " ") + ("●" if selected else " ")
    parts = [Content.styled(marks, ACCENT_STRONG)]
    for column in columns:
        width = column.width
        if column.name == "question" and (row.flag or row.leech):
            set_off = f"{_FLAG}{row.flag} " * bool(row.flag) + "! " * row.leech
            parts.append(Content.styled(set_off, ACCENT_STRONG))
            width -= len(set_off)
        parts += [Content.styled(_fitted(shown_in(row, column.name), width, right=column.right), style), _BETWEEN]
    return clickable(Content.assemble(*parts[:-1]), f"row:{number}")


def shown_in(row: CardTableRow, column: str) -> str:
    """Format the value of a row in a column."""
    match column:
        case "question":
            return row.prompt[:_LONGEST]
        case "due":
            return due_in_a_word(row)
        case "recall":
            return "" if row.recall is None else percent(row.recall)
        case "stability":
            return "" if row.stability is None else humane_days(row.stability)
        case "difficulty":
            return "" if row.difficulty is None else f"{row.difficulty:.1f}"
        case "interval":
            return abbreviate_interval(row.interval) if row.interval else ""
        case "lapses" | "reps":
            value: int = getattr(row, column)
            return f"{value:,}" if value else ""
        case _:
            return str(getattr(row, column))


def due_in_a_word(row: CardTableRow) -> str:
    """Format when a card is asked: ``now``, ``8m``, ``3d``, ``tomorrow``, ``new``, ``off``, or ``retired``."""
    if row.state == "retired":
        return "retired"
    if row.state == "suspended":
        return "off"
    if row.state == "buried":
        return "tomorrow" if row.due is None or row.due <= 1 else abbreviate_interval(row.due)
    if row.due is None:
        return "new"
    if row.seconds is None and row.due > 0:
        return abbreviate_interval(row.due)
    return abbreviate_interval(-row.seconds) if row.seconds is not None and row.seconds > 0 else "now"


def due_shown(row: CardTableRow) -> str:
    """Format when a card is due: ``8m``, ``today``, ``3d``, or ``-2d`` when it was due two days ago."""
    if row.due is None:
        return ""
    if row.seconds is not None:
        return abbreviate_interval(-row.seconds) if row.seconds > 0 else "now"
    if row.due == 0:
        return "today"
    return f"-{abbreviate_interval(-row.due)}" if row.due < 0 else abbreviate_interval(row.due)


def humane_days(days: float) -> str:
    """Format a length in days, as short as on a button: ``0.4d``, ``12d``, ``1.2mo``."""
    return f"{days:.1f}d" if days < 10 else abbreviate_interval(round(days))


def _fitted(text: str, width: int, *, right: bool = False) -> str:
    """Cut or pad a text to exactly ``width`` cells."""
    text = one_line(text)
    if cell_len(text) > width:
        return padded(Content(text), width).plain
    blanks = " " * (width - cell_len(text))
    return blanks + text if right else text + blanks
