"""What notes wait for, and where they wait for each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def find_cycles(needs: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Find where notes wait for each other.

    Args:
        needs: For each note, the notes that it waits for.

    Yields:
        A cycle for each need that closes one, from the needed note on to the one that needs it: of ``(a, b, c)``, a
        needs b, b needs c, and c needs a. Without these last needs no note waits for itself.
    """
    done: set[str] = set()
    for start in needs:
        if start in done:
            continue
        path: dict[str, Iterator[str]] = {start: iter(needs[start])}  # the notes on the way, in its order
        while path:
            here = next(reversed(path))
            needed = next(path[here], None)
            if needed is None:
                del path[here]
                done.add(here)
            elif needed in path:
                way = list(path)
                yield tuple(way[way.index(needed) :])
            elif needed not in done:
                path[needed] = iter(needs.get(needed, ()))
