"""Join the lines of a PDF to paragraphs, by what is usual in the document: its size of letters, leading and columns."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quizzer.derive.document.classify_line import ends_sentence, find_bullet, has_heading_form
from quizzer.derive.document.formats.pdf.ligatures import HYPHENS
from quizzer.derive.document.formats.pdf.lines import HYPHEN, Line

CAPTION = re.compile(
    r"(?:figure|fig\.|table|plate|scheme|algorithm|listing|box)\s*[A-Z]?\d[\w.]*\s*(?:[:.|–—-]|$)", re.IGNORECASE
)
NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+[A-Z]|(?:[IVX]{1,5}|[A-H])\.\s+[A-Z]")
_BRACKETED = re.compile(r"\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)\s+(?=[A-Z])")
BULLETS = "•◦▪▸‣·●○■□"
BIGGER, SMALLER = 1.12, 0.87
_LEADING, _INDENT, _SHORT = 1.45, 0.7, 0.86
_COLUMN = 150
"""Lines whose left edges are in the same strip of this many points are in one column, indented or not."""


@dataclass(slots=True)
class Paragraph:
    """Lines that are one paragraph, heading, item or cell."""

    lines: list[Line]
    bullet: str = ""
    is_furniture: bool = False

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.lines[0]


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual in the document.

    Attributes:
        size: Height of most letters.
        leading: Distance of most lines.
        words: All words in small letters.
        is_bold: Whether most of the document is in bold.
        left, right: The edges of the columns.
    """

    size: float
    leading: float
    words: Collection[str]
    is_bold: bool
    left: dict[tuple[int, int], float]
    right: dict[tuple[int, int], float]

    def left_of(self, line: Line) -> float:
        """The left edge of a line's column."""
        return self.left.get(_column(line), line.left)

    def right_of(self, line: Line) -> float:
        """The right edge of a line's column."""
        return self.right.get(_column(line), line.right)


def _column(line: Line) -> tuple[int, int]:
    return line.page, int(line.left // _COLUMN)


def measure(lines: Sequence[Line]) -> Measures:
    """Measure what is usual in a document."""
    sizes: Counter[float] = Counter()
    words: set[str] = set()
    bold = 0
    is_cut = False  # whether the first word of a line is the rest of one
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
        words.update(word.text.strip('.,;:!?()[]”’"').lower() for word in line.words[is_cut:])
        is_cut = line.text[-1] in HYPHENS
        bold += line.is_bold
    size = max(sizes, key=lambda each: sizes[each], default=10.0) or 10.0
    gaps = Counter(
        round(one.base - other.base)
        for one, other in pairwise(lines)
        if one.page == other.page and 0.5 * size < one.base - other.base < 3 * size
    )
    leading = max(gaps, key=lambda each: (gaps[each], -each), default=round(1.2 * size))
    right: dict[tuple[int, int], float] = defaultdict(float)
    lefts: dict[tuple[int, int], Counter[int]] = defaultdict(Counter)
    for line in (line for line in lines if abs(line.size - size) <= 0.15 * size):
        right[_column(line)] = max(right[_column(line)], line.right)
        lefts[_column(line)][round(line.left)] += 1
    left = {column: float(min(found, key=lambda each: (-found[each], each))) for column, found in lefts.items()}
    return Measures(size, max(leading, 0.8 * size), words, bold > 0.5 * len(lines), left, dict(right))


def join_paragraphs(lines: Sequence[Line], furniture: Collection[int], measures: Measures) -> list[Paragraph]:
    """Join lines to paragraphs, in their order.

    Args:
        lines: In the order of reading.
        furniture: The ids of running heads and page numbers, which may stand inside a paragraph.
    """
    paragraphs: list[Paragraph] = []
    open_one: Paragraph | None = None
    for line in lines:
        if id(line) in furniture:
            paragraphs.append(Paragraph([line], is_furniture=True))
        elif open_one is not None and _continues(line, open_one, measures):
            open_one.lines.append(line)
        else:
            bullet = "" if NUMBERED.match(line.text) and line.is_bold else find_item_bullet(line.text)
            open_one = Paragraph([line], bullet)
            paragraphs.append(open_one)
    return paragraphs


def _continues(line: Line, paragraph: Paragraph, measures: Measures) -> bool:
    """Whether a line belongs to the paragraph before it."""
    last = paragraph.lines[-1]
    if line.page == last.page and line.row == last.row:
        return False  # another cell
    if not SMALLER < line.size / max(last.size, 0.1) < BIGGER or line.is_mono != last.is_mono:
        return False
    if line.is_bold != last.is_bold and not measures.is_bold and len(line.text) > 3:
        return False
    bullet = find_item_bullet(line.text)
    if CAPTION.match(line.text) or (bullet and (paragraph.bullet or ends_sentence(last.text) or bullet[0] in BULLETS)):
        return False
    if last.text.isupper() and len(last.text) > 5 and not line.text.isupper():
        return False  # a heading in capitals
    drop = last.base - line.base
    if line.page != last.page or drop < -line.size:
        return not ends_sentence(last.text) and not is_heading_size(last, measures) and _flows(line, last)
    if line.left > last.right or line.right < last.left:
        return False
    if drop > _LEADING * max(measures.leading * line.size / measures.size, line.size):
        return False
    if paragraph.bullet:
        return line.left > paragraph.first.left + 0.5 or not ends_sentence(last.text)
    return (last.is_bold and line.is_bold) or not _begins_paragraph(line, last, measures)


def _begins_paragraph(line: Line, last: Line, measures: Measures) -> bool:
    """Whether a line right below another begins a new paragraph: it is indented, or the line before is short."""
    if not ends_sentence(last.text):
        return False
    indented = line.left > measures.left_of(line) + _INDENT * line.size and last.left < line.left - 0.3 * line.size
    return indented or last.right < last.left + _SHORT * (measures.right_of(last) - last.left)


def _flows(line: Line, last: Line) -> bool:
    """Whether a sentence may go on in a new column or on a new page."""
    return line.text[:1].islower() or last.text[-1:] in ("-", HYPHEN, ",") or not has_heading_form(line.text)


def find_item_bullet(text: str) -> str:
    """Find the bullet, number, or number in brackets an item begins with, including its blanks."""
    match = _BRACKETED.match(text)
    return match[0] if match else find_bullet(text)


def is_heading_size(line: Line, measures: Measures) -> bool:
    """Whether the letters of a line are larger than usual."""
    return line.size >= BIGGER * measures.size
