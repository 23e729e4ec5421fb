"""Text diagrams inside a note: the lines that are shown as they are written, never wrapped."""

from __future__ import annotations

import re
from collections.abc import Sequence

DRAWN = re.compile("^  |[\u2500-\u259f]")
"""The beginning of an indented line, or a sign of a box or a bar, by which a line is known as part of a drawing."""


def is_drawn(text: str) -> bool:
    """Whether a text holds a drawing: a line that begins with two spaces, or one with signs of a box."""
    return any(DRAWN.search(line) for line in text.split("\n"))


def drawn_lines(lines: Sequence[str]) -> range:
    """The places of the drawing among the lines of a text: from the first drawn line to the last; empty without one."""
    places = [place for place, line in enumerate(lines) if DRAWN.search(line)]
    return range(places[0], places[-1] + 1) if places else range(0)
