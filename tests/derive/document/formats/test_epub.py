"""A book becomes blocks page by page, in its own order."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.derive.document.read import read_document
from quizzer.errors import Problem
from tests.derive.document.formats.packages import write_epub

pytest.importorskip("selectolax")

PAGES = {
    "nav.xhtml": "<h1>Contents</h1><ol><li><a href='b.xhtml'>Fog</a></li></ol>",
    "b.xhtml": "<h1>Fog</h1><p>Fog dims <b>every</b> lamp.</p>",
    "a.xhtml": "<h1>Lamps</h1><p>A lamp burns oil.</p>",
}


def test_pages_are_read_in_the_order_of_the_book_and_contents_are_navigation(tmp_path: Path) -> None:
    passages = read_document(write_epub(tmp_path / "lamps.epub", PAGES)).passages
    assert [(passage.kind, passage.text) for passage in passages] == [
        ("navigation", "Contents"),
        ("navigation", "Fog"),
        ("heading", "Fog"),
        ("prose", "Fog dims every lamp."),
        ("heading", "Lamps"),
        ("prose", "A lamp burns oil."),
    ]


def test_a_protected_book_and_one_without_its_list_are_told(tmp_path: Path) -> None:
    encrypted = '<CipherReference URI="OPS/a.xhtml"/>'
    with pytest.raises(Problem, match="protected against copying"):
        read_document(write_epub(tmp_path / "a.epub", PAGES, **{"META-INF__encryption.xml": encrypted}))
    with pytest.raises(Problem, match="its list of pages is missing"):
        read_document(write_epub(tmp_path / "b.epub", PAGES, **{"META-INF__container.xml": "<container/>"}))


def test_a_book_with_fonts_that_are_obfuscated_is_read(tmp_path: Path) -> None:
    encrypted = '<CipherReference URI="OPS/font.otf"/>'
    path = write_epub(tmp_path / "a.epub", PAGES, **{"META-INF__encryption.xml": encrypted})
    assert len(read_document(path).statements) == 2
