"""The base of every form: its rows between a title and one button that says what will come of it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen, Screen
from textual.widgets import Button, Input, Select

from quizzer.core.safe_text import plain
from quizzer.core.wording import plural
from quizzer.errors import Problem
from quizzer.tui.kit.forms.controls import FormButton, ListControl
from quizzer.tui.kit.forms.keys import LOW, FormKeys
from quizzer.tui.kit.forms.row import Fixed, FormPart, FormRow, FormText
from quizzer.tui.kit.forms.ticks import PaintedChoices
from quizzer.tui.kit.painting.paint import EMPTY, LINE, QUIET, STRONG, Line, Picture, column, hint_line, spread, wrapped

_LABELS = 11  # cells of the labels at least
_DIALOG = 72
_WIDE = 70  # cells of a terminal from which there is room for hints at what everybody tries
Hint = tuple[str, str, str]


class Form(FormKeys):
    """Rows, a button, and hints.

    A subclass makes the rows in :meth:`parts`, says what the button does in :meth:`deed_words`, and does it in
    :meth:`do`.
    """

    is_dialog = False
    title_text = ""
    back_action = "form.back"
    help_title = "Filling in"
    help_rows: tuple[tuple[str, str], ...] = (
        ("Enter", "Do what the button says, from any field"),
        ("Tab  Shift+Tab  ↑  ↓", "Go from field to field"),
        ("Space  ←  →", "Choose, tick or open"),
        ("Esc", "Back, as it was"),
    )

    def __init__(self) -> None:
        super().__init__()
        self.page: Fixed = Fixed(self.picture)
        self.page.id = "foot"
        self._top = Fixed(self._head)
        self._remarks = FormText(self.remarks)
        self._deed = Horizontal(id="deed")
        self._column = Vertical(id="column")
        self.parts_shown: tuple[FormPart, ...] = ()
        self._laid_out = Size(0, 0)

    # What a form says

    def parts(self) -> Sequence[FormPart]:
        """Make the rows, and the texts between them."""
        raise NotImplementedError

    def state_text(self) -> str:
        """What stands at the right of the title."""
        return ""

    def missing(self) -> tuple[str, str] | None:
        """The row where something is missing, and a sentence that says what; None where nothing is."""
        return None

    def deed_words(self) -> str:
        """What the button does, with what will come of it."""
        raise NotImplementedError

    def deed_hint(self) -> str:
        """The same in a word, for the hints."""
        raise NotImplementedError

    def remarks(self, width: int) -> Sequence[Line]:  # noqa: ARG002
        """Lines below the button."""
        return ()

    def more_buttons(self) -> Sequence[FormButton]:
        """The buttons beside it."""
        return ()

    def do(self) -> None:
        """Do what the button says.

        Raises:
            Problem: It failed; the sentence is shown.
        """
        raise NotImplementedError

    def changed(self, row: FormRow) -> None:
        """A field has another value; called after the button's words were found anew."""

    # The screen

    def compose(self) -> ComposeResult:
        """Compose title, rows and button, and the hints below them."""
        assert isinstance(self, Screen)
        self.set_class(self.shell.ascii, "-ascii")
        self.parts_shown = tuple(self.parts())
        self.rows = {part.key: part for part in self.parts_shown if isinstance(part, FormRow)}
        self.buttons = (FormButton("", self.attempt), *self.more_buttons())
        self.refresh_words()
        self.lay_out()
        if self.is_dialog:
            self._column.border_title = Content(plain(self.title_text))
        with self._column:
            yield self._top
            with self._fields:
                yield from self.parts_shown
            with self._deed:
                yield from self.buttons
            yield self._remarks
        yield self.page

    def on_mount(self) -> None:
        """Put the focus on the first field, and handle what was typed meanwhile."""
        self._focus_first()
        early, self._early = self._early or [], None
        for event in early:
            self.press(event)

    def _focus_first(self) -> None:
        for row in self.rows.values():
            self.go_to(row)
            return

    def on_resize(self) -> None:
        """Take another size."""
        if self._laid_out != self.app.size:  # type: ignore[attr-defined]
            self.lay_out()

    def lay_out(self) -> None:
        """Give every part its place; the rows scroll where they do not fit, the button stays."""
        assert isinstance(self, Screen)
        size = self.app.size
        self._laid_out = size
        dense = size.height < LOW
        wide = self._wide(size.width)
        labels = max(0 if self.is_dialog else _LABELS, *(row.label_cells for row in self.rows.values()))
        for row in self.rows.values():
            row.take_label(min(labels, wide // 3))
        for part in (*self.parts_shown, self._remarks):
            part.fit_in(wide, dense=dense)
        boxed = not dense and not self.is_dialog and self.has_deed
        self.buttons[0].set_class(boxed, "-boxed")
        deed = (3 if boxed else 1) + (0 if dense else 1) if self.has_deed else 0
        self._deed.styles.display = "block" if self.has_deed else "none"
        self._deed.styles.height = 3 if boxed else 1
        self._deed.styles.margin = (0 if dense else 1, 0, 0, self._button_at())
        self._column.styles.width = wide + (6 if self.is_dialog else 0)
        self._top.take_height(self._head_lines())
        foot = len(self.picture(size).foot)
        self.page.take_height(foot)
        kept = self._head_lines() + foot + deed + self._remarks.lines_high
        kept += (2 if dense else 4) if self.is_dialog else 0
        lines = sum(part.lines_high for part in self.parts_shown)
        self._fields.styles.height = max(1, min(lines, size.height - kept))
        self.page.repaint()

    def _wide(self, width: int) -> int:
        return min(_DIALOG, width - 2) - 6 if self.is_dialog else column(width)

    def _button_at(self) -> int:
        """The cell at which the button begins: that of the fields."""
        return next((row.labels + 2 for row in self.rows.values()), 0)

    def _head_lines(self) -> int:
        return 0 if self.is_dialog else 1 if self.app.size.height < LOW else 2  # type: ignore[attr-defined]

    def _head(self, size: Size) -> Picture:
        if self.is_dialog:
            return Picture()
        title = Content.styled(self.title_text, STRONG)
        line = spread(title, Content.styled(plain(self.state_text()), QUIET), size.width)
        return Picture(body=(line, EMPTY)[: self._head_lines()], wide=size.width)

    def picture(self, size: Size) -> Picture:
        """Draw the foot: a sentence, a rule that says whether there is more, and the hints."""
        width = column(size.width)
        notice = wrapped(plain(self.notice), width, STRONG) if self.notice else ()
        return Picture(foot=(*notice, self._rule(width), hint_line(self.hints(), width)))

    def _rule(self, width: int) -> Line:
        above = round(self._fields.scroll_y) if self._fields.is_mounted else 0
        below = round(self._fields.max_scroll_y) - above if self._fields.is_mounted else 0
        more = [f"{sign} {plural(lines, 'more line')}" for sign, lines in (("↑", above), ("↓", below)) if lines > 0]
        words = f" {'  '.join(more)} " if more else ""
        line = "─" * max(0, width - len(words) - 3 * bool(words))
        return Content.assemble((line, LINE), (words, QUIET), ("───" if words else "", LINE))

    # Hints

    def hints(self) -> list[Hint]:
        """The hints below the form, the most important first."""
        keymap = self.shell.keymap
        hints: list[Hint] = [("Enter", self._enter_hint(), "key:enter")] if self.deed_hint() else []
        back = (keymap.shown(self.back_action, typing=True), self.back_hint(), f"do:{self.back_action}")
        following = ("Tab", "next field", "key:tab")
        if self.app.size.width < _WIDE:  # type: ignore[attr-defined]
            hints += [back, *self.more_hints(), following]
        else:
            chooses = isinstance(self.row_in_use.control if self.row_in_use else None, PaintedChoices | ListControl)
            hints += [following, *([("Space", "choose", "key:space")] if chooses else []), *self.more_hints(), back]
        hints.append((keymap.shown("app.help", typing=True), "all keys", "do:app.help"))
        return [hint for hint in hints if hint[0]]

    def _enter_hint(self) -> str:
        focused = self.focused_widget
        if isinstance(focused, FormButton) and focused is not self.buttons[0]:
            return str(focused.label).lower()
        return self.deed_hint()

    def more_hints(self) -> list[Hint]:
        """Hints of this form's own."""
        return []

    def back_hint(self) -> str:
        """What the key that leaves does."""
        return "cancel" if self.is_dialog else "back"

    # The deed

    def attempt(self) -> None:
        """Do what the button says; where a field is wrong or missing, go to the first of them."""
        self.notice = ""
        wrong = [row for row in self.rows.values() if row.display and not row.off and row.check()]
        missing = self.missing()
        if wrong:
            self.go_to(wrong[0])
        elif missing is not None:
            self.go_to(self.rows[missing[0]])
        else:
            try:
                self.do()
            except Problem as problem:
                self.notice = str(problem)
        if self.is_mounted:  # type: ignore[attr-defined]
            self._repaint_rows()

    def refresh_words(self) -> None:
        """Let the button say what it would do now."""
        missing = self.missing()
        self.buttons[0].say(missing[1] if missing else self.deed_words(), missing=missing is not None)

    # What changes

    def check_changes(self) -> None:
        """Find the fields with another value than before, and let them count."""
        for row in self.rows.values():
            if row.value_kept != row.control.holds:
                row.value_kept = row.control.holds
                row.say()
                self.refresh_words()
                self.changed(row)
                self.lay_out()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Let another text count."""
        event.stop()
        self.check_changes()

    def on_input_blurred(self, event: Input.Blurred) -> None:
        """Show what is wrong with a field that is left."""
        event.stop()
        row = next((row for row in self.rows.values() if row.control is event.input), None)
        if row is not None and row.display and not row.off:
            row.check()
            self.left(row)

    def left(self, row: FormRow) -> None:
        """A field was left."""

    def on_painted_choices_changed(self, event: PaintedChoices.Changed) -> None:
        """Let another tick or choice count."""
        event.stop()
        self.check_changes()

    def on_select_changed(self, event: Select.Changed) -> None:
        """Let another choice count."""
        event.stop()
        self.check_changes()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what a clicked button says."""
        event.stop()
        if isinstance(event.button, FormButton):
            event.button.deed()

    def on_form_row_resized(self, event: FormRow.Resized) -> None:
        """Give a row more or fewer lines."""
        event.stop()
        self.lay_out()

    def on_descendant_focus(self) -> None:
        """Move the mark to the field that was clicked."""
        if self.focused_widget is not self._painted_for:
            self._repaint_rows()


class FormScreen(Form, Screen[None]):
    """A form that fills the terminal."""

    DEFAULT_CSS = """
    FormScreen { align: center top; overflow: hidden; }
    FormScreen > #column { height: auto; }
    FormScreen #fields { width: 100%; scrollbar-size-vertical: 0; }
    FormScreen #deed { width: 100%; }
    FormScreen > #foot { dock: bottom; }
    """


class FormDialog(Form, ModalScreen[None]):
    """A form above a screen."""

    is_dialog = True
    DEFAULT_CSS = """
    FormDialog { align: center middle; overflow: hidden; }
    FormDialog > #column { height: auto; border: round $primary; padding: 1 2; background: $background; }
    FormDialog.-dense > #column { padding: 0 2; }
    FormDialog.-ascii > #column { border: ascii $primary; }
    FormDialog #fields { width: 100%; scrollbar-size-vertical: 0; }
    FormDialog #deed { width: 100%; }
    FormDialog > #foot { dock: bottom; background: $background; }
    """
