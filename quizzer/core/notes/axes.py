"""The axis, in a module of its own: the first screen needs no more of a note than this."""

from __future__ import annotations

from typing import NamedTuple


class Axis(NamedTuple):
    """The dimension along which mastery is measured; data, not an enumeration."""

    id: str
    name: str
