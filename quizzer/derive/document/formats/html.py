"""Parse a web page into blocks: its own elements say what is a heading, a list, a table, a caption, or navigation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizzer.derive.document.blocks import Block, LeftOutKind
from quizzer.derive.document.classify_line import count_sentences, find_term, has_heading_form
from quizzer.derive.document.formats.html_nodes import (
    BLOCKS,
    SKIPPED,
    class_kind,
    is_hidden,
    is_note_mark,
    marks_term,
    role_kind,
)
from quizzer.derive.document.formats.html_tables import is_layout, parse_table, rows_of
from quizzer.derive.document.runs import join_runs

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

DEEPEST = 120
"""Elements that are nested deeper give their text as one paragraph."""
_MAIN = ("main", "[role=main]", "#mw-content-text", "article", "[itemprop=articleBody]", "#main-content", "#content",
         "#main", ".post-content", ".entry-content", ".article-body", ".markdown-body", ".document")  # fmt: skip
_MAIN_SHARE, _WHOLE_SHARE = 0.5, 0.6
_LINKED_SHARE, _LINKED_WORDS = 0.8, 25
_SITE = re.compile(r"(?:https?:)?//(?:www\.)?([^/?#:]+)", re.IGNORECASE)
_FORMULA = re.compile(r"^\{\\displaystyle\s*(.*)\}$", re.DOTALL)
_LISTS = ("ul", "ol", "menu", "dl")


def parse_html(text: str, *, whole: bool = False) -> list[Block]:
    """Parse a page into its blocks, in the order a reader sees.

    Args:
        whole: Whether all of the page is matter, as in a book, so that no main part is looked for.

    Returns:
        The blocks; navigation and the like are marked as left out.
    """
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(text).body
    if body is None:
        return []
    main = None if whole else _find_main(body)
    walk = _Walk(_find_site(text), len(body.text()), main)
    walk.walk(body, _Around(outside=main is not None))
    return [replace(block, line=number) for number, block in enumerate(walk.blocks, 1)]


def _find_main(body: LexborNode) -> LexborNode | None:
    """The element that holds the matter, where the page says so and most paragraphs are in it."""
    everything = sum(len(paragraph.text()) for paragraph in body.css("p"))
    for selector in _MAIN:
        found = body.css(selector)
        if len(found) == 1 and sum(len(part.text()) for part in found[0].css("p")) >= _MAIN_SHARE * max(everything, 1):
            return found[0]
    return None


def _find_site(text: str) -> str:
    """The site a page is from, as it names itself in its head."""
    named = re.search(
        r"(?:canonical|og:url)[\"'][^<>]{0,80}?(?:href|content)\s*=\s*[\"']([^\"'<>]{1,300})", text[:100_000]
    )
    match = _SITE.match(named[1]) if named else None
    return match[1].lower() if match else ""


@dataclass(frozen=True, slots=True)
class _Around:
    """What the elements around one say about it."""

    depth: int = 0
    left_out: LeftOutKind | None = None
    outside: bool = False  # of the main part
    nesting: int = 0
    quoted: bool = False


class _Walk:
    """One pass over the elements.

    Args:
        site: The site the page is from.
        length: Length of the page's text.
        main: The element that holds the matter; None where all of the page may.
    """

    def __init__(self, site: str, length: int, main: LexborNode | None) -> None:
        self.blocks: list[Block] = []
        self._site = site
        self._length = length
        self._main = main.mem_id if main is not None else None

    def walk(self, node: LexborNode, around: _Around) -> None:
        """Add the blocks in an element; what stands between its blocks is a paragraph."""
        runs: list[LexborNode] = []
        for child in node.iter(include_text=True):
            if child.tag == "br" and runs and runs[-1].tag == "br":
                runs = self._flush(runs, around)
            elif self._is_block(child):
                runs = self._flush(runs, around)
                self._block(child, around)
            else:
                runs.append(child)
        self._flush(runs, around)

    def _is_block(self, node: LexborNode) -> bool:
        """Whether an element stands on lines of its own; one inside a line may hold such elements."""
        if node.tag in BLOCKS:
            return True
        return (
            node.is_element_node
            and node.tag not in SKIPPED
            and node.css_first("p, ul, ol, table, div, pre") is not None
        )

    def _flush(self, nodes: list[LexborNode], around: _Around) -> list[LexborNode]:
        if nodes:
            self._paragraph(nodes, around)
        return []

    def _block(self, node: LexborNode, around: _Around) -> None:
        tag = node.tag or ""
        if is_hidden(node):
            return
        around = self._around(node, around)
        if around.depth > DEEPEST:
            self._add(Block("prose", _one_line(node.text(separator=" ")), 1), around)
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self._add(Block("heading", self._text([node]), 1, depth=int(tag[1])), around)
        elif tag in ("ul", "ol", "menu"):
            self._list(node, around)
        elif tag == "dl":
            self._definitions(node, around)
        elif tag == "table":
            self._table(node, around)
        elif tag == "pre":
            self._add(Block("prose", _one_line(node.text()), 1), replace(around, left_out=around.left_out or "code"))
        elif tag == "figure":
            self._figure(node, around)
        elif tag != "hr":
            self.walk(node, around)

    def _around(self, node: LexborNode, around: _Around) -> _Around:
        """What is around the children of a block."""
        is_main = around.outside and node.mem_id == self._main
        kind = role_kind(node) or class_kind(node)
        if kind and not role_kind(node) and self._holds_most(node):
            kind = None  # a wrapper around the matter is named after something that is in it too
        if node.tag == "header" and around.outside:
            kind = "boilerplate"
        return _Around(
            depth=around.depth + 1,
            left_out=None if is_main else around.left_out or kind,
            outside=around.outside and not is_main,
            nesting=around.nesting,
            quoted=around.quoted or node.tag == "blockquote",
        )

    def _holds_most(self, node: LexborNode) -> bool:
        return len(node.text()) > _WHOLE_SHARE * self._length

    def _add(self, block: Block, around: _Around) -> None:
        if not any(map(str.isalnum, block.text)) and block.kind != "header":
            return
        left_out = around.left_out or ("navigation" if around.outside else block.left_out)
        if left_out == "caption":
            block = replace(block, kind="caption")
        elif left_out:
            kind = "prose" if block.kind in ("heading", "title", "header", "aside") else block.kind
            block = replace(block, kind="prose" if left_out == "navigation" else kind, left_out=left_out)
        if block.text or block.kind == "header":
            self.blocks.append(block)

    def _paragraph(self, nodes: list[LexborNode], around: _Around) -> None:
        text, terms = join_runs(self._runs(nodes))
        if not text:
            self._picture(nodes, around)
            return
        linked = sum(len(_one_line(link.text())) for node in nodes for link in _links(node))
        left_out: LeftOutKind | None = None
        if linked > _LINKED_SHARE * len(text) and len(text.split()) < _LINKED_WORDS and not count_sentences(text):
            left_out = "navigation"
        first = terms[0] if terms and terms[0][0] == 0 and terms[0][1] < len(text) else None
        block = Block("prose", text, 1, terms=terms, name=text[: first[1]] if first else "", left_out=left_out or "")
        if terms == ((0, len(text)),) and has_heading_form(text) and not around.quoted:
            block = replace(block, kind="heading", depth=6, terms=())
        elif around.quoted and count_sentences(text) <= 1:
            block = replace(block, kind="aside")
        self._add(block, around)

    def _picture(self, nodes: list[LexborNode], around: _Around) -> None:
        for node in nodes:
            images = [node] if node.tag == "img" else node.css("img") if node.is_element_node else []
            for image in images:
                said = _one_line(image.attributes.get("alt") or "")
                if len(said.split()) > 2:
                    self._add(Block("caption", said, 1), around)

    def _figure(self, node: LexborNode, around: _Around) -> None:
        if node.css_first("pre, table") is not None:
            self.walk(node, around)
            return
        self._picture([node], around)
        caption = node.css_first("figcaption")
        text = self._text([caption if caption is not None else node])
        self._add(Block("caption", text, 1), around)

    def _list(self, node: LexborNode, around: _Around) -> None:
        for item in node.iter():
            if item.tag in _LISTS:
                self._block(item, replace(around, nesting=around.nesting + 1))
            elif item.tag != "li":
                if item.tag not in SKIPPED:
                    self._block(item, around)
            elif not is_hidden(item):
                self._item(item, self._around(item, around))

    def _item(self, item: LexborNode, around: _Around) -> None:
        """An item is all of its text but the lists, tables and code in it, which follow."""
        inner = [node for node in item.traverse() if node.tag in (*_LISTS, "table", "pre")]
        outermost = [node for node in inner if _is_outermost(node, item)]
        text, terms = join_runs(self._runs(list(item.iter(include_text=True))))
        if text:
            name = find_term(text) or next((text[:end] for start, end in terms if start == 0 and end < len(text)), "")
            terms = terms or (((0, len(name)),) if name and text.startswith(name) else ())
            link = self._link(item, text)
            self._add(Block("item", text, 1, name, nesting=around.nesting, terms=terms, link=link), around)
        for node in outermost:
            self._block(node, replace(around, nesting=around.nesting + bool(text)))

    def _link(self, item: LexborNode, text: str) -> str:
        links = list(_links(item))
        if not links:
            return ""
        if sum(len(_one_line(link.text())) for link in links) >= 0.9 * len(text):
            return "whole"
        site = _SITE.match(links[0].attributes.get("href") or "")
        outside = site is not None and site[1].lower() != self._site
        return "outside" if outside and text.startswith(_one_line(links[0].text()) or "\n") else ""

    def _definitions(self, node: LexborNode, around: _Around) -> None:
        """Each definition with its term is an item; without a term it is text that was only indented."""
        term, terms_open = "", False
        for child in _definition_parts(node):
            if child.tag == "dt":
                text = self._text([child])
                term = f"{term}, {text}" if terms_open and term else text
                terms_open = True
            elif not term:
                self.walk(child, self._around(child, around))
            else:
                terms_open = False
                self._definition(term, child, self._around(child, around))

    def _definition(self, term: str, node: LexborNode, around: _Around) -> None:
        blocks = [child for child in node.iter() if child.tag in BLOCKS]
        first = [blocks[0]] if blocks and blocks[0].tag == "p" else list(node.iter(include_text=True))
        text = self._text(first)
        said = f"{term.rstrip(':')}: {text}" if text else term
        self._add(Block("item", said, 1, term, nesting=around.nesting, terms=((0, len(term.rstrip(":"))),)), around)
        for child in blocks[1:] if first == blocks[:1] else blocks:
            if child.tag in (*_LISTS, "table", "pre") or first == blocks[:1]:
                self._block(child, replace(around, nesting=around.nesting + 1))

    def _table(self, node: LexborNode, around: _Around) -> None:
        rows = rows_of(node)
        if is_layout(node, rows):
            for row in rows:
                for cell in row.iter():
                    self.walk(cell, self._around(cell, around))
            return
        caption = next((child for child in node.iter() if child.tag == "caption"), None)
        title = self._text([caption]) if caption is not None else ""
        for block in parse_table(rows, title, lambda cell: self._text([cell])):
            self._add(block, around)

    def _text(self, nodes: list[LexborNode]) -> str:
        return join_runs(self._runs(nodes))[0]

    def _runs(self, nodes: list[LexborNode], marked: bool = False, depth: int = 0) -> Iterator[tuple[str, bool]]:
        """The text of a line as a reader sees it, and what is marked in it; lists and tables are no part of a line."""
        for node in nodes:
            tag = node.tag or ""
            if node.is_text_node:
                yield node.text(deep=False), marked
            elif not node.is_element_node or tag in SKIPPED or is_hidden(node):
                continue
            elif tag == "br":
                yield " ", False
            elif tag == "math":
                yield _formula(node), False
            elif depth > DEEPEST:
                yield node.text(separator=" "), marked
            elif is_note_mark(node) or (depth and class_kind(node) in ("navigation", "boilerplate")):
                continue
            elif not (depth or nodes[0].parent is None) or tag not in (*_LISTS, "table", "pre"):
                yield from self._inner(node, tag, marked=marked, depth=depth)

    def _inner(self, node: LexborNode, tag: str, *, marked: bool, depth: int) -> Iterator[tuple[str, bool]]:
        apart = " " if tag in BLOCKS else ""
        yield apart, False
        if tag == "sup" and node.prev is not None and _one_line(node.prev.text())[-1:].isdigit():
            yield "^", marked
        if tag == "li":
            yield "; " if node.prev is not None else "", False
        yield from self._runs(list(node.iter(include_text=True)), marked or marks_term(node), depth + 1)
        yield apart, False


def _formula(node: LexborNode) -> str:
    said = node.attributes.get("alttext") or ""
    if not said:
        annotation = node.css_first("annotation")
        said = annotation.text() if annotation is not None else node.text()
    return _FORMULA.sub(r"\1", _one_line(said))


def _definition_parts(node: LexborNode) -> Iterator[LexborNode]:
    for child in node.iter():
        if child.tag in ("dt", "dd"):
            yield child
        elif child.tag == "div":
            yield from (inner for inner in child.iter() if inner.tag in ("dt", "dd"))


def _links(node: LexborNode) -> Iterator[LexborNode]:
    if node.is_element_node:
        yield from [node] if node.tag == "a" else node.css("a")


def _is_outermost(node: LexborNode, item: LexborNode) -> bool:
    parent = node.parent
    while parent is not None and parent.mem_id != item.mem_id:
        if parent.tag in (*_LISTS, "table", "pre"):
            return False
        parent = parent.parent
    return True


def _one_line(text: str) -> str:
    return " ".join(text.split())
