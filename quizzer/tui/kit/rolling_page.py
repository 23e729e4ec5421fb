"""A page whose wheel moves what is shown in it, rather than the page."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.geometry import Size

from quizzer.tui.kit.page import Page
from quizzer.tui.kit.paint import Picture

_WHEEL = 3


class RollingPage(Page):
    """Shows a part of something that is too long to be painted whole."""

    def __init__(self, paint: Callable[[Size], Picture], roll: Callable[[int], None]) -> None:
        """A page.

        Args:
            paint: As for a page; the body has a line for each row there is room for.
            roll: Told by how many lines the wheel was turned, down when positive.
        """
        super().__init__(paint)
        self._roll = roll

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:  # type: ignore[override]
        """Roll with the wheel."""
        event.prevent_default()
        self._roll(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:  # type: ignore[override]
        """Roll with the wheel."""
        event.prevent_default()
        self._roll(-_WHEEL)
