"""What an export or import did, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size

from quizzer.core.safe_text import plain
from quizzer.keys.actions import Context
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.painting.paint import (
    DENSE,
    EMPTY,
    LINE,
    QUIET,
    STRONG,
    Line,
    Picture,
    column,
    hanging,
    hint_line,
    wrapped,
)
from quizzer.tui.kit.screen import KeyedScreen


class ResultScreen(KeyedScreen):
    """Sentences below a title; Enter goes back."""

    contexts: tuple[Context, ...] = ("exchange", "app")

    def __init__(self, title: str, sentences: Sequence[str]) -> None:
        """Sentences, of which the first says the deed."""
        super().__init__()
        self._title = title
        self._sentences = tuple(sentences)

    def picture(self, size: Size) -> Picture:
        """Draw the sentences."""
        keymap = self.shell.keymap
        hints = [
            ("Enter", "back", "key:enter"),
            (keymap.shown("app.help"), "all keys", "do:app.help"),
        ]
        return result_picture(self._title, self._sentences, hints, size)

    def capture(self, key: str, character: str | None) -> bool:  # noqa: ARG002
        """Enter and Space go back."""
        if key in ("enter", "space"):
            self.back()
            return True
        return False

    def click(self, target: str) -> None:
        """Handle a click on a hint."""
        if target == "key:enter":
            self.back()
        else:
            super().click(target)

    @keyed("exchange.back")
    def back(self) -> None:
        """Go back to where one came from."""
        self.shell.go_home()


def result_picture(title: str, sentences: Sequence[str], hints: Sequence[tuple[str, str, str]], size: Size) -> Picture:
    """Draw sentences below a title; the first says the deed."""
    wide = column(size.width)
    head = [Content.styled(title, STRONG), *([] if size.height < DENSE else [EMPTY])]
    foot = (Content.styled("─" * wide, LINE), hint_line(hints, wide))
    return Picture(tuple(head), tuple(sentence_lines(sentences, wide)), foot)


def sentence_lines(sentences: Sequence[str], width: int) -> list[Line]:
    """Draw sentences below each other, the first one strong."""
    if not sentences:
        return []
    lines = list(wrapped(plain(sentences[0]), width, STRONG))
    for sentence in sentences[1:]:
        lines += hanging(Content.styled("· ", QUIET), wrapped(plain(sentence), width - 2))
    return lines
