"""The furniture of printed pages: running heads and page numbers, and the order in which columns are read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from quizzer.derive.document.formats.pdf.lines import Line, Page

_MARGIN, _ROWS = 0.2, 3
_FEWEST = 3
_NUMBER = re.compile(r"(?:page )?[-–—|\[( ]*(?:\d{1,5}|[ivxlc]{1,7})[-–—|\]) ]*(?:(?:of|/) ?\d+)?", re.IGNORECASE)
_ROW_SHARE = 0.3
_LONG_WORDS = 5


def find_furniture(pages: Sequence[Page]) -> set[int]:
    """Find the running heads and the page numbers, by the ids of their lines.

    One of the outermost lines of a page is one where its text, numbers aside, stands there on several pages, or where
    it is a number alone.
    """
    edges = [(line, _pattern(line)) for page in pages for line in _edge_lines(page)]
    on_pages: Counter[str] = Counter(pattern for pattern, _ in {(pattern, line.page) for line, pattern in edges})
    fewest = max(_FEWEST, len(pages) // 20) if len(pages) > _FEWEST else 2
    return {
        id(line)
        for line, pattern in edges
        if _NUMBER.fullmatch(line.text) or (on_pages[pattern] >= fewest and len(line.text) < 150)
    }


def _edge_lines(page: Page) -> list[Line]:
    """The lines at the upper and the lower edge of a page."""
    heights = sorted({round(line.base) for line in page.lines})
    low, high = heights[:_ROWS], heights[-_ROWS:]
    return [
        line
        for line in page.lines
        if (line.base > (1 - _MARGIN) * page.height and round(line.base) in high)
        or (line.base < _MARGIN * page.height and round(line.base) in low)
    ]


def _pattern(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.lower())


def order_lines(page: Page) -> list[Line]:
    """The lines in the order of reading.

    The file's order nearly always is that order. Only where it goes from one column to the other at nearly every line
    the columns are read one after the other.
    """
    lines = page.lines
    middle = page.width / 2
    left = [line for line in lines if line.right < middle + line.size and _is_long(line)]
    right = [line for line in lines if line.left > middle - line.size and _is_long(line)]
    if len(left) < _LONG_WORDS or len(right) < _LONG_WORDS:
        return lines
    sides = [line.left > middle for line in lines if line.right < middle + line.size or line.left > middle - line.size]
    changes = sum(one != other for one, other in pairwise(sides))
    if changes < _ROW_SHARE * len(sides):
        return lines
    return _read_columns(lines, middle)


def _is_long(line: Line) -> bool:
    return len(line.text.split()) >= _LONG_WORDS


def _read_columns(lines: Sequence[Line], middle: float) -> list[Line]:
    """Between two lines that cross the middle, the left column, then the right one."""
    ordered: list[Line] = []
    band: list[Line] = []
    for line in sorted(lines, key=lambda line: (-line.base, line.left)):
        if line.left < middle - 2 * line.size and line.right > middle + 2 * line.size:
            ordered += [*(each for each in band if each.left < middle), *(each for each in band if each.left >= middle)]
            ordered.append(line)
            band = []
        else:
            band.append(line)
    return [*ordered, *(each for each in band if each.left < middle), *(each for each in band if each.left >= middle)]
