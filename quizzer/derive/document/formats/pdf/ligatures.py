"""Letters that a typesetter drew as one sign: taken apart again, and words that a line break cut are joined."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

_UNICODE = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_T1 = {0x1B: "ff", 0x1C: "fi", 0x1D: "fl", 0x1E: "ffi", 0x1F: "ffl"}
_OT1 = {0x0B: "ff", 0x0C: "fi", 0x0D: "fl", 0x0E: "ffi", 0x0F: "ffl"}
SIGNS = {**_UNICODE, **_T1, **_OT1}
"""What a sign of LaTeX's fonts without a table of characters, or of Unicode, stands for."""
HYPHENS = "-\u00ad\u2010"


def spell_sign(code: int) -> str:
    """The letters of one character of a PDF; empty for a control character that draws nothing."""
    if code in SIGNS:
        return SIGNS[code]
    if code < 32 or code == 0x7F or code in (0xFFFE, 0xFFFF) or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return ""
    sign = chr(code)
    return "" if unicodedata.category(sign) in ("Co", "Cn", "Cc") else sign


def join_lines(before: str, after: str, words: Collection[str]) -> str:
    """Join two lines of a paragraph.

    Args:
        words: The whole words of the document in small letters. Where a line ends with a hyphen, it stays if the
            document has that compound elsewhere, or both of its parts, and not the word without it.
    """
    if not before or not after:
        return before + after
    if before[-1] not in HYPHENS or len(before) < 2 or not before[-2].isalpha() or not after[0].isalpha():
        return f"{before} {after}"
    head, tail = before[:-1].rsplit(maxsplit=1)[-1], after.split(maxsplit=1)[0].strip('.,;:!?)]”’"')
    whole, compound = f"{head}{tail}".lower(), f"{head}-{tail}".lower()
    is_compound = (
        compound in words or "-" in tail or (len(head) > 2 and head.lower() in words and tail.lower() in words)
    )
    if after[0].isupper() or (is_compound and whole not in words):
        return before + after
    return before[:-1] + after
