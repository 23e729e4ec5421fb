"""The base of export and import: a file name under edit, and a job in a thread beside the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from quizzer.core.exchange import ProgressCallback
from quizzer.errors import Problem
from quizzer.keys.actions import Context
from quizzer.study.exchange.messages import progress_message
from quizzer.tui.exchange.path_completion import completed
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.line_editor import LineEditor
from quizzer.tui.kit.screen import KeyedScreen
from quizzer.tui.kit.work import WorkProgress, WorkStopped

T = TypeVar("T")
_EVERY = 0.1  # seconds between polls of the progress

Hint = tuple[str, str, str]


class ExchangeScreen(KeyedScreen):
    """A form with a file name, and a job that runs beside it."""

    contexts: tuple[Context, ...] = ("exchange", "app")

    def __init__(self) -> None:
        super().__init__()
        self.file = LineEditor()
        self.names: tuple[str, ...] = ()
        self.work: WorkProgress | None = None
        self._reported: tuple[str, int, int] | None = None
        self._stopping = False

    def on_mount(self) -> None:
        """Poll the job's progress."""
        self.set_interval(_EVERY, self._look)

    def on_unmount(self) -> None:
        """Stop the job: nobody waits for its result."""
        self._stopping = True

    # Work

    @property
    def is_working(self) -> bool:
        """Whether a job runs; only the key that stops it has an effect then."""
        return self._reported is not None

    def carry_out(self, work: Callable[[ProgressCallback], T], then: Callable[[T], None], stopped: str) -> None:
        """Run a job in a thread; a problem becomes a sentence, and the form stays as it is.

        The thread alone uses the collection until the job is over.

        Args:
            work: The job; it reports its progress to the callback it receives.
            then: Takes the result, in the screen's own thread.
            stopped: The sentence for a job that the user stopped.
        """
        self._reported, self._stopping = ("", 0, 0), False
        self.run_worker(self._carried_out(work, then, stopped))

    async def _carried_out(
        self, work: Callable[[ProgressCallback], T], then: Callable[[T], None], stopped: str
    ) -> None:
        try:
            done = await asyncio.to_thread(work, self._note_progress)
        except WorkStopped:
            self.notice = stopped
        except Problem as problem:
            self.notice = str(problem)
        else:
            self.notice = ""
            then(done)
        finally:
            self._reported = self.work = None
        self.page.repaint(top=0)

    def _note_progress(self, what: str, done: int, of: int) -> None:
        """Store the progress; runs in the job's thread."""
        if self._stopping:
            raise WorkStopped("Stopped.")
        self._reported = (what, done, of)

    def _look(self) -> None:
        """Show the progress; a job that ends before the first poll is never shown as running."""
        if self._reported is not None:
            what, done, of = self._reported
            self.work = WorkProgress(progress_message(what, done, of) or "Working", done, of)
            self.page.repaint()

    # Keys

    def capture(self, key: str, character: str | None) -> bool:
        """Handle the keys of the form, unless a job runs."""
        if self.is_working:
            if self.shell.keymap.action(self.contexts, key) == "exchange.back":
                self.act("exchange.back")
            return True
        return self.attempt(lambda: self.fill_in(key, character))

    def fill_in(self, key: str, character: str | None) -> bool:
        """Handle a key of the form; False when it has no effect there.

        Raises:
            Problem: The action of the key failed.
        """
        raise NotImplementedError

    def attempt(self, deed: Callable[[], bool]) -> bool:
        """Call a function, and show a problem as a sentence."""
        before, self.notice = self.notice, ""
        try:
            done = deed()
        except Problem as problem:
            self.notice, done = str(problem), True
        if not done:
            self.notice = before
        self.page.repaint()
        return done

    def write(self, key: str, character: str | None) -> bool:
        """Handle a key in the file name; Tab completes it as far as it is unambiguous."""
        if key == "tab":
            text, self.names = completed(self.file.text)
            self.file = LineEditor(text, len(text))
            return True
        if self.file.press(key, character):
            self.names = ()
            return True
        return False

    def click(self, target: str) -> None:
        """Handle a click on a row of the form or on a hint."""
        kind, _, name = target.partition(":")
        if self.is_working:
            if name == "exchange.back":
                self.act(name)
        elif kind == "row":
            self.attempt(lambda: self.choose(int(name)))
        elif kind == "key":
            self.capture(name, None)
        else:
            super().click(target)

    def choose(self, row: int) -> bool:
        """Handle a click on a row; True when it had an effect.

        Raises:
            Problem: The action of the click failed.
        """
        raise NotImplementedError

    @keyed("exchange.back")
    def back(self) -> None:
        """Stop the job, or go back to the home screen."""
        if self.is_working:
            self._stopping = True
            self.notice = "Stopping."
        else:
            self.shell.go_home()

    def common_hints(self, *, typing: bool) -> list[Hint]:
        """Build the hints that end every form."""
        keymap = self.shell.keymap
        back = "stop" if self.work else "back"
        actions = [("exchange.back", back)] if self.work else [("exchange.back", back), ("app.help", "help")]
        shown = [(keymap.shown(action, typing=typing), label, f"do:{action}") for action, label in actions]
        return [hint for hint in shown if hint[0]]
