"""The base of export and import: a form with a file name, and a job in a thread beside the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TypeVar

from textual import events
from textual.content import Content

from quizzer.core.exchange import ProgressCallback
from quizzer.core.safe_text import one_line, plain
from quizzer.errors import Problem
from quizzer.keys.actions import Context
from quizzer.study.exchange.messages import progress_message
from quizzer.tui.exchange.path_completion import completed
from quizzer.tui.kit.forms.controls import Check, TextControl
from quizzer.tui.kit.forms.row import FormRow, FormText
from quizzer.tui.kit.forms.screen import FormScreen, Hint
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.painting.paint import EMPTY, QUIET, Line, meter, wrapped
from quizzer.tui.kit.work import WorkProgress, WorkStopped

T = TypeVar("T")
FILE = "File"
_EVERY = 0.1  # seconds between polls of the progress
_NAMES = 12


class ExchangeForm(FormScreen):
    """A form whose first field is a file name, and a job that runs beside it.

    Attributes:
        names: File names to choose from, after a Tab.
        work: The progress of the job, once it has run for a moment.
    """

    contexts: tuple[Context, ...] = ("exchange", "form", "app")
    back_action = "exchange.back"
    help_rows = (
        *FormScreen.help_rows[:1],
        ("Tab", "Write the file name on; else to the next field"),
        *FormScreen.help_rows[1:],
    )

    def __init__(self, path: str, check: Check, help_text: str = "") -> None:
        """A form with this file name at first."""
        super().__init__()
        self.names: tuple[str, ...] = ()
        self.work: WorkProgress | None = None
        self.file = TextControl(path, check=check)
        self._file_row = FormRow(FILE, "File", self.file, help_text)
        self._choices = FormText(self._draw_names, gap=False)
        self._reported: tuple[str, int, int] | None = None
        self._stopping = False
        self._held: list[events.Key] | None = None

    def file_parts(self) -> tuple[FormRow, FormText]:
        """The field for the file, and the names to choose from below it."""
        return self._file_row, self._choices

    def on_mount(self) -> None:
        """Poll the job's progress."""
        self.set_interval(_EVERY, self._look_at_job)

    def on_unmount(self) -> None:
        """Stop the job: nobody waits for its result."""
        self._stopping = True

    # The job

    @property
    def is_working(self) -> bool:
        """Whether a job runs; only the key that stops it has an effect then."""
        return self._reported is not None

    def carry_out(
        self,
        work: Callable[[ProgressCallback], T],
        then: Callable[[T], None],
        stopped: str,
        *,
        failed: Callable[[str], None] | None = None,
        hold: bool = False,
    ) -> None:
        """Run a job in a thread; a problem becomes a sentence, and the form stays as it is.

        The thread alone uses the collection until the job is over.

        Args:
            work: The job; it reports its progress to the callback it receives.
            then: Takes the result, in the screen's own thread.
            stopped: The sentence for a job that the user stopped.
            failed: Takes the sentence of a problem; None shows it above the hints.
            hold: Keep the keys pressed meanwhile for afterwards, all but Enter.
        """
        self._reported, self._stopping = ("", 0, 0), False
        self._held = [] if hold else None
        self.run_worker(self._carried_out(work, then, stopped, failed))

    async def _carried_out(
        self,
        work: Callable[[ProgressCallback], T],
        then: Callable[[T], None],
        stopped: str,
        failed: Callable[[str], None] | None,
    ) -> None:
        self.notice = ""
        try:
            try:
                done = await asyncio.to_thread(work, self._note_progress)
            finally:
                self._reported = self.work = None
        except WorkStopped:
            self.notice = stopped
        except Problem as problem:
            if failed is None:
                self.notice = str(problem)
            else:
                failed(str(problem))
        else:
            then(done)
        if self.is_active:
            self.refresh_words()
            self.lay_out()
            held, self._held = self._held or [], None
            for event in held:
                self.press(event)

    def _note_progress(self, what: str, done: int, of: int) -> None:
        """Store the progress; runs in the job's thread."""
        if self._stopping:
            raise WorkStopped("Stopped.")
        self._reported = (what, done, of)

    def _look_at_job(self) -> None:
        """Show the progress; a job that ends before the first poll is never shown as running."""
        if self._reported is not None:
            what, done, of = self._reported
            self.work = WorkProgress(progress_message(what, done, of) or "Working", done, of)
            self.lay_out()

    def attempt(self) -> None:
        """Do what the button says, unless a job runs."""
        if not self.is_working:
            super().attempt()

    # The file name

    def capture(self, key: str, character: str | None) -> bool:
        """While a job runs, let only the key through that stops it; else complete the file name with Tab."""
        if self.is_working:
            if self.shell.keymap.action(self.contexts, key) == "exchange.back":
                self._held = None
                self.act("exchange.back")
            elif self._held is not None and key != "enter":
                self._held.append(events.Key(key, character))
            return True
        if key == "tab" and self.focused_widget is self.file and self.file.cursor_position == len(self.file.value):
            return self.complete()
        self._show_names(())
        return False

    def complete(self) -> bool:
        """Write the file name on as far as it is unambiguous; False where there is nothing to write or to show."""
        text, names = completed(self.file.value)
        is_longer = text != self.file.value
        names = names if is_longer or names != self.names else ()
        self.file.write(text)
        self.check_changes()
        self._show_names(names)
        return is_longer or bool(names)

    def _show_names(self, names: tuple[str, ...]) -> None:
        if names != self.names:
            self.names = names
            self.lay_out()

    def _draw_names(self, width: int) -> Sequence[Line]:
        """Draw the first names, on as many lines as they need."""
        if not self.names:
            return ()
        at = self._file_row.labels + 2
        shown = [one_line(name) for name in self.names[:_NAMES]]
        rest = [f"and {len(self.names) - _NAMES} more"] if len(self.names) > _NAMES else []
        return [Content(" " * at) + line for line in wrapped("   ".join([*shown, *rest]), width - at, QUIET)]

    # Below the button

    def remarks(self, width: int) -> Sequence[Line]:
        """How far the job is."""
        if self.work is None:
            return self.remarks_at_rest(width)
        activity = Content(plain(self.work.activity)).truncate(width, ellipsis=True)
        return [activity, meter(self.work.done, self.work.of, width) if self.work.of else EMPTY]

    def remarks_at_rest(self, width: int) -> Sequence[Line]:  # noqa: ARG002
        """Lines below the button while no job runs."""
        return ()

    def hints(self) -> list[Hint]:
        """While a job runs, the key that stops it."""
        if self.work is None:
            return super().hints()
        return [(self.shell.keymap.shown("exchange.back", typing=True), "stop", "do:exchange.back")]

    @keyed("exchange.back")
    def back(self) -> None:
        """Stop the job, or go back to where one came from."""
        if self.is_working:
            self._stopping = True
            self.notice = "Stopping."
            self.lay_out()
        else:
            self.shell.go_home()
