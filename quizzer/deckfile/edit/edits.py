"""Replacements in the text of a file."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple


class Edit(NamedTuple):
    """A replacement in the text of a file.

    Attributes:
        start: The character it begins at.
        before: The text there before.
        after: The text there after.
    """

    start: int
    before: str
    after: str


def difference(before: str, after: str) -> Edit:
    """The one replacement that makes a text of another: what they have in common at both ends is no part of it."""
    shorter = min(len(before), len(after))
    start = bisect_left(range(1, shorter + 1), True, key=lambda size: before[:size] != after[:size])
    rest = shorter - start
    end = bisect_left(range(1, rest + 1), True, key=lambda size: before[-size:] != after[-size:])
    return Edit(start, before[start : len(before) - end], after[start : len(after) - end])
