"""A document as passages, each with its level, its section, its place in it and its fingerprint.

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
from quizzer.derive.document.classify_line import is_navigation, lacks_stop
from quizzer.derive.fingerprint import fingerprint, normalize

PassageKind = Literal[
    "prose", "item", "row", "caption", "pull quote", "reference", "reflection", "heading", "boilerplate"
]
STATEMENTS: tuple[PassageKind, ...] = ("prose", "item", "row")
"""The kinds that state something, so that a note should ask for it."""
LEFT_OUT: tuple[PassageKind, ...] = ("caption", "pull quote", "reference", "reflection", "boilerplate")
"""The kinds that repeat, adorn or point elsewhere."""

_APPARATUS: dict[str, PassageKind] = {
    **dict.fromkeys(
        ("references", "bibliography", "literature", "literature cited", "works cited", "citations", "sources",
         "further reading"), "reference"),
    **dict.fromkeys(("reflection", "reflections", "closing reflection", "closing thoughts", "final thoughts"),
                    "reflection"),
}  # fmt: skip
_HABIT = 2 / 3


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of a document, with all that a citation needs.

    Attributes:
        level: The level it stands under, in small letters; empty outside the levels.
        section: The heading it stands under; for the rows of a table with a title, that title.
        place: As in a citation: ``paragraph 2``, ``item PT-141``, ``row Sermorelin``, ``table 1, row Sermorelin`` where
            the table has no title of its own; empty for what is not cited.
        text: The whole passage on one line, without bullet or markup.
        line: Its first line in the document, counted from 1.
        also: Other places that mean the same, such as ``item 3``.
    """

    kind: PassageKind
    level: str
    section: str
    place: str
    text: str
    line: int
    fingerprint: str
    also: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """Section and place, as a person reads them."""
        return ", ".join(filter(None, (f"“{self.section}”" if self.section else "", self.place)))


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read.

    Attributes:
        path: The file, as it was named by the caller.
        sha256: Hash of its bytes, 64 hexadecimal digits.
        passages: In the order of the text.
    """

    path: Path
    sha256: str
    passages: tuple[Passage, ...]

    @property
    def statements(self) -> tuple[Passage, ...]:
        """The passages that state something."""
        return tuple(passage for passage in self.passages if passage.kind in STATEMENTS)


def split_passages(text: str, *, markdown: bool = False, levels: Sequence[str] = LEVELS) -> tuple[Passage, ...]:
    """The passages of a text; any text has some, or none.

    Args:
        levels: The headings that open a level, without case.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if markdown:
        from quizzer.derive.document.markdown import parse_markdown

        parts = parse_markdown(text)
    else:
        from quizzer.derive.document.text import parse_plain_text

        parts = parse_plain_text(text)
    return _Placing(levels).passages([_on_one_line(part) for part in _without_habit(parts)])


def _on_one_line(part: Block) -> Block:
    text, name, title = (" ".join(said.split()) for said in (part.text, part.name, part.title))
    return part if text == part.text else replace(part, text=text, name=name, title=title)


def _without_habit(parts: list[Block]) -> list[Block]:
    """Where most paragraphs end without a stop, ending so does not make a caption."""
    paragraphs = [part for part in parts if part.kind in ("caption", "aside", "prose")]
    open_ended = sum(lacks_stop(part.text) for part in paragraphs)
    if open_ended < 3 or open_ended < _HABIT * len(paragraphs):
        return parts
    return [replace(part, kind="prose") if part.kind == "caption" else part for part in parts]


class _Placing:
    """Gives each part its level, section and place, in the order of the text."""

    def __init__(self, levels: Sequence[str]) -> None:
        self._levels = {normalize(level): level.casefold() for level in levels}
        self._level = self._section = ""
        self._apparatus: PassageKind | None = None
        self._depth = 0  # of the heading that opened the level or the apparatus
        self._counts = {"paragraph": 0, "item": 0, "table": 0, "row": 0}

    def passages(self, parts: Sequence[Block]) -> tuple[Passage, ...]:
        from quizzer.derive.document.pull_quotes import find_pull_quotes

        repeated = find_pull_quotes(parts)
        return tuple(self._passage(part, repeated=index in repeated) for index, part in enumerate(parts))

    def _passage(self, part: Block, *, repeated: bool) -> Passage:
        if part.kind in ("heading", "prose") and is_navigation(part.text):
            return self._made("boilerplate", part)
        if part.kind in ("heading", "title", "header"):
            self._open(part)
            return self._made("heading", part, section=part.title or (part.text if part.kind == "title" else ""))
        if repeated:
            return self._made("pull quote", part)
        if part.kind == "caption":
            return self._made("caption", part)
        if part.kind == "item":
            return self._made(self._apparatus or "item", part, *self._item_places(part))
        if part.kind == "row":
            return self._made(self._apparatus or "row", part, *self._row_places(part), section=part.title)
        self._counts["paragraph"] += 1
        return self._made(self._apparatus or "prose", part, f"paragraph {self._counts['paragraph']}")

    def _made(self, kind: PassageKind, part: Block, place: str = "", *also: str, section: str = "") -> Passage:
        text = part.text
        return Passage(
            kind, self._level, section or self._section, place, text, part.line, fingerprint(text), tuple(also)
        )

    def _open(self, part: Block) -> None:
        """A heading opens a section, and a level or the references where it is called so."""
        if part.kind == "header":
            self._counts["table"] += 1
            self._counts["row"] = 0
        if part.kind != "heading":
            return
        name = normalize(part.text)
        if name in self._levels or name in _APPARATUS:
            self._level, self._apparatus = self._levels.get(name, ""), _APPARATUS.get(name)
            self._depth = part.depth
        elif part.depth and part.depth <= self._depth:
            self._level, self._apparatus, self._depth = "", None, 0
        self._section = part.text
        self._counts = dict.fromkeys(self._counts, 0)

    def _item_places(self, part: Block) -> tuple[str, ...]:
        self._counts["item"] += 1
        number = f"item {self._counts['item']}"
        return (f"item {part.name}", number) if part.name and not self._apparatus else (number,)

    def _row_places(self, part: Block) -> tuple[str, ...]:
        self._counts["row"] += 1
        table, number = f"table {self._counts['table']}", f"row {self._counts['row']}"
        rows = [f"row {part.name}", number] if part.name else [number]
        in_table = [f"{table}, {row}" for row in rows]
        return (*rows, *in_table) if part.title else (*in_table, *rows)
