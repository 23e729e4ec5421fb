"""Parse plain text, as it comes from a web page or an editor, into blocks.

Nothing marks a heading, a table or a caption in it; their form and their neighbours decide (see
``quizzer.derive.document.classify_line``). Blank lines, and lines of signs alone, divide the text into groups of lines.
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
"""A text without lines longer than this counts as wrapped: consecutive lines are one paragraph."""
_HEADING_SHARE = 0.6
_CELLS = ("\t", "|")


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    indent: int
    text: str


@dataclass(frozen=True, slots=True)
class _Unit:
    """One line, or several that continue it."""

    line: int
    indent: int
    bulleted: bool
    texts: list[str]

    @property
    def text(self) -> str:
        return " ".join(self.texts)


def parse_plain_text(text: str) -> list[Block]:
    """Parse a plain text into its blocks, in order."""
    groups = list(_split_groups(text))
    width = max((len(line.text) + line.indent for group in groups for line in group), default=0)
    return [block for group in groups for block in _parse_group(group, width if width <= WRAPPED else None)]


def _split_groups(text: str) -> Iterator[list[_Line]]:
    group: list[_Line] = []
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        if any(map(str.isalnum, line)):
            raw = raw.expandtabs(4)
            group.append(_Line(number, len(raw) - len(raw.lstrip()), line))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _parse_group(group: list[_Line], width: int | None) -> list[Block]:
    """Parse one group of lines.

    Args:
        width: The longest line of a wrapped text; None where every line is a paragraph of its own.
    """
    if table := _parse_cells(group) or _parse_flattened(group):
        return table
    first, *others = group
    heading = Block("heading", first.text, first.number)
    if not others and has_heading_form(first.text) and not find_bullet(first.text):
        return [heading]
    headed = bool(others) and _heads(first, others[0], width)
    units = _units(others if headed else group, wrapped=width is not None)
    blocks = _mark_asides([_make_block(unit) for unit in units])
    return [heading, *blocks] if headed else blocks


def _heads(first: _Line, following: _Line, width: int | None) -> bool:
    """Whether the first line of a group is a heading that no blank line sets apart."""
    if find_bullet(first.text) or not has_heading_form(first.text):
        return False
    if width is None or find_bullet(following.text):
        return True
    short = len(first.text) < _HEADING_SHARE * width
    return short and is_title_case(first.text) and not following.text[0].islower()


def _units(group: list[_Line], *, wrapped: bool) -> list[_Unit]:
    units: list[_Unit] = []
    for line in group:
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


def _make_block(unit: _Unit) -> Block:
    if unit.bulleted:
        return Block("item", unit.text, unit.line, find_term(unit.text))
    return Block("caption" if is_caption(unit.text) else "prose", unit.text, unit.line)


def _mark_asides(blocks: list[Block]) -> list[Block]:
    """Make single sentences asides where they precede a caption or follow a list, as pull quotes do."""
    placed = list(blocks)
    for index, block in enumerate(blocks):
        after_item = index > 0 and blocks[index - 1].kind == "item"
        before_caption = index + 1 < len(blocks) and blocks[index + 1].kind == "caption"
        if block.kind == "prose" and (after_item or before_caption) and count_sentences(block.text) == 1:
            placed[index] = replace(block, kind="aside")
    return placed


def _parse_cells(group: list[_Line]) -> list[Block] | None:
    """Parse a table whose cells are separated by tabs or bars; its first line is the header."""
    sign = next((sign for sign in _CELLS if len(group) > 1 and all(sign in line.text for line in group)), None)
    if sign is None:
        return None
    rows = [[" ".join(cell.split()) for cell in line.text.strip("| ").split(sign)] for line in group]
    blocks = [
        Block("row", " ".join(filter(None, row)), line.number, row[0]) for row, line in zip(rows, group, strict=True)
    ]
    return [replace(blocks[0], kind="header", name=""), *blocks[1:]]


def _parse_flattened(group: list[_Line]) -> list[Block] | None:
    """Parse a table whose cells ran together: a title, a header, and rows that mostly show a second cell."""
    if len(group) < 3 or any(find_bullet(line.text) for line in group):
        return None
    title, header, *rows = group
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
