"""A list above the drafts: the sections to go to, the decks to choose from, or the section of the document to read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.geometry import Size

from quizzer.core.safe_text import one_line, plain
from quizzer.keys.actions import Context
from quizzer.tui.kit.painting.paint import (
    ACCENT_STRONG,
    DENSE,
    EMPTY,
    LINE,
    QUIET,
    STRONG,
    Line,
    Picture,
    clickable,
    column,
    hanging,
    hint_line,
    wrapped,
)
from quizzer.tui.kit.screen import KeyedModal


class LinesScreen(KeyedModal):
    """Texts below each other; one is marked, and where there is something to choose Enter chooses it."""

    contexts: tuple[Context, ...] = ("app",)

    def __init__(
        self, title: str, lines: Sequence[tuple[str, str]], choose: Callable[[int], None] | None = None, at: int = 0
    ) -> None:
        """Show the list.

        Args:
            title: What it is.
            lines: Each with what stands beside it, or empty.
            choose: Called with the index of the chosen line, once the list is closed; None to read only.
            at: Index of the line that is marked first.
        """
        super().__init__()
        self._title = title
        self._lines = lines
        self._choose = choose
        self._at = at

    def picture(self, size: Size) -> Picture:
        """Draw the list."""
        wide = column(size.width)
        gap = [] if size.height < DENSE else [EMPTY]
        body: list[Line] = []
        look = 0
        for number, (text, aside) in enumerate(self._lines):
            marked = number == self._at
            mark = Content.styled("▸ " if marked else "  ", ACCENT_STRONG)
            drawn = hanging(mark, wrapped(self._fitting(text), wide - 2, STRONG if marked and self._choose else ""))
            if aside:
                fitting = drawn[-1].truncate(wide - len(aside) - 3, ellipsis=True)
                drawn[-1] = Content.assemble(fitting, "   ", (one_line(aside), QUIET))
            look = len(body) + len(drawn) - 1 if marked else look
            body += [clickable(line, f"line:{number}") for line in drawn]
            if self._choose is None:
                body.append(EMPTY)
        keys = [("Enter", "choose", "key:enter")] if self._choose else []
        foot = (Content.styled("─" * wide, LINE), hint_line([*keys, ("Esc", "back", "key:escape")], wide))
        return Picture((*gap, Content.styled(one_line(self._title), STRONG), *gap), tuple(body), foot, look)

    def _fitting(self, text: str) -> str:
        return one_line(text) if self._choose else plain(text)

    def capture(self, key: str, character: str | None) -> bool:  # noqa: ARG002
        """Handle the arrows, Enter and Esc."""
        match key:
            case "down" | "j" | "up" | "k":
                step = 1 if key in ("down", "j") else -1
                self._at = max(0, min(self._at + step, len(self._lines) - 1))
                self.page.repaint()
            case "enter" | "space" if self._choose is not None and self._lines:
                self.dismiss()
                self._choose(self._at)
            case "escape" | "q" | "enter":
                self.dismiss()
            case _:
                return False
        return True

    def click(self, target: str) -> None:
        """Mark the clicked line; a second click chooses it."""
        kind, _, name = target.partition(":")
        if kind == "key":
            self.capture(name, None)
        elif kind == "line":
            if int(name) == self._at:
                self.capture("enter", None)
            else:
                self._at = int(name)
                self.page.repaint()
