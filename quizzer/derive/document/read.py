"""Read a document's file, whatever its format; where it can not be read, a sentence says why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from stat import S_ISREG

from quizzer.core.notes.notes import LEVELS
from quizzer.derive.document.blocks import Block
from quizzer.derive.document.english import is_english
from quizzer.derive.document.formats.decode import decode_html, decode_text
from quizzer.derive.document.formats.detect import FIRST, DocumentFormat, detect_format, explain_foreign
from quizzer.derive.document.passages import STATEMENTS, Document, Passage, parse_text, place_blocks
from quizzer.errors import Problem, WrongUse

LARGEST = 20_000_000
LARGEST_PACKAGE = 300_000_000
"""A PDF, a Word document or a book may hold pictures; what is read of it has limits of its own."""
_ADDRESS = re.compile(r"(?:https?|ftp):/{1,2}", re.IGNORECASE)
_EXTRAS = {"html": "selectolax", "epub": "selectolax", "pdf": "pypdfium2"}
_NAMES = {"html": "a web page", "epub": "an EPUB", "pdf": "a PDF"}


def read_document(path: Path, levels: Sequence[str] = LEVELS) -> Document:
    """Read a document into its passages: plain text, Markdown, HTML, PDF, Word (.docx) or EPUB.

    Args:
        path: The file. What it is decide its bytes; the ending of its name counts only between text and Markdown.
        levels: The headings that open a level; case does not matter.

    Raises:
        Problem: The file can not be read, is too large, damaged or encrypted, is no document, or holds no passage; or
            the extra that its format needs is not installed.
        WrongUse: There is no such file, or it is an address.
    """
    if _ADDRESS.match(str(path)):
        raise WrongUse(
            f"{path}: addresses are not fetched. Save the page in your browser (Save Page As, HTML only) "
            "and name that file."
        )
    start, size, digest = _look(path)
    found = detect_format(start, path.suffix.lower())
    if size > (LARGEST if found in ("text", "markdown", "html") else LARGEST_PACKAGE):
        limit = LARGEST if found in ("text", "markdown", "html") else LARGEST_PACKAGE
        raise Problem(
            f"{path}: the document is {size / 1e6:.0f} MB large, and {limit / 1e6:.0f} MB are the most; divide it."
        )
    if foreign := explain_foreign(start):
        raise Problem(f"{path}: {foreign}.")
    blocks = _read_package(path) if found == "zip" else _read_blocks(path, found)
    passages = place_blocks(blocks, levels)
    if not any(passage.kind != "navigation" for passage in passages):
        raise Problem(f"{path}: there is nothing to read in this document.")
    statements = [passage for passage in passages if passage.kind in STATEMENTS]
    return Document(path, digest, passages, is_english(statements), tuple(_remark(passages)))


def _look(path: Path) -> tuple[bytes, int, str]:
    """The first bytes of a file, its size, and its hash; nothing else of it is kept in memory."""
    try:
        about = path.stat()
        if not S_ISREG(about.st_mode):
            raise Problem(f"{path}: this is not a file; name a document (text, Markdown, HTML, PDF, Word or EPUB).")
        if about.st_size > LARGEST_PACKAGE:
            size, limit = about.st_size / 1e6, LARGEST_PACKAGE / 1e6
            raise Problem(f"{path}: the document is {size:.0f} MB large, and {limit:.0f} MB are the most; divide it.")
        digest = sha256()
        with path.open("rb") as file:
            start = chunk = file.read(FIRST)
            while chunk:
                digest.update(chunk)
                chunk = file.read(1_000_000)
        return start, about.st_size, digest.hexdigest()
    except FileNotFoundError:
        raise WrongUse(f"{path}: there is no such file.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name is not a possible one"
        raise Problem(f"{path}: the document can not be read: {reason.lower()}.") from None


def _read_blocks(path: Path, found: DocumentFormat) -> list[Block]:
    _require(path, found)
    if found == "pdf":
        from quizzer.derive.document.formats.pdf.parse import parse_pdf

        return parse_pdf(path)
    if found == "html":
        from quizzer.derive.document.formats.html.page import parse_html

        return parse_html(decode_html(path.read_bytes()))
    return parse_text(decode_text(path.read_bytes(), path), markdown=found == "markdown")


def _read_package(path: Path) -> list[Block]:
    from quizzer.derive.document.formats import docx
    from quizzer.derive.document.formats.archive import Archive

    with Archive(path) as archive:
        if docx.DOCUMENT in archive.names:
            return docx.parse_docx(archive, str(path))
        if "META-INF/container.xml" in archive.names:
            _require(path, "epub")
            from quizzer.derive.document.formats.epub import parse_epub

            return parse_epub(archive, str(path))
        raise Problem(f"{path}: this is {archive.explain_foreign()}.")


def _require(path: Path, found: str) -> None:
    """Refuse a format whose library is not installed, with the command that installs it."""
    if (module := _EXTRAS.get(found)) and find_spec(module) is None:
        from quizzer.installation import install_hint

        hint = install_hint("documents")
        raise Problem(f"{path}: reading {_NAMES[found]} needs the extra “documents” of quizzer: {hint}")


def _remark(passages: Sequence[Passage]) -> list[str]:
    """What a person should know about the reading: tables whose columns are uncertain."""
    uncertain = {
        passage.section: passage.line
        for passage in reversed(passages)
        if passage.kind == "row" and not passage.cells and passage.section
    }
    return [
        f"line {line}: where the columns of the table “{title}” end is uncertain; its rows are left whole"
        for title, line in sorted(uncertain.items(), key=lambda item: item[1])
    ]
