"""Tables of a PDF: printed lines whose cells stand in the same columns, one below the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quizzer.derive.document.blocks import Block, place_cells
from quizzer.derive.document.formats.pdf.lines import Line

FEWEST_ROWS = 3
_JoinLines = Callable[[Sequence[Line]], str]
Row = Sequence[Sequence[Line]]
"""The cells of a row, each with its lines."""


def find_rows(lines: Sequence[Sequence[Line]], index: int) -> list[list[Sequence[Line]]]:
    """Find the rows that begin at a paragraph.

    Args:
        lines: The paragraphs, each with its lines.

    Returns:
        Rows of the same number of cells at about the same places, one below the other; none where there are too few.
    """
    rows: list[list[Sequence[Line]]] = []
    while index < len(lines):
        key = (lines[index][0].page, lines[index][0].row)
        row = []
        for cell in lines[index : index + 12]:
            if (cell[0].page, cell[0].row) != key or len(cell) > 1:
                break
            row.append(cell)
        if len(row) < 2 or (rows and not _is_aligned(rows[-1], row)):
            break
        rows.append(row)
        index += len(row)
    return rows if len(rows) >= FEWEST_ROWS else []


def count_header(lines: Sequence[Sequence[Line]], index: int) -> int:
    """The number of paragraphs of the printed line before the rows, where it has several parts and may name them."""
    if index == 0:
        return 0
    key = (lines[index - 1][0].page, lines[index - 1][0].row)
    count = 0
    while index - count - 1 >= 0 and (lines[index - count - 1][0].page, lines[index - count - 1][0].row) == key:
        count += 1
    first, below = lines[index - 1][0], lines[index][0]
    near = first.page == below.page and 0 < first.base - below.base < 3 * below.size
    return count if near and count > 1 else 0


def make_table(header: Row, rows: Sequence[Row], join: _JoinLines, title: str = "") -> list[Block]:
    """Make a header and rows of a table.

    Args:
        header: The parts of the line above the rows; empty where the first row is the header.
        title: The caption above the table.
    """
    page = rows[0][0][0].page
    if header:
        headers = _assign([line for cell in header for line in cell], rows)
    else:
        headers, rows = [join(cell) for cell in rows[0]], rows[1:]
    texts = [[join(cell) for cell in row] for row in rows]
    cells = [cell for row in texts for cell in row]
    has_words = sum(any(map(str.isalpha, cell)) for cell in cells) >= 0.5 * len(cells)
    blocks = [Block("header", " ".join(filter(None, headers)), page, title=title)]
    for row in texts:
        text, placed = place_cells(row, headers)
        blocks.append(Block("row", text, page, row[0], title, cells=placed, left_out="" if has_words else "caption"))
    return blocks


def _assign(header: Sequence[Line], rows: Sequence[Row]) -> list[str]:
    """Give each word of a header to the column below it."""
    edges = [
        (min(row[column][0].left for row in rows), max(row[column][0].right for row in rows))
        for column in range(len(rows[0]))
    ]
    names: list[list[str]] = [[] for _ in edges]
    for word in (word for line in header for word in line.words):
        distances = [max(left - word.right, word.left - right, 0.0) for left, right in edges]
        names[distances.index(min(distances))].append(word.text)
    return [" ".join(name) for name in names]


def _is_aligned(above: Row, below: Row) -> bool:
    if len(above) != len(below):
        return False
    return all(
        other[0].right > one[0].left - 2 * one[0].size and other[0].left < one[0].right + 2 * one[0].size
        for one, other in zip(above, below, strict=True)
    )
