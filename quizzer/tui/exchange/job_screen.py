"""What export and import have in common: a file's name under edit, and work in a thread beside the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from quizzer.core.exchange import ProgressCallback
from quizzer.errors import Problem
from quizzer.keys import Context
from quizzer.study.exchange.messages import progress_message
from quizzer.tui.exchange.path_completion import completed
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.line_editor import LineEditor
from quizzer.tui.kit.screen import KeyedScreen
from quizzer.tui.kit.work import WorkProgress, WorkStopped

T = TypeVar("T")
_EVERY = 0.1  # seconds between looks at how far the work is

Hint = tuple[str, str, str]


class ExchangeScreen(KeyedScreen):
    """A form with a file in it, and what comes of it."""

    contexts: tuple[Context, ...] = ("exchange", "app")

    def __init__(self) -> None:
        super().__init__()
        self.file = LineEditor()
        self.names: tuple[str, ...] = ()
        self.work: WorkProgress | None = None
        self._reported: tuple[str, int, int] | None = None
        self._stopping = False

    def on_mount(self) -> None:
        """Look from time to time how far the work is."""
        self.set_interval(_EVERY, self._look)

    def on_unmount(self) -> None:
        """No one waits for the work any more."""
        self._stopping = True

    # Work

    @property
    def is_working(self) -> bool:
        """Whether work goes on; keys but those that stop it do nothing meanwhile."""
        return self._reported is not None

    def carry_out(self, work: Callable[[ProgressCallback], T], then: Callable[[T], None], stopped: str) -> None:
        """Work in a thread; a problem is shown as a sentence, and the form stays as it is.

        The collection is the thread's alone meanwhile: nothing here touches it before the work is over.

        Args:
            work: To be done; is given the callback that notes how far it has come.
            then: Takes what it came to, on the screen's own thread.
            stopped: What is said when the person stopped it.
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
        """Note how far the work is; in the thread of the work."""
        if self._stopping:
            raise WorkStopped("Stopped.")
        self._reported = (what, done, of)

    def _look(self) -> None:
        """Show how far the work is; what is over sooner than this is not shown at work at all."""
        if self._reported is not None:
            what, done, of = self._reported
            self.work = WorkProgress(progress_message(what, done, of) or "Working", done, of)
            self.page.repaint()

    # Keys

    def capture(self, key: str, character: str | None) -> bool:
        """The keys of the form, unless work goes on."""
        if self.is_working:
            if self.shell.keymap.action(self.contexts, key) == "exchange.back":
                self.act("exchange.back")
            return True
        return self.attempt(lambda: self.fill_in(key, character))

    def fill_in(self, key: str, character: str | None) -> bool:
        """Take a key of the form; False when it means nothing there.

        Raises:
            Problem: What it begins cannot be done.
        """
        raise NotImplementedError

    def attempt(self, deed: Callable[[], bool]) -> bool:
        """Do something; a problem is shown as a sentence."""
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
        """Take a key into the file's name; Tab writes it on as far as there is but one way."""
        if key == "tab":
            text, self.names = completed(self.file.text)
            self.file = LineEditor(text, len(text))
            return True
        if self.file.press(key, character):
            self.names = ()
            return True
        return False

    def click(self, target: str) -> None:
        """A row of the form, or a key of the hints."""
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
        """Take a click on a row; True when it means something.

        Raises:
            Problem: What it begins cannot be done.
        """
        raise NotImplementedError

    @keyed("exchange.back")
    def back(self) -> None:
        """Stop the work, or go back to the first screen."""
        if self.is_working:
            self._stopping = True
            self.notice = "Stopping."
        else:
            self.shell.go_home()

    def common_hints(self, *, typing: bool) -> list[Hint]:
        """The hints at the end."""
        keymap = self.shell.keymap
        back = "stop" if self.work else "back"
        actions = [("exchange.back", back)] if self.work else [("exchange.back", back), ("app.help", "help")]
        shown = [(keymap.shown(action, typing=typing), label, f"do:{action}") for action, label in actions]
        return [hint for hint in shown if hint[0]]
