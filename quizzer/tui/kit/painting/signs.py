"""The signs that pictures draw with, and what stands for them on a terminal that has only ASCII."""

from __future__ import annotations

import locale
import re

from textual.content import Content, Span

_ONE_CELL = {
    "▸": ">", "●": "*", "⚑": "F", "✓": "+", "≈": "~", "✗": "x", "↕": "^", "◎": "o", "▴": "^", "▾": "v", "•": "*",
    "━": "=", "─": "-", "┄": "-", "█": "#", "░": ".", "▒": ":", "▓": "#", "·": ".", "▪": "o", "■": "#", "▏": "|",
    "▐": "[",
    "╭": "+", "╮": "+", "╰": "+", "╯": "+", "│": "|", "├": "+", "┤": "+", "┬": "+", "┴": "+", "┼": "+",
    "┏": "#", "┓": "#", "┗": "#", "┛": "#", "┃": "#", "╶": "-", "╴": "-", "╷": "|", "╵": "|",
    "▁": ".", "▂": ".", "▃": ":", "▄": ":", "▅": "|", "▆": "|", "▇": "#",
    "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "×": "x", "›": ">", "‹": "<",
}  # fmt: skip
_WORDS = {"→": "->", "←": "<-", "↑": "Up", "↓": "Dn", "⌫": "Bksp", "…": "...", "⏎": "Enter", "␣": "Space"}
_OPENING = re.compile(r"(?<!\S)([▌╎])|([▌╎])")
_OPENS = {"▌": "|", "╎": "{"}
_CLOSES = {"▌": "]", "╎": "}"}
_TABLE = str.maketrans(_ONE_CELL)
_EXPANDED = re.compile("|".join(map(re.escape, _WORDS)))

COLOURED = re.compile("[▸▌●⚑!✓≈✗↕◎━─█░▒╭╮╰╯│┏┓┗┛┃▐╎]+")
"""The signs that have a colour where the words beside them have the terminal's own ink."""


def needs_ascii() -> bool:
    """Whether the terminal's locale is not UTF-8, so that signs outside ASCII may not appear."""
    return locale.getencoding().lower().replace("-", "").replace("_", "") not in ("utf8", "cp65001")


def to_ascii(line: Content) -> Content:
    """Replace the signs of a line; its styles and targets stay on the same words, and its letters are untouched.

    A sign becomes one character, but arrows, named keys and the ellipsis become words, so that the line can grow.
    """
    text = line.plain
    if text.isascii():
        return line
    text = _OPENING.sub(lambda found: _OPENS[found[1]] if found[1] else _CLOSES[found[2]], text).translate(_TABLE)
    grown = list(_EXPANDED.finditer(text))
    if not grown:
        return Content(text, list(line.spans))

    def move(place: int) -> int:
        return place + sum(len(_WORDS[found[0]]) - 1 for found in grown if found.end() <= place)

    spans = [Span(move(span.start), move(span.end), span.style) for span in line.spans]
    return Content(_EXPANDED.sub(lambda found: _WORDS[found[0]], text), spans)
