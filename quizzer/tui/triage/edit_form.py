"""A form above the drafts: the words of a draft, its options, a caveat, or a note of one's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from quizzer.core.safe_text import plain
from quizzer.errors import Problem
from quizzer.study.drafts.fields import EditLine

_HINT = "Enter keeps, Tab goes to the next line, Esc drops. Several answers have | between them."


class EditForm(ModalScreen[None]):
    """One line a field.

    The lines are Textual's own, so cursor keys, Tab, Shift+Tab and pasting work as in any form.
    """

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Drop")]
    DEFAULT_CSS = """
    EditForm { align: center middle; }
    EditForm Vertical { width: 76; max-width: 100%; height: auto; border: round $primary; padding: 0 1; }
    EditForm Input { margin: 0 0 1 0; background: $background; }
    EditForm Input:focus { background: $surface; }
    EditForm Label { width: 100%; }
    """

    def __init__(self, title: str, lines: Sequence[EditLine], keep: Callable[[dict[str, str]], None]) -> None:
        """Make a form.

        Args:
            title: What is written.
            lines: Its lines.
            keep: Called with the text of each line; a problem it raises is shown, and the form stays open.
        """
        super().__init__()
        self._title = title
        self._lines = lines
        self._keep = keep

    def compose(self) -> ComposeResult:
        """Compose the lines, each below its name, and a line for what is wrong."""
        with Vertical():
            yield Label(Content.styled(plain(self._title), "bold"))
            yield Label("")
            for line in self._lines:
                yield Label(line.label)
                yield Input(plain(line.text), id=line.name, compact=True)
            yield Label(Content(_HINT), id="message")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep what is written."""
        event.stop()
        texts = {line.name: self.query_one(f"#{line.name}", Input).value for line in self._lines}
        try:
            self._keep(texts)
        except Problem as problem:
            self.query_one("#message", Label).update(Content(plain(str(problem))))
            return
        self.dismiss()
