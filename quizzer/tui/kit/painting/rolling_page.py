"""A page whose wheel moves its content rather than the page."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.geometry import Size

from quizzer.tui.kit.painting.page import Page
from quizzer.tui.kit.painting.paint import Picture

_WHEEL = 3


class RollingPage(Page):
    """A window on content too long to draw whole."""

    def __init__(self, paint: Callable[[Size], Picture], roll: Callable[[int], None]) -> None:
        """Create a page.

        Args:
            paint: As for a page; the body has exactly the rows that fit.
            roll: Called with the lines the wheel was turned, down when positive.
        """
        super().__init__(paint)
        self._roll = roll

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:  # type: ignore[override]
        """Roll down with the wheel."""
        event.prevent_default()
        self._roll(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:  # type: ignore[override]
        """Roll up with the wheel."""
        event.prevent_default()
        self._roll(-_WHEEL)
