"""Format one text as YAML: plain where it can be, quoted where it must be, a block where it is long.

Every YAML tool, and not only this program, reads these back as the same text: what another parser would take for a
number, a boolean or a date is quoted too.
"""

from __future__ import annotations

import re

from quizzer.deckfile.yaml.characters import REFUSED, TURNING

WIDTH = 100
SPARE = 20  # characters a line may exceed its width by; breaking it would leave a word or two alone on a line
NARROWEST = 40

_NOT_TEXT = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|=|<<"
    r"|[-+]?\.(?:inf|nan)"
    r"|[-+]?0(?:x[0-9a-f_]+|o[0-7_]+|b[01_]+)"
    r"|[-+]?[0-9.][0-9_.:]*(?:e[-+]?[0-9]+)?"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t \t].*)?",
    re.I | re.S,
)
_PLAIN_START = re.compile(r"[^-?:,\[\]{}#&*!|>'\"%@`=~<\s]")
_NOT_PLAIN = re.compile(r": |:$| #|\s$|[\t\n]")
# Most texts, in one look: no word that means something else is as long or has a dash behind its letters, and none of
# these characters means anything anywhere.
_WORD = r"[^\W\d_](?:[^\W\d_]{5}|[^\W\d_]*+-)"
_SURELY_PLAIN = re.compile(_WORD + r"[\w .;()/'\"%+!-]*+(?<! )")
_SURELY_PLAIN_BLOCK = re.compile(_WORD + r"[\w .;()/'\"%+!?,-]*+(?<! )")
_NOT_FLOW = re.compile(r"[,\[\]{}?]|:[\"']")  # PyYAML's own parser takes a '?' in a flow list for a key
_BREAKABLE = re.compile(r"(?<=[^ ]) (?=[^ ])")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_UNSEEN = re.compile(f"{REFUSED.pattern}|{TURNING.pattern}")
_ESCAPED = re.compile(r'["\\\n\t\r]|' + _UNSEEN.pattern)


def format_scalar(text: str, *, flow: bool = False) -> str:
    """Format the text on one line, quoted only where it would be read as something else.

    Args:
        flow: It stands inside ``[...]`` or ``{...}``.
    """
    if _is_plain(text, flow=flow):
        return text
    if _ESCAPED.search(text.replace('"', "").replace("\\", "")):
        return _quote_double(text)
    return _quote_single(text) if '"' in text or "\\" in text else _quote_double(text)


def format_block(text: str, indent: int, room: int) -> str:
    """Format the text as the value after ``key:`` or ``-``, over several lines when that reads better.

    Args:
        indent: Columns by which the lines of a block are indented.
        room: Columns left on the line of the key.

    Returns:
        The text after the blank, without a newline at its end.
    """
    if "\n" in text and _fits_literal(text):
        lines = text.split("\n")
        return "\n".join(["|-", *(" " * indent + line if line else "" for line in lines)])
    written = format_scalar(text)
    if len(written) <= room + SPARE or not _fits_folded(text):
        return written
    lines = _wrap(text, max(NARROWEST, WIDTH - indent))
    if len(lines) == 1:
        return written
    return "\n".join([">-", *(" " * indent + line for line in lines)])


def _is_plain(text: str, *, flow: bool) -> bool:
    return (_SURELY_PLAIN if flow else _SURELY_PLAIN_BLOCK).fullmatch(text) is not None or (
        _PLAIN_START.match(text) is not None
        and _NOT_PLAIN.search(text) is None
        and not (flow and _NOT_FLOW.search(text))
        and _UNSEEN.search(text) is None
        and _NOT_TEXT.fullmatch(text) is None
    )


def _quote_single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _quote_double(text: str) -> str:
    return '"' + _ESCAPED.sub(lambda match: _escape(match[0]), text) + '"'


def _escape(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    code = ord(character)
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"


def _fits_literal(text: str) -> bool:
    """Whether ``|-`` gives the text back even after an editor has stripped blanks at the ends of lines."""
    if text[0].isspace() or text[-1].isspace() or "\t" in text or _UNSEEN.search(text):
        return False
    return not any(line != line.rstrip() for line in text.split("\n"))


def _fits_folded(text: str) -> bool:
    return not (text[0].isspace() or text[-1].isspace() or "\n" in text or "\t" in text or _UNSEEN.search(text))


def _wrap(text: str, width: int) -> list[str]:
    """Break the text at single blanks into lines of at most this width, where its words allow it."""
    lines: list[str] = []
    for word in _BREAKABLE.split(text):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
