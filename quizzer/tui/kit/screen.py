"""The base of every screen: one page, and keys handled one after the other."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events
from textual.app import ComposeResult, SystemCommand
from textual.geometry import Size
from textual.screen import ModalScreen, Screen

from quizzer.errors import Problem
from quizzer.keys.actions import DEFAULT_KEYS, Context
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.painting.page import Page
from quizzer.tui.kit.painting.paint import Picture

if TYPE_CHECKING:
    from quizzer.tui.kit.shell import Shell


class Keyed:
    """A screen of one page that handles keys and clicks in the order they come.

    The application passes every key to the front screen at once and waits for it, instead of queueing it for a widget:
    a key typed ahead meets the state that the keys before it left behind.
    """

    contexts: tuple[Context, ...] = ("app",)
    help_note = ""
    help_title = "Answering"
    help_rows: tuple[tuple[str, str], ...] = ()
    methods: ClassVar[dict[str, str]] = {}

    def __init_subclass__(cls, **arguments: Any) -> None:
        super().__init_subclass__(**arguments)
        cls.methods = {
            member.action_id: name
            for kind in reversed(cls.__mro__)
            if issubclass(kind, Keyed)
            for name, member in vars(kind).items()
            if hasattr(member, "action_id")
        }

    def __init__(self) -> None:
        super().__init__()
        self.page = Page(self.picture)
        self.notice = ""

    def compose(self) -> ComposeResult:
        """Compose the page alone."""
        yield self.page

    @property
    def shell(self) -> Shell:
        """The application as screens use it."""
        return cast("Shell", self.app)  # type: ignore[attr-defined]

    def picture(self, size: Size) -> Picture:
        """Draw the content.

        Args:
            size: Cells and rows of the page.
        """
        raise NotImplementedError

    def press(self, event: events.Key) -> bool:
        """Handle a key; False when it has no effect here."""
        key = "enter" if event.key == "ctrl+j" else event.key  # typed before the terminal was in raw mode
        if self.capture(key, event.character):
            return True
        action = self.shell.keymap.action(self.contexts, key)
        if action is not None and action in self.methods:
            self.act(action)
            return True
        return self._scroll(key)

    def capture(self, key: str, character: str | None) -> bool:  # noqa: ARG002
        """Handle a key ahead of the key map; False leaves it to the key map."""
        return False

    def paste(self, text: str) -> None:
        """Handle pasted text."""

    def act(self, action: str) -> None:
        """Run the method of an action; a problem becomes a sentence."""
        self.notice = ""
        method: Callable[[], None] = getattr(self, self.methods[action])
        try:
            method()
        except Problem as problem:
            self.notice = str(problem)
        self.page.repaint()

    def click(self, target: str) -> None:
        """Handle a click on a target."""
        kind, _, name = target.partition(":")
        if kind == "do" and name in self.methods:
            self.act(name)

    def copy(self, text: str) -> str:
        """Copy a text to the clipboard, and return the sentence that says so.

        The terminal is asked to do it (OSC 52), also over SSH; it never answers, so that only those known not to do it
        are named.
        """
        if os.environ.get("TERM_PROGRAM") == "Apple_Terminal" or os.environ.get("TERM") in ("linux", "dumb"):
            return "This terminal takes no copies; Shift and dragging selects text its own way."
        self.app.copy_to_clipboard(text)  # type: ignore[attr-defined]
        return "Copied."

    def copy_selection(self) -> bool:
        """Copy the text that is selected with the mouse; False when none is."""
        screen = cast("Screen[None]", self)
        text = screen.get_selected_text()
        if text:
            screen.clear_selection()
            self.notice = self.copy(text)
            self.page.repaint()
        return bool(text)

    def commands(self) -> Iterator[SystemCommand]:
        """List the commands of this screen for the command palette."""
        keymap = self.shell.keymap
        for action in DEFAULT_KEYS.values():
            if action.context in self.contexts and action.id in self.methods and action.id != "app.palette":
                key = keymap.shown(action.id)
                description = f"{action.description} ({key})" if key else action.description
                yield SystemCommand(action.label, description, partial(self.act, action.id))
        yield SystemCommand("Themes", "Choose one of all themes", self.shell.search_themes)

    def take_sync(self, *, news: bool) -> None:
        """Take note that a sync goes on or is over.

        Args:
            news: Whether it has changed what screens show.
        """

    def on_page_clicked(self, event: Page.Clicked) -> None:
        """Handle a click on a part of the picture."""
        event.stop()
        self.click(event.target)

    def _scroll(self, key: str) -> bool:
        match key:
            case "down":
                self.page.scroll_body(1)
            case "up":
                self.page.scroll_body(-1)
            case "pagedown":
                self.page.scroll_screens(1)
            case "pageup":
                self.page.scroll_screens(-1)
            case "home":
                self.page.repaint(top=0)
            case "end":
                self.page.repaint(top=1_000_000)
            case _:
                return False
        return True

    @keyed("app.help")
    def show_help(self) -> None:
        """Show the keys of this screen."""
        self.shell.show_help(self.contexts, self.help_note, self.help_title, self.help_rows)

    @keyed("app.palette")
    def open_palette(self) -> None:
        """Search all commands."""
        self.shell.action_command_palette()

    @keyed("app.theme")
    def turn_theme(self) -> None:
        """Change between the dark and the light theme."""
        self.shell.turn_theme()

    @keyed("app.suspend")
    def suspend(self) -> None:
        """Hand the terminal back to the shell until `fg`."""
        self.shell.action_suspend_process()

    @keyed("app.quit")
    def quit(self) -> None:
        """Leave the program."""
        self.shell.exit()


class KeyedScreen(Keyed, Screen[None]):
    """A screen that fills the terminal."""


class KeyedModal(Keyed, ModalScreen[None]):
    """A screen above another."""
