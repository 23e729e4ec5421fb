"""Parse an EPUB into blocks: its pages in the order of the book."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from urllib.parse import unquote

from quizzer.derive.document.blocks import Block
from quizzer.derive.document.formats.archive import Archive
from quizzer.derive.document.formats.decode import decode_html
from quizzer.derive.document.formats.html.page import parse_html
from quizzer.errors import Problem

CONTAINER = "META-INF/container.xml"
_TAG = re.compile(r"<(?:\w+:)?(rootfile|item|itemref)\b([^<>]*)>")
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)')")
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_BESIDE = re.compile(
    r"(?:^|[/_.-])(?:nav|toc|cover|copyright|title-?page|colophon|halftitle|imprint)(?:[/_.-]|\d|$)", re.IGNORECASE
)


def parse_epub(archive: Archive, where: str) -> list[Block]:
    """Parse a book into its blocks, in order.

    Args:
        where: The document, as a message names it.

    Raises:
        Problem: The book is damaged or protected, or a page is.
    """
    pages = list(_pages(archive, where))
    if "META-INF/encryption.xml" in archive.names:
        protected = unquote(archive.read("META-INF/encryption.xml").decode("utf-8", "replace"))
        if any(name in protected for name, _ in pages):
            raise Problem(f"{where}: this book is protected against copying and can not be read.")
    blocks: list[Block] = []
    for name, is_beside in pages:
        found = parse_html(decode_html(archive.read(name)), whole=True)
        if is_beside:
            found = [replace(block, kind="prose", left_out=block.left_out or "navigation") for block in found]
        blocks += found
    return [replace(block, line=number) for number, block in enumerate(blocks, 1)]


def _pages(archive: Archive, where: str) -> Iterator[tuple[str, bool]]:
    """The pages in the order of the book, each with whether it stands beside the text: contents, cover, imprint."""
    root = next((found.get("full-path", "") for _, found in _elements(archive, CONTAINER, "rootfile")), "")
    if root not in archive.names:
        raise Problem(f"{where}: the book is damaged: its list of pages is missing.")
    items = {found.get("id", ""): found for _, found in _elements(archive, root, "item")}
    for _, reference in _elements(archive, root, "itemref"):
        item = items.get(reference.get("idref", ""), {})
        name = posixpath.normpath(
            posixpath.join(posixpath.dirname(root), unquote(item.get("href", "").partition("#")[0]))
        )
        if name in archive.names and item.get("media-type", "") in _PAGES:
            yield name, "nav" in item.get("properties", "").split() or _BESIDE.search(name) is not None


def _elements(archive: Archive, name: str, tag: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The elements of one name in a list of the book, with their attributes."""
    text = archive.read(name).decode("utf-8", "replace")
    for found in _TAG.finditer(text):
        if found[1] == tag:
            yield tag, {key: unescape(double or single) for key, double, single in _ATTRIBUTE.findall(found[2])}
