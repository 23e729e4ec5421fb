"""Parse a web page into blocks: its own elements say what is a heading, a list, a table, a caption, or navigation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizzer.derive.document.blocks import Block, LeftOutKind
from quizzer.derive.document.classify_line import count_sentences, find_term, has_heading_form
from quizzer.derive.document.formats.html.find import (
    LISTS,
    SITE,
    count_matter,
    definition_parts,
    find_main,
    find_site,
    formula_text,
    is_outermost,
    links_in,
    one_line,
)
from quizzer.derive.document.formats.html.nodes import (
    BLOCKS,
    SKIPPED,
    class_kind,
    is_hidden,
    is_note_mark,
    marks_term,
    role_kind,
)
from quizzer.derive.document.formats.html.tables import is_layout, parse_table, rows_of
from quizzer.derive.document.runs import join_runs

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

DEEPEST = 120
"""Elements that are nested deeper give their text as one paragraph."""
_WHOLE_SHARE, _FEWEST_SHARE = 0.6, 0.3
_BOX = re.compile(
    r"(?:^|[\s_-])(?:note|box|callout|admonition|feature|tip|warning|example)s?(?:[\s_-]|$)", re.IGNORECASE
)
_LINKED_SHARE, _LINKED_WORDS = 0.8, 25


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
    main = None if whole else find_main(body)
    site, length = find_site(text), len(body.text())
    walk = _Walk(site, length, main)
    walk.walk(body, _Around(outside=main is not None))
    blocks = walk.blocks
    if count_matter(blocks) < _FEWEST_SHARE * sum(len(paragraph.text()) for paragraph in body.css("p")):
        # Its classes mislead: most of its paragraphs would be left out.
        walk = _Walk(site, length, main, by_class=False)
        walk.walk(body, _Around(outside=main is not None))
        blocks = max(blocks, walk.blocks, key=count_matter)
    return [replace(block, line=number) for number, block in enumerate(blocks, 1)]


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
        by_class: Whether the classes of elements count.
    """

    def __init__(self, site: str, length: int, main: LexborNode | None, *, by_class: bool = True) -> None:
        self.blocks: list[Block] = []
        self._site = site
        self._length = length
        self._main = main.mem_id if main is not None else None
        self._by_class = by_class
        self._section = ""

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
            self._add(Block("prose", one_line(node.text(separator=" ")), 1), around)
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self._add(Block("heading", self._text([node]), 1, depth=int(tag[1])), around)
        elif tag in ("ul", "ol", "menu"):
            self._list(node, around)
        elif tag == "dl":
            self._definitions(node, around)
        elif tag == "table":
            self._table(node, around)
        elif tag == "pre":
            self._add(Block("prose", one_line(node.text()), 1), replace(around, left_out=around.left_out or "code"))
        elif tag == "figure":
            self._figure(node, around)
        elif tag != "hr":
            self._container(node, around)

    def _container(self, node: LexborNode, around: _Around) -> None:
        """Below a box with a heading of its own the section goes on that it stands in."""
        section, count = self._section, len(self.blocks)
        self.walk(node, around)
        is_box = node.tag in ("section", "aside", "details") or _BOX.search(node.attributes.get("class") or "")
        if is_box and section and any(block.kind != "heading" for block in self.blocks[count:]):
            self._section = section

    def _around(self, node: LexborNode, around: _Around) -> _Around:
        """What is around the children of a block."""
        is_main = around.outside and node.mem_id == self._main
        kind = role_kind(node) or (class_kind(node) if self._by_class else None)
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
        if block.kind == "heading":
            self._section = block.text
        if block.text or block.kind == "header":
            self.blocks.append(replace(block, section=self._section))

    def _paragraph(self, nodes: list[LexborNode], around: _Around) -> None:
        text, terms = join_runs(self._runs(nodes))
        if not text:
            self._picture(nodes, around)
            return
        linked = sum(len(one_line(link.text())) for node in nodes for link in links_in(node))
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
                said = one_line(image.attributes.get("alt") or "")
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
            if item.tag in LISTS:
                self._block(item, replace(around, nesting=around.nesting + 1))
            elif item.tag != "li":
                if item.tag not in SKIPPED:
                    self._block(item, around)
            elif not is_hidden(item):
                self._item(item, self._around(item, around))

    def _item(self, item: LexborNode, around: _Around) -> None:
        """An item is all of its text but the lists, tables and code in it, which follow."""
        inner = [node for node in item.traverse() if node.tag in (*LISTS, "table", "pre")]
        outermost = [node for node in inner if is_outermost(node, item)]
        text, terms = join_runs(self._runs(list(item.iter(include_text=True))))
        if text:
            name = find_term(text) or next((text[:end] for start, end in terms if start == 0 and end < len(text)), "")
            terms = terms or (((0, len(name)),) if name and text.startswith(name) else ())
            link = self._link(item, text)
            self._add(Block("item", text, 1, name, nesting=around.nesting, terms=terms, link=link), around)
        for node in outermost:
            self._block(node, replace(around, nesting=around.nesting + bool(text)))

    def _link(self, item: LexborNode, text: str) -> str:
        links = list(links_in(item))
        if not links:
            return ""
        if sum(len(one_line(link.text())) for link in links) >= 0.9 * len(text):
            return "whole"
        site = SITE.match(links[0].attributes.get("href") or "")
        outside = site is not None and site[1].lower() != self._site
        return "outside" if outside and text.startswith(one_line(links[0].text()) or "\n") else ""

    def _definitions(self, node: LexborNode, around: _Around) -> None:
        """Each definition with its term is an item; without a term it is text that was only indented."""
        term, terms_open = "", False
        for child in definition_parts(node):
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
            if child.tag in (*LISTS, "table", "pre") or first == blocks[:1]:
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
        for block in parse_table(rows, title, self._cell_text):
            self._add(block, around)

    def _cell_text(self, cell: LexborNode) -> str:
        return join_runs(self._runs([cell], with_lists=True))[0].replace(" ; ", "; ")

    def _text(self, nodes: list[LexborNode]) -> str:
        return join_runs(self._runs(nodes))[0]

    def _runs(
        self, nodes: list[LexborNode], marked: bool = False, depth: int = 0, with_lists: bool = False
    ) -> Iterator[tuple[str, bool]]:
        """The text of a line as a reader sees it, and what is marked in it; tables and programs are no part of it."""
        for node in nodes:
            tag = node.tag or ""
            if node.is_text_node:
                yield node.text(deep=False), marked
            elif not node.is_element_node or tag in SKIPPED or is_hidden(node):
                continue
            elif tag == "br":
                yield " ", False
            elif tag in ("math", "img"):
                yield formula_text(node), False
            elif depth > DEEPEST:
                yield node.text(separator=" "), marked
            elif is_note_mark(node) or (depth and class_kind(node) in ("navigation", "boilerplate")):
                continue
            elif tag not in ("table", "pre") and (with_lists or tag not in LISTS):
                yield from self._inner(node, tag, marked or marks_term(node), depth, with_lists=with_lists)

    def _inner(
        self, node: LexborNode, tag: str, marked: bool, depth: int, *, with_lists: bool
    ) -> Iterator[tuple[str, bool]]:
        apart = " " if tag in BLOCKS else ""
        yield apart, False
        if tag == "sup" and node.prev is not None and one_line(node.prev.text())[-1:].isdigit():
            yield "^", marked
        if tag == "li" and _has_item_before(node):
            yield "; ", False
        yield from self._runs(list(node.iter(include_text=True)), marked, depth + 1, with_lists)
        yield apart, False


def _has_item_before(item: LexborNode) -> bool:
    before = item.prev
    while before is not None and before.tag != "li":
        before = before.prev
    return before is not None
