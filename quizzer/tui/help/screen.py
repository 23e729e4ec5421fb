"""The help screen: every key of the screen behind it, to be searched, read and run."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Size

from quizzer.keys.actions import CONTEXTS, Context
from quizzer.tui.help.view import SCROLLING, HelpRow, HelpSection, HelpView, help_picture
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.line_editor import LineEditor
from quizzer.tui.kit.painting.paint import Picture
from quizzer.tui.kit.screen import Keyed, KeyedModal


class HelpScreen(KeyedModal):
    """Every key of a screen with its effect: what is typed searches, Enter does what is marked."""

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
        self._fixed = HelpSection(title, [HelpRow("", keys, effect) for keys, effect in rows])
        self._search = LineEditor()
        self._mark = 0
        self._follow = True  # the mark is kept in sight until the page is scrolled

    def on_mount(self) -> None:
        """Draw the border with ASCII where everything else is."""
        self.set_class(self.shell.ascii, "-ascii")

    def picture(self, size: Size) -> Picture:
        """Draw the keys."""
        sections = self._found()
        close = f"Esc or {self.shell.keymap.shown('app.help')}"
        view = HelpView(sections, self._note, close, self._search, self._marked(sections), self._follow)
        return help_picture(view, size.width)

    def _found(self) -> list[HelpSection]:
        """The rows that hold every word that is typed."""
        sections = [
            HelpSection(CONTEXTS[context], [HelpRow(*row) for row in rows])
            for context, rows in self.shell.keymap.rows(reversed(self._behind))
        ]
        sections[-1].rows.append(HelpRow("", *SCROLLING))
        if self._fixed.rows:
            sections.append(self._fixed)
        words = self._search.text.casefold().split()
        found = [HelpSection(title, [row for row in rows if row.holds(words)]) for title, rows in sections]
        return [section for section in found if section.rows]

    def _marked(self, sections: Sequence[HelpSection]) -> HelpRow | None:
        """The row that Enter runs: one of those with an action of the screen behind."""
        rows = [row for section in sections for row in section.rows if self._can_run(row)]
        if not rows:
            return None
        self._mark = max(0, min(self._mark, len(rows) - 1))
        return rows[self._mark]

    def _can_run(self, row: HelpRow) -> bool:
        behind = self._screen_behind()
        return row.action in ("" if behind is None else behind.methods) and row.action != "app.help"

    def _screen_behind(self) -> Keyed | None:
        below = self.app.screen_stack[-2]
        return below if isinstance(below, Keyed) else None

    def capture(self, key: str, character: str | None) -> bool:
        """Search, move the mark, run what is marked, or close."""
        match key:
            case "escape" | "f1":
                self.dismiss()
            case "question_mark" if not self._search.text:
                self.dismiss()
            case "enter":
                self._run()
            case "up" | "down":
                self._mark, self._follow = self._mark + (1 if key == "down" else -1), True
                self.page.repaint()
            case "home" | "end" | "pageup" | "pagedown":
                self._follow = False
                return False
            case _:
                if not self._search.press(key, character):
                    return False
                self._mark, self._follow = 0, True
                self.page.repaint(top=0)
        return True

    def paste(self, text: str) -> None:
        """Search for what is pasted."""
        self._search.insert(text)
        self.page.repaint(top=0)

    def click(self, target: str) -> None:
        """Run the row that is clicked."""
        kind, _, action = target.partition(":")
        if kind == "run":
            self._leave_for(action)

    def _run(self) -> None:
        marked = self._marked(self._found())
        if marked is not None:
            self._leave_for(marked.action)

    def _leave_for(self, action: str) -> None:
        behind = self._screen_behind()
        self.dismiss()
        if behind is not None:
            self.call_later(behind.act, action)

    @keyed("app.help")
    def show_help(self) -> None:
        """Close: the key that opens the help also closes it."""
        self.dismiss()
