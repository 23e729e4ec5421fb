"""A form of a few lines above a screen, each below its name, with a sentence at the bottom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from quizzer.core.safe_text import plain


class FormLine(NamedTuple):
    """A line of a form.

    Attributes:
        name: What the program calls it.
        label: Its name on the screen.
        text: What it holds at first.
        placeholder: What is shown while it holds nothing.
    """

    name: str
    label: str
    text: str = ""
    placeholder: str = ""


class LinesForm(ModalScreen[None]):
    """One line a field; a subclass says what Enter does.

    The lines are Textual's own, so cursor keys, Tab, Shift+Tab and pasting work as in any form.
    """

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Leave")]
    DEFAULT_CSS = """
    LinesForm { align: center middle; }
    LinesForm Vertical { width: 76; max-width: 100%; height: auto; border: round $primary; padding: 0 1; }
    LinesForm Input { margin: 0 0 1 0; background: $background; }
    LinesForm Input:focus { background: $surface; }
    LinesForm Label { width: 100%; }
    """

    def __init__(self, lines: Sequence[FormLine], sentence: str, title: str = "") -> None:
        """Make a form.

        Args:
            lines: Its lines.
            sentence: What the keys do, until :meth:`say` has something to say.
            title: What is written; empty for none.
        """
        super().__init__()
        self._lines = lines
        self._sentence = sentence
        self._title = title

    def compose(self) -> ComposeResult:
        """Compose the title, the lines below their names, and the sentence."""
        with Vertical():
            if self._title:
                yield Label(Content.styled(plain(self._title), "bold"))
                yield Label("")
            for line in self._lines:
                yield Label(line.label)
                yield Input(
                    plain(line.text),
                    placeholder=line.placeholder,
                    id=line.name,
                    compact=True,
                    select_on_focus=False,  # the first key would replace all that is there
                )
            yield Label(Content(self._sentence), id="message")

    def texts(self) -> dict[str, str]:
        """The text of each line, by its name."""
        return {line.name: self.query_one(f"#{line.name}", Input).value for line in self._lines}

    def say(self, sentence: str) -> None:
        """Show a sentence at the bottom."""
        self.query_one("#message", Label).update(Content(plain(sentence)))
