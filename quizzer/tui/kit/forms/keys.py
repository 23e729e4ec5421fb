"""Where one is in a form, and the keys that work there.

Every key is handled before the next one is read, as on all screens: what is typed ahead goes where it would have gone.
"""

from __future__ import annotations

from typing import cast

from textual import actions, events
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from quizzer.tui.kit.forms.controls import FormButton, ListControl
from quizzer.tui.kit.forms.row import FormRow
from quizzer.tui.kit.forms.ticks import ManyOf
from quizzer.tui.kit.screen import Keyed

LOW = 20
"""Rows of a terminal below which empty lines are left out and the button has no box."""


class FormKeys(Keyed):
    """The rows and buttons of a form, one of which has the focus.

    Attributes:
        rows: The rows by their keys, in order.
        buttons: The buttons; the first does the form's deed.
    """

    has_deed = True

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, FormRow] = {}
        self.buttons: tuple[FormButton, ...] = ()
        self._fields = VerticalScroll(id="fields", can_focus=False)
        self._early: list[events.Key] | None = []
        self._painted_for: Widget | None = None

    def lay_out(self) -> None:
        """Give every part its place."""
        raise NotImplementedError

    def check_changes(self) -> None:
        """Find the fields with another value than before, and let them count."""
        raise NotImplementedError

    def attempt(self) -> None:
        """Do what the first button says."""
        raise NotImplementedError

    @property
    def _screen(self) -> Screen[None]:
        return cast("Screen[None]", self)

    # Where one is

    @property
    def focused_widget(self) -> Widget | None:
        """The widget with the focus."""
        return self._screen.focused

    @property
    def row_in_use(self) -> FormRow | None:
        """The row with the focus."""
        focused = self.focused_widget
        return next((row for row in self.rows.values() if focused in row.walk_children(with_self=False)), None)

    def go_to(self, row: FormRow, *, last: bool = False) -> None:
        """Put the focus on a field."""
        targets = row.targets
        taken = next((target for target in targets if target is self.focused_widget), targets[-1 if last else 0])
        self._focus(taken)

    def _focus(self, widget: Widget) -> None:
        self._screen.set_focus(widget, scroll_visible=True)
        self._repaint_rows()

    def _repaint_rows(self) -> None:
        """Paint marks, labels and hints anew; in a low terminal the help of the field in use takes lines."""
        self._painted_for = self.focused_widget
        if self._screen.app.size.height < LOW:
            self.lay_out()
        else:
            for row in self.rows.values():
                row.repaint()
        self._screen.call_after_refresh(self._look)

    def _look(self) -> None:
        """Keep the whole row in use in sight, and say how much is out of it."""
        row = self.row_in_use
        if row is not None:
            self._fields.scroll_to_widget(row, animate=False, force=True)
        self.page.repaint()

    def _move(self, by: int) -> None:
        """Go to the next field or button; a box of several counts once."""
        places: list[tuple[Widget, ...]] = [row.targets for row in self.rows.values() if row.display and not row.off]
        places += [(button,) for button in self.buttons if self.has_deed]
        focused = self.focused_widget
        here = next((number for number, targets in enumerate(places) if focused in targets), -1 if by > 0 else 0)
        targets = places[(here + by) % len(places)]
        self._focus(targets[0])

    def _move_within(self, key: str) -> bool:
        """Move among the boxes of one field; False where it has none, or there is none that way."""
        row = self.row_in_use
        if row is None or not isinstance(row.control, ManyOf):
            return False
        return row.control.move(key)

    # Keys

    def press(self, event: events.Key) -> bool:
        """Handle a key; the terminal library hands none out here."""
        if self._early is not None:
            self._early.append(event)
            return True
        key = "enter" if event.key == "ctrl+j" else event.key
        if not self.capture(key, event.character):
            self._press(key, event)
        return True

    def _press(self, key: str, event: events.Key) -> None:
        opened = self._open_list()
        if opened is None:
            self._leave_closed_list()
        focused = self.focused_widget
        if opened is not None:
            self._press_in_list(opened, key, event)
        elif isinstance(focused, Input) and event.is_printable and event.character:
            focused.replace(event.character, *focused.selection)
            self.check_changes()
        elif key == "enter":
            self._enter()
        elif key in ("tab", "shift+tab"):
            self._move(1 if key == "tab" else -1)
        elif key in ("up", "down", "left", "right") and self._move_within(key):
            pass
        elif key in ("up", "down"):
            self._move(1 if key == "down" else -1)
        elif key in ("pageup", "pagedown"):
            self._fields.scroll_relative(y=self._fields.size.height * (1 if key == "pagedown" else -1), animate=False)
            self.page.repaint()
        elif not self._act_by_key(key, typing=isinstance(focused, Input)) and focused is not None:
            _run_binding(focused, key)
            self.check_changes()

    def _act_by_key(self, key: str, *, typing: bool) -> bool:
        action = self.shell.keymap.action(self.contexts, key)
        if action is None or action not in self.methods or (typing and _is_editing(self.focused_widget, key)):
            return False
        if action == "app.quit" and len(key) == 1:
            return False  # a letter that may be meant for a field
        self.act(action)
        return True

    def _open_list(self) -> ListControl | None:
        row = self.row_in_use
        control = row.control if row else None
        return control if isinstance(control, ListControl) and control.expanded else None

    def _leave_closed_list(self) -> None:
        """Give the field the focus that the library gave to its list after keys typed ahead had closed it again."""
        row = self.row_in_use
        if row is not None and isinstance(row.control, ListControl) and self.focused_widget is not row.control:
            self._screen.set_focus(row.control)

    def _press_in_list(self, opened: ListControl, key: str, event: events.Key) -> None:
        """Handle a key while a list is open: Enter and Space take, Esc closes, letters search."""
        if key in ("enter", "space"):
            opened.take()
            self.check_changes()
        elif key in ("escape", "tab", "shift+tab"):
            opened.close()
        elif key in ("up", "down", "pageup", "pagedown", "home", "end"):
            _run_binding(opened.overlay, key)
        elif event.is_printable and event.character:
            opened.search(event.character)
        self._repaint_rows()

    def paste(self, text: str) -> None:
        """Paste into the field in use, the line breaks as blanks."""
        focused = self.focused_widget
        if isinstance(focused, Input) and self._early is None:
            focused.replace(" ".join(text.split()), *focused.selection)
            self.check_changes()

    def click(self, target: str) -> None:
        """Handle a click on a label or a hint."""
        kind, _, name = target.partition(":")
        if kind == "row":
            self.go_to(self.rows[name])
        elif kind == "key":
            self.press(events.Key(name, None))
        else:
            super().click(target)

    def _enter(self) -> None:
        focused = self.focused_widget
        if isinstance(focused, FormButton):
            focused.deed()
        else:
            self.attempt()


def _is_editing(widget: Widget | None, key: str) -> bool:
    """Whether a key edits the text of a widget."""
    return widget is not None and key in widget._bindings.key_to_bindings


def _run_binding(widget: Widget, key: str) -> bool:
    """Do at once what a key does in a widget; False where it does nothing."""
    for binding in widget._bindings.key_to_bindings.get(key, ()):
        _, name, arguments = actions.parse(binding.action)
        method = getattr(widget, f"action_{name}", None)
        if method is not None:
            method(*arguments)
            return True
    return False
