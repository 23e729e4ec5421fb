"""The application: it passes keys to the screens, opens them, remembers the theme, and leaves cleanly."""

from __future__ import annotations

import asyncio
import gc
import signal
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App, SuspendNotSupported, SystemCommand
from textual.reactive import Initialize, Reactive
from textual.screen import Screen
from textual.theme import Theme
from textual.worker import WorkerFailed

from quizzer.errors import Problem, WrongUse
from quizzer.keys.actions import Context
from quizzer.tui.kit.keymap import Keymap
from quizzer.tui.kit.painting import themes
from quizzer.tui.kit.screen import Keyed, KeyedScreen
from quizzer.tui.places import Places
from quizzer.tui.terminal import lasting, needs_ascii

if TYPE_CHECKING:
    from textual.driver import Driver

    from quizzer.study.collection.collection import Collection
    from quizzer.study.review.session import Session
    from quizzer.study.review.values import Plan
    from quizzer.tui.kit.shell import Place
    from quizzer.tui.sync.syncing import Syncing

THEME = "theme"
_SIGNALS = ("SIGTERM", "SIGHUP")


def run(
    collection: Collection, start: Plan | None = None, first: Callable[[Collection], KeyedScreen] | None = None
) -> int:
    """Run the application until the user leaves it.

    Args:
        collection: An open collection.
        start: The plan of a session to start with; None for the home screen.
        first: Builds another screen to start with.

    Returns:
        The exit code: 0, or 128 plus the number of the signal that ended the program.

    Raises:
        WrongUse: ``start`` names an axis, deck, level or tag that does not exist; or the configuration has a wrong
            key or theme.
        Exception: Any fault inside the application; the terminal is restored first.
    """
    app = QuizzerApp(collection, start, None if first is None else first(collection))
    wanted = collection.settings.theme
    if wanted and wanted not in app.available_themes:
        known = ", ".join(sorted(app.available_themes))
        raise WrongUse(f"{collection.paths.config}: app.theme is “{wanted}”; it must be one of: {known}.")
    gc.freeze()  # what is loaded now stays; a garbage collection over it would be a pause between two keys
    gc.enable()
    app.run()
    if app.fault is not None:
        raise app.fault
    if app.syncing is not None:
        app.syncing.finish()
    return app.return_value or 0


def _begin(collection: Collection, plan: Plan) -> Session:
    from quizzer.study.review.session import Session  # not needed where the home screen comes first

    return Session(collection, plan)


class QuizzerApp(App[int]):
    """The application in the terminal."""

    TITLE = "quizzer"
    CSS_PATH = "quizzer.tcss"
    ENABLE_COMMAND_PALETTE = True
    AUTO_FOCUS: ClassVar[str | None] = None

    def __init__(self, collection: Collection, start: Plan | None = None, first: KeyedScreen | None = None) -> None:
        """Prepare the application over an open collection, with a session or another screen in place of home.

        Raises:
            WrongUse: As for :func:`run`.
        """
        self.collection = collection
        self.keymap = Keymap(collection.settings.keys)
        self.ascii = collection.settings.ascii or needs_ascii()
        self.fault: Exception | None = None
        self.syncing: Syncing | None = None
        self._first_session = None if start is None else _begin(collection, start)
        self._first = first
        self._places = Places(self, lambda: self.syncing)
        self._plain = themes.needs_plain_colours()
        super().__init__(ansi_color=self._plain or None)
        # Textual's own pop-ups, which no screen shows: every screen would be made with two widgets for them.
        self._disable_tooltips = self._disable_notifications = True

    def _first_theme(self) -> str:
        """Choose the first theme; it is the default, because changing a theme makes Textual read all styles again."""
        if self._plain:
            return themes.PLAIN
        for wanted in (self.collection.get(THEME), self.collection.settings.theme):
            if wanted in self.available_themes:
                return str(wanted)
        return themes.DARK.name

    theme: Reactive[str] = Reactive(Initialize(_first_theme))

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Textual's themes and quizzer's own."""
        return {**super().available_themes, **themes.OWN}

    def get_driver_class(self) -> type[Driver]:
        """The library's driver, which lasts when the terminal goes away."""
        return lasting(super().get_driver_class())

    def get_default_screen(self) -> Screen[None]:
        """Build the bottom screen: home, a session, or the given one."""
        if self._first is not None:
            return self._first
        if self._first_session is not None:
            from quizzer.tui.review.screen import ReviewScreen

            return ReviewScreen(self._first_session, typed=self.collection.settings.typed)
        from quizzer.tui.home.screen import HomeScreen  # not needed where a session comes first

        return HomeScreen()

    def on_mount(self) -> None:
        """Handle the signals that end a program, and start the deferred work after the first paint."""
        loop = asyncio.get_running_loop()
        for name in _SIGNALS:
            number = getattr(signal, name, None)
            if number is not None:
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, partial(self.exit, 128 + number))
        self.theme_changed_signal.subscribe(self, lambda theme: self._remember_theme(theme.name))
        self.call_after_refresh(self.run_worker, self._do_what_can_wait, thread=True, exit_on_error=False)

    def _do_what_can_wait(self) -> None:
        """Import the grading code before the first answer needs it, back up, and begin to sync; runs in a thread."""
        import rapidfuzz.distance  # noqa: F401

        import quizzer.core.grading.grading  # noqa: F401

        for act in (self.collection.back_up_daily, self._begin_to_sync):
            try:
                act()
            except Problem as problem:
                self.call_later(self.say, str(problem))

    def _begin_to_sync(self) -> None:
        from quizzer.study.sync.carriers import is_set_up

        if is_set_up(self.collection):
            from quizzer.tui.sync.syncing import Syncing

            self.syncing = Syncing(self, self.collection)
            self.syncing.sync()

    def turn_theme(self) -> None:
        """Change between the dark and the light theme.

        Raises:
            Problem: The terminal's own colours are in use.
        """
        if self._plain:
            raise Problem("The colours are the terminal's own; its settings change them.")
        self.theme = (themes.LIGHT if self.current_theme.dark else themes.DARK).name

    def search_themes(self) -> None:
        """Show the list of themes, the one in use first."""
        from textual.command import CommandPalette

        from quizzer.tui.theme_list import ThemeList

        self.push_screen(CommandPalette(providers=[ThemeList], placeholder="Search for a theme"))

    def _remember_theme(self, name: str) -> None:
        if not self._plain:
            self.collection.put(THEME, name)

    # Keys

    async def on_event(self, event: events.Event) -> None:
        """Pass keys and pasted text straight to the front screen, so that each meets the state its predecessor left.

        Textual would queue them for the focused widget, whose screen may be gone when a key typed ahead arrives.
        """
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            screen = self.screen
            if isinstance(screen, Keyed):
                if isinstance(event, events.Paste):
                    screen.paste(event.text)
                    return
                if event.key == "ctrl+c":
                    if not screen.copy_selection():
                        self.exit()
                    return
                if screen.press(event):
                    return
        await super().on_event(event)

    # Where to go

    def go_home(self, notice: str = "") -> None:
        """Leave the front screen for the one it was opened from, the home screen where there is no other."""
        from quizzer.tui.home.screen import HomeScreen

        below = self.screen_stack[-2:-1]
        if isinstance(self.screen, HomeScreen):
            self.screen.refreshed(notice)
        elif not below or (len(self.screen_stack) == 2 and not isinstance(below[0], HomeScreen)):
            self.show(HomeScreen(notice))
        else:
            if isinstance(below[0], HomeScreen):
                below[0].refreshed(notice)
            elif isinstance(below[0], Keyed):
                below[0].notice = notice
            self.pop_screen()

    def open(self, place: Place, axis: str = "") -> None:
        """Show a screen by name.

        Args:
            place: Its name.
            axis: The axis to show, by its id, where the screen has axes; empty for its own choice.
        """
        self._places.open(place, axis)

    def show(self, screen: Screen[None]) -> None:
        """Show a screen above the bottom one, in place of any other."""
        if len(self.screen_stack) == 1:
            self.push_screen(screen)
        else:
            self.switch_screen(screen)

    def push(self, screen: Screen[None]) -> None:
        """Show a screen above the front one, which returns when this one is dismissed."""
        self.push_screen(screen)

    def search_cards(self, search: str) -> None:
        """Show the table of the cards that a search finds above the front screen."""
        from quizzer.tui.browse.table_screen import BrowseScreen

        self.push(BrowseScreen(self.collection, search))

    def show_card(self, card_ids: Sequence[int], at: int, moved: Callable[[int], None]) -> None:
        """Show one of some cards in detail above the front screen, and report the index of each other one shown."""
        from quizzer.tui.browse.card_list import CardList
        from quizzer.tui.browse.card_screen import DetailsScreen

        self.push(DetailsScreen(CardList(self.collection, card_ids, moved), at))

    def show_help(self, contexts: Sequence[Context], note: str, title: str, rows: Sequence[tuple[str, str]]) -> None:
        """Show the keys of the front screen above it, with a note, and rows of fixed keys below a title."""
        from quizzer.tui.help.screen import HelpScreen

        self.push_screen(HelpScreen(contexts, note, title, rows))

    def review(self, plan: Plan) -> bool:
        """Start a session above the front screen, which returns at its end; False when no card matches the plan.

        Raises:
            WrongUse: The plan names something that does not exist.
        """
        from quizzer.study.review.session import Session

        session = Session(self.collection, plan)
        if session.current is None and session.waiting_until is None:
            return False
        from quizzer.tui.review.screen import ReviewScreen

        self.push(ReviewScreen(session, typed=self.collection.settings.typed))
        return True

    def show_review(self, session: Session, notice: str = "") -> None:
        """Show a session."""
        from quizzer.tui.review.screen import ReviewScreen

        self.show(ReviewScreen(session, typed=self.collection.settings.typed, notice=notice))

    def say(self, sentence: str) -> None:
        """Show a sentence on the front screen."""
        screen = self.screen
        if isinstance(screen, Keyed):
            screen.notice = sentence
            screen.page.repaint()

    def edit_file(self, path: Path, line: int) -> None:
        """Open a file in the editor, which has the terminal until it is closed.

        Raises:
            Problem: No editor was found, or it failed.
        """
        from quizzer.tui.external_editor import edit

        failed: Problem | None = None
        try:
            with self.suspend():
                try:
                    edit(path, line, self.collection.settings.editor)
                except Problem as problem:  # an exception out of the block would leave the terminal handed over
                    failed = problem
        except SuspendNotSupported:
            raise Problem(f"This terminal cannot be handed over to an editor; the note is {path}:{line}.") from None
        if failed is not None:
            raise failed

    def take_settings(self) -> None:
        """Let changed settings count on the screens: signs and theme."""
        settings = self.collection.settings
        self.ascii = settings.ascii or needs_ascii()
        if not self._plain and settings.theme in self.available_themes:
            self.theme = str(settings.theme)
        self.refresh(layout=True)

    # Commands

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Fill the command palette with the commands of a screen."""
        if isinstance(screen, Keyed):
            yield from screen.commands()

    def _fatal_error(self) -> None:
        """End without Textual's traceback: the caller of :func:`run` reports the fault."""
        self._close_messages_no_wait()

    def _handle_exception(self, error: Exception) -> None:
        cause = error.error if isinstance(error, WorkerFailed) else error
        self.fault = self.fault or (cause if isinstance(cause, Exception) else error)
        super()._handle_exception(error)
