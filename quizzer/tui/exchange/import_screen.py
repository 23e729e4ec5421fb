"""The import screen: it previews a file and shows the effect before it writes anything."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.geometry import Size

from quizzer.core.exchange import ProgressCallback
from quizzer.formats import registry
from quizzer.study.exchange.messages import import_messages
from quizzer.study.exchange.plan import ImportResult, Naming
from quizzer.tui.exchange.job_screen import ExchangeScreen, Hint
from quizzer.tui.exchange.path_completion import typed_path
from quizzer.tui.kit.form import FormRow, FormView, form_picture
from quizzer.tui.kit.line_editor import LineEditor
from quizzer.tui.kit.painting.paint import Picture

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

_EXPLAINED = "Enter looks through the file and says what would happen. Nothing is written before you press Enter again."
_STOPPED_LOOKING = "Stopped; nothing was written."
_STOPPED = "Stopped. What was taken in by then stays; importing again goes on from there."


_FILE, _DECK, _AXIS = range(3)
_NAMED = {
    _DECK: "The name of the deck; the name of a deck of your own adds the notes to it.",
    _AXIS: "The axis the deck counts for, by its id.",
}


class ImportScreen(ExchangeScreen):
    """A file name, then the preview with the names the deck gets, then the result."""

    help_note = (
        "Notes from elsewhere become deck files in your deck folder; their reviews join your history with their times. "
        "Notes that are here already stay as their deck files have them. Importing twice changes nothing."
    )
    help_title = "Filling in"
    help_rows = (
        ("Tab", "Write the file name on"),
        ("Enter", "Look through the file; then import it"),
        ("↑  ↓", "Then go to the name and the axis of the deck"),
    )

    def __init__(self, collection: Collection) -> None:
        super().__init__()
        self._collection = collection
        self._at = _FILE
        self._lines = {_DECK: LineEditor(), _AXIS: LineEditor()}
        self._looked_at: tuple[Path, Naming] | None = None
        self._seen: ImportResult | None = None
        self._done: ImportResult | None = None

    # Picture

    def picture(self, size: Size) -> Picture:
        """Draw the form and the preview, or the result."""
        shown = self._done or self._seen
        explained = "" if self._done is not None else _NAMED.get(self._at, "")
        if shown is None and not self.names:
            explained = f"{registry.import_form_help()}\n\n{_EXPLAINED}"
        view = FormView(
            title="Import" if self._done is None else "Import done",
            rows=self._rows() if self._done is None else (),
            at=self._at,
            explained=explained,
            result=tuple(import_messages(shown)) if shown else (),
            names=self.names,
            hints=self._hints(),
            work=self.work,
            notice=self.notice,
        )
        return form_picture(view, size.width, size.height)

    @property
    def _can_be_named(self) -> bool:
        """Whether the file was looked through and its notes go into one deck, whose name is not yet settled."""
        return self._seen is not None and self._seen.naming is not None and bool(self._seen.files)

    @property
    def _line(self) -> LineEditor:
        """The text under edit."""
        return self._lines.get(self._at, self.file)

    def _rows(self) -> tuple[FormRow, ...]:
        rows = [FormRow("File", self.file.text, self.file)]
        if self._can_be_named:
            rows += [
                FormRow(label, line.text, line)
                for label, line in (("Deck", self._lines[_DECK]), ("Axis", self._lines[_AXIS]))
            ]
        return tuple(rows)

    def _hints(self) -> tuple[Hint, ...]:
        first: list[Hint] = []
        if self._done is not None:
            first = [("Enter", "home", "key:enter")]
        elif self.work is None:
            first = [("Enter", "import" if self._is_settled else "look through", "key:enter")]
            if self._can_be_named:
                first.append(("↑↓", "deck and axis", "key:down"))
            if self._at == _FILE:
                first.append(("Tab", "complete", "key:tab"))
        return (*first, *self.common_hints(typing=self._done is None))

    # Keys

    def paste(self, text: str) -> None:
        """Paste into the text under edit."""
        if self._done is None and not self.is_working:
            self._line.insert(text)
            if self._at == _FILE:
                self._forget()
            self.page.repaint(top=0)

    def fill_in(self, key: str, character: str | None) -> bool:
        """Handle a key of the form: write the name, preview the file, name the deck, import it."""
        if self._done is not None:
            if key in ("enter", "space"):
                self.back()
                return True
            return False
        if key == "enter":
            self._go_on()
            return True
        if key in ("up", "down") and self._can_be_named:
            self._at = (self._at + (1 if key == "down" else -1)) % len(self._rows())
            return True
        if self._at != _FILE:
            return self._line.press(key, character)
        before = self.file.text
        done = self.write(key, character)
        if self.file.text != before:
            self._forget()
        return done

    def choose(self, row: int) -> bool:
        """Go to the row that was clicked."""
        self._at = min(row, len(self._rows()) - 1)
        return True

    def _forget(self) -> None:
        self._seen = self._looked_at = None
        self._at = _FILE

    @property
    def _naming(self) -> Naming:
        """What the rows say; nothing before the file was looked through."""
        if not self._can_be_named:
            return Naming()
        return Naming(self._lines[_DECK].text.strip(), self._lines[_AXIS].text.strip())

    @property
    def _is_settled(self) -> bool:
        """Whether the preview is what Enter would do."""
        return self._seen is not None and self._looked_at == (typed_path(self.file.text), self._naming)

    def _go_on(self) -> None:
        path, naming = typed_path(self.file.text), self._naming
        self.names = ()
        dry = not self._is_settled

        def work(progress: ProgressCallback) -> ImportResult:
            from quizzer.study.exchange.import_file import import_file

            return import_file(self._collection, path, dry=dry, progress=progress, naming=naming)

        self.carry_out(work, partial(self._finished, path), _STOPPED_LOOKING if dry else _STOPPED)

    def _finished(self, path: Path, done: ImportResult) -> None:
        if not done.dry:
            self._done = done
            return
        self._seen = done
        for row, text in zip((_DECK, _AXIS), done.naming or Naming(), strict=True):
            self._lines[row] = LineEditor(text, len(text))
        self._looked_at = path, self._naming
