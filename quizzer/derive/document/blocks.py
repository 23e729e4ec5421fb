"""The blocks a document is parsed into before they get their places; the same for every format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "title", "header", "row", "item", "caption", "aside", "prose"]
LeftOutKind = Literal[
    "caption", "pull quote", "reference", "reflection", "boilerplate", "navigation", "code", "exercise", "objective"
]
"""The kinds of passage that repeat, adorn, ask or point elsewhere."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table's row.

    Attributes:
        header: The name of its column; empty where the table has none.
        text: What stands in it.
        start: Where it begins in the text of the row.
        end: Where it ends there.
    """

    header: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item or table row of a document.

    Attributes:
        kind: ``title`` and ``header`` begin a table; every row follows a header. An ``aside`` is set like a pull quote
            and may be prose.
        text: The text on one line, without bullet or markup.
        line: Its first line in the file, counted from 1; of a PDF, its page.
        name: What a row or an item is about; empty where that is uncertain.
        title: The title of a row's table; empty where it has none.
        depth: Depth of a heading, 1 the highest; 0 where the format has no depths.
        cells: The cells of a row whose columns are certain; empty cells are not among them.
        nesting: Number of items above a nested item.
        terms: Spans of the text that the author marked as terms.
        start: Where the block begins in the text of the document; -1 where that is unknown.
        end: Where it ends there.
        left_out: The kind of passage it is left out as; empty for a block that may state something.
        section: The heading it belongs to where a format knows it: below a box it is not the one before.
        link: ``whole`` where all of an item is a link, ``outside`` where it begins with a link to another site.
    """

    kind: BlockKind
    text: str
    line: int
    name: str = ""
    title: str = ""
    depth: int = 0
    cells: tuple[Cell, ...] = ()
    nesting: int = 0
    terms: tuple[Span, ...] = ()
    start: int = -1
    end: int = -1
    left_out: LeftOutKind | Literal[""] = ""
    link: str = ""
    section: str = ""


def place_cells(texts: Sequence[str], headers: Sequence[str] = ()) -> tuple[str, tuple[Cell, ...]]:
    """Join the cells of a row to its text.

    Args:
        texts: The cells from left to right, each on one line.
        headers: The names of the columns; those that are missing count as empty.

    Returns:
        The text, with single spaces between the cells that are not empty, and these cells.
    """
    cells: list[Cell] = []
    at = 0
    for index, text in enumerate(texts):
        if text:
            cells.append(Cell(headers[index] if index < len(headers) else "", text, at, at + len(text)))
            at += len(text) + 1
    return " ".join(cell.text for cell in cells), tuple(cells)
