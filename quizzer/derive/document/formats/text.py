"""Parse plain text, as it comes from a web page or an editor, into blocks.

Nothing marks a heading, a table or a caption in it; their form and their neighbours decide (see
``quizzer.derive.document.classify_line``). Blank lines, and lines of signs alone, divide the text into groups of lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quizzer.derive.document.blocks import Block, place_cells
from quizzer.derive.document.classify_line import (
    count_sentences,
    ends_sentence,
    find_bullet,
    find_term,
    has_heading_form,
    is_caption,
    is_code,
    is_title_case,
)
from quizzer.derive.document.formats.flattened_tables import WordPairs, parse_flattened

WRAPPED = 120
"""A text without lines longer than this counts as wrapped: consecutive lines are one paragraph."""
_HEADING_SHARE = 0.6
_CELLS = ("\t", "|")


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    indent: int
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class _Unit:
    """One line, or several that continue it."""

    line: int
    indent: int
    bulleted: bool
    texts: list[str]
    start: int
    ends: list[int]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


def parse_plain_text(text: str) -> list[Block]:
    """Parse a plain text into its blocks, in order."""
    groups = list(_split_groups(text))
    width = max((len(line.text) + line.indent for group in groups for line in group), default=0)
    parse = _Parser(width if width <= WRAPPED else None, WordPairs(text))
    return _nest(block for group in groups for block in parse.group(group))


def _split_groups(text: str) -> Iterator[list[_Line]]:
    group: list[_Line] = []
    at = 0
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        lead = len(raw) - len(raw.lstrip())
        if any(map(str.isalnum, line)):
            group.append(_Line(number, len(raw[:lead].expandtabs(4)), line, at + lead))
        elif group:
            yield group
            group = []
        at += len(raw) + 1
    if group:
        yield group


class _Parser:
    """Parses one group of lines after the other.

    Args:
        width: The longest line of a wrapped text; None where every line is a paragraph of its own.
        pairs: The pairs of words in the text.
    """

    def __init__(self, width: int | None, pairs: WordPairs) -> None:
        self._width = width
        self._pairs = pairs

    def group(self, group: list[_Line]) -> list[tuple[Block, int]]:
        """The blocks of a group, each with its indentation."""
        if table := _parse_cells(group) or self._parse_flattened(group):
            return [(block, 0) for block in table]
        first, *others = group
        heading = Block("heading", _one_line(first.text), first.number, start=first.start, end=first.end)
        if not others and has_heading_form(first.text) and not find_bullet(first.text):
            return [(heading, 0)]
        if is_code([line.text for line in group]):
            return [(replace(_make_block(unit), left_out="code"), 0) for unit in _units(group, wrapped=True)]
        headed = bool(others) and self._heads(first, others[0])
        units = _units(others if headed else group, wrapped=self._width is not None)
        blocks = _mark_asides([_make_block(unit) for unit in units])
        placed = list(zip(blocks, (unit.indent for unit in units), strict=True))
        return [(heading, 0), *placed] if headed else placed

    def _heads(self, first: _Line, following: _Line) -> bool:
        """Whether the first line of a group is a heading that no blank line sets apart."""
        if find_bullet(first.text) or not has_heading_form(first.text):
            return False
        if self._width is None or find_bullet(following.text):
            return True
        short = len(first.text) < _HEADING_SHARE * self._width
        return short and is_title_case(first.text) and not following.text[0].islower()

    def _parse_flattened(self, group: list[_Line]) -> list[Block] | None:
        if any(find_bullet(line.text) for line in group):
            return None
        return parse_flattened([(line.number, _one_line(line.text), line.start) for line in group], self._pairs)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _nest(blocks: Iterator[tuple[Block, int]]) -> list[Block]:
    """Count the items above each item by their indentation; whatever is no item ends the list."""
    placed: list[Block] = []
    above: list[int] = []
    for block, indent in blocks:
        if block.kind == "item":
            while above and above[-1] >= indent:
                above.pop()
            block = replace(block, nesting=len(above)) if above else block
            above.append(indent)
        else:
            above.clear()
        placed.append(block)
    return placed


def _units(group: list[_Line], *, wrapped: bool) -> list[_Unit]:
    units: list[_Unit] = []
    for line in group:
        bullet = find_bullet(line.text)
        last = units[-1] if units else None
        if not bullet and last is not None and _continues(line, last, wrapped=wrapped):
            last.texts.append(line.text)
            last.ends.append(line.end)
        else:
            text = line.text[len(bullet) :]
            units.append(_Unit(line.number, line.indent, bool(bullet), [text], line.start + len(bullet), [line.end]))
    return units


def _continues(line: _Line, last: _Unit, *, wrapped: bool) -> bool:
    if last.bulleted:
        return line.indent > last.indent or (wrapped and not ends_sentence(last.texts[-1]))
    return wrapped


def _make_block(unit: _Unit) -> Block:
    text, start, end = unit.text, unit.start, unit.ends[-1]
    if unit.bulleted:
        name = find_term(text)
        return Block("item", text, unit.line, name, terms=((0, len(name)),) if name else (), start=start, end=end)
    return Block("caption" if is_caption(text) else "prose", text, unit.line, start=start, end=end)


def _mark_asides(blocks: list[Block]) -> list[Block]:
    """Make single sentences asides where they precede a caption or follow a list, as pull quotes do."""
    placed = list(blocks)
    for index, block in enumerate(blocks):
        after_item = index > 0 and blocks[index - 1].kind == "item"
        before_caption = index + 1 < len(blocks) and blocks[index + 1].kind == "caption"
        if block.kind == "prose" and (after_item or before_caption) and count_sentences(block.text) == 1:
            placed[index] = replace(block, kind="aside")
    return placed


def _parse_cells(group: Sequence[_Line]) -> list[Block] | None:
    """Parse a table whose cells are separated by tabs or bars; its first line is the header."""
    sign = next((sign for sign in _CELLS if len(group) > 1 and all(sign in line.text for line in group)), None)
    if sign is None:
        return None
    rows = [[_one_line(cell) for cell in line.text.strip("| ").split(sign)] for line in group]
    headers = rows[0] if all(len(row) <= len(rows[0]) for row in rows) else []
    blocks = []
    for row, line in zip(rows, group, strict=True):
        text, cells = place_cells(row, headers)
        blocks.append(Block("row", text, line.number, row[0], cells=cells, start=line.start, end=line.end))
    return [replace(blocks[0], kind="header", name="", cells=()), *blocks[1:]]
