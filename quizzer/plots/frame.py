"""The frame of a plot: numbers on its left, labels below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from quizzer.plots.lines import LINE, QUIET, Line, cells, line


def frame_plot(
    rows: Sequence[Line],
    ticks: Mapping[int, str],
    labels: Sequence[tuple[int, str]],
    width: int,
    *,
    notes: Sequence[tuple[int, str]] = (),
) -> list[Line]:
    """A plot with its axes.

    Args:
        rows: The plot from the top, each line of the same number of cells.
        ticks: The texts on the left, by index of the row.
        labels: Cells from the left end of the plot at which a label is centred, and the label; those that would touch
            the one before them are left out, but for the last, which is kept.
        width: Cells of the plot.
        notes: The same as labels, on a line of their own.

    Returns:
        The rows with the vertical axis, the horizontal axis, and a line of labels and one of notes when there are any.
    """
    wide = margin(ticks.values())
    drawn = [
        line((f"{ticks.get(at, ''):>{wide}} ", QUIET), ("┤" if at in ticks else "│", LINE), *row)
        for at, row in enumerate(rows)
    ]
    drawn.append(line(" " * (wide + 1), ("└" + "─" * width, LINE)))
    for texts in (labels, notes):
        if texts:
            drawn.append(line(" " * (wide + 2), (place_labels(texts, width), QUIET)))
    return drawn


def margin(ticks: Iterable[str]) -> int:
    """Cells of the widest number on the left; a frame takes two more."""
    return max(map(cells, ticks), default=0)


def place_labels(labels: Sequence[tuple[int, str]], width: int, *, keep_last: bool = True) -> str:
    """A line of labels, each centred on its cell as far as there is room; those before give way to the last."""
    placed: list[tuple[int, str]] = []
    for cell, label in labels:
        start = max(0, min(cell - (cells(label) - 1) // 2, width - cells(label)))
        if keep_last and (cell, label) == labels[-1]:
            while placed and start <= placed[-1][0] + cells(placed[-1][1]):
                placed.pop()
        if cells(label) <= width and (not placed or start > placed[-1][0] + cells(placed[-1][1])):
            placed.append((start, label))
    text = ""
    for start, label in placed:
        text += " " * (start - cells(text)) + label
    return text + " " * (width - cells(text))
