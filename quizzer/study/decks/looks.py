"""What was found in the deck files, by their stamps, so that a start reads only the files that changed since.

A stamp is the entry of a file in the file system (:func:`quizzer.study.due.prompt.stamp`). Within a tick of the clock
that stamps it, a file can change twice and keep its size. So a stamp that was young when it was taken is not believed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from quizzer.deckfile.find import hash_file, read_base
from quizzer.study.due.prompt import stamp

LOOKS = "deck looks"
"""The key under which the database holds what was found."""

YOUNG = 2_500_000_000
"""Nanoseconds below which a stamp is young: more than the longest tick of a file system, which is 2 s."""


class Look(NamedTuple):
    """What was found in a deck file.

    Attributes:
        stamp: Of the file, taken before it was read.
        digest: Of its content; empty when it cannot be read.
        base: The deck file whose notes it changes, when it is an overlay; else empty.
    """

    stamp: str
    digest: str
    base: str


class Looks:
    """The looks at deck files: a file whose stamp is known is not read."""

    def __init__(self, noted: str | None = None, now: int = 0) -> None:
        """Begin with what was noted before.

        Args:
            noted: As :meth:`note` composed it; None for nothing.
            now: Nanoseconds by the clock that stamps files.
        """
        self._known: dict[str, list[str]] = json.loads(noted or "{}")
        self._now = now
        self._found: dict[str, Look] = {}

    def look(self, path: Path) -> Look:
        """Look at a file, and read it unless its stamp is known."""
        name = str(path)
        if name not in self._found:
            now = stamp(name).partition(" ")[0]
            known = self._known.get(name)
            if known is not None and known[0] == now:
                self._found[name] = Look(*known)
            else:
                self._found[name] = Look(now, hash_file(path), read_base(path))
        return self._found[name]

    def note(self) -> str:
        """Compose the note of what was found, without files that could not be read and those with a young stamp."""
        return json.dumps(
            {name: found for name, found in self._found.items() if found.digest and is_old(found.stamp, self._now)}
        )


def is_old(stamped: str, now: int) -> bool:
    """Whether a stamp was old enough at an instant to change with the file from then on; that of no file always is."""
    modified, *rest = stamped.partition(" ")[0].split("-")
    return modified == "none" or all(part.isdecimal() and int(part) < now - YOUNG for part in (modified, *rest[:1]))
