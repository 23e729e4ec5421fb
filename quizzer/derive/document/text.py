"""Plain text, as it comes from a web page or an editor, to its parts.

Nothing marks a heading, a table or a caption there; their form and their neighbours tell
(see ``quizzer.derive.document.classify_line``).
Blank lines, and lines of signs alone, part the text into blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from quizzer.derive.document.blocks import Block
from quizzer.derive.document.classify_line import (
    count_sentences,
    ends_sentence,
    find_bullet,
    find_row_name,
    find_term,
    has_heading_form,
    is_caption,
    is_title_case,
)

WRAPPED = 120
"""A text without longer lines is taken to be wrapped: lines in a row are one paragraph."""
_HEADING_SHARE = 0.6
_CELLS = ("\t", "|")


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    indent: int
    text: str


@dataclass(frozen=True, slots=True)
class _Unit:
    """A line, or several that belong together."""

    line: int
    indent: int
    bulleted: bool
    texts: list[str]

    @property
    def text(self) -> str:
        return " ".join(self.texts)


def parse_plain_text(text: str) -> list[Block]:
    """The parts of a plain text, in its order."""
    blocks = list(_blocks(text))
    width = max((len(line.text) + line.indent for block in blocks for line in block), default=0)
    return [part for block in blocks for part in _parts(block, width if width <= WRAPPED else None)]


def _blocks(text: str) -> Iterator[list[_Line]]:
    block: list[_Line] = []
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        if any(map(str.isalnum, line)):
            raw = raw.expandtabs(4)
            block.append(_Line(number, len(raw) - len(raw.lstrip()), line))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _parts(block: list[_Line], width: int | None) -> list[Block]:
    """The parts of one block.

    Args:
        width: The longest line of a wrapped text; None where every line is a paragraph of its own.
    """
    if table := _cells(block) or _flattened(block):
        return table
    first, *others = block
    heading = Block("heading", first.text, first.number)
    if not others and has_heading_form(first.text) and not find_bullet(first.text):
        return [heading]
    headed = bool(others) and _heads(first, others[0], width)
    units = _units(others if headed else block, wrapped=width is not None)
    parts = _beside_each_other([_part(unit) for unit in units])
    return [heading, *parts] if headed else parts


def _heads(first: _Line, following: _Line, width: int | None) -> bool:
    """Whether the first line of a block is a heading that no blank line sets apart."""
    if find_bullet(first.text) or not has_heading_form(first.text):
        return False
    if width is None or find_bullet(following.text):
        return True
    short = len(first.text) < _HEADING_SHARE * width
    return short and is_title_case(first.text) and not following.text[0].islower()


def _units(block: list[_Line], *, wrapped: bool) -> list[_Unit]:
    units: list[_Unit] = []
    for line in block:
        bullet = find_bullet(line.text)
        last = units[-1] if units else None
        if not bullet and last is not None and _continues(line, last, wrapped=wrapped):
            last.texts.append(line.text)
        else:
            units.append(_Unit(line.number, line.indent, bool(bullet), [line.text[len(bullet) :]]))
    return units


def _continues(line: _Line, last: _Unit, *, wrapped: bool) -> bool:
    if last.bulleted:
        return line.indent > last.indent or (wrapped and not ends_sentence(last.texts[-1]))
    return wrapped


def _part(unit: _Unit) -> Block:
    if unit.bulleted:
        return Block("item", unit.text, unit.line, find_term(unit.text))
    return Block("caption" if is_caption(unit.text) else "prose", unit.text, unit.line)


def _beside_each_other(parts: list[Block]) -> list[Block]:
    """A single sentence that runs into a caption, or out of a list, stands there like a pull quote."""
    placed = list(parts)
    for index, part in enumerate(parts):
        after_item = index > 0 and parts[index - 1].kind == "item"
        before_caption = index + 1 < len(parts) and parts[index + 1].kind == "caption"
        if part.kind == "prose" and (after_item or before_caption) and count_sentences(part.text) == 1:
            placed[index] = replace(part, kind="aside")
    return placed


def _cells(block: list[_Line]) -> list[Block] | None:
    """A table whose cells are set apart by tabs or bars, its first line the header."""
    sign = next((sign for sign in _CELLS if len(block) > 1 and all(sign in line.text for line in block)), None)
    if sign is None:
        return None
    rows = [[" ".join(cell.split()) for cell in line.text.strip("| ").split(sign)] for line in block]
    parts = [
        Block("row", " ".join(filter(None, row)), line.number, row[0]) for row, line in zip(rows, block, strict=True)
    ]
    return [replace(parts[0], kind="header", name=""), *parts[1:]]


def _flattened(block: list[_Line]) -> list[Block] | None:
    """A table whose cells ran together: a title, a header, and rows in most of which a second cell can be told."""
    if len(block) < 3 or any(find_bullet(line.text) for line in block):
        return None
    title, header, *rows = block
    if not (has_heading_form(title.text) and is_title_case(title.text) and is_title_case(header.text)):
        return None
    names = [find_row_name(row.text) for row in rows]
    if sum(map(bool, names)) * 2 <= len(names):
        return None
    named = zip(rows, names, strict=True)
    return [
        Block("title", title.text, title.number),
        Block("header", header.text, header.number, title=title.text),
        *(Block("row", row.text, row.number, name, title.text) for row, name in named),
    ]
