"""The axis, in a module of its own: the first screen needs no more of a note than this."""

from __future__ import annotations

from typing import NamedTuple


class Axis(NamedTuple):
    """The dimension along which mastery is measured; data, not an enumeration.

    Attributes:
        id: What deck files and options call it.
        name: Its full name.
        short: Its name on screens and in tables, at most 10 cells wide; empty for its id.
        spans: What it spans, such as ``pituitary, gonads``; may be empty.
    """

    id: str
    name: str
    short: str = ""
    spans: str = ""

    @property
    def label(self) -> str:
        """The one name that every screen and table has for it."""
        return self.short or self.id[:1].upper() + self.id[1:]
