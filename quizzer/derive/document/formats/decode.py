"""Decode the bytes of a text, or say in a sentence why they are none."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from quizzer.errors import Problem

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(
    rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})"
    rb"|^<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{1,40})",
    re.IGNORECASE,
)


def decode_text(raw: bytes, path: Path) -> str:
    """Decode UTF-8, or UTF-16 and UTF-32 that begin with their mark.

    Raises:
        Problem: It is in no such encoding; the sentence names the line, and the encoding it may be in.
    """
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding not in ("utf-8", "utf-8-sig"):
            raise Problem(f"{path}: this begins as {encoding.upper()} text and is none; save it as UTF-8.") from None
        raise Problem(_explain(raw, error, path)) from None
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise Problem(f"{path}:{line}: this is not a text file; a document is UTF-8 text without NUL bytes.")
    return text


def decode_html(raw: bytes) -> str:
    """Decode a page as browsers do: by its mark, by the encoding it names, as UTF-8, else as Windows-1252."""
    mark = next((name for mark, name in _MARKS if raw.startswith(mark)), "")
    named = _CHARSET.search(raw[:4_096])
    encodings = [mark, (named[1] or named[2] or b"").decode("ascii") if named else "", "utf-8"]
    for encoding in filter(None, encodings):
        try:
            return raw.decode(encoding).replace("\x00", "�")
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return raw.decode("cp1252", "replace").replace("\x00", "�")


def _explain(raw: bytes, error: UnicodeDecodeError, path: Path) -> str:
    line = raw.count(b"\n", 0, error.start) + 1
    sentence = f"{path}:{line}: this is not UTF-8 text; save the file with the encoding UTF-8."
    if any(byte < 32 and byte not in b"\t\n\r\f" for byte in raw[:4_096]):
        return f"{path}:{line}: this is not a text file; a document is UTF-8 text."
    try:
        said = raw.decode("cp1252")
    except UnicodeDecodeError:
        return sentence
    before = said[: error.start].split(" ")[-1].split("\n")[-1]
    after = "".join(said[error.start :].split(maxsplit=1)[:1])
    return f"{sentence[:-1]}, such as with `iconv -f WINDOWS-1252 -t UTF-8` if “{before[-20:]}{after[:20]}” reads well."
