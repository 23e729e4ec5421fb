"""A panel of a dashboard: lines in a box whose title is in its border."""

from __future__ import annotations

from collections.abc import Sequence

from quizzer.plots.lines import ACCENTED, LINE, PLAIN, STRONG, Line, cells, fit_text, line

_THIN = ("╭", "╮", "╰", "╯", "─", "│")
_HEAVY = ("┏", "┓", "┗", "┛", "━", "┃")


def draw_panel(title: str, lines: Sequence[Line], width: int, height: int, *, marked: bool = False) -> list[Line]:
    """A box of exactly ``width`` cells and ``height`` rows around lines of at most ``width - 4`` cells.

    Args:
        title: What is in it; cut where it does not fit.
        lines: From the top; those that do not fit are left out.
        width: Cells, >= 12.
        height: Rows, >= 3.
        marked: Whether it is the panel that keys act on; its border is heavy.
    """
    left, right, lower_left, lower_right, flat, upright = _HEAVY if marked else _THIN
    level = ACCENTED if marked else LINE
    name = fit_text(title, min(cells(title), width - 6))
    rows = [line((f"{left}{flat} ", level), (name, STRONG if marked else PLAIN),
                 (f" {flat * (width - 5 - cells(name))}{right}", level))]  # fmt: skip
    inner = width - 4
    for at in range(height - 2):
        runs = lines[at] if at < len(lines) else ()
        blanks = " " * (inner - sum(cells(run.text) for run in runs))
        rows.append(line((f"{upright} ", level), *runs, blanks, (f" {upright}", level)))
    return [*rows, line((lower_left + flat * (width - 2) + lower_right, level))]
