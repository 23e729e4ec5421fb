"""Small documents of Word and of EPUB, written part by part."""

from __future__ import annotations

import zipfile
from pathlib import Path

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{rest}</w:style>'
    for key, name, rest in (
        ("H1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
        ("Mine", "My Heading", '<w:basedOn w:val="H1"/>'),
        ("Cap", "caption", ""),
        ("Code", "Source Code", ""),
        ("TOC1", "toc 1", ""),
        ("DT", "Definition Term", ""),
        ("DD", "Definition", ""),
    )
)


def write_docx(path: Path, body: str, **parts: str) -> Path:
    """Write a Word document with this body; ``parts`` replace others by name, with ``__`` for a slash."""
    contents = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{_W}">{_STYLES}</w:styles>',
    }
    return write_zip(path, {**contents, **{name.replace("__", "/"): text for name, text in parts.items()}})


def paragraph(text: str, style: str = "", *, level: int | None = None, bold: str = "") -> str:
    """A paragraph, with its first words in bold where they are given, and in a list where it has a level."""
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>' if level is not None else ""
    about = f'<w:pPr><w:pStyle w:val="{style}"/>{number}</w:pPr>'
    first = f"<w:r><w:rPr><w:b/></w:rPr><w:t>{bold}</w:t></w:r>" if bold else ""
    return f'<w:p>{about}{first}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def write_epub(path: Path, pages: dict[str, str], **parts: str) -> Path:
    """Write a book of these pages, in their order."""
    items = "".join(
        f'<item id="i{number}" href="{name}" media-type="application/xhtml+xml"/>' for number, name in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="i{number}"/>' for number, _ in enumerate(pages))
    contents = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>',
        "OPS/book.opf": f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>",
        **{f"OPS/{name}": f"<html><body>{text}</body></html>" for name, text in pages.items()},
    }
    return write_zip(path, {**contents, **{name.replace("__", "/"): text for name, text in parts.items()}})


def write_zip(path: Path, contents: dict[str, str]) -> Path:
    """Write a package of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in contents.items():
            package.writestr(name, text)
    return path
