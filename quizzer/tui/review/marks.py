"""What is done to the card on the screen besides rating it: put off, taken out, flagged, copied."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from quizzer.core.safe_text import plain
from quizzer.study.decks.editing.edit import explain_edit
from quizzer.tui.answering.card_view import FLAGS
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.screen import KeyedScreen

if TYPE_CHECKING:
    from quizzer.study.review.session import Session


class MarkingScreen(KeyedScreen):
    """A screen that shows the cards of a session, with the keys that mark the current one."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def take_sync(self, *, news: bool) -> None:  # noqa: ARG002 - what it brought comes with the next card
        """Say that an answer waits, while that is so."""
        from quizzer.tui.kit.sync_words import HOLDS

        holds = self.shell.syncing is not None and self.shell.syncing.standing.holds
        if holds is not (self.notice == HOLDS):
            self.notice = HOLDS if holds else ""
            if self.is_current:
                self.page.repaint()

    def _next(self) -> None:
        """Show the current card of the session."""
        raise NotImplementedError

    @keyed("review.skip")
    def skip(self) -> None:
        """Move the card to the end of the session."""
        self._put_off(self.session.skip, "Put at the end of the session.")

    @keyed("review.suspend")
    def suspend(self) -> None:
        """Take the card out of all reviews."""
        self._put_off(self.session.suspend, "Suspended: it is not asked any more. Undo takes that back.")

    @keyed("review.bury")
    def bury(self) -> None:
        """Put the card off until tomorrow."""
        self._put_off(self.session.bury, "Buried until tomorrow.")

    def _put_off(self, action: Callable[[], None], notice: str) -> None:
        """Go on to the next card without an answer to this one."""
        if self.session.current is not None:
            action()
            self._next()
            self.notice = notice

    @keyed("review.flag")
    def flag(self) -> None:
        """Set the card's next flag."""
        shown = self.session.current
        if shown is not None:
            flag = (shown.flag + 1) % len(FLAGS)
            self.session.flag(flag)
            self.notice = f"Flag {flag}, {FLAGS[flag]}." if flag else "No flag."

    @keyed("review.copy")
    def copy_card(self) -> None:
        """Copy question and answer to the clipboard."""
        shown = self.session.current
        if shown is not None:
            self.notice = self.copy(f"{plain(shown.face.prompt)}\n{plain(shown.face.answer)}")

    @keyed("review.edit")
    def edit(self) -> None:
        """Open the note in the editor, then go on with its new text."""
        edited = self.session.current
        if edited is None:
            return
        from quizzer.tui.external_editor import edit_note  # few cards are edited

        note = self.session.open_note()
        done = edit_note(self.shell.edit_file, note)
        problems = self.session.reload(note.path)
        self._next()
        self.notice = explain_edit(problems) or done
        if self.session.current is None or self.session.current.key != edited.key:
            self.notice = "The card is gone from its deck file; its history is kept."
