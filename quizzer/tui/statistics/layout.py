"""What the pages of the statistics are made of: plots in the styles of a theme, figures with their words, tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from textual.content import Content

from quizzer.plots import lines as plot
from quizzer.tui.kit.paint import ACCENT, BAR, EMPTY, LINE, QUIET, RIGHT, STRONG, WRONG, Line, padded, wrapped

_STYLES = {
    plot.OTHER: ACCENT,
    plot.GOOD: RIGHT,
    plot.BAD: WRONG,
    **dict(zip(plot.SHADES, (LINE, BAR, BAR, BAR, ACCENT), strict=True)),
}
_DASH = "–"


def painted(lines: Iterable[plot.Line]) -> list[Line]:
    """A plot as lines of a picture; the shades of a calendar differ by their characters as well as in colour."""
    return [
        Content.assemble(*((run.text, _STYLES.get(run.level, run.level)) if run.level else run.text for run in runs))
        for runs in lines
    ]


def titled(title: str, figures: str = "") -> Line:
    """The title of a plot, and its main figure in words."""
    return Content.assemble((title, STRONG), (f"   {figures}" if figures else "", QUIET))


def figures(pairs: Sequence[tuple[str, str]], wide: int) -> list[Line]:
    """Figures with their words, ``277 today   275 tomorrow``, on as many lines as they need."""
    rows: list[Line] = []
    for figure, words in pairs:
        item = Content.assemble((figure, STRONG), (f" {words}", QUIET)).truncate(wide, ellipsis=True)
        if rows and rows[-1].cell_length + 3 + item.cell_length <= wide:
            rows[-1] = Content.assemble(rows[-1], "   ", item)
        else:
            rows.append(item)
    return rows


def beside(left: Sequence[Line], right: Sequence[Line], left_wide: int, gap: int = 3) -> list[Line]:
    """Two blocks of lines side by side."""
    return [
        Content.assemble(padded(one, left_wide), " " * gap, other)
        for one, other in zip_longest(left, right, fillvalue=EMPTY)
    ]


def sentence(text: str, wide: int) -> list[Line]:
    """A sentence of less weight."""
    return list(wrapped(text, wide, QUIET))


def stacked(parts: Sequence[Sequence[Line]], room: int) -> list[Line]:
    """Parts one below the other, as many as fit, an empty line between them where there is room for those.

    The first part is always shown.
    """
    shown = 1
    while shown < len(parts) and sum(map(len, parts[: shown + 1])) <= room:
        shown += 1
    gap = [EMPTY] if sum(map(len, parts[:shown])) + shown - 1 <= room else []
    body: list[Line] = list(parts[0])
    for part in parts[1:shown]:
        body += [*gap, *part]
    return body


def percent(share: float | None, digits: int = 1) -> str:
    """``90.1%``, or a dash where there is none."""
    return _DASH if share is None else f"{share:.{digits}%}"


def spent(milliseconds: float) -> str:
    """A length of time in few characters: ``9.2 s``, ``14 min``, ``3 h 05``."""
    seconds = milliseconds / 1000
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60:,} h {minutes % 60:02}"
