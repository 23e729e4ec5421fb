"""The import form: it looks through a file, and says what would happen before it writes anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from quizzer.core.exchange import ProgressCallback
from quizzer.core.safe_text import one_line
from quizzer.errors import Problem
from quizzer.formats import registry
from quizzer.study.decks.choices import load_choices
from quizzer.study.exchange.messages import import_messages
from quizzer.study.exchange.plan import ImportResult, Naming
from quizzer.tui.exchange.import_view import deed_of, draw_preview, draw_samples, kind_of
from quizzer.tui.exchange.job_screen import FILE, ExchangeForm
from quizzer.tui.exchange.path_completion import typed_path
from quizzer.tui.exchange.result_screen import ResultScreen
from quizzer.tui.kit.forms.controls import ListControl, TextControl
from quizzer.tui.kit.forms.row import FormPart, FormRow, FormText
from quizzer.tui.kit.painting.paint import Line

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

_NAME, _AXIS, _NEW = "Name", "Axis", "New axis"
_STOPPED_LOOKING = "Stopped; nothing was written."
_STOPPED = "Stopped. What was taken in by then stays; importing again goes on from there."


class ImportScreen(ExchangeForm):
    """A file, what it is, the names its deck gets, and what will happen."""

    title_text = "Import"
    help_note = (
        "Notes from elsewhere become deck files in your deck folder; their reviews join your history with their times. "
        "Notes that are here already stay as their deck files have them. Importing twice changes nothing."
    )

    def __init__(self, collection: Collection) -> None:
        super().__init__("", self._wrong_with_file, registry.import_form_help())
        self._collection = collection
        self._axes = [("one of its own", ""), *((axis.label, axis.id) for axis in load_choices(collection).axes)]
        self._found: Naming | None = None
        self._looked_at: tuple[Path, Naming] | None = None
        self._seen: ImportResult | None = None
        self._failure: tuple[str, str] = ("", "")

    # The form

    def parts(self) -> Sequence[FormPart]:
        """Make the rows; those that name the deck are shown once the file was looked through."""
        rows = (
            FormRow(_NAME, _NAME, TextControl(cells=30), "new, or a deck of yours"),
            FormRow(_AXIS, _AXIS, ListControl(self._axes, "")),
            FormRow(_NEW, _NEW, TextControl(cells=30), "empty: as the deck"),
        )
        for row in rows:
            row.gone = True
        return (*self.file_parts(), *rows, self._drawn(draw_preview), self._drawn(draw_samples))

    def _drawn(self, draw: Callable[[ImportResult, int], Sequence[Line]]) -> FormText:
        return FormText(lambda width: draw(self._seen, width) if self._seen is not None and self._is_settled else ())

    def _wrong_with_file(self, text: str) -> str:
        """What was wrong with a file when it was looked through."""
        if not text.strip():
            return "Write the name of a file first."
        return self._failure[1] if self._failure[0] == text else ""

    def changed(self, row: FormRow) -> None:
        """Forget what was seen of another file; look again when another axis is chosen."""
        if row.key == FILE:
            self._seen = self._looked_at = self._found = None
            self._show_names_of_deck()
        elif row.key == _AXIS:
            self._show_names_of_deck()
            self._look_when_due()
        self.refresh_words()

    def left(self, row: FormRow) -> None:
        """Look when the file or a name was written."""
        if not row.error:
            self._look_when_due()

    def _show_names_of_deck(self) -> None:
        """Ask for the name of a file's one deck, and for its axis where the file has none."""
        found = self._found
        lacks_axis = found is not None and found.axis == found.deck
        self.rows[_NAME].gone = found is None
        self.rows[_AXIS].gone = not lacks_axis
        self.rows[_NEW].gone = not lacks_axis or bool(self.rows[_AXIS].control.holds)
        self.rows[FILE].help = "" if self._seen is not None else registry.import_form_help()

    # The look

    @property
    def _naming(self) -> Naming:
        """What the rows say; nothing where they say what the file says."""
        if self._found is None:
            return Naming()
        name, axis, new = (str(self.rows[key].control.holds).strip() for key in (_NAME, _AXIS, _NEW))
        name = name or self._found.deck
        if self.rows[_AXIS].gone or not (axis or new):
            return Naming() if name == self._found.deck else Naming(name)
        return Naming(name, axis or new)

    @property
    def _is_settled(self) -> bool:
        """Whether what was seen is what an import would do."""
        if self._seen is None:
            return False
        try:
            return self._looked_at == (typed_path(self.file.value), self._naming)
        except Problem:
            return False

    def complete(self) -> bool:
        """Write the file name on; where it is whole, look through the file."""
        if super().complete():
            return True
        return self._look_when_due()

    def _look_when_due(self) -> bool:
        """Look through the file unless that was done; False where it cannot be."""
        if self.is_working or not self.is_active or self._is_settled or self._wrong_with_file(self.file.value):
            return False
        self._run(dry=True)
        return True

    def attempt(self) -> None:
        """Look, or import; a file that could not be read is tried again."""
        if not self.is_working:
            self._failure = ("", "")
        super().attempt()

    def do(self) -> None:
        """Import what was looked through; else look."""
        self._run(dry=not self._is_settled)

    def _run(self, *, dry: bool) -> None:
        path, naming = typed_path(self.file.value), self._naming

        def work(progress: ProgressCallback) -> ImportResult:
            from quizzer.study.exchange.import_file import import_file

            return import_file(self._collection, path, dry=dry, progress=progress, naming=naming)

        if dry:
            self.carry_out(
                work,
                partial(self._looked, (path, naming)),
                _STOPPED_LOOKING,
                failed=partial(self._failed, self.file.value),
                hold=True,
            )
        else:
            self.carry_out(work, self._imported, _STOPPED)

    def _failed(self, text: str, sentence: str) -> None:
        self._failure = (text, sentence)
        self.rows[FILE].say(sentence)

    def _looked(self, at: tuple[Path, Naming], done: ImportResult) -> None:
        self._seen, self._looked_at = done, at
        self.rows[FILE].say(note=kind_of(done))
        is_first = self._found is None
        if is_first and done.naming is not None and done.files:
            self._found = done.naming
            self._write(_NAME, done.naming.deck)
            self._write(_NEW, "")
        self._show_names_of_deck()
        self.lay_out()
        if is_first and self._found is not None:
            self.go_to(self.rows[_NAME])

    def _write(self, key: str, text: str) -> None:
        row = self.rows[key]
        assert isinstance(row.control, TextControl)
        row.control.write(one_line(text))
        row.value_kept = row.control.value

    # The button

    def deed_words(self) -> str:
        """What would be taken in, once the file was looked through."""
        if self._seen is None:
            return "Look through the file"
        return deed_of(self._seen) if self._is_settled else "Look through it again"

    def deed_hint(self) -> str:
        """Enter looks or imports."""
        return "import" if self._is_settled else "look through"

    def _imported(self, done: ImportResult) -> None:
        self.shell.show(ResultScreen("Import done", import_messages(done)))
