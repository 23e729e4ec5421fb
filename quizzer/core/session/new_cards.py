"""Which new cards may come on one day together. `quizzer due` waits for this module."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

SET = "set:"
"""Notes that share a tag with this beginning are never new on one day."""


def set_tags(tags: str) -> frozenset[str]:
    """Those of a line of tags that name a set; tags that differ in case alone are one."""
    return frozenset(tag for tag in tags.casefold().split() if tag.startswith(SET))


class NewCardPicker:
    """Takes new cards one by one, as long as they may come on one day together.

    Attributes:
        cards: Those taken.
    """

    __slots__ = ("_axis_left", "_bury", "_notes", "_sets", "cards")

    def __init__(self, *, bury: bool, axis_left: Mapping[int, int], sets: Iterable[str] = ()) -> None:
        """Begin a day.

        Args:
            bury: At most one card of a note.
            axis_left: New cards still allowed today, for each axis with a limit of its own, by row id.
            sets: The tags of sets that had a new card today.
        """
        self.cards: set[int] = set()
        self._bury = bury
        self._axis_left = dict(axis_left)
        self._sets = set(sets)
        self._notes: set[int] = set()

    def take(self, card: int, note: int, axis: int, sets: AbstractSet[str]) -> bool:
        """Take a card, unless it has to wait for another day; whether it was taken."""
        if card in self.cards or (self._axis_left and self._axis_left.get(axis, 1) <= 0):
            return False
        if note in self._notes:
            if self._bury:
                return False
        elif sets and not self._sets.isdisjoint(sets):
            return False
        if axis in self._axis_left:
            self._axis_left[axis] -= 1
        self.cards.add(card)
        self._notes.add(note)
        if sets:
            self._sets |= sets
        return True
