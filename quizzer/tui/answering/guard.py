"""The guard of the ratings: no rating from a key pressed ahead of the answer, or from a key that is held down."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from time import monotonic

HELD = 0.120
"""Seconds within which a second press of the same key is a repeat: keyboards repeat every 30 to 90 milliseconds."""


class Ruling(Enum):
    """What a press of a rating key may do: nothing, rate at once, or rate unless the key turns out to be held."""

    IGNORED = auto()
    RATES = auto()
    WAITS = auto()


class Guard:
    """Judges the presses of keys, each reported once and in order.

    A terminal reports a held key as presses of it, the first repeat after half a second. So one press is never known to
    be the last: Enter, and the key that showed the answer, rate only when no repeat follows within :data:`HELD`.

    Attributes:
        pause: Seconds from the showing of an answer in which nothing rates; with 0 every press rates at once.
    """

    def __init__(self, pause: float = 0.25, now: Callable[[], float] = monotonic) -> None:
        """Begin with nothing shown.

        Args:
            pause: See the attribute.
            now: The clock, in seconds.
        """
        self.pause = pause
        self._now = now
        self._shown_at = 0.0
        self._key = ""
        self._shown_by = ""
        self._pressed_at = 0.0
        self._is_held = False

    def press(self, key: str) -> bool:
        """Take note of a press, whatever it is for; True when it is of a key held down."""
        now = self._now()
        self._is_held = key == self._key and now - self._pressed_at < HELD
        self._shown_by = self._shown_by if key == self._shown_by else ""
        self._key, self._pressed_at = key, now
        return self._is_held

    def show(self) -> None:
        """Take note that an answer is shown now, by the press reported last."""
        self._shown_at = self._now()
        self._shown_by = self._key

    @property
    def is_open(self) -> bool:
        """Whether the pause after the showing is over; a click needs no more."""
        return self._now() - self._shown_at >= self.pause

    def rule(self, *, at_once: bool) -> Ruling:
        """Judge the press reported last, of a key that rates.

        Args:
            at_once: Whether the key rates without waiting for a repeat, unless it showed the answer.
        """
        if self.pause <= 0:
            return Ruling.RATES
        if self._is_held or not self.is_open:
            return Ruling.IGNORED
        return Ruling.RATES if at_once and not self._shown_by else Ruling.WAITS

    @property
    def wait(self) -> float:
        """Seconds until the last press is known not to be held; 0 or less once it is."""
        return self._pressed_at + HELD - self._now()
