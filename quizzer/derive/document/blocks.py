"""The blocks a document is parsed into before they get their places; the same for every format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "title", "header", "row", "item", "caption", "aside", "prose"]


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
        line: Its first line in the file, counted from 1.
        name: What a row or an item is about; empty where that is uncertain.
        title: The title of a row's table; empty where it has none.
        depth: Depth of a heading, 1 the highest; 0 where the format has no depths.
    """

    kind: BlockKind
    text: str
    line: int
    name: str = ""
    title: str = ""
    depth: int = 0
