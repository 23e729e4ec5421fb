"""The signs that pictures draw with, and what stands for them on a terminal that has only ASCII.

Imported where a terminal needs it, which few do: its rules take longer to compile than a screen to paint.
"""

from __future__ import annotations

import re

from textual.content import Content, Span

_ONE_CELL = {
    "▸": ">", "●": "*", "⚑": "F", "✓": "+", "≈": "~", "✗": "x", "↕": "^", "◎": "o", "▴": "^", "▾": "v", "•": "*",
    "━": "=", "─": "-", "┄": "-", "█": "#", "░": ".", "▒": ":", "▓": "#", "·": ".", "▪": "o", "■": "#", "▏": "|",
    "▉": "#", "▊": "#", "▋": "#", "▍": ":", "▎": "|", "▐": "[", "╱": "/", "╲": "\\",
    "┌": "+", "┐": "+", "└": "+", "┘": "+",
    "╭": "+", "╮": "+", "╰": "+", "╯": "+", "│": "|", "├": "+", "┤": "+", "┬": "+", "┴": "+", "┼": "+",
    "┏": "#", "┓": "#", "┗": "#", "┛": "#", "┃": "#", "╶": "-", "╴": "-", "╷": "|", "╵": "|",
    "▁": ".", "▂": ".", "▃": ":", "▄": ":", "▅": "|", "▆": "|", "▇": "#",
    "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "×": "x", "›": ">", "‹": "<",
}  # fmt: skip
_WORDS = {"→": "->", "←": "<-", "⊣": "-|", "↑": "Up", "↓": "Dn", "⌫": "Bksp", "…": "...", "⏎": "Enter", "␣": "Space"}
_OPENING = re.compile(r"(?<!\S)([▌╎])|([▌╎])")
_OPENS = {"▌": "|", "╎": "{"}
_CLOSES = {"▌": "]", "╎": "}"}
_DOTS = {chr(0x2800 + dots): "*" for dots in range(1, 256)} | {"\u2800": " "}
"""The signs with which curves are drawn, eight dots in a cell."""
_TABLE = str.maketrans(_ONE_CELL | _DOTS)
_EXPANDED = re.compile("|".join(map(re.escape, _WORDS)))
_EXPANDED_OR_BLANKS = re.compile(f"{_EXPANDED.pattern}|  +")

COLOURED = re.compile("[▸▌●⚑!✓≈✗↕◎━─█░▒╭╮╰╯│┏┓┗┛┃▐╎]+")
"""The signs that have a colour where the words beside them have the terminal's own ink."""


def to_ascii(line: Content) -> Content:
    """Replace the signs of a line; its styles and targets stay on the same words, and its letters are untouched.

    A sign becomes one character, but arrows, named keys and the ellipsis become words. What they add is taken from the
    blanks that follow, where there are two at least, so that columns stay below each other; a line without such blanks
    grows.
    """
    text = line.plain
    if text.isascii():
        return line
    text = _OPENING.sub(lambda found: _OPENS[found[1]] if found[1] else _CLOSES[found[2]], text).translate(_TABLE)
    if not _EXPANDED.search(text):
        return Content(text, list(line.spans))
    written, moves = _expand(text)

    def move(place: int) -> int:
        return place + sum(by for end, by in moves if end <= place)

    return Content(written, [Span(move(span.start), move(span.end), span.style) for span in line.spans])


def _expand(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Write out the signs that become words, and say by how much what follows each place is moved."""
    parts, moves, at, owed = [], [], 0, 0
    for found in _EXPANDED_OR_BLANKS.finditer(text):
        word = found[0]
        if word in _WORDS:
            by = len(_WORDS[word]) - 1
            new, owed = _WORDS[word], owed + by
        else:
            by = -min(owed, len(word) - 1)
            new, owed = word[:by] if by else word, owed + by
        parts += [text[at : found.start()], new]
        moves.append((found.end(), by))
        at = found.end()
    return "".join([*parts, text[at:]]), moves
