"""Read the lines of a PDF with their places and sizes, through PDFium."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizzer.derive.document.formats.pdf.ligatures import spell_sign
from quizzer.errors import Problem

MOST_CHARACTERS = 20_000_000
FEWEST_ON_A_PAGE = 12
"""With fewer characters a page on average a PDF holds pictures of pages."""
_NEW_LINE, _SAME_LINE, _WIDE_GAP = 0.6, 0.3, 1.6
_ITALIC = re.compile(r"ital|obli|cmti|-it\b|(?:libertine|biolinum)\w*i$|sfti|lmri", re.IGNORECASE)
_BOLD = re.compile(r"bold|black|heavy|cmbx|semib|demi|-medi|(?:libertine|biolinum)[a-z]*b|sfbx|lmbx", re.IGNORECASE)
_MONO = re.compile(
    r"mono|courier|cmtt|typewriter|consol|sourcecode|inconsol|txtt|lmtt|menlo|sftt|nimbusmon", re.IGNORECASE
)
_BLANKS = frozenset((32, 0xA0, 9, 0x2002, 0x2003, 0x2009, 0x3000))
HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place on the page, and how its font sets it."""

    text: str
    left: float
    right: float
    base: float
    size: float
    is_marked: bool
    is_bold: bool
    is_mono: bool


@dataclass(slots=True)
class Line:
    """A line of text, or one column or cell of it.

    Attributes:
        page: From 1.
        row: Number of the printed line on the page; what stands in several columns or cells has one row.
        words: In the order of reading.
        text: The words with single blanks.
        left, right: Where it begins and ends, in points.
        base: Height of its lower edge above that of the page.
        size: Height of its letters.
        is_bold: Whether nearly all of it is in bold.
        is_mono: Whether most of it is set like a program.
    """

    page: int
    row: int
    words: list[Word]
    text: str = ""
    left: float = 0.0
    right: float = 0.0
    base: float = 0.0
    size: float = 0.0
    is_bold: bool = False
    is_mono: bool = False

    def close(self) -> None:
        """Measure the line once it has all of its words."""
        self.text = " ".join(word.text for word in self.words)
        self.left, self.right = self.words[0].left, max(word.right for word in self.words)
        sizes: dict[float, int] = {}
        for word in self.words:
            sizes[word.size] = sizes.get(word.size, 0) + len(word.text)
        self.size = max(sizes, key=lambda size: sizes[size])
        self.base = next(word.base for word in self.words if word.size == self.size)
        letters = len(self.text)
        self.is_bold = sum(len(word.text) + 1 for word in self.words if word.is_bold) >= 0.9 * letters
        self.is_mono = sum(len(word.text) + 1 for word in self.words if word.is_mono) >= 0.7 * letters


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its size and its lines in the order of the file."""

    number: int
    height: float
    width: float
    lines: list[Line]


def read_pages(path: Path) -> Iterator[Page]:
    """Read the lines of every page.

    Raises:
        Problem: The file is damaged or encrypted, holds pictures of pages alone, or is too long.
    """
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(path)
    except (pdfium.PdfiumError, OSError, ValueError) as error:
        raise Problem(f"{path}: {_explain(str(error))}.") from None
    try:
        yield from _pages(document, path)
    finally:
        document.close()


def _pages(document: Any, path: Path) -> Iterator[Page]:
    import pypdfium2 as pdfium

    characters = pages = 0
    for index in range(len(document)):
        try:
            page = document[index]
        except pdfium.PdfiumError:
            continue  # a damaged page; the others are read
        text = page.get_textpage()
        reader = _Reader(text.raw, index + 1)
        lines = reader.lines()
        for line in lines:
            line.close()
        found = Page(index + 1, page.get_height(), page.get_width(), lines)
        characters += reader.count
        pages += 1
        text.close()
        page.close()
        if characters > MOST_CHARACTERS:
            raise Problem(f"{path}: the document has more than {MOST_CHARACTERS // 1_000_000} million characters.")
        yield found
    if characters < FEWEST_ON_A_PAGE * pages or not pages:
        raise Problem(f"{path}: this PDF holds pictures of pages and no characters; run `ocrmypdf` on it first.")


def _explain(error: str) -> str:
    if "assword" in error:
        return "the PDF is encrypted; save it without a password"
    if "ecurity" in error:
        return "the PDF is protected in a way that can not be read"
    return "the PDF is damaged; print or save it anew"


class _Reader:
    """Collects the characters of one page into words, and these into lines."""

    def __init__(self, text: Any, number: int) -> None:
        import pypdfium2.raw as raw

        self._raw, self._text, self._number = raw, text, number
        self._box = raw.FS_RECTF()
        self._name = ctypes.create_string_buffer(128)
        self._fonts: dict[bytes, tuple[bool, bool, bool]] = {}
        self.count = max(0, raw.FPDFText_CountChars(text))
        self._lines: list[Line] = []
        self._line: Line | None = None
        self._row = 0

    def lines(self) -> list[Line]:
        """The lines of the page in the order of the file."""
        text, unicode_of = self._text, self._raw.FPDFText_GetUnicode
        word: list[str] = []
        first = 0
        for index in range(self.count):
            code = unicode_of(text, index)
            if 32 < code < 127:
                said = chr(code)
            elif code in (10, 13) and self._raw.FPDFText_IsGenerated(text, index) == 1:
                self._add("".join(word), first, index - 1)
                word = []
                self._end_row()
                continue
            else:
                said = "" if code in _BLANKS else HYPHEN if code in (2, 0xFFFE) else spell_sign(code)
            if said and not word:
                first = index
            if said:
                word.append(said)
            if word and (code in _BLANKS or said == HYPHEN):
                self._add("".join(word), first, index if said else index - 1)
                word = []
        self._add("".join(word), first, self.count - 1)
        self._end_row()
        return self._lines

    def _end_row(self) -> None:
        self._line = None
        self._row += 1

    def _add(self, said: str, first: int, last: int) -> None:
        """Add a word to its line: the one before, or a new one where there is a wide gap or another height."""
        if not said or not self._read_box(first):
            return
        left, base, size, right = self._box.left, self._box.bottom, self._box.top - self._box.bottom, self._box.right
        if last > first and self._read_box(last):
            right = max(self._box.right, right)
        size = abs(size)
        before = self._word_before(left, base, size)
        if (
            before is not None
            and self._line is not None
            and abs(base - before.base) > _NEW_LINE * max(size, before.size)
            and left < before.right
        ):
            self._end_row()
            before = None
        gap = left - before.right if before is not None else 0.0
        if before is None or gap > _WIDE_GAP * before.size or gap < -3 * before.size or self._line is None:
            if not self._is_upright(first):
                return
            self._line = Line(self._number, self._row, [])
            self._lines.append(self._line)
        self._line.words.append(Word(said, left, right, base, size, *self._look_at_font(first)))

    def _word_before(self, left: float, base: float, size: float) -> Word | None:
        """The word before on this printed line; a raised sign begins a new one in the file, and not on paper."""
        if self._line is None and self._lines:
            last = self._lines[-1]
            level = max(last.words, key=lambda word: len(word.text))
            gap = left - last.words[-1].right
            raised = size < 0.85 * level.size and -0.5 < (base - level.base) / level.size < 0.8 and gap < level.size
            if gap > -0.5 * size and (raised or abs(base - level.base) < _SAME_LINE * level.size):
                self._line, self._row = last, last.row
        return self._line.words[-1] if self._line is not None else None

    def _read_box(self, index: int) -> bool:
        return bool(self._raw.FPDFText_GetLooseCharBox(self._text, index, ctypes.byref(self._box)))

    def _look_at_font(self, index: int) -> tuple[bool, bool, bool]:
        """Whether the font of a character marks a term, is bold, and sets all letters equally wide."""
        flags = ctypes.c_int()
        self._raw.FPDFText_GetFontInfo(self._text, index, self._name, 128, ctypes.byref(flags))
        name = self._name.value
        if name not in self._fonts:
            said = name.decode("utf-8", "replace")
            bold, italic, mono = (pattern.search(said) is not None for pattern in (_BOLD, _ITALIC, _MONO))
            self._fonts[name] = bold or italic, bold, mono
        return self._fonts[name]

    def _is_upright(self, index: int) -> bool:
        """Whether a character stands upright; watermarks and labels of axes do not."""
        angle = self._raw.FPDFText_GetCharAngle(self._text, index) % 6.2832
        return bool(angle < 0.1 or angle > 6.18)
