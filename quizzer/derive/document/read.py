"""Read a document's file; where it can not be read, a sentence says why."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG

from quizzer.core.notes.notes import LEVELS
from quizzer.derive.document.passages import Document, split_passages
from quizzer.errors import Problem, WrongUse

LARGEST = 20_000_000
MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
_HTML = (b"<!doctype html", b"<html", b"<?xml")
_MARKS = {b"%PDF": "a PDF", b"PK\x03\x04": "a package of files (such as a Word document)", b"\xff\xfe": "UTF-16 text",
          b"\xfe\xff": "UTF-16 text"}  # fmt: skip


def read_document(path: Path, levels: Sequence[str] = LEVELS) -> Document:
    """Read a plain text or Markdown file (``.md``) into its passages.

    Args:
        path: The file.
        levels: The headings that open a level; case does not matter.

    Raises:
        Problem: The file can not be read, is larger than 20 MB, is no UTF-8 text, or holds no passage.
        WrongUse: There is no such file.
    """
    raw = _bytes(path)
    passages = split_passages(_text(raw, path), markdown=path.suffix.lower() in MARKDOWN, levels=levels)
    if not passages:
        raise Problem(f"{path}: there is nothing to read in this document.")
    return Document(path, sha256(raw).hexdigest(), passages)


def _bytes(path: Path) -> bytes:
    try:
        about = path.stat()
        if not S_ISREG(about.st_mode):
            raise Problem(f"{path}: this is not a file; name a document (plain text or Markdown).")
        if about.st_size > LARGEST:
            size, limit = about.st_size / 1e6, LARGEST / 1e6
            raise Problem(f"{path}: the document is {size:.0f} MB large, and {limit:.0f} MB are the most; divide it.")
        return path.read_bytes()
    except FileNotFoundError:
        raise WrongUse(f"{path}: there is no such file.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name is not a possible one"
        raise Problem(f"{path}: the document can not be read: {reason.lower()}.") from None


def _text(raw: bytes, path: Path) -> str:
    other = next((name for mark, name in _MARKS.items() if raw.startswith(mark)), None)
    if raw[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_HTML):
        other = "an HTML page"
    if other:
        raise Problem(f"{path}: this is {other}; save its text as a UTF-8 text or Markdown file and name that.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Problem(f"{path}:{line}: this is not UTF-8 text; save the file with the encoding UTF-8.") from None
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise Problem(f"{path}:{line}: this is not a text file; a document is UTF-8 text without NUL bytes.")
    return text
