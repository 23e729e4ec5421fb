"""A document and its passages: what a reader of any format makes, and what everything else works on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from quizzer.derive.document.blocks import Cell, LeftOutKind

PassageKind = Literal["prose", "item", "row", "heading"] | LeftOutKind
STATEMENTS: tuple[PassageKind, ...] = ("prose", "item", "row")
"""The kinds of passage that state something, so that a note should ask for it."""
LEFT_OUT: tuple[PassageKind, ...] = get_args(LeftOutKind)
"""The kinds of passage that repeat, adorn, ask or point elsewhere."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage of a document, with all that a citation needs.

    Attributes:
        kind: What kind of passage it is; see ``STATEMENTS`` and ``LEFT_OUT``.
        level: The level it belongs to, in small letters; empty outside the levels.
        section: The heading above it; for the rows of a table with a title, that title.
        place: As in a citation: ``paragraph 2``, ``item PT-141``, ``row Sermorelin``, ``table 1, row Sermorelin`` where
            the table has no title of its own; empty for passages that are not cited.
        text: The whole passage on one line, without bullet or markup.
        line: Its first line in the document, counted from 1.
        also: Other places that mean the same, such as ``item 3``.
        cells: The cells of a row whose table's columns are certain.
        parents: What stands above a nested item: the names of those items, or their texts, the outermost first.
        lead: The sentence that introduces the list or table: “The functions are:”.
        name: The term an item or a row is about; empty where that is uncertain.
        terms: Spans of the text that the author marked as terms: bold, italic, linked to a glossary.
        start: Where the passage begins in the text that was read from the document; -1 where that is unknown.
        end: Where it ends there.
    """

    kind: PassageKind
    level: str
    section: str
    place: str
    text: str
    line: int
    fingerprint: str
    also: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    parents: tuple[str, ...] = ()
    lead: str = ""
    name: str = ""
    terms: tuple[tuple[int, int], ...] = ()
    start: int = -1
    end: int = -1

    @property
    def where(self) -> str:
        """Section and place, as a reader writes them."""
        return ", ".join(filter(None, (f"“{self.section}”" if self.section else "", self.place)))


@dataclass(frozen=True, slots=True)
class Document:
    """A document and its passages.

    Attributes:
        path: The file, as it was named by the caller.
        sha256: Hash of its bytes, 64 hexadecimal digits.
        passages: In the order of the text.
        english: Whether its words are English, so that its sentences can be understood.
        remarks: What a person should know about the reading, each a clause without a stop.
    """

    path: Path
    sha256: str
    passages: tuple[Passage, ...]
    english: bool = True
    remarks: tuple[str, ...] = ()

    @property
    def statements(self) -> tuple[Passage, ...]:
        """The passages that state something."""
        return tuple(passage for passage in self.passages if passage.kind in STATEMENTS)
