"""The export screen: which notes go into which file, and how to use that file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.geometry import Size

from quizzer.core.exchange import ProgressCallback
from quizzer.formats import registry
from quizzer.study.decks.choices import load_choices
from quizzer.study.exchange.anki_notes import has_notes_made_in_anki
from quizzer.study.exchange.messages import export_messages
from quizzer.study.exchange.plan import ExportPlan, ExportResult
from quizzer.study.filters import Filter
from quizzer.tui.exchange.job_screen import ExchangeScreen, Hint
from quizzer.tui.exchange.path_completion import typed_path
from quizzer.tui.kit.form import FormRow, FormView, form_picture
from quizzer.tui.kit.line_editor import LineEditor
from quizzer.tui.kit.painting.paint import Picture

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

_PROPOSED = "~/quizzer.apkg"
_FILE, _FORMAT, _AXIS, _LEVEL, _PROGRESS, _FOREIGN, _RUN = range(7)
_WITHOUT_FORMAT = "The ending of the file name decides the format; Space goes through those there are."
_MADE_IN_ANKI = (
    "Notes made in Anki are there already and stay out of the file, so that it cannot change them. With this they go "
    "along with their own note type and fields, as they were when they were imported."
)
_AS_ALL_OTHERS = "In this format notes made in Anki are notes as all others."
_EXPLAINED = {
    _AXIS: "The notes of one axis, or of all.",
    _LEVEL: "The notes of one level, or of all.",
    _RUN: "Writes the file. Your decks and your progress here stay as they are.",
}


class ExportScreen(ExchangeScreen):
    """A form with the file, its contents, and a button."""

    help_note = (
        "The file takes its place when it is whole, so nothing is lost when something goes wrong. Nothing here changes "
        "your decks or your progress."
    )
    help_title = "Filling in"
    help_rows = (
        ("↑  ↓", "Go from row to row"),
        ("Space  ←  →", "Choose in a row"),
        ("Tab", "Write the file name on"),
        ("Enter", "Go to Export; on Export, write the file"),
    )

    def __init__(self, collection: Collection) -> None:
        """Build the form with the usual choices."""
        super().__init__()
        self._collection = collection
        self.file = LineEditor(_PROPOSED, len(_PROPOSED))
        there = load_choices(collection)
        self._axes = ["", *(axis.id for axis in there.axes)]
        self._axis_names = ["all", *(axis.label for axis in there.axes)]
        self._levels = ["", *there.levels]
        self._places = [_FILE, _FORMAT, _AXIS, _LEVEL, _PROGRESS, _RUN]
        if has_notes_made_in_anki(collection.connection):
            self._places.insert(-1, _FOREIGN)
        self._at = _FILE
        self._axis = self._level = 0
        self._progress = False
        self._foreign = False
        self._replace: Path | None = None
        self._done: ExportResult | None = None

    # Picture

    def picture(self, size: Size) -> Picture:
        """Draw the form, or the result of the export."""
        done = self._done
        view = FormView(
            title="Export" if done is None else "Export done",
            rows=self._rows() if done is None else (),
            at=self._places.index(self._at),
            explained=self._explained() if done is None else "",
            result=() if done is None else tuple(export_messages(done)),
            names=self.names,
            hints=self._hints(),
            work=self.work,
            notice=self.notice,
        )
        return form_picture(view, size.width, size.height)

    @property
    def _ending(self) -> str:
        """The ending of the file name if it names a format, else nothing."""
        ending = Path(self.file.text.strip()).suffix.lower()
        return ending if ending in registry.export_choices() else ""

    @property
    def _choice(self) -> registry.ExportChoice | None:
        """The format with that ending."""
        return registry.export_choices().get(self._ending)

    @property
    def _carries(self) -> registry.Carries:
        """Whether that format holds the schedule and the reviews."""
        return self._choice.carries if self._choice is not None else "nothing"

    @property
    def _with_progress(self) -> bool:
        return self._carries == "always" or (self._progress and self._carries == "on request")

    @property
    def _to_anki(self) -> bool:
        return self._ending == ".apkg"

    @property
    def _with_foreign(self) -> bool:
        return self._foreign and self._to_anki

    def _rows(self) -> tuple[FormRow, ...]:
        choice = self._choice
        format_name = f"{choice.label} ({choice.ending})" if choice else "by the ending of the file name"
        if self._carries == "always":
            progress = "with schedule and reviews"
        else:
            progress = f"[{'x' if self._with_progress else ' '}] with schedule and reviews"
        rows = (
            FormRow("File", self.file.text, self.file),
            FormRow("Format", format_name, aside="← →", off=choice is None),
            FormRow("Axis", self._axis_names[self._axis], aside=_place(self._axis, self._axes)),
            FormRow("Level", self._levels[self._level] or "all", aside=_place(self._level, self._levels)),
            FormRow("Progress", progress, off=self._carries != "on request"),
            FormRow("Made in Anki", f"[{'x' if self._with_foreign else ' '}] as it was there", off=not self._to_anki),
            FormRow("", "Export"),
        )
        return tuple(rows[place] for place in self._places)

    def _explained(self) -> str:
        if self._at == _FORMAT:
            return self._choice.summary if self._choice else _WITHOUT_FORMAT
        if self._at == _PROGRESS:
            return (self._choice.carries_summary if self._choice else "") or _no_progress()
        if self._at == _FOREIGN:
            return _MADE_IN_ANKI if self._to_anki else _AS_ALL_OTHERS
        if self._at == _FILE:
            endings = registry.join_words(registry.export_endings(), " or")
            return f"Where the file is written. Its ending decides the format: {endings}."
        return _EXPLAINED[self._at]

    def _hints(self) -> tuple[Hint, ...]:
        if self._done is not None:
            first: list[Hint] = [("Enter", "home", "key:enter")]
        elif self.work is not None:
            first = []
        elif self._at == _FILE:
            first = [("Enter", "to Export", "key:enter"), ("↑ ↓", "move", ""), ("Tab", "complete", "key:tab")]
        elif self._at == _RUN:
            first = [("Enter", "export", "key:enter"), ("↑ ↓", "move", "")]
        else:
            first = [("Space", "choose", "key:space"), ("↑ ↓", "move", "")]
        return (*first, *self.common_hints(typing=self._at == _FILE and self._done is None))

    # Keys

    def paste(self, text: str) -> None:
        """Paste into the file name."""
        if self._at == _FILE and not self.is_working:
            self.file.insert(text)
            self.page.repaint()

    def fill_in(self, key: str, character: str | None) -> bool:
        """Handle a key of the form: move, write, choose, export."""
        if self._done is not None:
            if key in ("enter", "space"):
                self.back()
                return True
            return False
        if key != "enter":
            self._replace = None
        if self._at == _FILE and key != "enter" and self.write(key, character):
            return True
        match key:
            case "up" | "shift+tab":
                self._move(-1)
            case "down" | "tab":
                self._move(1)
            case "enter" if self._at == _FILE:
                self._at = _RUN
            case "enter" | "space" | "left" | "right":
                self._change(-1 if key == "left" else 1, go=key in ("enter", "space"))
            case _:
                return False
        return True

    def choose(self, row: int) -> bool:
        """Select a row; a click on the button presses it, and one on the selected option changes it."""
        before, self._at = self._at, self._places[row]
        if self._at in (_RUN, before):
            self._change(1, go=True)
        return True

    def _move(self, by: int) -> None:
        places = self._places
        self._at = places[(places.index(self._at) + by) % len(places)]

    def _change(self, by: int, *, go: bool) -> None:
        if self._at == _FORMAT:
            self._change_format(by)
        elif self._at == _AXIS:
            self._axis = (self._axis + by) % len(self._axes)
        elif self._at == _LEVEL:
            self._level = (self._level + by) % len(self._levels)
        elif self._at == _PROGRESS and self._carries == "on request":
            self._progress = not self._progress
        elif self._at == _FOREIGN and self._to_anki:
            self._foreign = not self._foreign
        elif self._at == _RUN and go:
            self._export()

    def _change_format(self, by: int) -> None:
        """Replace the ending of the file name with that of the next format."""
        text, ending, all_endings = self.file.text.rstrip(), self._ending, registry.export_endings()
        place = all_endings.index(ending) + by if ending else 0
        text = text[: len(text) - len(ending)] if ending else text.rstrip(".")
        text += all_endings[place % len(all_endings)]
        self.file = LineEditor(text, len(text))

    def _export(self) -> None:
        path = typed_path(self.file.text)
        if path.exists() and not path.is_dir() and self._replace != path:
            self._replace = path
            self.notice = f"{path} is there already. Enter again to write the new one in its place."
            return
        axes, levels = self._axes[self._axis], self._levels[self._level]
        wanted = Filter(axes=(axes,) if axes else (), levels=(levels,) if levels else ())
        plan = ExportPlan(path, wanted, self._with_progress, self._with_foreign)

        def work(progress: ProgressCallback) -> ExportResult:
            from quizzer.study.exchange.export import export

            return export(self._collection, plan, progress)

        self.carry_out(work, self._finished, "Stopped; no file was written.")

    def _finished(self, done: ExportResult) -> None:
        self._done = done


def _no_progress() -> str:
    endings = registry.join_words(registry.export_endings("on request", "always"))
    return f"This format has no reviews in it; they go with {endings}."


def _place(at: int, choices: list[str]) -> str:
    return f"← {at + 1} of {len(choices)} →"
