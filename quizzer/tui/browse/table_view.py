"""The table of all cards, drawn: the search above it, the rows that fit, a card beside it, and the keys below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from textual.content import Content

from quizzer.core.safe_text import plain
from quizzer.study.browse.table import CardTableRow
from quizzer.tui.browse.card_actions import Question
from quizzer.tui.browse.table_columns import NARROW, columns_that_fit, row_line, titles_line
from quizzer.tui.browse.table_search import CHIP_NAMES, ChipValues, SearchBar, search_line
from quizzer.tui.kit.painting.paint import (
    ACCENT,
    ACCENT_STRONG,
    EMPTY,
    LINE,
    QUIET,
    STRONG,
    Line,
    Picture,
    hint_line,
    hints,
    padded,
    spread,
    wrapped,
)

DENSE = 18
WIDEST = 220
_BESIDE = (110, 30)  # cells and rows from which a card is shown beside the list
_CARD = (38, 70)  # cells of the card at least and at most
_SHARE = 0.36
_RULE = " │  "


@dataclass(frozen=True, slots=True)
class BrowseView:
    """The content of the table screen.

    Attributes:
        search: The search.
        found: Count of cards found.
        total: Count of all cards.
        selected: Count of selected cards.
        column: The column the cards are sorted by.
        backwards: Whether the order is descending.
        hints: Key as shown, its effect, and the target of a click on it, the first for Enter and the last for the help.
        key: The key that leads to the search line, as shown.
        none: The key that selects none, as shown.
        notice: Sentences to show above the keys, or empty.
        question: A question to show in place of the keys.
        axis_width: Cells of the longest name of an axis.
        rows: The visible cards, each with its index among those found, and whether it is selected.
        at: The index of the card under the cursor.
        values: The values of a chip, in place of the cards.
        card: The marked card as it is shown beside the list, from its top; empty where there is no room for it.
        is_in_card: Whether the keys move through that card.
    """

    search: SearchBar = field(default_factory=SearchBar)
    found: int = 0
    total: int = 0
    selected: int = 0
    column: str = "file"
    backwards: bool = False
    hints: tuple[tuple[str, str, str], ...] = ()
    key: str = "/"
    none: str = "Esc"
    notice: str = ""
    question: Question | None = None
    axis_width: int = 4
    rows: tuple[tuple[int, CardTableRow, bool], ...] = ()
    at: int = 0
    values: ChipValues | None = None
    card: tuple[Line, ...] = ()
    is_in_card: bool = False


def wide_of(width: int) -> int:
    """Return the width in use of a page ``width`` cells wide."""
    return max(10, min(width - (2 if width < NARROW else 6), WIDEST))


def card_width(width: int, height: int) -> int:
    """Cells of the card beside the list; 0 where there is no room for one."""
    if width < _BESIDE[0] or height < _BESIDE[1]:
        return 0
    return max(_CARD[0], min(_CARD[1], round(wide_of(width) * _SHARE)))


def browse_picture(view: BrowseView, width: int, height: int) -> Picture:
    """Draw the table on a page; ``view`` holds as many rows as :func:`rows_that_fit` returns."""
    wide, card = wide_of(width), card_width(width, height)
    table = wide - card - len(_RULE) if card else wide
    columns = columns_that_fit(table, width, view.column, view.axis_width)
    head, foot = _head(view, wide, height), _foot(view, wide, height)
    titles = titles_line(columns, view.column, backwards=view.backwards)
    room = height - len(head) - len(foot) - 1
    if view.values is not None:
        titles = Content.styled(f"  {CHIP_NAMES[view.values.key].capitalize()}", QUIET)
        body = view.values.lines(table, room)
    else:
        body = [row_line(row, number, columns, here=number == view.at, selected=s) for number, row, s in view.rows]
    if not body:
        body = [Content.styled("  No card is found." if view.total else "  There is no card yet.", QUIET)]
    body += [EMPTY] * (room - len(body))
    head.append(titles)
    if card:
        rule = Content.styled(_RULE, ACCENT if view.is_in_card else LINE)
        head[-1], *body = (
            padded(left, table) + rule + right.truncate(card, ellipsis=True)
            for left, right in zip_longest([titles, *body], view.card[: len(body) + 1], fillvalue=EMPTY)
        )
    return Picture(tuple(head), tuple(body), tuple(foot), wide=wide)


def rows_that_fit(view: BrowseView, width: int, height: int) -> int:
    """Count the cards that fit on the page."""
    wide = wide_of(width)
    return max(1, height - len(_head(view, wide, height)) - len(_foot(view, wide, height)) - 1)


# Head and foot


def _head(view: BrowseView, wide: int, height: int) -> list[Line]:
    count = Content.styled(_counted(view), QUIET)
    rule = Content.styled("─" * wide, LINE)
    if height < DENSE:
        if view.selected:
            count = Content.assemble((f"{view.selected:,} selected", ACCENT_STRONG), ("  ", QUIET), count)
        return [search_line(view.search, count, view.key, wide, brief=True), rule]
    title = spread(Content.styled("Browse", STRONG), count, wide)
    return [title, EMPTY, search_line(view.search, EMPTY, view.key, wide), rule]


def _counted(view: BrowseView) -> str:
    number = f"{view.found:,} of {view.total:,}" if view.search.text.strip() else f"{view.total:,}"
    by = f", by flag {'▾' if view.backwards else '▴'}" if view.column == "flag" else ""
    return f"{number} cards{by}" if view.total != 1 else f"{number} card{by}"


def _foot(view: BrowseView, wide: int, height: int) -> list[Line]:
    if view.question is not None:
        return foot_of(view.hints, view.notice, view.question, wide, height)
    said = [*wrapped(plain(view.notice), wide, ACCENT)][:3] if view.notice else []
    if view.selected and height >= DENSE:
        none = Content.styled(f"{view.none} selects none" if view.none else "", QUIET)
        selected = Content.styled(f"{view.selected:,} selected", ACCENT_STRONG)
        said = (
            [spread(said[0], Content.assemble(selected, "   ", none), wide), *said[1:]]
            if said
            else [spread(selected, none, wide)]
        )
    elif height >= DENSE:
        said = said or [EMPTY]
    return [*said, Content.styled("─" * wide, LINE), hint_line(view.hints, wide)]


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
