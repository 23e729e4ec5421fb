"""The summary of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size

from quizzer.errors import Problem
from quizzer.keys.actions import Context
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.painting.paint import Picture
from quizzer.tui.kit.screen import KeyedScreen
from quizzer.tui.review.summary_view import SummaryView, summary_picture

if TYPE_CHECKING:
    from quizzer.study.review.session import Session


class SummaryScreen(KeyedScreen):
    """The figures of a session and its missed cards."""

    contexts: tuple[Context, ...] = ("summary", "app")
    help_note = "The missed cards can be practised at once; that leaves the schedule alone."

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._summary = session.summary()

    def picture(self, size: Size) -> Picture:
        """Draw the summary."""
        keymap = self.shell.keymap
        actions = [("summary.home", "home")]
        if self._summary.missed:
            actions.append(("summary.again_now", "practise the missed"))
        actions += [("summary.undo", "undo"), ("app.help", "help"), ("app.quit", "quit")]
        hints = tuple((keymap.shown(a), label, f"do:{a}") for a, label in actions if keymap.shown(a))
        return summary_picture(SummaryView(self._summary, hints, self.notice), size.width, size.height)

    @keyed("summary.home")
    def home(self) -> None:
        """Go to the home screen."""
        self.shell.go_home()

    @keyed("summary.again_now")
    def again_now(self) -> None:
        """Practise the missed cards."""
        if not self._summary.missed:
            raise Problem("No card was missed.")
        self.shell.show_review(self.session.again_now())

    @keyed("summary.undo")
    def undo(self) -> None:
        """Take back the last answer and go on from there."""
        undone = self.session.undo()
        if undone is None:
            raise Problem("There is nothing to undo.")
        self.shell.show_review(self.session, undone)
