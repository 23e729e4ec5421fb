"""What changed in the decks: every note that is new, reworded, moved, retired or back, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size

from quizzer.keys.actions import Context
from quizzer.study.decks.changes import load_changes, mark_seen
from quizzer.tui.changes.view import changes_picture
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.painting.paint import Picture
from quizzer.tui.kit.screen import KeyedScreen

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection


class ChangesScreen(KeyedScreen):
    """The changes, the newest first; looking at them is enough for the first screen not to name them again."""

    contexts: tuple[Context, ...] = ("changes", "app")
    help_note = (
        "What the decks that come with quizzer, and your own deck files, changed when they were read again. Progress "
        "stays with a note's id: a new wording keeps its schedule."
    )

    def __init__(self, collection: Collection) -> None:
        super().__init__()
        self._changes = load_changes(collection)
        self._clock = collection.clock
        mark_seen(collection)

    def picture(self, size: Size) -> Picture:
        """Draw the changes."""
        keymap = self.shell.keymap
        return changes_picture(
            self._changes,
            lambda at: self._clock.local(at * 1000),
            [
                (keymap.shown("changes.back"), "back", "do:changes.back"),
                ("↑ ↓", "scroll", ""),
                (keymap.shown("app.help"), "keys", "do:app.help"),
            ],
            size.width,
        )

    @keyed("changes.back")
    def back(self) -> None:
        """Go back to the first screen."""
        self.shell.go_home()
