"""The tables of a web page: their grid, their header, and whether they are tables at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizzer.derive.document.blocks import Block, place_cells
from quizzer.derive.document.classify_line import find_bullet

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MOST_COLUMNS, MOST_ROWS = 30, 5_000
_LONG_CELL = 600
_DATA = re.compile(r"infobox|wikitable|data-?table|sortable", re.IGNORECASE)
_TextOf = Callable[["LexborNode"], str]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One place in the grid; a cell that spans several rows or columns is in several places."""

    text: str
    is_header: bool
    origin: int


def rows_of(table: LexborNode) -> list[LexborNode]:
    """The rows of a table, without those of the tables inside it."""
    rows: list[LexborNode] = []
    for child in table.iter():
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            rows += [row for row in child.iter() if row.tag == "tr"]
    return rows


def is_layout(table: LexborNode, rows: list[LexborNode]) -> bool:
    """Whether a table only arranges a page: one row or column, tables inside it, or cells as long as paragraphs."""
    if (table.attributes.get("role") or "") in ("presentation", "none") or len(rows) < 2:
        return True
    cells = [[cell for cell in row.iter() if cell.tag in ("td", "th")] for row in rows]
    if max(map(len, cells), default=0) < 2:
        return True
    if _DATA.search(table.attributes.get("class") or ""):
        return False
    if any(cell.css_first("table") is not None for row in cells for cell in row):
        return True
    return any(len(cell.text()) > _LONG_CELL for row in cells for cell in row)


def parse_table(rows: list[LexborNode], title: str, text_of: _TextOf) -> list[Block]:
    """Parse a table into its title, its header and its rows.

    Args:
        text_of: Gives the text of a cell on one line.
    """
    grid = _grid(rows[:MOST_ROWS], text_of)
    if not title and len(grid) > 2 and len({entry.origin for entry in grid[0]}) == 1 < len(grid[0]):
        title, rows, grid = grid[0][0].text, rows[1:], grid[1:]  # one cell over all columns is no header
    heads = _count_header_rows(rows, grid)
    headers = [_header(grid[:heads], column) for column in range(max(map(len, grid), default=0))]
    blocks = [Block("title", title, 1)] if any(map(str.isalnum, title)) else []
    blocks.append(Block("header", " ".join(dict.fromkeys(filter(None, headers))), 1, title=title))
    group = title  # what the rows below it that begin with a bullet belong to
    for entries in grid[heads:]:
        texts = [
            entry.text if index == 0 or entry.origin != entries[index - 1].origin else ""
            for index, entry in enumerate(entries)
        ]
        bullet = find_bullet(texts[0]) if texts else ""
        if bullet and not bullet[0].isalnum():
            texts[0] = texts[0][len(bullet) :]
        elif texts and texts[0]:
            group = texts[0]
        text, cells = place_cells(texts, headers)
        if not any(map(str.isalnum, text)):
            continue
        if len(cells) == 1 and len(entries) > 1:
            blocks.append(Block("caption", text, 1))
        else:
            blocks.append(Block("row", text, 1, texts[0], group if bullet else title, cells=cells))
    return blocks


def _grid(rows: list[LexborNode], text_of: _TextOf) -> list[list[_Entry]]:
    grid: list[list[_Entry]] = []
    hanging: dict[int, tuple[int, _Entry]] = {}  # by column: how many rows more a cell from above reaches down
    origin = 0
    for row in rows:
        entries: list[_Entry] = []
        for cell in (cell for cell in row.iter() if cell.tag in ("td", "th")):
            _hang(entries, hanging)
            origin += 1
            entry = _Entry(text_of(cell), cell.tag == "th", origin)
            across, down = _span(cell, "colspan", MOST_COLUMNS), _span(cell, "rowspan", MOST_ROWS)
            for _ in range(across):
                if down > 1:
                    hanging[len(entries)] = (down - 1, entry)
                entries.append(entry)
            if len(entries) >= MOST_COLUMNS:
                break
        _hang(entries, hanging)
        grid.append(entries)
    return grid


def _hang(entries: list[_Entry], hanging: dict[int, tuple[int, _Entry]]) -> None:
    """Fill the next places with the cells that reach down from above."""
    while len(entries) in hanging:
        column = len(entries)
        left, entry = hanging.pop(column)
        entries.append(entry)
        if left > 1:
            hanging[column] = (left - 1, entry)
            if len(entries) > MOST_COLUMNS:
                return


def _span(cell: LexborNode, name: str, most: int) -> int:
    said = (cell.attributes.get(name) or "").strip()
    return min(max(1, int(said)), most) if said.isascii() and said.isdigit() and len(said) < 6 else 1


def _count_header_rows(rows: list[LexborNode], grid: list[list[_Entry]]) -> int:
    """The number of rows at the top that name the columns."""
    count = 0
    for row, entries in zip(rows, grid, strict=False):
        in_head = row.parent is not None and row.parent.tag == "thead"
        all_named = len(entries) > 1 and all(entry.is_header for entry in entries)
        bold = not count and len(entries) > 1 and _is_bold(row)
        if count < 3 and count + 1 < len(grid) and (in_head or all_named or bold):
            count += 1
        else:
            break
    return count


def _is_bold(row: LexborNode) -> bool:
    cells = [cell for cell in row.iter() if cell.tag == "td"]
    return bool(cells) and all(
        (bold := cell.css_first("b, strong")) is not None and bold.text().strip() == cell.text().strip()
        for cell in cells
    )


def _header(rows: list[list[_Entry]], column: int) -> str:
    names = [entries[column].text for entries in rows if column < len(entries)]
    return " ".join(dict.fromkeys(filter(None, names)))
