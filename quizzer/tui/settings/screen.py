"""The settings: each change is written at once into the configuration, with its comments kept, and counts at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from quizzer.config.edit import Change, Value, find_line
from quizzer.core.course.new_order import NewOrderName
from quizzer.core.wording import percent
from quizzer.errors import Problem
from quizzer.keys.actions import Context
from quizzer.study.decks.choices import load_choices
from quizzer.study.decks.order import load_new_order, set_new_order
from quizzer.study.filters import Filter
from quizzer.study.settings.change import change_setting, reload_settings, take_back_setting
from quizzer.tui.kit.forms.controls import ListControl, TextControl
from quizzer.tui.kit.forms.numbers import whole_number
from quizzer.tui.kit.forms.row import FormPart, FormRow, FormText
from quizzer.tui.kit.forms.screen import FormScreen, Hint
from quizzer.tui.kit.forms.ticks import OneOf
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.painting.paint import QUIET, STRONG, Line, wrapped
from quizzer.tui.settings.fields import DAY, GUARD, RECALL, THEMES, WRITTEN, Field, read_percent

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

_PROMISE = "Each change is written at once, with comments kept; {key} takes it back."
_FEW = 3_000
"""Notes met up to which the price of the wanted recall is found while one waits."""
_ORDERS: tuple[tuple[str, NewOrderName], ...] = (
    ("Foundations first", "foundations"), ("Some axes first", "axes"), ("As they stand in the files", "files"),
)  # fmt: skip
_CHOSEN: dict[str, tuple[str, str, tuple[Value, ...]]] = {
    "typed": ("review", "typed", (True, False)),
    "theme": ("app", "theme", tuple(name for _, name in THEMES)),
    "ascii": ("app", "ascii", (False, True)),
}
"""The settings that are chosen: table, key, and the value of each choice."""


class SettingsScreen(FormScreen):
    """The settings of a day, of memory, of answering and of looks."""

    contexts: tuple[Context, ...] = ("settings", "form", "app")
    title_text = "Settings"
    has_deed = False
    help_note = (
        "These are lines of config.toml, which holds more: keys, learning steps, folders, backups. A field that is "
        "emptied has its default again. A theme chosen here goes before one that was chosen from the list."
    )
    help_title = "Changing"

    def __init__(self, collection: Collection) -> None:
        super().__init__()
        self._collection = collection
        self._axes = load_choices(collection).axes
        self._undo: list[Change | NewOrderName] = []
        self._price = ""

    def state_text(self) -> str:
        """The file that is changed."""
        path = str(self._collection.paths.config)
        return path if len(path) <= 50 else f"…{path[-49:]}"

    # The form

    def parts(self) -> Sequence[FormPart]:
        """Make the rows."""
        order = load_new_order(self._collection).name
        orders = [choice for choice in _ORDERS if choice[1] != "axes" or order == "axes"]
        axes = [(axis.label, axis.id) for axis in self._axes]
        return (
            _section("A day"),
            *map(self._written, DAY),
            FormRow("order", "order of new", ListControl(orders, order, cells=30), indent=2),
            _section("Memory"),
            self._written(RECALL),
            *([FormRow("axis", "for one axis", ListControl(axes, axes[0][1]), indent=2)] if axes else ()),
            *([self._axis_row(axes[0][1])] if axes else ()),
            _section("Answering"),
            self._chosen("typed", "typed answers", ("yes", "only think")),
            self._written(GUARD),
            _section("Looks"),
            self._chosen("theme", "theme", [name for name, _ in THEMES]),
            self._chosen("ascii", "symbols", ("best there are", "ASCII")),
        )

    def _written(self, field: Field) -> FormRow:
        text = field.shown(self._collection.settings)
        row = FormRow(
            field.key, field.label, TextControl(text, cells=field.cells, check=_or_empty(field.check)), indent=2
        )
        row.help = self._help(field)
        return row

    def _help(self, field: Field) -> str:
        if field is RECALL and self._price:
            return f"{field.help}  {self._price}"
        differs = field.default and field.shown(self._collection.settings) != field.default
        return f"{field.help}  default {field.default}".strip() if differs else field.help

    def _axis_row(self, axis: str) -> FormRow:
        check = _or_empty(whole_number(70, 99))
        return FormRow("recall", "its recall", TextControl(self._axis_text(axis), cells=4, check=check), "", indent=4)

    def _axis_text(self, axis: str) -> str:
        own = self._collection.settings.scheduling.axis_retention.get(axis)
        return "" if own is None else f"{own * 100:.0f}"

    def _chosen(self, key: str, label: str, names: Sequence[str]) -> FormRow:
        return FormRow(key, label, OneOf(names, self._place(key)), indent=2)

    def _place(self, key: str) -> int:
        """Which choice is in force."""
        settings = self._collection.settings
        theme = getattr(self.app, "theme", "")
        now: Value = {"typed": settings.typed, "ascii": settings.ascii, "theme": theme}[key]
        values = _CHOSEN[key][2]
        return values.index(now) if now in values else 0

    def deed_words(self) -> str:
        """There is no button."""
        return ""

    def deed_hint(self) -> str:
        """Enter writes what stands in the field."""
        return ""

    def remarks(self, width: int) -> Sequence[Line]:
        """Say what becomes of a change."""
        return wrapped(_PROMISE.format(key=self.shell.keymap.shown("settings.undo", typing=True)), width, QUIET)

    def more_hints(self) -> list[Hint]:
        """Undo, and the file."""
        undo = self.shell.keymap.shown("settings.undo", typing=True)
        hints = [(undo, "undo", "do:settings.undo")] if self._undo else []
        return [*hints, (self.shell.keymap.shown("settings.edit", typing=True), "file", "do:settings.edit")]

    def on_mount(self) -> None:
        """Find the price of the wanted recall once the form is there."""
        self._show_axis()
        self.call_after_refresh(self._find_price)

    def _find_price(self) -> None:
        from quizzer.study.parameters.workload import estimate_workload
        from quizzer.study.quiz.quiz import count_questions
        from quizzer.study.quiz.values import QuizPlan

        if not self.is_mounted or count_questions(self._collection, QuizPlan(only_seen=True)) > _FEW:
            return
        table = estimate_workload(self._collection, Filter())
        days = {round(one.retention, 2): one.reviews_a_day for one in table.workloads}
        now = round(table.now, 2)
        more = min((level for level in days if level > now), default=None)
        if table.cards and now in days:
            self._price = f"about {days[now]:.0f} reviews a day"
            self._price += f"; {percent(more)} would be {days[more]:.0f}" if more is not None else ""
            self._refresh_help()

    # Changing

    def changed(self, row: FormRow) -> None:
        """Write what was chosen; what is written by hand waits until the field is left."""
        if row.key == "axis":
            self._show_axis()
        elif row.key == "order":
            self._attempt(lambda: self._set_order(str(row.control.holds)))
        elif row.key in _CHOSEN and isinstance(row.control, OneOf):
            table, key, values = _CHOSEN[row.key]
            value = values[row.control.holds]
            self._attempt(lambda: self._write(table, key, value))

    def _show_axis(self) -> None:
        control = self.rows["recall"].control if "recall" in self.rows else None
        if isinstance(control, TextControl):
            control.write(self._axis_text(str(self.rows["axis"].control.holds)))
            everywhere = f"{self._collection.settings.scheduling.desired_retention * 100:.0f}"
            self.rows["recall"].help = f"%  empty: {everywhere}, as all others"
            self.rows["recall"].value_kept = control.holds
            self.lay_out()

    def left(self, row: FormRow) -> None:
        """Write what was written into a field that is left."""
        if not isinstance(row.control, TextControl) or row.check():
            return
        text = row.control.holds.strip()
        if row.key == "recall":
            axis = str(self.rows["axis"].control.holds)
            if text != self._axis_text(axis):
                self._attempt(lambda: self._write("retention", axis, read_percent(text) if text else None))
        elif (field := WRITTEN.get(row.key)) and text != field.shown(self._collection.settings):
            self._attempt(lambda: self._write(field.table, field.key, field.value(text) if text else None))

    def _attempt(self, deed: Callable[[], None]) -> None:
        self.notice = ""
        try:
            deed()
        except Problem as problem:
            self.notice = str(problem)
        self._refresh_fields()

    def _write(self, table: str, key: str, value: Value | None) -> None:
        change = change_setting(self._collection, table, key, value)
        if change.before != change.after:
            self._undo.append(change)
        self.shell.take_settings()

    def _set_order(self, order: str) -> None:
        before = load_new_order(self._collection).name
        name = next(name for _, name in _ORDERS if name == order)
        if name != before:
            set_new_order(self._collection, name)
            self._undo.append(before)

    def do(self) -> None:
        """Write the field in use."""
        row = self.row_in_use
        if row is not None:
            self.left(row)

    @keyed("settings.undo")
    def undo(self) -> None:
        """Take the last change back."""
        if not self._undo:
            return
        last = self._undo.pop()
        if isinstance(last, Change):
            take_back_setting(self._collection, last)
            self.shell.take_settings()
        else:
            set_new_order(self._collection, last)
        self._refresh_fields()
        self.notice = "The change is taken back."

    @keyed("settings.default")
    def bring_default(self) -> None:
        """Bring the default of the field in use back."""
        row = self.row_in_use
        if row is not None and row.key in _CHOSEN:
            table, key, _ = _CHOSEN[row.key]
            self._attempt(lambda: self._write(table, key, None))
        elif row is not None and row.key == "order":
            self._attempt(lambda: self._set_order("foundations"))

    @keyed("settings.edit")
    def edit(self) -> None:
        """Open the file at the line of the field in use."""
        row, path = self.row_in_use, self._collection.paths.config
        table, key = "scheduling", "new_per_day"
        if row is not None and row.key in _CHOSEN:
            table, key, _ = _CHOSEN[row.key]
        elif row is not None and row.key in WRITTEN:
            table, key = WRITTEN[row.key].table, row.key
        if not path.exists():
            from quizzer.config import write_default_config

            write_default_config(self._collection.paths)
        self.shell.edit_file(path, find_line(path, table, key))
        reload_settings(self._collection)
        self.shell.take_settings()
        self._refresh_fields()

    def _refresh_fields(self) -> None:
        """Show what is in force now."""
        for key, row in self.rows.items():
            control = row.control
            if isinstance(control, TextControl) and key in WRITTEN and not row.error:
                control.write(WRITTEN[key].shown(self._collection.settings))
            elif isinstance(control, OneOf) and control.holds != self._place(key):
                control.take(self._place(key))
            elif isinstance(control, ListControl) and key == "order":
                control.value = load_new_order(self._collection).name
            row.value_kept = control.holds
        self._show_axis()
        self._refresh_help()

    def _refresh_help(self) -> None:
        for key, field in WRITTEN.items():
            self.rows[key].help = self._help(field)
        self.lay_out()

    @keyed("form.back")
    def leave(self) -> None:
        """Write the field in use, and go back to the first screen; stay where it is wrong."""
        row = self.row_in_use
        if row is not None:
            self.left(row)
        if self.notice:
            return
        self.shell.go_home()


def _section(title: str) -> FormText:
    return FormText(lambda _: (Content.styled(title, STRONG),), gap=False)


def _or_empty(check: Callable[[str], str]) -> Callable[[str], str]:
    """The same check, that lets an empty field pass: it brings the default back."""
    return lambda text: check(text) if text.strip() else ""
