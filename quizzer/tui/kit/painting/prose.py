"""Text as a deck writes it: prose is wrapped, and a drawing is left as it stands."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from quizzer.core.notes.drawings import drawn_lines, is_drawn
from quizzer.core.safe_text import plain
from quizzer.tui.kit.painting.paint import QUIET, Line, Picture, wrapped

EDGE = 1
"""Cells left free on both sides of a drawing as wide as the terminal."""


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
    lines = text.split("\n", allow_blank=True)
    drawn = drawn_lines([line.plain for line in lines])
    before, after = lines[: drawn.start], lines[drawn.stop :]
    return [*_prose(before, width), *_drawing(lines[drawn.start : drawn.stop], width), *_prose(after, width)]


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
    return picture._replace(
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


def _prose(lines: Sequence[Line], width: int) -> list[Line]:
    return [part for line in lines for part in (line.wrap(max(2, width)) if line.cell_length > width else [line])]


def _drawing(block: Sequence[Line], width: int) -> list[Line]:
    longest = max((line.cell_length for line in block), default=0)
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
