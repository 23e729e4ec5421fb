"""A form above the drafts: the words of a draft, its options, a caveat, or a note of one's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.widgets import Input

from quizzer.errors import Problem
from quizzer.study.drafts.fields import EditLine
from quizzer.tui.kit.lines_form import FormLine, LinesForm

_HINT = "Enter keeps, Tab goes to the next line, Esc drops. Several answers have | between them."


class EditForm(LinesForm):
    """The parts of a note, on a line each."""

    def __init__(self, title: str, lines: Sequence[EditLine], keep: Callable[[dict[str, str]], None]) -> None:
        """Make a form.

        Args:
            title: What is written.
            lines: Its lines.
            keep: Called with the text of each line; a problem it raises is shown, and the form stays open.
        """
        super().__init__([FormLine(*line) for line in lines], _HINT, title)
        self._keep = keep

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep what is written."""
        event.stop()
        try:
            self._keep(self.texts())
        except Problem as problem:
            self.say(str(problem))
            return
        self.dismiss()
