"""Recognise what a document is by its first bytes, and by the ending of its name only where they do not tell."""

from __future__ import annotations

from typing import Literal

DocumentFormat = Literal["text", "markdown", "html", "pdf", "docx", "epub"]
MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd")
HTML = (".html", ".htm", ".xhtml", ".xht")
FIRST = 4_096
"""So many bytes are enough to recognise any of them."""
_HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body")
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "an RTF file", "save it as Word (.docx) or as plain text"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc)", "save it as .docx or as plain text"),
    (b"\x89PNG", "a picture", "a document has text"),
    (b"\xff\xd8\xff", "a picture", "a document has text"),
    (b"GIF8", "a picture", "a document has text"),
    (b"\x1f\x8b", "a packed file (gzip)", "unpack it first"),
    (b"BZh", "a packed file (bzip2)", "unpack it first"),
    (b"\xfd7zXZ", "a packed file (xz)", "unpack it first"),
    (b"7z\xbc\xaf", "a packed file (7z)", "unpack it first"),
    (b"%!PS", "PostScript", "make a PDF of it"),
    (b"AT&TFORM", "a DjVu file", "make a PDF of it"),
    (b"ITSF", "a help file (.chm)", "save its pages as HTML"),
    (b"SQLite format 3\x00", "a database", "a document has text"),
    (b"\x7fELF", "a program", "a document has text"),
)
_FOREIGN_LATER = ((60, b"BOOKMOBI", "a Kindle book", "convert it to EPUB"),)


def detect_format(start: bytes, suffix: str) -> DocumentFormat | Literal["zip"]:
    """The format of a document.

    Args:
        start: Its first bytes.
        suffix: The ending of its name, in small letters, with the dot.

    Returns:
        ``zip`` for a package whose kind its entries tell.
    """
    if b"%PDF-" in start[:1_024]:
        return "pdf"
    if start.startswith(b"PK\x03\x04"):
        return "zip"
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith(_HTML_STARTS):
        return "html"
    if text.startswith((b"<?xml", b"<!--")) and (b"<html" in text or suffix in HTML):
        return "html"
    if suffix in HTML and b"<" in text:
        return "html"
    return "markdown" if suffix in MARKDOWN else "text"


def explain_foreign(start: bytes) -> str:
    """What a file of a format that is not read is, and what can be done; empty for any other file."""
    for sign, what, advice in _FOREIGN:
        if start.startswith(sign):
            return f"this is {what}; {advice}"
    for at, sign, what, advice in _FOREIGN_LATER:
        if start[at:].startswith(sign):
            return f"this is {what}; {advice}"
    return ""
