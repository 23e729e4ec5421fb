"""Text of a deck made safe to print: nothing in it can steer the terminal; a sign that could is shown as a visible one.

Emoji, combining characters and joiners stay; a pile of combining marks that would overflow its cell is cut.
"""

from __future__ import annotations

import re
from functools import lru_cache

TAB = "    "
MARKS = 8

_BIDI = {
    0x061C: "ALM",
    0x200E: "LRM",
    0x200F: "RLM",
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
}
_TABLE: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    **dict.fromkeys(range(128, 160), "�"),
    **{code: f"‹{name}›" for code, name in _BIDI.items()},
    **dict.fromkeys((*range(8298, 8304), *range(65529, 65532)), "�"),
    0x7F: "\N{SYMBOL FOR DELETE}",
    0x09: TAB,
    0x0A: "\n",
    0x85: "\n",
    0x2028: "\n",
    0x2029: "\n",
    0xAD: "",
    0xFEFF: "",
}
# Patterns that are compiled by the first text that is not plain ASCII: a start may meet none.
_UNSAFE = "[\x00-\x1f\x7f-\x9f\xad\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
# Zero-width characters: combining marks, joiners, variation selectors, tags.
_ZERO = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200d\u2060-\u2064\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
    "\U000e0001-\U000e01ef"
)
_PILE = f"([{_ZERO}]{{{MARKS}}})[{_ZERO}]+"


@lru_cache(maxsize=64)
def plain(text: str) -> str:
    """The text as it may be printed.

    Args:
        text: Anything a deck file can hold.

    Returns:
        The same text with line breaks as ``\\n`` and everything that would steer a terminal (control characters,
        escapes, changes of writing direction, lone surrogates) replaced by a visible sign.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n")
    text = re.sub(_UNSAFE, lambda found: _TABLE.get(ord(found[0]), "\N{REPLACEMENT CHARACTER}"), text)
    return re.sub(_PILE, r"\1…", text)


def one_line(text: str) -> str:
    """The text as it may be printed where there is one line for it."""
    return " ".join(plain(text).split())
