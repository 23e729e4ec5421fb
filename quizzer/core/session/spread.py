"""Keeping cards apart that would give each other away: those of one note, and those of notes that share a set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")

_LOOK = 64  # items to look through for one of another set


def spread(
    items: Sequence[Item],
    note_of: Callable[[Item], Hashable],
    sets_of: Callable[[Item], Collection[Hashable]] = lambda _: (),
) -> list[Item]:
    """Order items so that no two of one note are neighbours where that can be, nor of one set where that is near.

    Each place has the first item in the order given that may stand there.

    Args:
        items: In the order that is wanted otherwise.
        note_of: The note of an item.
        sets_of: The sets that its note belongs to.
    """
    most = max(Counter(map(note_of, items)).values(), default=0)
    return list(spread_as_read(items, len(items), most, note_of, sets_of))


def spread_as_read(
    items: Iterable[Item],
    count: int,
    most: int,
    note_of: Callable[[Item], Hashable],
    sets_of: Callable[[Item], Collection[Hashable]] = lambda _: (),
) -> Iterator[Item]:
    """Order items as :func:`spread` does, and read only as many ahead as that takes.

    Args:
        items: In the order that is wanted otherwise.
        count: How many there are.
        most: No note has more of them.
        note_of: The note of an item.
        sets_of: The sets that its note belongs to.
    """
    waiting: list[Item] = []
    coming = iter(items)
    left: Counter[Hashable] | None = None
    last = None
    for remaining in range(count, 0, -1):
        urgent = None
        if 2 * most > remaining:  # a note with more than half of what is left has every second place
            if left is None:
                waiting += coming
                left = Counter(map(note_of, waiting))
            most = max(left.values())
            urgent = next((note for note, cards in left.items() if 2 * cards > remaining), None)
        last = waiting.pop(_find(waiting, coming, last, urgent, note_of, sets_of))
        if left is not None:
            left[note_of(last)] -= 1
        yield last


def _find(
    waiting: list[Item],
    coming: Iterator[Item],
    last: Item | None,
    urgent: Hashable | None,
    note_of: Callable[[Item], Hashable],
    sets_of: Callable[[Item], Collection[Hashable]],
) -> int:
    """The place among the items that wait of the one that comes now; further ones join them as they are looked at."""
    if not waiting:
        waiting.append(next(coming))
    if last is None and urgent is None:
        return 0
    note = None if last is None else note_of(last)
    if urgent is not None and urgent == note:
        urgent = None
    sets = set() if last is None else set(sets_of(last))
    second: int | None = None
    place = 0
    while True:
        if place == len(waiting):
            following = next(coming, None)
            if following is None:
                break
            waiting.append(following)
        here = note_of(waiting[place])
        if here == urgent if urgent is not None else here != note:
            if sets.isdisjoint(sets_of(waiting[place])):
                return place
            second = place if second is None else second
        if second is not None and place >= _LOOK:
            break
        place += 1
    return second or 0
