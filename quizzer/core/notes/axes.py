"""The axis: apart from the notes, because the first screen needs only this."""

from __future__ import annotations

from typing import NamedTuple


class Axis(NamedTuple):
    """The dimension along which mastery is told; data, not an enumeration."""

    id: str
    name: str
