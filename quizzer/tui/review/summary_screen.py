"""The end of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size

from quizzer.errors import Problem
from quizzer.keys.actions import Context
from quizzer.study.review.values import Plan
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.painting.paint import Picture
from quizzer.tui.kit.screen import KeyedScreen
from quizzer.tui.review.summary_view import SummaryView, summary_picture

if TYPE_CHECKING:
    from quizzer.study.review.session import Session

MORE_NEW = 5
"""New cards that one key adds to the day, as on the first screen."""


class SummaryScreen(KeyedScreen):
    """What a session changed in each axis, what slipped, and what tomorrow brings."""

    contexts: tuple[Context, ...] = ("summary", "app")
    help_note = (
        "“Known” is the share of an axis' cards that you would recall now, before the session and after it; “met” are "
        "the cards answered at least once. A card is firm when its interval is three weeks or longer, and has slipped "
        "when its review was rated Again. The cards that slipped can be practised at once; that leaves the schedule "
        "alone."
    )

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._summary = session.summary()
        self._outcome = session.outcome()

    def on_mount(self) -> None:
        """Send what was answered to the learner's other devices."""
        if self.shell.syncing is not None:
            self.shell.syncing.send()

    def picture(self, size: Size) -> Picture:
        """Draw the page."""
        session, clock = self.session, self.shell.collection.clock
        waiting = session.waiting_until
        view = SummaryView(
            summary=self._summary,
            outcome=self._outcome,
            now=clock.local(clock.now()),
            left=session.planned - session.finished,
            planned=session.planned,
            back_at=None if waiting is None else clock.local(waiting),
            come_back=session.come_back,
            hints=self._hints(),
            notice=self.notice,
        )
        return summary_picture(view, size.width, size.height)

    def _hints(self) -> tuple[tuple[str, str, str], ...]:
        keymap = self.shell.keymap
        actions = [("summary.home", "home")]
        missed = len(self._summary.slipped or self._summary.missed)
        if missed:
            actions.append(("summary.again_now", f"practise the {missed}" if missed > 1 else "practise it"))
        if self._more_new:
            actions.append(("summary.more_new", f"{min(MORE_NEW, self._outcome.home.more_new)} more new"))
        if self._summary.answered:
            actions.append(("summary.undo", "undo"))
        shown = [(keymap.shown(action), label, f"do:{action}") for action, label in actions if keymap.shown(action)]
        return (*shown, (keymap.shown("app.help") or "F1", "all keys", "do:app.help"))

    @property
    def _more_new(self) -> bool:
        """Whether more new cards are offered: when the day's plan is done."""
        home = self._outcome.home
        return not self._summary.practice and not home.counts.total and bool(home.more_new)

    @keyed("summary.home")
    def home(self) -> None:
        """Go to the first screen."""
        self.shell.go_home()

    @keyed("summary.again_now")
    def again_now(self) -> None:
        """Practise the cards that slipped."""
        if not self._summary.missed:
            raise Problem("No card slipped.")
        self.shell.show_review(self.session.again_now())

    @keyed("summary.more_new")
    def more_new(self) -> None:
        """Meet more new cards."""
        if not self.shell.review(Plan(more_new=MORE_NEW)):
            raise Problem("There are no more new cards.")

    @keyed("summary.undo")
    def undo(self) -> None:
        """Take back the last answer and go on from there."""
        undone = self.session.undo()
        if undone is None:
            raise Problem("There is nothing to undo.")
        self.shell.show_review(self.session, undone)
