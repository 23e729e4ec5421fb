"""The devices that sync with this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size

from quizzer.errors import Problem
from quizzer.keys.actions import Context
from quizzer.tui.kit.keymap import keyed
from quizzer.tui.kit.painting.paint import Picture
from quizzer.tui.kit.screen import KeyedScreen
from quizzer.tui.sync.view import DevicesView, devices_picture

if TYPE_CHECKING:
    from quizzer.study.sync.values import SyncStatus
    from quizzer.tui.sync.syncing import Syncing


class DevicesScreen(KeyedScreen):
    """When each device synced, how far it is behind, and why this one does not sync where it does not."""

    contexts: tuple[Context, ...] = ("devices", "app")
    help_note = (
        "What is answered on one device is taken in on the others when quizzer starts, and sent at the end of a "
        "session and when quizzer is left. No answer is lost and none counts twice, whatever order they come in. "
        "Undo takes back only what was done on this device. `quizzer sync --help` has the rest."
    )

    def __init__(self, syncing: Syncing | None) -> None:
        """Show the devices; None where sync is not set up."""
        super().__init__()
        self._syncing = syncing
        self._status: SyncStatus | None = None

    def on_mount(self) -> None:
        """Look at the place."""
        self._look()

    def _look(self) -> None:
        if self._syncing is not None:
            self._syncing.look(self._take)

    def _take(self, status: SyncStatus) -> None:
        self._status = status
        self.page.repaint()

    def take_sync(self, *, news: bool) -> None:
        """Draw the state anew, and the devices when a sync is over."""
        del news
        self.page.repaint()
        if self._syncing is not None and not self._syncing.standing.activity:
            self._look()

    def picture(self, size: Size) -> Picture:
        """Draw the devices."""
        clock, syncing = self.shell.collection.clock, self._syncing
        view = DevicesView(
            standing=None if syncing is None else syncing.standing,
            status=self._status,
            now=clock.local(clock.now()),
            local=clock.local,
            hints=self._hints(),
            notice=self.notice,
        )
        return devices_picture(view, size.width)

    def _hints(self) -> list[tuple[str, str, str]]:
        keymap = self.shell.keymap
        actions = [] if self._syncing is None else [("devices.sync", "sync now")]
        actions.append(("devices.back", "back"))
        shown = [(keymap.shown(action), label, f"do:{action}") for action, label in actions if keymap.shown(action)]
        return [*shown, (keymap.shown("app.help") or "F1", "all keys", "do:app.help")]

    @keyed("devices.sync")
    def sync(self) -> None:
        """Take in what other devices answered, and send."""
        if self._syncing is None:
            raise Problem("Sync is not set up.")
        self._syncing.sync()

    @keyed("devices.back")
    def back(self) -> None:
        """Go back to the first screen."""
        self.shell.go_home()
