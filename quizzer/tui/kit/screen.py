"""The base of every screen: one page, and keys taken one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events
from textual.app import ComposeResult, SystemCommand
from textual.geometry import Size
from textual.screen import ModalScreen, Screen

from quizzer.errors import Problem
from quizzer.keys import DEFAULT_KEYS, Context
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.page import Page
from quizzer.tui.kit.paint import Picture

if TYPE_CHECKING:
    from quizzer.tui.kit.shell import Shell


class Keyed:
    """Takes keys and clicks in the order they come, and shows one page.

    The application hands every key to the screen in front at once and waits for it, instead of queueing it for a
    widget: so a key typed ahead meets the state the keys before it have left behind.
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
        """The page alone."""
        yield self.page

    @property
    def shell(self) -> Shell:
        """The application, as far as a screen uses it."""
        return cast("Shell", self.app)  # type: ignore[attr-defined]

    def picture(self, size: Size) -> Picture:
        """What to show now.

        Args:
            size: Cells and rows of the page.
        """
        raise NotImplementedError

    def press(self, event: events.Key) -> bool:
        """Take a key; False when it means nothing here."""
        key = "enter" if event.key == "ctrl+j" else event.key  # typed before the terminal was in raw mode
        if self.capture(key, event.character):
            return True
        action = self.shell.keymap.action(self.contexts, key)
        if action is not None and action in self.methods:
            self.act(action)
            return True
        return self._scroll(key)

    def capture(self, key: str, character: str | None) -> bool:  # noqa: ARG002
        """Take a key before the key map does."""
        return False

    def paste(self, text: str) -> None:
        """Take pasted text."""

    def act(self, action: str) -> None:
        """Do what an action of the key map stands for; a problem is shown as a sentence."""
        self.notice = ""
        method: Callable[[], None] = getattr(self, self.methods[action])
        try:
            method()
        except Problem as problem:
            self.notice = str(problem)
        self.page.repaint()

    def click(self, target: str) -> None:
        """Take a click on something with a target."""
        kind, _, name = target.partition(":")
        if kind == "do" and name in self.methods:
            self.act(name)

    def commands(self) -> Iterator[SystemCommand]:
        """What the command palette offers on this screen."""
        keymap = self.shell.keymap
        for action in DEFAULT_KEYS.values():
            if action.context in self.contexts and action.id in self.methods and action.id != "app.palette":
                key = keymap.shown(action.id)
                description = f"{action.description} ({key})" if key else action.description
                yield SystemCommand(action.label, description, partial(self.act, action.id))

    def on_page_clicked(self, event: Page.Clicked) -> None:
        """A part of the picture was clicked."""
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
        """The keys of this screen."""
        self.shell.show_help(self.contexts, self.help_note, self.help_title, self.help_rows)

    @keyed("app.palette")
    def open_palette(self) -> None:
        """Search all commands."""
        self.shell.action_command_palette()

    @keyed("app.theme")
    def choose_theme(self) -> None:
        """Choose a theme from the list."""
        self.shell.search_themes()

    @keyed("app.quit")
    def quit(self) -> None:
        """Leave the program."""
        self.shell.exit()


class KeyedScreen(Keyed, Screen[None]):
    """A screen that takes the whole terminal."""


class KeyedModal(Keyed, ModalScreen[None]):
    """A screen in front of another."""
