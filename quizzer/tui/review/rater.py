"""The rating of the card on the screen: the one suggested, the one chosen, and the one that waits for a held key."""

from __future__ import annotations

from collections.abc import Callable

from quizzer.core.schedule.progress import Rating
from quizzer.tui.answering.guard import Guard, Ruling

Rate = Callable[[Rating], None]
SetTimer = Callable[[float, Callable[[], None]], object]


class Rater:
    """Takes ratings from keys and clicks, and passes on those that are meant.

    Attributes:
        chosen: The rating that Enter takes; None where none is suggested.
    """

    def __init__(
        self, rate: Callable[[Rating], None], rate_later: Callable[[Rating], None], set_timer: SetTimer
    ) -> None:
        """Begin with nothing chosen.

        Args:
            rate: Rates the card, called from within a key's action.
            rate_later: Rates the card, called from anywhere else.
            set_timer: Calls a function after some seconds.
        """
        self.chosen: Rating | None = Rating.GOOD
        self.guard = Guard()
        self._rate = rate
        self._rate_later = rate_later
        self._set_timer = set_timer
        self._pending: Rating | None = None

    def begin(self) -> None:
        """Forget the card before."""
        self.chosen, self._pending = Rating.GOOD, None

    def show(self, suggested: Rating | None) -> None:
        """Begin when the answer is shown."""
        self.chosen = suggested
        self.guard.show()

    def press(self, key: str) -> None:
        """Take note of a key before its effect: a rating that waits is taken, or dropped when its own key repeats."""
        if self.guard.press(key):
            self._pending = None
        self.settle()

    def step(self, by: int) -> None:
        """Choose the next rating, or the one before."""
        self.chosen = Rating(((self.chosen or 0) - 1 + by) % 4 + 1)

    def take(self, rating: Rating, *, at_once: bool = True) -> None:
        """Rate, unless the key is pressed ahead of the answer or may be held down."""
        match self.guard.rule(at_once=at_once):
            case Ruling.RATES:
                self._rate(rating)
            case Ruling.WAITS:
                self._pending = rating
                self._set_timer(max(self.guard.wait, 0.001), self._look)
            case Ruling.IGNORED:
                pass

    def click(self, rating: Rating) -> None:
        """Rate by a click."""
        self._pending = None
        if self.guard.is_open:
            self._rate_later(rating)

    def settle(self) -> None:
        """Take the rating that waits now, for its key is not held."""
        if self._pending is not None:
            rating, self._pending = self._pending, None
            self._rate_later(rating)

    def _look(self) -> None:
        if self._pending is not None and self.guard.wait > 0:
            self._set_timer(self.guard.wait, self._look)
        else:
            self.settle()
