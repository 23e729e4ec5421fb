"""Split a document into passages, each with its level, its section, its place there and its fingerprint.

Sections and places are counted as the citations of deck files count them: paragraphs of prose from 1 in each section,
list items by the term they define, table rows by their first cell under the title of their table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from quizzer.core.notes.notes import LEVELS
from quizzer.derive.document.blocks import Block
from quizzer.derive.document.blocks import Cell as Cell
from quizzer.derive.document.classify_line import is_navigation, lacks_stop
from quizzer.derive.fingerprint import fingerprint, normalize

PassageKind = Literal[
    "prose", "item", "row", "caption", "pull quote", "reference", "reflection", "heading", "boilerplate", "navigation",
    "code", "exercise", "objective",
]  # fmt: skip
STATEMENTS: tuple[PassageKind, ...] = ("prose", "item", "row")
"""The kinds of passage that state something, so that a note should ask for it."""
LEFT_OUT: tuple[PassageKind, ...] = (
    "caption", "pull quote", "reference", "reflection", "boilerplate", "navigation", "code", "exercise", "objective",
)  # fmt: skip
"""The kinds of passage that repeat, adorn or point elsewhere."""

_APPARATUS: dict[str, PassageKind] = {
    **dict.fromkeys(
        ("references", "bibliography", "literature", "literature cited", "works cited", "citations", "sources",
         "further reading"), "reference"),
    **dict.fromkeys(("reflection", "reflections", "closing reflection", "closing thoughts", "final thoughts"),
                    "reflection"),
}  # fmt: skip
_OPEN_ENDED_SHARE = 2 / 3


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
    """

    path: Path
    sha256: str
    passages: tuple[Passage, ...]
    english: bool = True

    @property
    def statements(self) -> tuple[Passage, ...]:
        """The passages that state something."""
        return tuple(passage for passage in self.passages if passage.kind in STATEMENTS)


def split_passages(text: str, *, markdown: bool = False, levels: Sequence[str] = LEVELS) -> tuple[Passage, ...]:
    """Split a text into passages; any text is accepted, and an empty one has none.

    Args:
        text: The text of the document.
        markdown: Whether it is Markdown; plain text otherwise.
        levels: The headings that open a level; case does not matter.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if markdown:
        from quizzer.derive.document.markdown import parse_markdown

        blocks = parse_markdown(text)
    else:
        from quizzer.derive.document.text import parse_plain_text

        blocks = parse_plain_text(text)
    return _Placer(levels).passages([_on_one_line(block) for block in _recast_captions(blocks)])


def _on_one_line(block: Block) -> Block:
    text, name, title = (" ".join(said.split()) for said in (block.text, block.name, block.title))
    return block if text == block.text else replace(block, text=text, name=name, title=title)


def _recast_captions(blocks: list[Block]) -> list[Block]:
    """Make captions prose where most paragraphs end without a stop, so that a missing stop means nothing."""
    paragraphs = [block for block in blocks if block.kind in ("caption", "aside", "prose")]
    open_ended = sum(lacks_stop(block.text) for block in paragraphs)
    if open_ended < 3 or open_ended < _OPEN_ENDED_SHARE * len(paragraphs):
        return blocks
    return [replace(block, kind="prose") if block.kind == "caption" else block for block in blocks]


class _Placer:
    """Gives each block its level, section and place, in the order of the text."""

    def __init__(self, levels: Sequence[str]) -> None:
        self._levels = {normalize(level): level.casefold() for level in levels}
        self._level = self._section = ""
        self._apparatus: PassageKind | None = None
        self._depth = 0  # of the heading that opened the level or the apparatus
        self._counts = {"paragraph": 0, "item": 0, "table": 0, "row": 0}

    def passages(self, blocks: Sequence[Block]) -> tuple[Passage, ...]:
        from quizzer.derive.document.pull_quotes import find_pull_quotes

        repeated = find_pull_quotes(blocks)
        return tuple(self._passage(block, repeated=index in repeated) for index, block in enumerate(blocks))

    def _passage(self, block: Block, *, repeated: bool) -> Passage:
        if block.kind in ("heading", "prose") and is_navigation(block.text):
            return self._build("boilerplate", block)
        if block.kind in ("heading", "title", "header"):
            self._open_section(block)
            return self._build("heading", block, section=block.title or (block.text if block.kind == "title" else ""))
        if repeated:
            return self._build("pull quote", block)
        if block.kind == "caption":
            return self._build("caption", block)
        if block.kind == "item":
            return self._build(self._apparatus or "item", block, *self._item_places(block))
        if block.kind == "row":
            return self._build(self._apparatus or "row", block, *self._row_places(block), section=block.title)
        self._counts["paragraph"] += 1
        return self._build(self._apparatus or "prose", block, f"paragraph {self._counts['paragraph']}")

    def _build(self, kind: PassageKind, block: Block, place: str = "", *also: str, section: str = "") -> Passage:
        text = block.text
        return Passage(
            kind, self._level, section or self._section, place, text, block.line, fingerprint(text), tuple(also)
        )

    def _open_section(self, block: Block) -> None:
        """Open a section at a heading, and a level or the references where the heading names one."""
        if block.kind == "header":
            self._counts["table"] += 1
            self._counts["row"] = 0
        if block.kind != "heading":
            return
        name = normalize(block.text)
        if name in self._levels or name in _APPARATUS:
            self._level, self._apparatus = self._levels.get(name, ""), _APPARATUS.get(name)
            self._depth = block.depth
        elif block.depth and block.depth <= self._depth:
            self._level, self._apparatus, self._depth = "", None, 0
        self._section = block.text
        self._counts = dict.fromkeys(self._counts, 0)

    def _item_places(self, block: Block) -> tuple[str, ...]:
        self._counts["item"] += 1
        number = f"item {self._counts['item']}"
        return (f"item {block.name}", number) if block.name and not self._apparatus else (number,)

    def _row_places(self, block: Block) -> tuple[str, ...]:
        self._counts["row"] += 1
        table, number = f"table {self._counts['table']}", f"row {self._counts['row']}"
        rows = [f"row {block.name}", number] if block.name else [number]
        in_table = [f"{table}, {row}" for row in rows]
        return (*rows, *in_table) if block.title else (*in_table, *rows)
