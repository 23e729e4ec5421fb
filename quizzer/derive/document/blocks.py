"""The parts a document is read into, before they get their places; the same for every format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "title", "header", "row", "item", "caption", "aside", "prose"]


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a document, in the order of the text.

    Attributes:
        kind: ``title`` and ``header`` begin a table; every row follows a header. An ``aside`` is one that stands like a
            pull quote and may be prose.
        text: The piece on one line, without bullet or markup.
        line: Its first line in the file, counted from 1.
        name: What a row or an item is about; empty where it can not be told.
        title: The title of the table a row stands in; empty where it has none.
        depth: Depth of a heading, 1 the highest; 0 where the format does not tell.
    """

    kind: BlockKind
    text: str
    line: int
    name: str = ""
    title: str = ""
    depth: int = 0
