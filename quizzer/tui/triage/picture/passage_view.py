"""The passage of a sentence, painted: what the marked draft stands on, and what nothing stands on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from textual.content import Content

from quizzer.core.safe_text import plain
from quizzer.tui.kit.painting.paint import ACCENT_STRONG, LINE, QUIET, Line
from quizzer.tui.triage.picture.values import PassageText

_OPEN, _CLOSE, _BARE = "▐", "▌", "╎"


def passage_lines(passage: PassageText, width: int, height: int, *, margin: str = "│ ") -> list[Line]:
    """Draw as much of the passage as fits, with the marked words in sight.

    Args:
        passage: The passage and its stretches.
        width: Cells of a line, margin included.
        height: The most lines.
        margin: Drawn before every line.
    """
    content, first, last = _content(passage)
    room = max(10, width - len(margin))
    lines = content.wrap(room)
    at = _line_of(lines, first), _line_of(lines, last)
    shown, above, below = _window(len(lines), at, height)
    drawn = list(lines[shown.start : shown.stop])
    if above and drawn and shown.start < at[0]:
        drawn[0] = Content.assemble(("… ", QUIET), drawn[0]).truncate(room, ellipsis=True)
    if below and drawn and shown.stop - 1 > at[0]:
        drawn[-1] = drawn[-1].truncate(room - 2, ellipsis=False) + Content.styled(" …", QUIET)
    return [Content.styled(margin, LINE) + line for line in drawn]


def _content(passage: PassageText) -> tuple[Line, int, int]:
    """Join the stretches of the passage with their styles; returned with the places of the marked words in it."""
    pieces: list[tuple[str, str]] = []
    length, first, last = 0, 0, 0

    def put(text: str, style: str) -> None:
        nonlocal length
        text = plain(text)
        pieces.append((text, style))
        length += len(text)

    start, end = passage.marked
    cuts = sorted(
        {0, len(passage.text), *passage.sentence, start, end, *(cut for pair in passage.bare for cut in pair)}
    )
    opens = {stretch[0] for stretch in passage.bare}
    closes = {stretch[1] for stretch in passage.bare}
    for begin, stop in pairwise(cuts):
        if begin in closes:
            put(_BARE, QUIET)
        if begin == start:
            put(_OPEN, ACCENT_STRONG)
            first = length
        if begin in opens:
            put(_BARE, QUIET)
        inside = passage.sentence[0] <= begin < passage.sentence[1]
        put(passage.text[begin:stop], "" if inside else QUIET)
        if stop == end:
            last = length
            put(_CLOSE, ACCENT_STRONG)
    if passage.text and len(passage.text) in closes:
        put(_BARE, QUIET)
    return Content.assemble(*pieces), first, max(first, last - 1)


def _line_of(lines: Sequence[Line], place: int) -> int:
    """The line that holds a place of the text; wrapping drops one space at each line's end."""
    seen = 0
    for number, line in enumerate(lines):
        seen += len(line.plain) + 1
        if place < seen:
            return number
    return max(0, len(lines) - 1)


def _window(count: int, marked: tuple[int, int], height: int) -> tuple[range, bool, bool]:
    """Choose the lines to show: all, or those around the marked ones, whose first line is always among them."""
    if count <= height:
        return range(count), False, False
    first, last = marked
    spare = max(0, height - (last - first + 1))
    start = max(0, min(first - spare // 2, count - height))
    stop = min(count, start + height)
    return range(start, stop), start > 0, stop < count
