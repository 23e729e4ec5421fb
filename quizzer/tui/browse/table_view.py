"""The table of all cards, drawn: the search above it, the rows that fit, and the keys below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from quizzer.core.safe_text import one_line, plain
from quizzer.core.wording import abbreviate_interval, percent
from quizzer.study.browse.table import CardTableRow
from quizzer.tui.kit.line_editor import LineEditor
from quizzer.tui.kit.painting.paint import (
    ACCENT,
    ACCENT_STRONG,
    EMPTY,
    LINE,
    QUIET,
    STRONG,
    Line,
    Picture,
    clickable,
    hints,
    padded,
    spread,
    wrapped,
)

DENSE = 18
WIDEST = 220
EXAMPLES = 'words, "a phrase", axis:HPA, is:due, prop:recall<0.8, -tag:x'
_LONGEST = 400  # characters of a question that are drawn at most
_GAP = 2
_MARKS = 3  # cells before the first column
_LEAST_QUESTION = 20
_ROOMY = 34
_FLAG = "⚑"
_BETWEEN = Content(" " * _GAP)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table.

    Attributes:
        name: Its name in ``quizzer.study.browse.table.COLUMNS``.
        width: Its width in cells.
        right: Whether its text is aligned to the right.
    """

    name: str
    title: str
    width: int
    right: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question in the last line, before an action.

    Attributes:
        text: The question.
        choices: Key, label, and the target of a click on it.
        line: The answer under edit, where one is written.
    """

    text: str
    choices: tuple[tuple[str, str, str], ...] = ()
    line: LineEditor | None = None


@dataclass(frozen=True, slots=True)
class BrowseView:
    """The content of the table screen.

    Attributes:
        search: The search line.
        typing: Whether keys go into the search line.
        found: Count of cards found.
        total: Count of all cards.
        selected: Count of selected cards.
        column: The column the cards are sorted by.
        backwards: Whether the order is descending.
        hints: Key as shown, its effect, and the target of a click on it.
        key: The key that leads to the search line, as shown.
        notice: Sentences to show above the keys, or empty.
        question: A question to show in place of the keys.
        axis_width: Cells of the longest name of an axis.
        rows: The visible cards, each with its index among those found, and whether it is selected.
        at: The index of the card under the cursor.
    """

    search: LineEditor
    typing: bool
    found: int
    total: int
    selected: int
    column: str
    backwards: bool
    hints: tuple[tuple[str, str, str], ...]
    key: str = "/"
    notice: str = ""
    question: Question | None = None
    axis_width: int = 4
    rows: tuple[tuple[int, CardTableRow, bool], ...] = ()
    at: int = 0


def wide_of(width: int) -> int:
    """Return the table's width for a page ``width`` cells wide."""
    return max(10, min(width - (2 if width < 70 else 4), WIDEST))


def browse_picture(view: BrowseView, width: int, height: int) -> Picture:
    """Draw the table on a page; ``view`` holds as many rows as :func:`rows_that_fit` returns."""
    wide = wide_of(width)
    columns = columns_of(wide, view)
    head, foot = _head(view, columns, wide, height), foot_of(view.hints, view.notice, view.question, wide, height)
    body = [_row(row, number, columns, here=number == view.at, selected=s) for number, row, s in view.rows]
    if not body:
        body = [Content.styled("   No card is found." if view.total else "   There is no card yet.", QUIET)]
    body += [EMPTY] * (height - len(head) - len(foot) - len(body))
    return Picture(tuple(head), tuple(body), tuple(foot), wide=wide)


def rows_that_fit(view: BrowseView, width: int, height: int) -> int:
    """Count the cards that fit on the page."""
    wide = wide_of(width)
    kept = len(_head(view, (), wide, height)) + len(foot_of(view.hints, view.notice, view.question, wide, height))
    return max(1, height - kept)


def columns_of(wide: int, view: BrowseView) -> tuple[Column, ...]:
    """Choose the columns that fit, among them the one the cards are sorted by where it can be shown."""
    axis = Column("axis", "Axis", min(10 if wide < 96 else 18, max(5, view.axis_width)))
    level, deck = Column("level", "Level", 12), Column("deck", "Deck", 18)
    state, due = Column("state", "State", 10), Column("due", "Due", 7, True)
    more = [
        (Column("recall", "R", 4, True), _LEAST_QUESTION),
        (Column("lapses", "Lapses", 7, True), _LEAST_QUESTION),
        (level, _ROOMY),
        (Column("interval", "Interval", 9, True), _ROOMY + 6),
        (Column("stability", "Stability", 10, True), _ROOMY + 8),
        (Column("reps", "Answers", 8, True), _ROOMY + 10),
        (Column("difficulty", "Difficulty", 11, True), _ROOMY + 12),
        (deck, _ROOMY + 14),
    ]
    more.sort(key=lambda column: column[0].name != view.column)
    taken = [axis, state, due]
    room = wide - _MARKS - sum(column.width + _GAP for column in taken)
    for column, least in more:
        if room - column.width - _GAP >= (8 if column.name == view.column else least):
            taken.append(column)
            room -= column.width + _GAP
    taken.append(Column("question", "Question", max(4, room)))
    order = ("axis", "level", "question", "state", "due", "recall", "lapses", "interval", "stability",
             "difficulty", "reps", "deck")  # fmt: skip
    return tuple(sorted(taken, key=lambda column: order.index(column.name)))


# Head and foot


def _head(view: BrowseView, columns: Sequence[Column], wide: int, height: int) -> list[Line]:
    counted = f"{view.found:,} of {view.total:,}" if view.search.text.strip() else f"{view.total:,} cards"
    by = {"flag": " by flag", "file": ""}.get(view.column, "")
    by += (" ▾" if view.backwards else " ▴") if by else ""
    count = Content.styled(counted + by, QUIET)
    if view.selected:
        count = Content.assemble((f"{view.selected:,} selected", ACCENT_STRONG), ("  ", QUIET), count)
    prompt = Content.assemble(("Search ", QUIET), ("› ", ACCENT_STRONG if view.typing else QUIET))
    room = max(8, wide - prompt.cell_length - count.cell_length - 2)
    if view.typing:
        written = view.search.painted(room)[0]
        if not view.search.text:
            written = (written + Content.styled(EXAMPLES, QUIET)).truncate(room, ellipsis=True)
    elif view.search.text:
        written = Content(plain(view.search.text)).truncate(room, ellipsis=True)
    else:
        written = Content.styled(f"press {view.key} to search", QUIET)
    line = spread(clickable(prompt + written, "do:browse.search"), count, wide)
    above = [] if height < DENSE else [EMPTY]
    return [*above, line, Content.styled("─" * wide, LINE), _titles(view, columns)]


def _titles(view: BrowseView, columns: Sequence[Column]) -> Line:
    parts: list[Line] = [Content(" " * _MARKS)]
    for column in columns:
        sorted_by = column.name == view.column
        sign = ("▾" if view.backwards else "▴") if sorted_by else ""
        title = f"{sign}{column.title}" if column.right else f"{column.title}{sign}"
        line = Content.styled(_fitted(title, column.width, right=column.right), ACCENT if sorted_by else QUIET)
        parts += [clickable(line, f"sort:{column.name}"), _BETWEEN]
    return Content.assemble(*parts[:-1])


def foot_of(
    keys: Sequence[tuple[str, str, str]], notice: str, question: Question | None, wide: int, height: int
) -> list[Line]:
    """Draw the bottom lines: notices, and the keys or a question.

    Args:
        keys: Key as shown, its effect, and the target of a click on it.
        notice: Sentences, or empty.
        question: A question to show in place of the keys.
        wide: Cells of a line.
        height: Rows of the page.
    """
    said = [*wrapped(plain(notice), wide, ACCENT)][:3] if notice else []
    lines = 1 if height < DENSE else 2
    rows = hints(keys, wide, lines=lines) if question is None else _question_lines(question, wide)
    return [*said, Content.styled("─" * wide, LINE), *rows, *[EMPTY] * (lines - len(rows))]


def _question_lines(question: Question, wide: int) -> list[Line]:
    line = Content.styled(question.text, ACCENT_STRONG)
    if question.line is not None:
        line = Content.assemble(line, " ", question.line.painted(8)[0])
    return [line.truncate(wide, ellipsis=True), *hints(question.choices, wide, lines=3)]


# Rows


def _row(row: CardTableRow, number: int, columns: Sequence[Column], *, here: bool, selected: bool) -> Line:
    style = STRONG if here else QUIET if row.state in ("suspended", "retired") else ""
    marks = ("›" if here else " ") + ("●" if selected else " ")
    parts = [Content.styled(marks.ljust(_MARKS), ACCENT_STRONG)]
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
            return due_shown(row)
        case "recall":
            return "" if row.recall is None else percent(row.recall)
        case "stability":
            return "" if row.stability is None else humane_days(row.stability)
        case "difficulty":
            return "" if row.difficulty is None else f"{row.difficulty:.1f}"
        case "interval":
            return abbreviate_interval(row.interval) if row.interval else ""
        case "lapses" | "reps":
            return f"{getattr(row, column):,}" if row.reps else ""
        case _:
            return str(getattr(row, column))


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
