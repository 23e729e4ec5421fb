"""The export form: which notes go into which file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from quizzer.core.exchange import ProgressCallback
from quizzer.core.safe_text import plain
from quizzer.core.wording import day_month, plural
from quizzer.errors import Problem
from quizzer.formats import registry
from quizzer.study.decks.choices import load_choices
from quizzer.study.exchange.anki_notes import has_notes_made_in_anki
from quizzer.study.exchange.messages import export_messages
from quizzer.study.exchange.plan import ExportPlan, ExportResult
from quizzer.study.filters import Filter
from quizzer.tui.exchange.job_screen import FILE, ExchangeForm
from quizzer.tui.exchange.path_completion import typed_path
from quizzer.tui.exchange.result_screen import ResultScreen
from quizzer.tui.kit.forms.controls import ListControl
from quizzer.tui.kit.forms.row import FormPart, FormRow, FormText
from quizzer.tui.kit.forms.ticks import ManyOf
from quizzer.tui.kit.painting.paint import QUIET, Line, hanging, wrapped

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

_PROPOSED = "~/quizzer.apkg"
_FOREIGN_HELP = (
    "They are in Anki already and stay out of the file, so that it cannot change them. With this they go along with "
    "their own note type and fields, as they were when they were imported."
)


class ExportScreen(ExchangeForm):
    """The file, what goes into it, and a button that counts it."""

    title_text = "Export"
    help_note = (
        "The file takes its place when it is whole, so nothing is lost when something goes wrong. Nothing here changes "
        "your decks or your progress."
    )

    def __init__(self, collection: Collection) -> None:
        """Build the form with the usual choices."""
        super().__init__(_PROPOSED, _wrong_with_path)
        self._collection = collection
        there = load_choices(collection)
        self._axes = [("all", ""), *((axis.label, axis.id) for axis in there.axes)]
        self._levels = [("all", ""), *((level, level) for level in there.levels)]
        self._formats = [(f"{one.label}, {one.ending}", one.ending) for one in registry.export_choices().values()]
        self._has_foreign = has_notes_made_in_anki(collection.connection)

    # The form

    def parts(self) -> Sequence[FormPart]:
        """Make the rows."""
        format_row = FormRow("Format", "Format", ListControl(self._formats, self._ending))
        format_row.help = self._choice.summary
        progress = FormRow("Progress", "Progress", ManyOf(("schedule and reviews go along",), ()))
        progress.help = self._choice.carries_summary
        foreign = FormRow("Foreign", "Notes made in Anki", ManyOf(("go along as they were there",), ()), _FOREIGN_HELP)
        return (
            *self.file_parts(),
            format_row,
            FormRow("Axes", "Axes", ListControl(self._axes, "")),
            FormRow("Levels", "Levels", ListControl(self._levels, "")),
            progress,
            FormText(self._said_of_progress, gap=False),
            *([foreign] if self._has_foreign else ()),
        )

    @property
    def _ending(self) -> str:
        """The ending of the file name, where it names a format; else that of the list."""
        ending = Path(self.file.value.strip()).suffix.lower()
        if ending in registry.export_choices():
            return ending
        return str(self.rows["Format"].control.holds) if self.rows else self._formats[0][1]

    @property
    def _choice(self) -> registry.ExportChoice:
        return registry.export_choices()[self._ending]

    def _said_of_progress(self, width: int) -> Sequence[Line]:
        """Say whether the progress goes along, where that is not to be chosen."""
        if self._choice.carries == "on request":
            return ()
        endings = registry.join_words(registry.export_endings("on request", "always"))
        said = self._choice.carries_summary or f"This format has no reviews in it; they go with {endings}."
        label = Content.styled("Progress".ljust(self.rows[FILE].labels + 2), QUIET)
        return hanging(label, wrapped(said, width - label.cell_length, QUIET))

    def changed(self, row: FormRow) -> None:
        """Keep the ending of the file name and the list of formats the same, and show what the format has room for."""
        formats = self.rows["Format"]
        assert isinstance(formats.control, ListControl)
        if row is formats:
            self._write_ending(formats.control.holds)
        elif formats.control.holds != self._ending:
            formats.control.value = formats.value_kept = self._ending
        formats.help = self._choice.summary
        self.rows["Progress"].gone = self._choice.carries != "on request"
        if self._has_foreign:
            self.rows["Foreign"].gone = self._ending != ".apkg"
        self.refresh_words()

    def _write_ending(self, ending: str) -> None:
        text = self.file.value.rstrip()
        had = Path(text).suffix
        if had.lower() != ending:
            text = text[: len(text) - len(had)] if had.lower() in registry.export_choices() else text.rstrip(".")
            self.file.write(text + ending)
            self.rows[FILE].value_kept = self.file.value
            self.rows[FILE].say()

    # The button

    @property
    def _plan(self) -> ExportPlan:
        axis, level = (str(self.rows[key].control.holds) for key in ("Axes", "Levels"))
        wanted = Filter(axes=(axis,) if axis else (), levels=(level,) if level else ())
        return ExportPlan(
            path=typed_path(self.file.value),
            filter=wanted,
            progress=self._choice.carries == "always" or self._is_ticked("Progress"),
            foreign=self._is_ticked("Foreign"),
        )

    def _is_ticked(self, key: str) -> bool:
        return key in self.rows and not self.rows[key].gone and bool(self.rows[key].control.holds)

    def _count(self) -> int:
        from quizzer.study.exchange.export import count_notes

        try:
            return count_notes(self._collection, self._plan)
        except Problem:
            return 0  # what is wrong is said below the field

    def missing(self) -> tuple[str, str] | None:
        """A scope without a note."""
        if _wrong_with_path(self.file.value):
            return FILE, "Name a file"
        return None if self._count() else ("Axes", "No note is chosen")

    def deed_words(self) -> str:
        """How many notes go into the file."""
        return f"Export {plural(self._count(), 'note')}"

    def deed_hint(self) -> str:
        """Enter exports."""
        return "export"

    def remarks_at_rest(self, width: int) -> Sequence[Line]:
        """Name the file that would be replaced, with its day."""
        if _wrong_with_path(self.file.value):
            return ()
        path = typed_path(self.file.value)
        try:
            written = path.stat().st_mtime
        except (OSError, ValueError):
            return ()
        clock = self._collection.clock
        day, today = (clock.local(at) for at in (int(written * 1000), clock.now()))
        said = day_month(day) if day.year == today.year else f"{day_month(day)} {day.year}"
        sentence = f"{plain(self.file.value.strip())} is there already, of {said}: it will be replaced."
        return wrapped(sentence, width, QUIET)

    def do(self) -> None:
        """Write the file."""
        plan = self._plan

        def work(progress: ProgressCallback) -> ExportResult:
            from quizzer.study.exchange.export import export

            return export(self._collection, plan, progress)

        self.carry_out(work, self._finished, "Stopped; no file was written.")

    def _finished(self, done: ExportResult) -> None:
        self.shell.show(ResultScreen("Export done", export_messages(done)))


def _wrong_with_path(text: str) -> str:
    """What is wrong with the name of a file that is to be written; nothing where it is right."""
    try:
        path = typed_path(text)
        if path.is_dir():
            return "That is a folder; name a file in it."
        if path.suffix.lower() not in registry.export_choices():
            endings = registry.join_words(registry.export_endings(), " or")
            return f"The ending decides the format: {endings}."
        if not path.parent.is_dir():
            return f"There is no folder {path.parent}."
    except Problem as problem:
        return str(problem)
    except (OSError, ValueError):
        return "No file can have this name."
    return ""
