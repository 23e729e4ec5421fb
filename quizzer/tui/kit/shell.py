"""The interface between a screen and the application around it.

A screen depends on this protocol, never on the application or on another folder's screen: the application imports the
screens, so an import the other way would close a circle.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from quizzer.keys.actions import Context
from quizzer.tui.kit.keymap import Keymap

if TYPE_CHECKING:
    from textual.screen import Screen

    from quizzer.study.collection.collection import Collection
    from quizzer.study.review.session import Session
    from quizzer.study.review.values import Plan
    from quizzer.tui.kit.sync_words import Standing

Place = Literal[
    "mastery", "quiz", "browse", "statistics", "export", "import", "triage", "goals", "changes", "settings", "devices"
]  # fmt: skip
"""A screen that is opened by name."""


class Syncing(Protocol):
    """What goes on beside the screens with the learner's other devices."""

    @property
    def standing(self) -> Standing:
        """How this home stands with them."""

    def count(self) -> None:
        """Count anew what waits to be sent."""

    def sync(self) -> None:
        """Take in what there is, and send what waits; beside the screens."""

    def follow(self) -> None:
        """Sync again where the last time is long ago."""

    def send(self) -> None:
        """Send what waits; beside the screens."""


class Shell(Protocol):
    """The application as its screens use it.

    Attributes:
        collection: The open collection.
        keymap: The keys of every action.
        ascii: Whether signs outside ASCII are replaced.
    """

    collection: Collection
    keymap: Keymap
    ascii: bool

    @property
    def syncing(self) -> Syncing | None:
        """Syncs with other devices; None where that is not set up, and before the first paint."""

    def go_home(self, notice: str = "") -> None:
        """Leave the front screen for the one it was opened from, or for the home screen, and say a sentence there."""

    def open(self, place: Place, axis: str = "") -> None:
        """Show another folder's screen in place of the front one; of an axis, by its id, where the screen has axes."""

    def show(self, screen: Screen[None]) -> None:
        """Show a screen of the caller's own folder in place of the front one."""

    def push(self, screen: Screen[None]) -> None:
        """Show a screen above the front one, which returns when this one is dismissed."""

    def review(self, plan: Plan) -> bool:
        """Start a session above the front screen, which returns at its end; False when no card matches the plan."""

    def show_review(self, session: Session, notice: str = "") -> None:
        """Show a session that has started."""

    def search_cards(self, search: str) -> None:
        """Show the table of the cards that a search finds above the front screen."""

    def show_card(self, card_ids: Sequence[int], at: int, moved: Callable[[int], None]) -> None:
        """Show one of some cards in detail above the front screen, and report each other one that is shown."""

    def edit_file(self, path: Path, line: int) -> None:
        """Open a file in the editor, which has the terminal until it is closed."""

    def take_settings(self) -> None:
        """Let changed settings count on the screens."""

    def show_help(self, contexts: Sequence[Context], note: str, title: str, rows: Sequence[tuple[str, str]]) -> None:
        """Show the keys of the front screen above it."""

    def action_command_palette(self) -> None:
        """Show the command palette."""

    def search_themes(self) -> None:
        """Show the list of themes."""

    def turn_theme(self) -> None:
        """Change between the dark and the light theme."""

    def action_suspend_process(self) -> None:
        """Hand the terminal back to the shell, where the terminal and the system can."""

    def exit(self) -> None:
        """Leave the program."""
