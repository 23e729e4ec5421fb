"""Characters a deck's text can not hold, those it should not hold, and the visible ones that replace them."""

from __future__ import annotations

import re
from collections.abc import Iterator

# C0 and C1 controls except tab and newline, line and paragraph separators, surrogates, the byte order mark and two
# noncharacters: YAML refuses these (or reads them as the end of a line).
REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
# Bidirectional embeddings, overrides and isolates: the text after them is shown in another order than it is written.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# In a file a carriage return is part of a line's end.
_REFUSED_RAW = re.compile(REFUSED.pattern.replace("\x0b-\x1f", "\x0b\x0c\x0e-\x1f"))
# Invisible format characters. Some scripts and emoji need some of them; tag characters spell hidden text.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2064\u206a-\u206f\u3164\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_JOINERS = "\u200c\u200d"
_LINE_END = re.compile(r"\r\n?|\n")
_MOST_REPLACEMENTS = 20


def describe_character(character: str) -> str:
    """Describe a character by code and name: ``U+202E (right-to-left override)``."""
    import unicodedata

    code = f"U+{ord(character):04X}"
    if character == "\ufeff":
        return f"{code} (byte order mark)"
    name = unicodedata.name(character, "")
    if not name:
        name = "control character" if unicodedata.category(character) == "Cc" else "not a character"
    return f"{code} ({name.lower()})"


def replace_refused(text: str) -> str:
    """Replace every refused character by a visible one that has no effect."""
    return REFUSED.sub(_replacement, text)


def mend_raw(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Replace the refused characters in a file's text, so that a YAML parser accepts it.

    Returns:
        The text, and the line (from 1) and character of each replacement, each character once a line and at most 20
        in all.
    """
    if _REFUSED_RAW.search(text) is None:
        return text, []
    found: dict[tuple[int, str], None] = {}
    line, upto = 1, 0
    for match in _REFUSED_RAW.finditer(text):
        line += sum(1 for _ in _LINE_END.finditer(text, upto, match.start()))
        upto = match.start()
        found[line, match[0]] = None
        if len(found) == _MOST_REPLACEMENTS:
            break
    return _REFUSED_RAW.sub(_replacement, text), list(found)


def find_invisible(text: str) -> Iterator[str]:
    """Find the invisible format characters that serve no purpose in a text, each once.

    Joiners between letters of other scripts than Latin and between emoji are spelling, so they are not found.
    """
    seen = set()
    for match in INVISIBLE.finditer(text):
        character, at = match[0], match.start()
        joins = character in _JOINERS and text[at - 1 : at] > "\x7f" and text[at + 1 : at + 2] > "\x7f"
        if not joins and character not in seen:
            seen.add(character)
            yield character


def _replacement(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"
