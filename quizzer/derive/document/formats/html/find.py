"""Find things in a web page: its main part and its site, the links, lists and formulas in an element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizzer.derive.document.blocks import Block

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

LISTS = ("ul", "ol", "menu", "dl")
SITE = re.compile(r"(?:https?:)?//(?:www\.)?([^/?#:]+)", re.IGNORECASE)
_MAIN = ("main", "[role=main]", "#mw-content-text", "article", "[itemprop=articleBody]", "#main-content", "#content",
         "#main", ".post-content", ".entry-content", ".article-body", ".markdown-body", ".document")  # fmt: skip
_MAIN_SHARE = 0.5
_DRAWN = re.compile(r"math|latex|\btex\b", re.IGNORECASE)
_FORMULA = re.compile(r"^\{\\displaystyle\s*(.*)\}$", re.DOTALL)


def find_main(body: LexborNode) -> LexborNode | None:
    """The element that holds the matter, where the page says so and most paragraphs are in it."""
    everything = sum(len(paragraph.text()) for paragraph in body.css("p"))
    for selector in _MAIN:
        found = body.css(selector)
        if len(found) == 1 and sum(len(part.text()) for part in found[0].css("p")) >= _MAIN_SHARE * max(everything, 1):
            return found[0]
    return None


def find_site(text: str) -> str:
    """The site a page is from, as it names itself in its head."""
    named = re.search(
        r"(?:canonical|og:url)[\"'][^<>]{0,80}?(?:href|content)\s*=\s*[\"']([^\"'<>]{1,300})", text[:100_000]
    )
    match = SITE.match(named[1]) if named else None
    return match[1].lower() if match else ""


def formula_text(node: LexborNode) -> str:
    said = node.attributes.get("alttext") or node.attributes.get("alt") or ""
    if node.tag == "img":
        is_formula = said.startswith("{\\") or _DRAWN.search(node.attributes.get("class") or "")
        return _FORMULA.sub(r"\1", one_line(said)) if is_formula else ""
    if not said:
        annotation = node.css_first("annotation")
        said = annotation.text() if annotation is not None else node.text()
    return _FORMULA.sub(r"\1", one_line(said))


def definition_parts(node: LexborNode) -> Iterator[LexborNode]:
    for child in node.iter():
        if child.tag in ("dt", "dd"):
            yield child
        elif child.tag == "div":
            yield from (inner for inner in child.iter() if inner.tag in ("dt", "dd"))


def count_matter(blocks: list[Block]) -> int:
    """The length of the text that is not left out."""
    return sum(len(block.text) for block in blocks if not block.left_out and block.kind != "caption")


def links_in(node: LexborNode) -> Iterator[LexborNode]:
    if node.is_element_node:
        yield from [node] if node.tag == "a" else node.css("a")


def is_outermost(node: LexborNode, item: LexborNode) -> bool:
    parent = node.parent
    while parent is not None and parent.mem_id != item.mem_id:
        if parent.tag in (*LISTS, "table", "pre"):
            return False
        parent = parent.parent
    return True


def one_line(text: str) -> str:
    return " ".join(text.split())
