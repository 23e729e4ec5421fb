"""The keys of the screen behind it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Size

from quizzer.keys import CONTEXTS, Context
from quizzer.tui.help.view import SCROLLING, help_picture
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.paint import Picture
from quizzer.tui.kit.screen import KeyedModal


class HelpScreen(KeyedModal):
    """Every key of a screen with what it does."""

    contexts: tuple[Context, ...] = ("app",)

    def __init__(
        self, behind: Sequence[Context], note: str, title: str = "", rows: Sequence[tuple[str, str]] = ()
    ) -> None:
        """The help of a screen.

        Args:
            behind: Where the keys of that screen are looked up.
            note: A few sentences about it.
            title: What the rows are about.
            rows: Keys that are the same for everyone and what they do.
        """
        super().__init__()
        self._behind = tuple(context for context in CONTEXTS if context in behind)
        self._note = note
        self._title = title
        self._rows = rows

    def picture(self, size: Size) -> Picture:
        """The keys."""
        keymap = self.shell.keymap
        sections = [(CONTEXTS[context], rows) for context, rows in keymap.rows(reversed(self._behind))]
        sections[-1][1].append(SCROLLING)
        if self._rows:
            sections.append((self._title, list(self._rows)))
        return help_picture(sections, self._note, f"Esc or {keymap.shown('app.help')}", size.width)

    def capture(self, key: str, character: str | None) -> bool:  # noqa: ARG002
        """Close with the usual keys; everything else but scrolling is left to the screen behind."""
        if key in ("escape", "enter", "space", "q"):
            self.dismiss()
            return True
        return False

    @keyed("app.help")
    def show_help(self) -> None:
        """The key that opened it closes it."""
        self.dismiss()
