"""Parse a Word document (.docx) into blocks: its styles name the headings, its numbering the lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element, ParseError, fromstring

from quizzer.derive.document.blocks import Block, LeftOutKind, place_cells
from quizzer.derive.document.classify_line import find_bullet, find_term, has_heading_form
from quizzer.derive.document.formats.archive import Archive
from quizzer.derive.document.runs import join_runs
from quizzer.errors import Problem

DOCUMENT = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_SKIPPED = frozenset(("del", "moveFrom", "txbxContent", "Fallback", "footnoteReference", "endnoteReference",
                      "instrText", "rPr", "pPr", "delText", "object", "commentReference"))  # fmt: skip
_HEADING = re.compile(r"(?:heading|überschrift|titre|rubrik) ?(\d)", re.IGNORECASE)
_STYLES: tuple[tuple[re.Pattern[str], LeftOutKind], ...] = (
    (re.compile(r"caption", re.IGNORECASE), "caption"),
    (
        re.compile(r"toc\b|toc ?\d|table of (?:contents|figures|authorities)|index \d|header$|footer$", re.IGNORECASE),
        "navigation",
    ),
    (re.compile(r"html preformatted|source ?code|\bcode\b|macro|verbatim|listing", re.IGNORECASE), "code"),
    (re.compile(r"bibliography|footnote|endnote", re.IGNORECASE), "reference"),
)
_CAPTION = re.compile(r"(?:figure|fig\.|table|photo|image|chart)\s*\d[\w.]*\s*[:.–—-]", re.IGNORECASE)
_DEEPEST = 200
_TERM_WORDS = 3


@dataclass(frozen=True, slots=True)
class _Style:
    name: str = ""
    depth: int = 0
    numbering: str = ""
    level: int = 0
    bold: bool = False


@dataclass(slots=True)
class _Paragraph:
    """What was found in a paragraph while its elements were walked."""

    runs: list[tuple[str, bool]] = field(default_factory=list)
    bold: int = 0  # letters in bold
    letters: int = 0
    linked: int = 0  # letters in links
    begins_outside: bool = False  # with a link to another site

    @property
    def link(self) -> str:
        """As :class:`Block` says it."""
        if self.letters and self.linked >= 0.9 * self.letters:
            return "whole"
        return "outside" if self.begins_outside else ""


def parse_docx(archive: Archive, where: str) -> list[Block]:
    """Parse a Word document into its blocks, in order.

    Args:
        where: The document, as a message names it.

    Raises:
        Problem: A part is damaged.
    """
    body = next((child for child in _xml(archive, DOCUMENT, where) if child.tag == f"{_W}body"), None)
    styles = _read_styles(archive, where)
    return _Reader(styles).blocks(body) if body is not None else []


def _xml(archive: Archive, name: str, where: str) -> Element:
    raw = archive.read(name)
    if b"<!ENTITY" in raw or b"<!DOCTYPE" in raw[:2_000]:
        raise Problem(f"{where}: {name} declares entities, which no Word document does; save it anew.")
    try:
        return fromstring(raw.replace(_STRICT[1:-1].encode(), _W[1:-1].encode()))
    except (ParseError, ValueError, LookupError) as error:
        raise Problem(f"{where}: the document is damaged, in {name}: {error}.") from None


def _read_styles(archive: Archive, where: str) -> dict[str, _Style]:
    if "word/styles.xml" not in archive.names:
        return {}
    elements = {
        element.get(f"{_W}styleId", ""): element
        for element in _xml(archive, "word/styles.xml", where).iter(f"{_W}style")
    }
    return {name: _style(name, elements) for name in elements}


def _style(name: str, elements: dict[str, Element]) -> _Style:
    """A style with what it inherits."""
    chain: list[Element] = []
    while name in elements and elements[name] not in chain and len(chain) < 20:
        chain.append(elements[name])
        based = elements[name].find(f"{_W}basedOn")
        name = based.get(f"{_W}val", "") if based is not None else ""
    names = [_value(element, "name") for element in chain]
    outline = next((value for element in chain if (value := _value(element, "pPr/outlineLvl"))), "")
    heading = next((match[1] for own in names if (match := _HEADING.match(own))), "")
    depth = int(heading) if heading else int(outline) + 1 if outline.isdigit() and int(outline) < 9 else 0
    if names and names[0].lower() == "title":
        depth = 1
    number = next((value for element in chain if (value := _value(element, "pPr/numPr/numId"))), "")
    level = next((value for element in chain if (value := _value(element, "pPr/numPr/ilvl"))), "0")
    bold = any(element.find(f"{_W}rPr/{_W}b") is not None for element in chain[:1])
    return _Style(names[0] if names else "", depth, number, int(level) if level.isdigit() else 0, bold)


def _value(element: Element, path: str) -> str:
    found = element.find("/".join(_W + step for step in path.split("/")))
    return found.get(f"{_W}val", "") if found is not None else ""


class _Reader:
    """One pass over the paragraphs and tables of the body."""

    def __init__(self, styles: dict[str, _Style]) -> None:
        self._styles = styles
        self._blocks: list[Block] = []
        self._in_contents = False
        self._term = ""  # that the next paragraph defines

    def blocks(self, body: Element) -> list[Block]:
        self._walk(body, 0)
        return [replace(block, line=number) for number, block in enumerate(self._blocks, 1)]

    def _walk(self, parent: Element, depth: int) -> None:
        for child in parent if depth < _DEEPEST else ():
            tag = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
            if tag == "p":
                self._paragraph(child)
            elif tag == "tbl":
                self._table(child)
            elif tag == "sdt":
                before, self._in_contents = self._in_contents, self._in_contents or _is_contents(child)
                self._walk(child, depth + 1)
                self._in_contents = before
            elif tag in ("sdtContent", "customXml", "smartTag", "ins", "moveTo", "body"):
                self._walk(child, depth + 1)

    def _paragraph(self, element: Element) -> None:
        found = _Paragraph()
        _collect(element, found, marked=False, depth=0)
        text, terms = join_runs(found.runs)
        if not any(map(str.isalnum, text)):
            return
        style = self._styles.get(_value(element, "pPr/pStyle"), _Style())
        left_out = next((kind for pattern, kind in _STYLES if pattern.search(style.name)), None)
        outline = _value(element, "pPr/outlineLvl")
        depth = int(outline) + 1 if outline.isdigit() and int(outline) < 9 else style.depth
        if found.bold == found.letters and len(text.split()) > _TERM_WORDS:
            terms = ()
        block = Block("prose", text, 1, link=found.link, terms=terms)
        if style.name.lower() == "definition term":
            self._term = text
            return
        if style.name.lower() == "definition" and self._term:
            term, self._term = self._term, ""
            block = Block("item", f"{term}: {text}", 1, term, terms=((0, len(term)),))
        if left_out == "caption" or _CAPTION.match(text):
            self._blocks.append(replace(block, kind="caption"))
        elif left_out or self._in_contents:
            self._blocks.append(replace(block, left_out=left_out or "navigation"))
        elif depth or (found.bold == found.letters and _heads(text, element)):
            self._blocks.append(replace(block, kind="heading", depth=depth or 9, terms=()))
        else:
            self._blocks.append(block if block.kind == "item" else self._text(block, element, style))

    def _text(self, block: Block, element: Element, style: _Style) -> Block:
        """A paragraph, or an item where it is numbered or begins with a bullet of its own."""
        number = _value(element, "pPr/numPr/numId") or style.numbering
        level = _value(element, "pPr/numPr/ilvl") or str(style.level)
        listed = (number not in ("", "0")) or style.name.lower().startswith(("list bullet", "list number"))
        bullet = "" if listed else find_bullet(block.text)
        if not listed and not bullet:
            first = block.terms[0] if block.terms and block.terms[0][0] == 0 else None
            return replace(block, name=block.text[: first[1]] if first else "")
        text = block.text[len(bullet) :]
        shift = len(bullet)
        terms = tuple((start - shift, end - shift) for start, end in block.terms if start >= shift)
        name = find_term(text) or next((text[:end] for start, end in terms if start == 0 and end < len(text)), "")
        if name and not terms and text.startswith(name):
            terms = ((0, len(name)),)
        return replace(
            block, kind="item", text=text, name=name, terms=terms, nesting=int(level) if level.isdigit() else 0
        )

    def _table(self, table: Element) -> None:
        rows = [texts for row in table.iter(f"{_W}tr") if (texts := _row(row))]
        if len(rows) < 2 or max(map(len, rows)) < 2:  # a frame around text, not a table
            for cell in table.iter(f"{_W}tc"):
                self._walk(cell, 1)
            return
        headers, title = rows[0], ""
        if self._blocks and self._blocks[-1].kind == "caption" and self._blocks[-1].text.lower().startswith("table"):
            title = self._blocks[-1].text
            self._blocks[-1] = Block("title", title, 1)
        self._blocks.append(Block("header", " ".join(filter(None, headers)), 1, title=title))
        for texts in rows[1:]:
            text, cells = place_cells(texts, headers)
            if any(map(str.isalnum, text)):
                self._blocks.append(Block("row", text, 1, texts[0], title, cells=cells))


def _row(row: Element) -> list[str]:
    """The texts of a row's cells; a cell that spans columns is followed by empty ones."""
    texts: list[str] = []
    for cell in row.findall(f"{_W}tc"):
        found = _Paragraph()
        for paragraph in cell.iter(f"{_W}p"):
            _collect(paragraph, found, marked=False, depth=0)
            found.runs.append((" ", False))
        span = _value(cell, "tcPr/gridSpan")
        texts += [join_runs(found.runs)[0], *[""] * (min(int(span), 60) - 1 if span.isdigit() else 0)]
    return texts


def _collect(element: Element, found: _Paragraph, *, marked: bool, depth: int) -> None:
    """Collect the text of a paragraph; deletions, fields and footnote marks are no part of it."""
    for child in element if depth < _DEEPEST else ():
        tag = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if tag == "t":
            text = child.text or ""
            found.runs.append((text, marked))
            letters = sum(map(str.isalnum, text))
            found.letters += letters
            found.bold += letters if marked else 0
        elif tag in ("tab", "br", "cr"):
            found.runs.append((" ", False))
        elif tag == "noBreakHyphen":
            found.runs.append(("-", marked))
        elif tag == "r":
            _collect(child, found, marked=_is_on(child, "b") or _is_on(child, "i"), depth=depth + 1)
        elif tag not in _SKIPPED:
            letters = found.letters
            _collect(child, found, marked=marked, depth=depth + 1)
            if tag == "hyperlink":
                found.linked += found.letters - letters
                found.begins_outside = found.begins_outside or (not letters and not child.get(f"{_W}anchor"))


def _is_on(run: Element, name: str) -> bool:
    toggle = run.find(f"{_W}rPr/{_W}{name}")
    return toggle is not None and toggle.get(f"{_W}val", "1") not in ("0", "false", "off", "none")


def _heads(text: str, element: Element) -> bool:
    """Whether a paragraph in bold is a heading that has no style."""
    return has_heading_form(text) and not _value(element, "pPr/numPr/numId") and not find_bullet(text)


def _is_contents(element: Element) -> bool:
    gallery: Iterator[Element] = element.iter(f"{_W}docPartGallery")
    return any("contents" in found.get(f"{_W}val", "").lower() for found in gallery)
