"""The import screen: it previews a file and shows the effect before it writes anything."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.geometry import Size

from quizzer.core.exchange import ProgressCallback
from quizzer.formats import registry
from quizzer.study.exchange.messages import import_messages
from quizzer.study.exchange.plan import ImportResult
from quizzer.tui.exchange.job_screen import ExchangeScreen, Hint
from quizzer.tui.exchange.path_completion import typed_path
from quizzer.tui.kit.form import FormRow, FormView, form_picture
from quizzer.tui.kit.paint import Picture

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

_EXPLAINED = "Enter looks through the file and says what would happen. Nothing is written before you press Enter again."
_STOPPED_LOOKING = "Stopped; nothing was written."
_STOPPED = "Stopped. What was taken in by then stays; importing again goes on from there."


class ImportScreen(ExchangeScreen):
    """A file name, then the preview, then the result."""

    help_note = (
        "Notes from elsewhere become deck files in your deck folder; their reviews join your history with their times. "
        "Notes that are here already stay as their deck files have them. Importing twice changes nothing."
    )
    help_title = "Filling in"
    help_rows = (
        ("Tab", "Write the file name on"),
        ("Enter", "Look through the file; then import it"),
    )

    def __init__(self, collection: Collection) -> None:
        super().__init__()
        self._collection = collection
        self._looked_at: Path | None = None
        self._seen: ImportResult | None = None
        self._done: ImportResult | None = None

    # Picture

    def picture(self, size: Size) -> Picture:
        """Draw the file name and the preview or result."""
        shown = self._done or self._seen
        view = FormView(
            title="Import" if self._done is None else "Import done",
            rows=(FormRow("File", self.file.text, self.file),) if self._done is None else (),
            explained=f"{registry.import_form_help()}\n\n{_EXPLAINED}" if shown is None and not self.names else "",
            result=tuple(import_messages(shown)) if shown else (),
            names=self.names,
            hints=self._hints(),
            work=self.work,
            notice=self.notice,
        )
        return form_picture(view, size.width, size.height)

    def _hints(self) -> tuple[Hint, ...]:
        first: list[Hint] = []
        if self._done is not None:
            first = [("Enter", "home", "key:enter")]
        elif self.work is None:
            first = [("Enter", "look through" if self._seen is None else "import", "key:enter")]
            first.append(("Tab", "complete", "key:tab"))
        return (*first, *self.common_hints(typing=self._done is None))

    # Keys

    def paste(self, text: str) -> None:
        """Paste into the file name."""
        if self._done is None and not self.is_working:
            self.file.insert(text)
            self._forget()
            self.page.repaint(top=0)

    def fill_in(self, key: str, character: str | None) -> bool:
        """Handle a key of the form: write the name, preview the file, import it."""
        if self._done is not None:
            if key in ("enter", "space"):
                self.back()
                return True
            return False
        if key == "enter":
            self._go_on()
            return True
        before = self.file.text
        done = self.write(key, character)
        if self.file.text != before:
            self._forget()
        return done

    def choose(self, row: int) -> bool:  # noqa: ARG002 - there is but one
        """Ignore clicks: the form has one row."""
        return False

    def _forget(self) -> None:
        self._seen = self._looked_at = None

    def _go_on(self) -> None:
        path = typed_path(self.file.text)
        self.names = ()
        dry = self._seen is None or self._looked_at != path

        def work(progress: ProgressCallback) -> ImportResult:
            from quizzer.study.exchange.import_file import import_file

            return import_file(self._collection, path, dry=dry, progress=progress)

        self.carry_out(work, partial(self._finished, path), _STOPPED_LOOKING if dry else _STOPPED)

    def _finished(self, path: Path, done: ImportResult) -> None:
        if done.dry:
            self._looked_at, self._seen = path, done
        else:
            self._done = done
