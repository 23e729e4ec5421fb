"""Text of other programs' files: decodes it, or says at which byte it cannot, and makes it fit for a deck file."""

from __future__ import annotations

import codecs
from pathlib import Path

from quizzer.deckfile.read.fields import LONGEST_TEXT
from quizzer.deckfile.yaml.characters import replace_refused
from quizzer.errors import Problem
from quizzer.files import require_file

LARGEST = 100_000_000
"""Bytes of a text file that is read whole."""

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(path: Path) -> str:
    """A text file: UTF-8, or UTF-16 that begins with a byte order mark; line ends as they are.

    Raises:
        Problem: It cannot be read, is too large, is empty, or is no text in one of these encodings.
    """
    raw = read_bytes(path, LARGEST)
    if not raw.strip():
        raise Problem(f"{path}: the file is empty.")
    if raw.startswith(_UTF_16):
        try:
            text = raw.decode("utf-16")
        except UnicodeDecodeError as error:
            raise Problem(f"{path}: byte {error.start + 1} is no UTF-16 text; save the file as UTF-8.") from None
    else:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            # The decoder has stepped over a byte order mark and counts from behind it.
            at = error.start + (3 if raw.startswith(codecs.BOM_UTF8) else 0)
            line = raw.count(b"\n", 0, at) + 1
            raise Problem(
                f"{path}:{line}: byte {at + 1} (0x{raw[at]:02X}) is not UTF-8 text; "
                "save the file with the encoding UTF-8 and import it again."
            ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise Problem(f"{path}:{line}: this is not a text file; it holds NUL characters.")
    if not text.strip():
        raise Problem(f"{path}: the file is empty.")
    return text


def read_bytes(path: Path, largest: int) -> bytes:
    """A file's bytes.

    Raises:
        Problem: It cannot be read, or has more than ``largest`` bytes.
    """
    require_file(path)
    try:
        size = path.stat().st_size
        if size > largest:
            raise Problem(f"{path}: {size / 1e6:,.0f} MB are more than {largest / 1e6:,.0f} MB; divide the file.")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None


def unreadable(path: Path, error: OSError | ValueError) -> Problem:
    """The sentence for a file that cannot be read."""
    reason = getattr(error, "strerror", None) or "the name is not a possible one"
    return Problem(f"{path}: the file cannot be read: {reason}.")


def clean(text: str) -> str:
    """The text as a deck may hold it: lines end with ``\\n``, no control characters, no blanks around it."""
    if text.isprintable():  # then there is none of these characters
        return text.strip()
    return replace_refused(text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def one_line(text: str) -> str:
    """The text of a name: on one line, without control characters."""
    line = " ".join(text.split())
    return line if line.isprintable() else replace_refused(line)


def too_long(length: int) -> str:
    """Why a text of this length was left out; empty when it is not too long."""
    if length <= LONGEST_TEXT:
        return ""
    return f"has a field of {length:,} characters; a card can hold {LONGEST_TEXT:,}"
