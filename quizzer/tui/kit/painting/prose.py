"""Text as a deck writes it: prose is wrapped, and a drawing is left as it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rich.cells import cell_len
from textual.content import Content

from quizzer.core.safe_text import plain
from quizzer.tui.kit.painting.paint import QUIET, Line, Picture, wrapped

_DRAWN = re.compile("^  |[─-▟]")
"""The beginning of an indented line, or a sign of a box or a bar, by which a line is known as part of a drawing."""
EDGE = 1
"""Cells left free on both sides of a drawing as wide as the terminal."""


def is_drawn(text: str) -> bool:
    """Whether a text holds a drawing: a line that begins with two spaces, or one with signs of a box."""
    return any(_DRAWN.search(line) for line in text.split("\n"))


def text_lines(text: Content | str, width: int, style: str = "") -> list[Line]:
    """Break a text into lines: prose at the width, while a drawing keeps its lines.

    The lines of a drawing wider than the width are equally long, so that :func:`fit_drawings` knows them by that.

    Args:
        text: Safe to print, as prepared by :mod:`quizzer.core.safe_text`.
        width: Cells of a line.
        style: The style of a text that has none of its own.
    """
    if isinstance(text, str):
        if not is_drawn(text):
            return list(wrapped(text, width, style))
        text = Content.styled(text, style) if style else Content(text)
    lines: list[Line] = []
    for is_drawing, block in _blocks(text.split("\n", allow_blank=True)):
        if is_drawing:
            lines += _drawing(block, width)
        else:
            for line in block:
                lines += line.wrap(max(2, width)) if line.cell_length > width else [line]
    return lines


def fit_drawings(picture: Picture, wide: int, width: int, shift: int = 0) -> Picture:
    """Give the drawings of a picture that are wider than its column the width of the terminal.

    Args:
        picture: Made for the column.
        wide: Cells of the column.
        width: Cells of the page.
        shift: Cells by which drawings wider than the page are moved to the left.
    """
    if all(line.cell_length <= wide for line in picture.body):
        return picture
    room = width - 2 * EDGE
    left = (room - wide) // 2

    def moved(line: Line) -> Line:
        return line.pad_left(left) if line else line

    def fitted(line: Line) -> Line:
        if line.cell_length <= wide:
            return moved(line)
        return _window(line, room, shift) if line.cell_length > room else line.pad_left((room - line.cell_length) // 2)

    caret = None if picture.caret is None else (picture.caret[0], picture.caret[1] + left)
    return replace(
        picture,
        head=tuple(map(moved, picture.head)),
        body=tuple(map(fitted, picture.body)),
        foot=tuple(map(moved, picture.foot)),
        caret=caret,
        wide=room,
    )


def most_shift(texts: Sequence[str], width: int) -> int:
    """The cells by which the widest line of a drawing in some texts is wider than a page."""
    drawings = [text for text in map(plain, texts) if is_drawn(text)]
    widest = max((cell_len(line) for text in drawings for line in text.split("\n")), default=0)
    return max(0, widest - (width - 2 * EDGE))


def _blocks(lines: Sequence[Line]) -> list[tuple[bool, list[Line]]]:
    """Divide lines at empty ones, and each part into prose and drawing: from its first drawn line to its last."""
    blocks: list[tuple[bool, list[Line]]] = []
    part: list[Line] = []

    def close() -> None:
        drawn = [place for place, line in enumerate(part) if _DRAWN.search(line.plain)]
        first, after = (drawn[0], drawn[-1] + 1) if drawn else (len(part), len(part))
        blocks.extend(
            (is_drawing, block)
            for is_drawing, block in ((False, part[:first]), (True, part[first:after]), (False, part[after:]))
            if block
        )
        part.clear()

    for line in lines:
        if line.plain.strip():
            part.append(line)
        else:
            close()
            blocks.append((False, [line]))
    close()
    return blocks


def _drawing(block: Sequence[Line], width: int) -> list[Line]:
    longest = max(line.cell_length for line in block)
    return [line.pad_right(longest - line.cell_length) for line in block] if longest > width else list(block)


def _window(line: Line, room: int, shift: int) -> Line:
    """Cut a line to the room; a sign at an edge says that it goes on there."""
    shift = max(0, min(shift, line.cell_length - room))
    cut = line[shift : shift + room] if line.cell_length == len(line.plain) else line.truncate(room)
    if shift:
        cut = Content.assemble(("‹", QUIET), cut[1:])
    if shift + room < line.cell_length:
        cut = Content.assemble(cut[: room - 1], ("›", QUIET))
    return cut
