"""A line of text under edit: the text, the caret, and the editing keys of every terminal.

Textual's ``Input`` does not serve here: a focused widget has a queue of its own, in which a key that follows Enter
still counts as text after the next card is up. This editor handles each key before the next one is read.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from textual.content import Content

from quizzer.core.safe_text import plain
from quizzer.tui.kit.painting.paint import CARET, Line

LONGEST = 2_000
_JOINER = "\u200d"
_WORD = re.compile(r"\w+\W*|\W+")


@dataclass(slots=True)
class LineEditor:
    """One line under edit.

    Attributes:
        text: The text; a single line.
        caret: The index of the next character, 0..len(text); never between a character and its combining marks.
    """

    text: str = ""
    caret: int = 0

    def press(self, key: str, character: str | None) -> bool:
        """Handle a key; False when it edits nothing."""
        command = _COMMANDS.get(key)
        if command is not None:
            command(self)
            return True
        if character is not None and character.isprintable() and character:
            self.insert(character)
            return True
        return False

    def insert(self, text: str) -> None:
        """Insert text at the caret; line breaks become spaces, and control characters are dropped."""
        text = "".join(c for c in _spaced(text) if c.isprintable() or c == _JOINER)
        text = text[: max(0, LONGEST - len(self.text))]
        self.text = self.text[: self.caret] + text + self.text[self.caret :]
        self.caret += len(text)

    def clear(self) -> None:
        """Empty the line."""
        self.text, self.caret = "", 0

    def painted(self, width: int) -> tuple[Line, int]:
        """Draw the part of the line that fits around the caret, and return it with the caret's cell."""
        before, under, after = plain(self.text[: self.caret]), " ", ""
        if self.caret < len(self.text):
            end = self._next()
            under, after = plain(self.text[self.caret : end]) or " ", plain(self.text[end:])
        left = Content(before)
        room = max(4, width - 2)
        while left.cell_length > room:
            cut = max(1, (left.cell_length - room) // 2)
            left = Content("…" + left.plain[1 + cut :])
        line = Content.assemble(left, (under, CARET), after)
        return line.truncate(width, ellipsis=True), left.cell_length

    def _previous(self) -> int:
        at = self.caret
        while at > 0:
            at -= 1
            if not _continues(self.text, at):
                break
        return at

    def _next(self) -> int:
        at = self.caret
        while at < len(self.text):
            at += 1
            if at == len(self.text) or not _continues(self.text, at):
                break
        return at

    def _word_before(self) -> int:
        starts = [found.start() for found in _WORD.finditer(self.text) if found.start() < self.caret]
        return starts[-1] if starts else 0

    def _word_after(self) -> int:
        ends = [found.end() for found in _WORD.finditer(self.text) if found.end() > self.caret]
        return ends[0] if ends else len(self.text)

    def _cut(self, start: int, end: int) -> None:
        self.text = self.text[:start] + self.text[end:]
        self.caret = start

    def _move(self, caret: int) -> None:
        self.caret = caret


def _spaced(text: str) -> str:
    return text if text.isprintable() else re.sub(r"\s+", " ", text)


def _continues(text: str, at: int) -> bool:
    """Return whether the character at an index belongs to the one before it."""
    character = text[at]
    joined = at > 0 and text[at - 1] == _JOINER
    return joined or character == _JOINER or unicodedata.category(character) in ("Mn", "Me", "Mc")


_COMMANDS = {
    "left": lambda line: line._move(line._previous()),
    "right": lambda line: line._move(line._next()),
    "home": lambda line: line._move(0),
    "ctrl+a": lambda line: line._move(0),
    "end": lambda line: line._move(len(line.text)),
    "ctrl+e": lambda line: line._move(len(line.text)),
    "ctrl+left": lambda line: line._move(line._word_before()),
    "alt+b": lambda line: line._move(line._word_before()),
    "ctrl+right": lambda line: line._move(line._word_after()),
    "alt+f": lambda line: line._move(line._word_after()),
    "backspace": lambda line: line._cut(line._previous(), line.caret),
    "delete": lambda line: line._cut(line.caret, line._next()),
    "ctrl+d": lambda line: line._cut(line.caret, line._next()),
    "ctrl+w": lambda line: line._cut(line._word_before(), line.caret),
    "ctrl+h": lambda line: line._cut(line._previous(), line.caret),
    "alt+backspace": lambda line: line._cut(line._word_before(), line.caret),
    "ctrl+u": lambda line: line._cut(0, line.caret),
    "ctrl+k": lambda line: line._cut(line.caret, len(line.text)),
}
