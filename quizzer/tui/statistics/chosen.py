"""What the statistics are about: which cards, and which days."""

from __future__ import annotations

from typing import NamedTuple

from quizzer.study.filters import Filter

PERIOD_WORDS = {30: "last 30 days", 90: "last 90 days", 365: "last year", None: "all time"}


class Chosen(NamedTuple):
    """What the statistics are about.

    Attributes:
        filter: The cards.
        days: Days up to today; None for all.
        words: The cards in words.
    """

    filter: Filter = Filter()
    days: int | None = None
    words: str = "all cards"

    @property
    def period_words(self) -> str:
        """The days in words."""
        return PERIOD_WORDS[self.days]
