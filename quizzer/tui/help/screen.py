"""The help screen: the keys of the screen behind it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Size

from quizzer.keys.actions import CONTEXTS, Context
from quizzer.tui.help.view import SCROLLING, help_picture
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.painting.paint import Picture
from quizzer.tui.kit.screen import KeyedModal


class HelpScreen(KeyedModal):
    """Every key of a screen with its effect."""

    contexts: tuple[Context, ...] = ("app",)

    def __init__(
        self, behind: Sequence[Context], note: str, title: str = "", rows: Sequence[tuple[str, str]] = ()
    ) -> None:
        """Show the help of a screen.

        Args:
            behind: The contexts of that screen's keys.
            note: A few sentences about it.
            title: The title of ``rows``.
            rows: Fixed keys and their effects.
        """
        super().__init__()
        self._behind = tuple(context for context in CONTEXTS if context in behind)
        self._note = note
        self._title = title
        self._rows = rows

    def picture(self, size: Size) -> Picture:
        """Draw the keys."""
        keymap = self.shell.keymap
        sections = [(CONTEXTS[context], rows) for context, rows in keymap.rows(reversed(self._behind))]
        sections[-1][1].append(SCROLLING)
        if self._rows:
            sections.append((self._title, list(self._rows)))
        return help_picture(sections, self._note, f"Esc or {keymap.shown('app.help')}", size.width)

    def capture(self, key: str, character: str | None) -> bool:  # noqa: ARG002
        """Close on the usual keys; leave the others to the key map."""
        if key in ("escape", "enter", "space", "q"):
            self.dismiss()
            return True
        return False

    @keyed("app.help")
    def show_help(self) -> None:
        """Close: the key that opens the help also closes it."""
        self.dismiss()
